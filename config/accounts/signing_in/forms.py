"""The forms of signing in, in our words. What they do is django-allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django import forms

WORDS = {
    "login": ("E-mail", "Type your e-mail with an @"),
    "email": ("E-mail", "Type your e-mail with an @"),
    "password": ("Password", "Type your password"),
    "oldpassword": ("Your password of today", "Type your password of today"),
    "password1": ("New password", "Type a new password of 12 characters or more"),
    "password2": ("New password again", "Type the new password again"),
    "code": ("Code", "Type the code"),
}


class OurWords(forms.Form):
    """Labels and errors of ours; no placeholders, which disappear as one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name, field in self.fields.items():
            label, missing = WORDS.get(name, (str(field.label), f"Check “{field.label}”"))
            field.label = label
            field.help_text = ""
            field.error_messages |= {"required": missing, "invalid": missing}
            field.widget.attrs.pop("placeholder", None)


class SignInForm(OurWords, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)


class AskForCodeForm(OurWords, account.RequestLoginCodeForm):
    pass


class CodeForm(OurWords, account.ConfirmLoginCodeForm):
    pass


class ForgottenForm(OurWords, account.ResetPasswordForm):
    pass


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    pass


class SureItIsYouForm(OurWords, account.ReauthenticateForm):
    pass


class SecondFactorForm(OurWords, factor.AuthenticateForm):
    pass


class SureBySecondFactorForm(OurWords, factor.ReauthenticateForm):
    pass


class SetUpSecondFactorForm(OurWords, totp.ActivateTOTPForm):
    pass
