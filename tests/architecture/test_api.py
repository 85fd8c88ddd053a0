"""Who may call what (S1, S3): every call x role x method x relation, by session and by token, from `api_routes.csv`.

Nobody of another council and nobody's name is in any answer; a list asks the database at most 3 times, one row at most
6 times, however much there is.
"""

import csv
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from aspirations.models import YoungPerson
from config.accounts.permissions import Scope
from config.accounts.roles import ROLES
from config.api.tokens import make_token
from matching.nominations.models import Nomination
from tests.architecture.test_queries import WHO_ASKS
from tests.architecture.test_routes import ROUTES
from tests.factories.chain import make_adult, make_nomination, make_placement
from tests.factories.offers import make_employer, make_event, make_opportunity, make_pledge
from tests.factories.world import World, api_addresses, make_world

pytestmark = pytest.mark.django_db
ROWS = list(csv.DictReader((Path(__file__).parent / "api_routes.csv").read_text().splitlines()))
WHO = {(row["route"], row["method"]): row["who"].split() for row in ROWS}
NAMES = sorted({route for route, _ in WHO})
METHODS = ("get", "post", "patch", "put", "delete")
PEOPLE = ("person", "nomination", "placement")
WORKED_OUT = {"api_matches", "api_why", "api_case_choices"}
"""Nothing is kept of these: they are drawn up from the whole stock, as on their pages."""
ABOUT_PEOPLE = {
    "api_meeting_cases",
    "api_case",
    *WORKED_OUT,
    "api_meeting_decisions",
    "api_themes",
    "api_people",
    "api_audits",
    "api_introduction",
    "api_nominations",
    "api_placements",
    *(f"api_{one}" for one in PEOPLE),
}
ONE_PERSON = {*(f"api_{one}" for one in PEOPLE), *WORKED_OUT, "api_meeting_decisions"}
ONE_PERSON |= {"api_audits", "api_nomination_steps", "api_agreement", "api_answer_placement"}
"""Not found by those who may call it, but do not work with this person."""
SIGNED_IN_ALONE = {
    ("api_tokens", "post"),
    ("api_webhooks", "post"),
    ("api_webhook", "delete"),
    ("api_feeds", "post"),
    ("api_feed", "delete"),
}
"""No program may, whatever its scopes."""
OWN_ROWS = {"api_webhook", "api_deliver_again", "api_feed"}
"""Not found by everybody but their owner, or gone once ended."""
UNDONE = {400, 428}
"""What a role that may write is told when it sends nothing."""
WHO_ASKS_BY_TOKEN = (*WHO_ASKS, '"config_api_apitoken"', '"api_apitoken"', "SAVEPOINT")


@pytest.fixture
def world() -> World:
    return make_world()


def address(name: str, world: World) -> str:
    return reverse(name, kwargs=api_addresses(world).get(name))


def bearer(world: World, role: str, *scopes: Scope) -> dict[str, str]:
    user = world.users[role]
    _, secret = make_token(user=user, label="Tests", scopes=scopes, days=1, by=user)
    return {"Authorization": f"Bearer {secret}"}


def called(client: Client, method: str, where: str, headers: dict[str, str]) -> HttpResponse:
    sent = {} if method == "get" else {"content_type": "application/json"}
    answer: HttpResponse = getattr(client, method)(where, headers=headers, **sent)
    return answer


def expected(name: str, method: str, role: str, way: str) -> set[int]:
    who = WHO.get((name, method))
    if (name, method) in SIGNED_IN_ALONE and way == "token" and role != "stranger":
        return {403}
    if who is None:
        return {405, 401} if role == "stranger" else {405}
    if who == ["everyone"] or (role in who and method == "get"):
        return {200, 404} if name in ONE_PERSON else {200}
    if name in OWN_ROWS and role in who:
        return {200, 204, 404}
    if role in who:
        return UNDONE | {404} if name in ONE_PERSON else UNDONE
    return {401 if role == "stranger" else 403}


def test_every_call_has_a_row() -> None:
    assert set(NAMES) == {name for name in ROUTES if name.startswith("api_")}


@pytest.mark.parametrize("way", ["session", "token"])
@pytest.mark.parametrize("role", ["stranger", *ROLES])
def test_a_role_calls_what_it_may_and_no_other(role: str, way: str, world: World, client: Client) -> None:
    headers: dict[str, str] = {}
    if role != "stranger" and way == "session":
        client.force_login(world.users[role])
    elif role != "stranger":
        headers = bearer(world, role, *Scope)
    wrong = []
    for name in NAMES:
        for method in METHODS:
            answer = called(client, method, address(name, world), headers)
            if answer.status_code not in expected(name, method, role, way):
                wrong.append(f"{method} {name}: {role} gets {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_rows_of_another_council_are_not_found(role: str, world: World, client: Client) -> None:
    elsewhere = make_world("E08000035", "Otherbeck")
    client.force_login(elsewhere.users[role])
    for (name, method), who in WHO.items():
        if name in api_addresses(world) and role in who:
            answer = called(client, method, address(name, world), {"If-Match": '"x"'})
            assert answer.status_code == 404, (name, method)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_a_token_without_the_scope_opens_nothing(role: str, world: World, client: Client) -> None:
    without = {kept_out: bearer(world, role, *(set(Scope) - {kept_out})) for kept_out in Scope}
    for (name, method), who in WHO.items():
        if who != ["everyone"]:
            where = address(name, world)
            scope = resolve(where).func.cls.doors[method.upper()].scope
            headers = without[scope or Scope.READ_OFFERS]
            assert called(client, method, where, headers).status_code == 403, (name, method)


@pytest.mark.parametrize("role", ROLES)
def test_nobody_and_nothing_of_elsewhere_is_in_any_answer(role: str, world: World, client: Client) -> None:
    elsewhere = make_world("E08000035", "Otherbeck")
    user = world.users[role]
    introduced = Nomination.objects.introduced().filter(opportunity__employer__contacts__user=user).values("person")
    seen = YoungPerson.objects.filter(pk__in=introduced) if role == "employer" else YoungPerson.objects.visible_to(user)
    named = set(seen.values_list("pk", flat=True))
    hidden = ["ELSEWHERE", "Otherbeck", "MARKID"]
    for number, person in enumerate(YoungPerson.objects.all()):
        marker = f"MARKER{number}Z"
        YoungPerson.objects.filter(pk=person.pk).update(name=marker, child_id=f"MARKID{number}")
        hidden += [] if person.pk in named else [marker]
        hidden += [] if person.pk in named and role != "employer" else [str(person.public_id)]
    for kind in ("employer", "event", "opportunity", "pledge"):
        field = "title" if hasattr(elsewhere.rows[kind], "title") else "name"
        setattr(elsewhere.rows[kind], field, "ELSEWHERE")
        elsewhere.rows[kind].save()
    client.force_login(user)
    said = {name: client.get(address(name, world)).content.decode() for name in NAMES if name != "api_councils"}
    assert [(name, word) for name, text in said.items() for word in hidden if word in text] == []
    about_people = {name for name, text in said.items() if "MARKER" in text}
    assert about_people <= ABOUT_PEOPLE
    assert bool(about_people) == bool(named)


@pytest.mark.parametrize("role", ["virtual_school", "employer", "personal_adviser", "team_manager", "panel_chair"])
def test_a_list_asks_three_times_and_a_row_six_times_however_much_there_is(
    role: str, world: World, client: Client
) -> None:
    headers = bearer(world, role, *Scope)
    counted: dict[str, list[int]] = {}
    for more in (1, 6):
        for _ in range(more):
            mine = world.rows["employer"]
            make_opportunity(employer=mine, requirements=[("age", "16-24", "16 to 24")])
            make_pledge(employer=mine, event=make_event(council=world.council))
            make_pledge(employer=make_employer(council=world.council))
            adviser = world.users["personal_adviser"]
            someone = make_adult(name="Robin", council=world.council, adviser=adviser, team="North")
            make_nomination("introduced", person=someone, opportunity=world.rows["offered"])
            starter = make_adult(name="Robin", council=world.council, adviser=adviser, team="North")
            make_placement(person=starter, employer=mine)
        for name in NAMES:
            if role not in WHO.get((name, "get"), ()):
                continue
            client.get(address(name, world), headers=headers)
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(address(name, world), headers=headers)
            if role == "panel_chair" and answer.status_code == 404:
                continue  # of somebody who is on no agenda
            assert answer.status_code == 200
            mine_alone = [row["sql"] for row in asked if not any(word in row["sql"] for word in WHO_ASKS_BY_TOKEN)]
            counted.setdefault(name, []).append(len(mine_alone))
    lists = [name for name in counted if name not in {*api_addresses(world), *WORKED_OUT, "api_themes"}]
    assert {name: said for name, said in counted.items() if said[0] != said[1]} == {}
    assert {name: counted[name] for name in lists if max(counted[name]) > 3} == {}
    assert {name: said for name, said in counted.items() if max(said) > 6 and name not in WORKED_OUT} == {}
    assert max(max(counted.get(name, [0])) for name in WORKED_OUT) <= 15
