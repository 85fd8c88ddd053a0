"""Every answer of the API has an example in its description, and the schema allows it.

The examples are answers to a made-up world, kept in `config/api/examples.json`; `EET_API_EXAMPLES=1 manage.py test
tests/architecture/test_api_examples.py` writes them anew.
"""

import json
import os
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import resolve
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from config.accounts.permissions import Scope
from config.api.description import EXAMPLES_FILE, answer_of, name_of
from tests.architecture.test_api import WHO, address, bearer
from tests.factories.offers import make_opportunity
from tests.factories.world import make_world

ANY_ID = str(UUID(int=0))
SHOWN = 1
"""Rows of a list in an example."""


@pytest.fixture
def schema() -> Any:
    made = SchemaGenerator().get_schema(public=True)
    return taking_null(json.loads(json.dumps(made, default=str)))


def taking_null(node: Any) -> Any:
    """With OpenAPI's `nullable` as JSON Schema says it."""
    if isinstance(node, list):
        return [taking_null(one) for one in node]
    if not isinstance(node, dict):
        return node
    told = {key: taking_null(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [told, {"type": "null"}]} if node.get("nullable") is True else told


def operations(schema: Any) -> list[tuple[str, str, Any]]:
    return [(path, method, one) for path, methods in schema["paths"].items() for method, one in methods.items()]


@pytest.mark.django_db
def test_every_operation_has_examples_that_its_schema_allows(schema: Any) -> None:
    bare, wrong = [], []
    for _, _, operation in operations(schema):
        bodies = list(operation.get("requestBody", {}).get("content", {}).values())
        if answer := answer_of(operation):
            bodies.append(answer)
        bare += [operation["operationId"] for body in bodies if not body.get("examples")]
        wrong += [
            (operation["operationId"], fault.message)
            for body in bodies
            for example in body.get("examples", {}).values()
            for fault in faults(schema, body["schema"], example)
        ]
    assert (bare, wrong) == ([], [])


def faults(schema: Any, of: Any, example: Any) -> Any:
    if "$ref" in example:
        example = schema["components"]["examples"][example["$ref"].rsplit("/", 1)[1]]
    return Draft202012Validator({**of, "components": schema["components"]}).iter_errors(example["value"])


@pytest.mark.skipif("EET_API_EXAMPLES" not in os.environ, reason="Set EET_API_EXAMPLES to write the examples anew")
@pytest.mark.django_db
def test_the_examples_are_written_down(schema: Any, client: Client) -> None:
    world = make_world()
    make_opportunity("apprenticeship", employer=world.rows["employer"], title="Vehicle technician apprentice")
    make_opportunity(employer=world.rows["employer"], kind="work_clothes", title="Work boots and a jacket")
    kept: dict[str, Any] = {}
    for path, method, operation in operations(schema):
        answer = answer_of(operation)
        if method != "get" or answer is None:
            continue
        name = str(resolve(path.replace("{id}", ANY_ID).replace("{opportunity}", ANY_ID)).url_name)
        for role in WHO.get((name, "get"), ()):
            said = client.get(address(name, world), headers=bearer(world, role, *Scope))
            if said.status_code == 200 and len(said.content) > len(
                json.dumps(kept.get(name_of(answer, operation), ""))
            ):
                kept[name_of(answer, operation)] = shortened(said.json())
    rows = {row_of(schema, name): answer["results"][0] for name, answer in kept.items() if answer.get("results")}
    kept = rows | kept
    EXAMPLES_FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def row_of(schema: Any, name: str) -> str:
    """The name of the schema of a list's rows."""
    rows: str = schema["components"]["schemas"][name]["properties"]["results"]["items"]["$ref"]
    return rows.rsplit("/", 1)[-1]


def shortened(answer: Any) -> Any:
    """With one row of each list of rows."""
    if isinstance(answer, dict):
        return {name: shortened(value) for name, value in answer.items()}
    if isinstance(answer, list):
        return [shortened(one) for one in (answer[:SHOWN] if answer and isinstance(answer[0], dict) else answer)]
    return answer
