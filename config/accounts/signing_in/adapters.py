"""Our rules for signing in, told to django-allauth: nobody signs up; each sign-in and failed one is in the trail.

Codes and resets go out at once and are kept nowhere, so they do not pass the outbox.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.trail import record

BEGAN_AT = "signed_in_at"
NOT_THE_CODE = "That code is not right. Type the newest one"
NOT_TOGETHER = "The e-mail and the password do not fit together. Try again, or ask for a code"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": NOT_TOGETHER,
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again",
        "enter_current_password": "Type your password of today",
        "incorrect_password": "That is not your password of today",
        "incorrect_code": NOT_THE_CODE,
        "unknown_email": "We do not know this e-mail",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        request.session[BEGAN_AT] = timezone.now().timestamp()
        _record("signed_in", user, by=user)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            _record("signed_out", request.user, by=request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        email = str(credentials.get("email") or credentials.get("username") or "")
        if user := User.objects.filter(email__iexact=email.strip()).first():
            _record("sign_in_failed", user, by=None)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Its own banners ("Successfully signed in as ...") say nothing that the next page does not."""


class SecondFactor(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": NOT_THE_CODE}


class CouncilSignOn(DefaultSocialAccountAdapter):
    """A council's own sign-on (OpenID Connect) opens accounts that exist here already, by their confirmed e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        confirmed = [address.email for address in sociallogin.email_addresses if address.verified]
        user = User.objects.filter(email__in=[email.lower() for email in confirmed], is_active=True).first()
        if user is not None:
            sociallogin.connect(request, user)


def own_sign_on(request: HttpRequest) -> dict[str, str]:
    """Context of the sign-in page: the address of the council's own sign-on, where it has one."""
    provider = settings.COUNCIL_SIGN_ON
    return {"own_sign_on": reverse("openid_connect_login", kwargs={"provider_id": provider}) if provider else ""}


def _record(verb: str, user: User, *, by: User | None) -> None:
    """Somebody without a council keeps the installation and has no council's trail."""
    if user.council is not None:
        record(verb, user, council=user.council, by=by)
