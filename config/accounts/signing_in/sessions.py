"""How long a sign-in lasts: 30 minutes without a click (the cookie), 12 hours in all; staff have a second factor."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from config.accounts.models import User
from config.accounts.signing_in.adapters import BEGAN_AT

HOURS = 12
SEEN_AT, TOUCH_AFTER_S = "seen_at", 60
HERE = "eet_signed_in"
"""A cookie that says nothing but that somebody signed in here today, so that the page after a pause can say so."""
Next = Callable[[HttpRequest], HttpResponse]


class SessionLimits:
    """Ends a session after 12 hours, and leads staff without a second factor to set one up where it is asked for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, User):
            return self.get_response(request)
        now = timezone.now().timestamp()
        if now - request.session.get(SEEN_AT, 0) > TOUCH_AFTER_S:  # saved once a minute, not with every click
            request.session[SEEN_AT] = now
        if now - request.session.setdefault(BEGAN_AT, now) > HOURS * 3600:
            get_adapter().logout(request)
            return HttpResponseRedirect(f"{reverse('signed_out')}?{urlencode({'next': request.get_full_path()})}")
        if needs_second_factor(request):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        response = self.get_response(request)
        if isinstance(request.user, User):
            secure = request.is_secure()
            response.set_cookie(HERE, "1", max_age=HOURS * 3600, httponly=True, samesite="Lax", secure=secure)
        else:
            response.delete_cookie(HERE)
        return response


def needs_second_factor(request: HttpRequest) -> bool:
    """Staff see young people's records, so they sign in with two factors where the installation asks for it."""
    on_the_way = ("/account/", reverse("sign_out"), settings.STATIC_URL)
    if not settings.EET_MFA_REQUIRED or request.path.startswith(on_the_way):
        return False
    assert isinstance(request.user, User)
    return request.user.roles != ["employer"] and not is_mfa_enabled(request.user)


class SignInAsked(LoginRequiredMiddleware):
    """A stranger is sent to sign in; somebody whose session has ended meanwhile is told so first."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        if request.COOKIES.get(HERE):
            return HttpResponseRedirect(f"{reverse('signed_out')}?{urlencode({'next': request.get_full_path()})}")
        return super().handle_no_permission(request, view_func)
