"""Each answer of the API names its request, so that both sides can speak about the same one."""

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
OURS = "/api/"
GOOD = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestIds:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(OURS):
            return self.get_response(request)
        said = request.headers.get(HEADER, "")
        name = said if GOOD.fullmatch(said) else str(uuid.uuid4())
        request.META["request_id"] = name
        response = self.get_response(request)
        response[HEADER] = name
        return response
