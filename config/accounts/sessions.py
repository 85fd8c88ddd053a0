"""A session ends twelve hours after signing in, however busy it was, and half an hour after the last click (a setting).

Whoever meets the sign-in page because of that is told so.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

LONGEST = timedelta(hours=12)
ENDED = "signed_out"
A_MINUTE = 60


class LongestSession:
    """Signs out whoever signed in more than twelve hours ago."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        since = request.session.get("signed_in_at")
        if since and timezone.now() - datetime.fromisoformat(since) > LONGEST:
            logout(request)
        ended = settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()
        response = self.get_response(request)
        if ended and response.status_code == 302:
            response.set_cookie(ENDED, "1", max_age=A_MINUTE, httponly=True, samesite="Lax")
        return response
