"""The team manager: by adviser, nobody without one, cover for an absent colleague (A7)."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aspirations.models import AccessGrant, YoungPerson
from config.accounts.models import User
from matching.panel.models import PanelAction
from tests.factories.chain import make_decision, make_item, make_meeting, make_nomination
from tests.factories.people import DAY, make_person, make_user

pytestmark = pytest.mark.django_db
DAYS = {"from_on_day": "20", "from_on_month": "11", "from_on_year": "2026"}
DAYS |= {"until_on_day": "27", "until_on_month": "11", "until_on_year": "2026"}


@pytest.fixture
def moss(client: Client) -> User:
    user = make_user("team_manager", name="Moss")
    client.force_login(user)
    return user


def words_of(answer) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def page(client: Client) -> str:
    return words_of(client.get(reverse("team")))


def test_by_adviser_with_what_is_late(moss, client):
    rowan, wren = make_user(name="Rowan"), make_user(name="Wren")
    late = make_person("neet", on_caseload_of=rowan, last_contact_on=DAY - timedelta(50))
    make_nomination("introduced", person=late)
    late.nominations.update(due_on=DAY - timedelta(1))
    (
        make_person("eet", on_caseload_of=rowan),
        make_decision(make_item(make_meeting("in_session"), make_person(on_caseload_of=wren))),
    )
    PanelAction.objects.update(due_on=DAY - timedelta(1))
    make_person("neet", on_caseload_of=make_user(name="Elsewhere", team="South"), team="South")
    words = page(client)
    assert "3 young people, 1 of them not in education" in words
    late_words = r"Put forward, late: 1 Panel actions late: 0 .*six weeks: 1"
    assert re.search(rf"Rowan Young people: 2 Not in EET: 1 Activity not known: 0 {late_words}", words)
    assert re.search(r"Wren Young people: 1 .* not known: 1 Put forward, late: 0 Panel actions late: 1", words)
    assert words.index("Rowan") < words.index("Wren") and "Elsewhere" not in words
    assert "Everybody in your team has an adviser." in words


def test_what_the_panel_waits_for_stands_on_top_with_the_way_there(moss, client):
    """P5: what went up to the manager is not found by chance."""
    assert "of the panel" not in page(client)
    robin = make_person("neet", on_caseload_of=make_user(), manager=moss)
    decision = make_decision(make_item(make_meeting("in_session"), robin))
    facts = {"decision": decision, "person": decision.item.person, "owner": moss, "owner_role": "manager"}
    for days in (-1, 1):
        PanelAction.objects.create(type="travel_fix", due_on=DAY + timedelta(days), **facts)
    assert "2 actions of the panel wait for you, 1 late. See them" in page(client)


def test_who_has_nobody_stands_on_top_until_they_have(moss, client):
    robin = make_person("neet", name="Robin", manager=moss)
    words = page(client)
    assert "1 young person has nobody but the manager." in words and "Robin" in words
    wren = make_user(name="Wren")
    said = {"work": "personal_adviser", "to": str(wren.public_id)}
    client.post(reverse("give_adviser", args=[robin.public_id]), said)
    assert "Everybody in your team has an adviser." in page(client)


def test_cover_begins_ends_and_can_be_ended(moss, client):
    rowan, wren = make_user(name="Rowan"), make_user(name="Wren")
    make_person("neet", on_caseload_of=rowan), make_person("neet", on_caseload_of=rowan)
    said = {"absent": str(rowan.public_id), "colleague": str(wren.public_id), **DAYS}
    words = words_of(client.post(reverse("arrange_cover"), said, follow=True))
    assert "Wren covers for Rowan: 2 young people, until 27 November." in words
    assert "Wren covers for Rowan from 20 November, for 2 young people. The last day is 27 November." in words
    assert YoungPerson.objects.visible_to(wren).count() == 2
    grant = AccessGrant.objects.first()
    words = words_of(client.post(reverse("end_cover", args=[grant.public_id]), follow=True))
    assert "Wren covers no more." in words and "Nobody covers for anybody now." in words
    assert not YoungPerson.objects.visible_to(wren).exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"absent": ""}, "Choose who is away"),
        ({"colleague": ""}, "Choose who covers"),
        ({"until_on_day": "19"}, "Choose a last day that is not before the first"),
        ({"from_on_day": "31"}, "Type a day that exists"),
    ],
)
def test_cover_that_makes_no_sense_says_so(moss, client, change, says):
    rowan, wren = make_user(name="Rowan"), make_user(name="Wren")
    make_person("neet", on_caseload_of=rowan)
    said = {"absent": str(rowan.public_id), "colleague": str(wren.public_id), **DAYS}
    assert says in words_of(client.post(reverse("arrange_cover"), said | change))
    assert not AccessGrant.objects.exists()


def test_a_restricted_record_of_ones_own_is_listed_and_of_others_is_not(moss, client):
    rowan = make_user(name="Rowan")
    make_person("neet", "restricted", name="Own", on_caseload_of=rowan, manager=moss)
    make_person("neet", "restricted", name="Veiled", on_caseload_of=rowan)
    words = page(client)
    assert "Own" in words and "Veiled" not in words


def test_the_page_costs_the_same_whatever_its_length(moss, client):
    client.get("/roles/")  # the session is saved once a minute
    asked = []
    for more in (1, 6):
        for _ in range(more):
            make_nomination("introduced", person=make_person("neet", on_caseload_of=make_user(), manager=moss))
        with CaptureQueriesContext(connection) as queries:
            page(client)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 15, asked


def test_the_table_by_adviser_is_a_file_too(moss, client):
    make_person("neet", on_caseload_of=make_user(name="Rowan"))
    assert "?csv" in client.get(reverse("team")).content.decode()
    answer = client.get(reverse("team"), {"csv": ""})
    assert answer["Content-Type"].startswith("text/csv")
    assert "Rowan,1,1,0,0,0,0" in answer.content.decode().replace('"', "")
