"""Every error as a problem (RFC 9457): a sentence for the person, and one for each field that it belongs to."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as RowError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from config.refusal import NotAllowed, Refused

CONTENT_TYPE = "application/problem+json"
NO_CALL = "There is no call at this address. Every call is described at /api/v1/docs/."


class Changed(exceptions.APIException):
    status_code = 412
    default_detail = "Somebody changed this since you read it. Read it again, and send what should still change."


class VersionAsked(exceptions.APIException):
    status_code = 428
    default_detail = "Send If-Match with the ETag of what you read, so that nobody's change is lost."


class KeyUsedOtherwise(exceptions.APIException):
    status_code = 422
    default_detail = "This Idempotency-Key was used for another request. Choose a new key."


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """The exception handler of every call; what is no problem of the caller goes on as the error it is."""
    refused = isinstance(error, Refused)
    asked = _as_asked(error)
    response = exception_handler(asked, context)
    if response is None:
        return None
    errors = [{"field": error.field, "sentence": str(error)}] if isinstance(error, Refused) and error.field else []
    if isinstance(asked, exceptions.ValidationError):
        errors = list(_sentences(asked.detail))
    said = str(error) if refused else _detail(asked, errors)
    name = context["request"].META.get("request_id", "")
    response.data = problem(response.status_code, said, errors=errors, request_id=name)
    response.content_type = CONTENT_TYPE
    return response


def problem(status: int, detail: str, *, request_id: str, errors: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """What is sent: the sentence for the person, and what each field is told."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": list(errors),
        "request_id": request_id,
    }


def _as_asked(error: Exception) -> Exception:
    """As the framework's own exception: its status is what we say it is."""
    if isinstance(error, NotAllowed):
        return exceptions.PermissionDenied(str(error))
    if isinstance(error, Refused):
        conflict = exceptions.APIException(str(error))
        conflict.status_code = HTTPStatus.CONFLICT
        return conflict
    if isinstance(error, RowError):
        said = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        return exceptions.ValidationError(said)
    if isinstance(error, Http404):
        return exceptions.NotFound("This is not here, or not yours to see.")
    return exceptions.PermissionDenied() if isinstance(error, PermissionDenied) else error


def _detail(error: Exception, errors: list[dict[str, str]]) -> str:
    return " ".join(one["sentence"] for one in errors) or str(getattr(error, "detail", ""))


def _sentences(detail: Any, path: str = "") -> Any:
    """(field, sentence) of nested errors; fields inside lists are named 'sites.0.postcode'."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            place = "" if name == "non_field_errors" else str(name)
            yield from _sentences(inner, ".".join(part for part in (path, place) if part))
    elif isinstance(detail, list):
        for number, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from _sentences(inner, f"{path}.{number}" if nested else path)
    else:
        yield {"field": path, "sentence": str(detail)}
