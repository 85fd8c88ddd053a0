"""How a signed-in user is read for each page."""

from allauth.account.auth_backends import AuthenticationBackend

from config.accounts.models import User


class WithTheirCouncil(AuthenticationBackend):
    """Nearly every page asks for the user's council, so both come in one query."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("council").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
