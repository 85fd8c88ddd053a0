"""The search of the trail (S2): by person, who, what and when; opaque ids alone; its file is an export."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.models import Event
from config.audit_trail.search import context_in_words
from config.audit_trail.trail import record, record_view
from tests.factories.people import make_council, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_user("administrator")
    client.force_login(user)
    return user


def found(client: Client, **asked: object) -> str:
    return client.get(reverse("trail_search"), asked).content.decode()


def test_a_person_is_found_by_the_opaque_id_also_in_lists(administrator: User, client: Client) -> None:
    adviser = make_user(name="Rowan Beck")
    wren, robin = (make_person(name=name, on_caseload_of=adviser) for name in ("Wren", "Robin"))
    record_view([wren, robin], council=adviser.council, by=adviser, purpose="caseload", fields=["identity"])
    record("paused", robin, council=adviser.council, by=adviser, person=robin)
    page = found(client, person=wren.public_id)
    assert "Saw a list of young people" in page and "Recorded a wish to wait</td>" not in page
    assert "Wren" not in page and "Robin" not in page and wren.child_id not in page


def test_who_what_and_when_narrow_it(administrator: User, client: Client) -> None:
    moss, fern = make_user(name="Moss Hill"), make_user(name="Fern Dale")
    long_ago = timezone.now() - timedelta(days=40)
    record("user_changed", moss, council=moss.council, by=moss)
    record("council_changed", fern, council=fern.council, by=fern, occurred_at=long_ago)
    assert "Fern Dale" not in found(client, who="moss") and "Moss Hill" in found(client, who="MOSS")
    assert "Moss Hill" not in found(client, verb="council_changed")
    day = timezone.localdate(long_ago)
    page = found(client, last_day_day=day.day, last_day_month=day.month, last_day_year=day.year)
    assert "Fern Dale" in page and "Moss Hill" not in page


def test_events_of_another_council_are_not_there(administrator: User, client: Client) -> None:
    there = make_user("board_viewer", council=make_council("E08000033", "Calder"), name="Elsewhere")
    record("user_changed", there, council=there.council, by=there)
    assert "Elsewhere" not in found(client)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"person": "Wren"}, "Type the whole opaque id of the person"),
        ({"verb": "waved"}, "Choose what was done from the list"),
        ({"first_day_day": "31", "first_day_month": "2", "first_day_year": "2026"}, "Type the first day"),
    ],
)
def test_what_cannot_be_looked_for_is_said(
    asked: dict[str, str], sentence: str, administrator: User, client: Client
) -> None:
    assert sentence in found(client, **asked)


def test_the_file_is_an_export_with_its_own_event(administrator: User, client: Client) -> None:
    record("user_changed", administrator, council=administrator.council, by=administrator)
    answer = client.get(reverse("trail_search"), {"as": "csv", "who": "administrator"})
    assert answer["Content-Type"].startswith("text/csv") and b"Changed a user or a role" in answer.content
    event = Event.objects.get(verb="export_made")
    assert (event.actor, event.context) == (administrator, {"what": "audit_trail", "rows": 1, "looked_for": ["who"]})


def test_lists_that_somebody_stood_in_are_found_by_an_index(administrator: User) -> None:
    asked = Event.objects.filter(verb="list_seen", context__people__contains=[str(administrator.public_id)])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "people_of_a_list_seen" in asked.explain()


def test_details_are_words_and_no_names_of_the_code() -> None:
    answers = {
        "answers": {"entry_is_barrier": True, "appropriate": False},
        "people": ["a", "b"],
        "roles": ["board_viewer"],
    }
    assert context_in_words(answers) == (
        "answers: entry is barrier yes, appropriate no; people: 2; roles: board_viewer"
    )
