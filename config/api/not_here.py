"""An address under /api/ that is no call is answered as a program reads it; any other has its page."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.views.defaults import page_not_found

from config.api.problems import CONTENT_TYPE, NO_CALL, problem
from config.api.request_ids import OURS


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The handler of 404."""
    if not request.path.startswith(OURS):
        return page_not_found(request, exception)
    body = problem(404, NO_CALL, request_id=request.META.get("request_id", ""))
    answer = JsonResponse(body, status=404, content_type=CONTENT_TYPE)
    add_never_cache_headers(answer)
    return answer
