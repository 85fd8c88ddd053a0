"""Signing in and out with e-mail and password: counted, written to the trail, closed for a while after wrong tries."""

import hashlib
from datetime import timedelta
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from config.accounts.models import SignInTry, User
from config.accounts.sessions import ENDED
from config.audit_trail.trail import record

TRIES = 5
WAIT = timedelta(minutes=15)


class SignInForm(AuthenticationForm):
    """Our words: the same sentence whatever was wrong, so that the page does not tell who signs in here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "E-mail address"
        self.fields["username"].error_messages["required"] = "Enter your e-mail address."
        self.fields["password"].error_messages["required"] = "Enter your password."
        wrong = "The e-mail address and the password do not fit together. Try again."
        self.error_messages = {"invalid_login": wrong, "inactive": wrong}
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        email = self.cleaned_data.get("username", "")
        if email and (at := closed_until(email)):
            self.add_error(None, f"Too many wrong tries. Try again after {timezone.localtime(at):%H:%M}.")
            return self.cleaned_data
        return super().clean()


class SignIn(LoginView):
    template_name = "sign_in.html"
    authentication_form = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ended = ENDED in self.request.COOKIES
        return super().get_context_data(heading="Sign in", button="Sign in", ended=ended, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        SignInTry.objects.filter(email_hash=hash_of(user.email)).delete()
        note("signed_in", user)
        answer = super().form_valid(form)
        self.request.session["signed_in_at"] = timezone.now().isoformat()
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        email = form.cleaned_data.get("username", "")
        if email and form.cleaned_data.get("password") and not closed_until(email):
            SignInTry.objects.create(email_hash=hash_of(email))
            if user := User.objects.filter(email__iexact=email.strip()).first():
                note("sign_in_failed", user)
        return super().form_invalid(form)


class SignOut(LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User):
            note("signed_out", request.user)
        return super().post(request, *args, **kwargs)


def closed_until(email: str) -> Any:
    """When this address may be tried again, after too many wrong tries; None while it may."""
    since = timezone.now() - WAIT
    tries = list(SignInTry.objects.filter(email_hash=hash_of(email), tried_at__gt=since).order_by("tried_at"))
    return tries[-TRIES].tried_at + WAIT if len(tries) >= TRIES else None


def note(verb: str, user: User) -> None:
    if user.council is not None:
        record(verb, user, council=user.council, by=user if verb != "sign_in_failed" else None)


def hash_of(email: str) -> str:
    return hashlib.sha256(email.strip().casefold().encode()).hexdigest()
