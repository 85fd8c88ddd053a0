"""What the OpenAPI description says of every call alike: errors as problems, the request's name, the version."""

import json
from pathlib import Path
from typing import Any

from drf_spectacular.utils import OpenApiParameter

from config.api.problems import CONTENT_TYPE

KEY = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER,
    description="Your own name for this request: sent again within a day, it makes nothing new",
)  # fmt: skip
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of what you read"
)

EXAMPLES_FILE = Path(__file__).with_name("examples.json")
"""Answers to a made-up world by the name of their schema (tests/architecture/test_api_examples.py)."""
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


def answer_of(operation: dict[str, Any]) -> dict[str, Any] | None:
    """The JSON of what is sent when all goes well; None where nothing is."""
    answers = (said for code, said in operation["responses"].items() if str(code).startswith("2"))
    return next((one for said in answers for kind, one in said.get("content", {}).items() if "json" in kind), None)


def name_of(answer: dict[str, Any], operation: dict[str, Any]) -> str:
    """What an answer's example is kept as: the name of its schema, where that has one."""
    named: str = answer["schema"].get("$ref", operation["operationId"]).rsplit("/", 1)[-1]
    return named


def show_answers(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """The hook of drf-spectacular: adds to every answer that has none its example of `examples.json`."""
    kept = json.loads(EXAMPLES_FILE.read_text(encoding="utf-8"))
    result["components"]["examples"] = {name: {"value": value} for name, value in kept.items()}
    for methods in result["paths"].values():
        for operation in methods.values():
            answer = answer_of(operation)
            if answer is not None and (name := name_of(answer, operation)) in kept:
                answer.setdefault("examples", {"Answer": {"$ref": f"#/components/examples/{name}"}})
    return result


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
