"""Councils share opportunities, never people (S7): the page, the call, and nobody's name on any page of the sharer."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aspirations.models import YoungPerson
from opportunities.models import Opportunity
from opportunities.sharing import share
from tests.architecture.test_api import NAMES as CALLS
from tests.architecture.test_api import address as api_address
from tests.architecture.test_routes import WHO, address
from tests.factories.chain import make_adult, make_nomination
from tests.factories.world import World, make_world

pytestmark = pytest.mark.django_db
READERS = ("virtual_school", "hr_reviewer", "panel_chair", "team_manager", "personal_adviser", "administrator")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def elsewhere() -> World:
    return make_world("E08000035", "Otherbeck")


@pytest.fixture
def shared(world: World) -> Opportunity:
    return share(world.rows["opportunity"], with_all=True, by=world.users["virtual_school"])


@pytest.mark.parametrize("role", READERS)
def test_no_page_or_call_of_the_sharing_council_knows_who_comes_from_elsewhere(
    role: str, world: World, elsewhere: World, shared: Opportunity, client: Client
) -> None:
    adviser = elsewhere.users["personal_adviser"]
    for number, state in enumerate(("introduced", "started", "nominated")):
        person = make_adult(name=f"MARKER{number}", council=elsewhere.council, adviser=adviser, team="North")
        make_nomination(state, person=person, opportunity=shared)
    rows = YoungPerson.objects.filter(name__startswith="MARKER")
    hidden = ["MARKER", *map(str, rows.values_list("public_id", flat=True))]
    client.force_login(world.users[role])
    pages = {name: address(name, world) for name, who in WHO.items() if role in who.split()}
    calls = {name: api_address(name, world) for name in CALLS}
    said = {name: client.get(where).content.decode(errors="replace") for name, where in (pages | calls).items()}
    assert [(name, word) for name, text in said.items() for word in hidden if word in text] == []


def test_the_page_says_who_may_take_it_and_asks_the_employer_first(
    world: World, elsewhere: World, client: Client
) -> None:
    offer = world.rows["opportunity"]
    client.force_login(world.users["virtual_school"])
    where = reverse("share_opportunity", args=[offer.public_id])
    assert (
        "for our own young people only"
        in client.get(reverse("edit_opportunity", args=[offer.public_id])).content.decode()
    )
    for said, error in (
        ({"whom": "some"}, "Choose at least one council"),
        ({"whom": "all"}, "Ask the employer first, then tick that they agree"),
        ({}, "Choose who may take it"),
    ):
        assert error in client.post(where, said).content.decode()
    assert not Opportunity.objects.open_to(elsewhere.council).filter(pk=offer.pk).exists()
    said = {"whom": "some", "councils": [elsewhere.council.code], "agreed": "on"}
    assert "is shared with Otherbeck now" in client.post(where, said, follow=True).content.decode()
    client.force_login(elsewhere.users["personal_adviser"])
    page = client.get(reverse("opportunity_page", args=[offer.public_id])).content.decode()
    assert "Shared by Alderbeck." in page
    assert offer.title in client.get(reverse("find_opportunities")).content.decode()
    assert client.get(where).status_code == 403


def test_one_council_alone_has_nobody_to_share_with(world: World, client: Client) -> None:
    client.force_login(world.users["virtual_school"])
    page = client.get(reverse("edit_opportunity", args=[world.id_of("opportunity")])).content.decode()
    assert "for our own young people only" not in page


def test_a_program_shares_it_and_the_other_council_reads_but_does_not_change_it(
    world: World, elsewhere: World, client: Client
) -> None:
    where = reverse("api_opportunity", args=[world.id_of("opportunity")])

    def send(said: dict[str, Any]) -> Any:
        etag = client.get(where)["ETag"]
        return client.post(f"{where}share/", said, content_type="application/json", headers={"If-Match": etag})

    client.force_login(world.users["virtual_school"])
    assert "There is no council of the code “E99999999” here." in send({"councils": ["E99999999"]}).content.decode()
    assert send({"councils": [elsewhere.council.code]}).status_code == 200
    client.force_login(elsewhere.users["virtual_school"])
    answer = client.get(where)
    assert answer.json()["council"] == "Alderbeck"
    changed = client.patch(where, {"places": 9}, content_type="application/json", headers={"If-Match": answer["ETag"]})
    assert changed.status_code == 404
    feed = client.get(reverse("api_job_postings")).content.decode()
    assert str(elsewhere.id_of("opportunity")) in feed and str(world.id_of("opportunity")) not in feed
