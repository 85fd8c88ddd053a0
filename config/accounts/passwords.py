"""What a password has to be, said in our words wherever somebody chooses one."""

from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Type a password of {self.min_length} characters or more. Three words of your own are a good start"


class NotCommon(CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Many people use this password. Choose one that others do not guess"
