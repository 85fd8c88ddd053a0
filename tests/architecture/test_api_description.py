"""Every call as its description allows it, as every role (schemathesis): no crash, nothing that is not described.

`API_EXAMPLES=500 manage.py test tests/architecture/test_api_description.py` tries more.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS
from werkzeug.test import Client

from config.accounts.permissions import Scope
from tests.architecture.test_api import ROLES, World, bearer
from tests.factories.world import make_world

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("API_EXAMPLES", "8"))
KNOWN = (
    "opportunity",
    "draft",
    "vacancy",
    "employer",
    "event",
    "pledge",
    "person",
    "nomination",
    "placement",
    "start",
    "meeting",
    "item",
)
ASKED = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """As the test client does: a call leaves the test's own connection open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def description() -> dict[str, Any]:
    drawn: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return drawn


def test_it_is_drawn_without_a_warning() -> None:
    GENERATOR_STATS.reset()
    with GENERATOR_STATS.silence():
        drawn = description()
    assert not GENERATOR_STATS
    assert len(drawn["paths"]) >= 10


def test_each_call_that_writes_has_an_example() -> None:
    bodies = [
        operation["requestBody"]["content"]["application/json"]
        for methods in description()["paths"].values()
        for operation in methods.values()
        if "requestBody" in operation
    ]
    assert bodies
    assert all("examples" in body for body in bodies)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("role", ROLES)
def test_every_call_keeps_to_its_description(role: str) -> None:
    world = make_world()
    api = schemathesis.openapi.from_dict(description())
    api.app = get_wsgi_application()
    headers = bearer(world, role, *Scope)
    for found in api.get_all_operations():
        _try(found.ok(), world, headers)


def _try(operation: Any, world: World, headers: dict[str, str]) -> None:
    ids = [str(world.id_of(name)) for name in KNOWN]
    reader = Client(get_wsgi_application())

    @seed(2026)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(), known=st.sampled_from(ids), is_known=st.booleans())
    def call(case: Any, known: str, is_known: bool) -> None:
        if is_known and case.path_parameters:
            case.path_parameters["id"] = known
            if "opportunity" in case.path_parameters:
                case.path_parameters["opportunity"] = str(world.id_of("opportunity"))
        for name in ("employer", "person", "opportunity"):
            if is_known and isinstance(case.body, dict) and name in case.body:
                case.body[name] = str(world.id_of(name))
        sent = dict(headers)
        if is_known and "If-Match" in (case.headers or {}):
            read = reader.get(f"{operation.path.partition('{')[0]}{known}/", headers=headers)
            sent["If-Match"] = read.headers.get("ETag", '"none"')
        answer = case.call(headers=sent)
        case.validate_response(answer, checks=[CHECKS.get_one(name) for name in ASKED])

    call()
