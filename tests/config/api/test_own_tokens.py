"""Who lets a program know about young people: the user alone, signed in (S1)."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from config.accounts.permissions import ABOUT_PEOPLE, Scope
from config.api.models import ApiToken
from config.api.tokens import make_token
from config.audit_trail.models import Event
from config.refusal import NotAllowed
from tests.factories.people import make_council, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("scope", sorted(ABOUT_PEOPLE))
def test_an_administrator_gives_no_scope_about_people(scope: Scope) -> None:
    council = make_council()
    administrator, adviser = (make_user(role, council=council) for role in ("administrator", "personal_adviser"))
    with pytest.raises(NotAllowed, match="Only"):
        make_token(user=adviser, label="Theirs", scopes=[Scope.READ_OFFERS, scope], days=1, by=administrator)
    with pytest.raises(CommandError):
        call_command("make_api_token", adviser.email, label="Theirs", scope=[scope], by=adviser.email)
    with pytest.raises(CommandError):
        call_command("make_api_token", adviser.email, "--label=Theirs", f"--scope={scope}", f"--by={adviser.email}")
    assert not ApiToken.objects.exists()


def test_who_is_signed_in_makes_their_own_and_it_reads_their_people(client: Client) -> None:
    adviser = make_user("personal_adviser", council=make_council())
    make_person("neet", name="Robin Fernbrook", on_caseload_of=adviser)
    client.force_login(adviser)
    asked = {"label": "Case system", "scopes": ["people:read"], "days": 30}
    made = client.post("/api/v1/tokens/", asked, content_type="application/json")
    assert made.status_code == 201
    headers = {"Authorization": f"Bearer {made.json()['secret']}"}
    rows = Client().get("/api/v1/people/", headers=headers).json()["results"]
    assert [row["name"] for row in rows] == ["Robin Fernbrook"]
    assert Event.objects.get(verb="api_token_made").actor == adviser


def test_a_token_makes_no_token_and_an_administrators_reads_nobody(client: Client) -> None:
    administrator = make_user("administrator", council=make_council())
    make_person("neet", council=administrator.council)
    _, secret = make_token(user=administrator, label="Own", scopes=list(Scope), days=1, by=administrator)
    headers = {"Authorization": f"Bearer {secret}"}
    asked = {"label": "More", "scopes": ["people:read"]}
    assert client.post("/api/v1/tokens/", asked, content_type="application/json", headers=headers).status_code == 403
    assert client.get("/api/v1/people/", headers=headers).status_code == 403


def test_nobody_makes_one_for_another(client: Client) -> None:
    council = make_council()
    first, second = make_user(council=council), make_user(council=council)
    with pytest.raises(NotAllowed):
        make_token(user=second, label="Theirs", scopes=[Scope.READ_OFFERS], days=1, by=first)
