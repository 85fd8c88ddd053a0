"""The page after a session has ended by itself."""

from typing import Any, NoReturn

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from config.accounts.signing_in.sessions import HERE
from config.screens.pages import Screen


def kept_by_administrators(request: HttpRequest) -> NoReturn:
    """Nobody changes the own e-mail: it opens the account, codes go there, and a council's sign-on joins by it."""
    raise Http404


class SignedOut(Screen):
    public = True
    template_name = "signed_out.html"
    heading = "You have been signed out to keep this safe"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        response.delete_cookie(HERE)
        return response

    def context(self) -> dict[str, Any]:
        asked = self.request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={self.request.get_host()})
        return {"sign_in": f"{reverse('sign_in')}?{urlencode({'next': asked})}" if safe else reverse("sign_in")}
