"""A client written by a program from the description alone does a day's work against a server that listens."""

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openapi_python_client.cli import app
from pytest_django.live_server_helper import LiveServer
from typer.testing import CliRunner

from config.accounts.permissions import Scope
from config.api.tokens import make_token
from employers.models import EmployerContact
from opportunities.models import Opportunity
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "written_client"
SAID = {
    "kind": "apprenticeship", "title": "Vehicle technician apprentice", "description": "You service cars.",
    "sites": [{"postcode": "BD17 7AA"}], "places": 2, "pay_amount": "9.50", "pay_unit": "hour",
    "hours_per_week": "37.5", "requirements": [], "guaranteed_interview": True,
}  # fmt: skip


@pytest.fixture
def part(client: Client, tmp_path: Path) -> Iterator[Callable[[str], ModuleType]]:
    """Gives a module of the client, which was written without a warning."""
    described, settings, place = (tmp_path / name for name in ("schema.json", "settings.json", NAME))
    asked = {"Accept": "application/vnd.oai.openapi+json"}
    described.write_bytes(client.get(reverse("api_schema"), headers=asked).content)
    settings.write_text(json.dumps({"post_hooks": []}))
    words = ["generate", f"--path={described}", f"--config={settings}", f"--output-path={place}", "--meta=none"]
    done = CliRunner().invoke(app, [*words, "--fail-on-warning"])
    assert done.exit_code == 0, done.output
    sys.path.insert(0, str(tmp_path))
    yield lambda name: importlib.import_module(f"{NAME}.{name}")
    sys.path.remove(str(tmp_path))
    for module in [name for name in sys.modules if name.split(".")[0] == NAME]:
        del sys.modules[module]


def test_it_finds_writes_changes_and_posts(live_server: LiveServer, part: Callable[[str], Any]) -> None:
    employer, user = make_employer(), make_user("employer")
    EmployerContact.objects.create(employer=employer, user=user)
    make_opportunity("apprenticeship", employer=employer, title="There already")
    _, secret = make_token(user=user, label="Client", scopes=[*Scope], days=1, by=user)
    models, calls = part("models"), "api.opportunities"
    client = part("client").AuthenticatedClient
    said = models.SaidOpportunity.from_dict(SAID | {"employer": str(employer.public_id)})

    with client(live_server.url, secret, raise_on_unexpected_status=True) as signed_in:
        kind = models.ListOpportunitiesKind.APPRENTICESHIP
        found = part(f"{calls}.list_opportunities").sync(client=signed_in, kind=kind)
        assert [row.title for row in found.results] == ["There already"]

        draft = part(f"{calls}.draft_opportunity").sync_detailed
        made, again = (draft(client=signed_in, body=said, idempotency_key="advert-1") for _ in range(2))
        assert made.parsed.id == again.parsed.id and made.parsed.pay_amount == "9.50"

        where = {"id": made.parsed.id, "client": signed_in}
        more, etag = models.PatchedSaidFacts(places=3), made.headers["ETag"]
        changed = part(f"{calls}.change_opportunity").sync_detailed(**where, body=more, if_match=etag)
        assert changed.parsed.places == 3
        post = part(f"{calls}.post_opportunity").sync_detailed
        late = post(**where, if_match=etag)
        assert late.status_code == 412 and isinstance(late.parsed, models.Problem)
        posted = post(**where, if_match=changed.headers["ETag"])
        assert posted.parsed.state == models.OpportunityStateEnum.LIVE

    with client(live_server.url, "nobody's", raise_on_unexpected_status=True) as stranger:
        answer = part("api.employers.list_employers").sync_detailed(client=stranger)
        assert answer.status_code == 401 and answer.parsed.detail.endswith(".")
    assert Opportunity.objects.exclude(title="There already").get().state == "live"
