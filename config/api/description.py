"""What the OpenAPI description says of every call alike: errors as problems, the request's name, the version."""

from typing import Any

from config.api.problems import CONTENT_TYPE

METHODS = ("get", "post", "patch", "delete")
SENTENCES = {
    "400": "Something that was sent cannot be taken; `errors` says which field and why.",
    "401": "Nobody is signed in: no token and no session.",
    "403": "The role, or the token's scope, does not allow it.",
    "404": "It is not here, or not yours to see.",
    "406": "Only JSON is sent.",
    "409": "A rule or the state does not allow it; `detail` says why and the way out.",
    "412": "Somebody changed it since it was read.",
    "415": "Only JSON is read.",
    "422": "The Idempotency-Key was used for another request.",
    "428": "If-Match is missing.",
    "429": "Too many calls; Retry-After says how many seconds to wait.",
}
FOR_ALL = ("401", "403", "406", "429")
EXAMPLES = {
    "type": "about:blank",
    "title": "Conflict",
    "status": 409,
    "detail": "Still to do: where, places.",
    "errors": [],
    "request_id": "7d2f0f6e-1b52-4f0a-9a58-2d1a4b0c8a11",
}
FIELD = {"type": "object", "required": ["field", "sentence"],
         "properties": {"field": {"type": "string"}, "sentence": {"type": "string"}}}  # fmt: skip
PROBLEM = {
    "type": "object",
    "required": list(EXAMPLES),
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": FIELD},
        "request_id": {"type": "string"},
    },
    "example": EXAMPLES,
}
TEXT = {"schema": {"type": "string"}}


def say_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """The hook of drf-spectacular: adds to every operation how it can fail."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                _complete(operation, path, method)
    return result


def _complete(operation: dict[str, Any], path: str, method: str) -> None:
    headers = {said["name"] for said in operation.get("parameters", []) if said["in"] == "header"}
    codes = {*FOR_ALL, "400"}
    codes |= {"404"} if "{" in path or operation["operationId"].startswith("read_") else set()
    codes |= {"409", "415"} if method != "get" else set()
    codes |= {"412", "428"} if "If-Match" in headers else set()
    codes |= {"422"} if "Idempotency-Key" in headers else set()
    for code in sorted(codes):
        content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        operation["responses"].setdefault(code, {"description": SENTENCES[code], "content": content})
    for code, response in operation["responses"].items():
        response.setdefault("headers", {})["X-Request-ID"] = TEXT
        if (code in ("200", "201") and "{" in path) or code == "201":
            response["headers"]["ETag"] = TEXT
