"""How it goes: whom to phone today, in order, one tap (R1, R2)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aspirations.progress.actions import record_contact
from config.accounts.models import User
from config.audit_trail.models import Event
from employers.models import EmployerContact
from matching.outcomes import actions
from matching.outcomes.models import OutcomeMilestone
from matching.placements.models import EetPlacement
from tests.factories.chain import at, make_adult, make_placement
from tests.factories.people import DAY, make_user

pytestmark = pytest.mark.django_db
INBOX = "/following/"
TODAY = DAY + timedelta(30)


@pytest.fixture(autouse=True)
def a_month_later() -> Iterator[None]:
    with time_machine.travel(at(TODAY, 12)):
        yield


@pytest.fixture
def adviser(client: Client) -> User:
    user = make_user(name="Rowan")
    client.force_login(user)
    return user


def started(adviser: User, name: str, *, days_ago: int, mail: str = "", phone: str = "", **said: Any) -> EetPlacement:
    person = make_adult(adviser=adviser, name=name)
    placement = make_placement(person=person, started_on=TODAY - timedelta(days_ago), **said)
    contact = {"name": "Ash Carter", "email": mail, "phone": phone}
    EmployerContact.objects.create(employer=placement.opportunity.employer, **contact)
    return placement


def start_of(placement: EetPlacement) -> OutcomeMilestone:
    return placement.milestones.get(moment="start")


def page(client: Client, more: str = "") -> str:
    return client.get(INBOX + more).content.decode()


def press(client: Client, name: str, row: OutcomeMilestone) -> str:
    return client.post(reverse(name, kwargs={"milestone": row.public_id}), follow=True).content.decode()


def test_the_mailed_wait_for_the_employer_and_the_others_for_the_phone(adviser: User, client: Client) -> None:
    started(adviser, "Mailed", days_ago=5, mail="ash@example.org")
    started(adviser, "Silent", days_ago=12, mail="ash@example.org", phone="01274 000 001")
    started(adviser, "Unmailed", days_ago=2, phone="01274 000 002")
    started(adviser, "Long ago", days_ago=25)
    today, employer, quiet = (page(client, f"?list={name}") for name in ("today", "employer", "quiet"))
    assert "Phone today (2)" in today and "2 calls wait" in today
    assert today.index("Silent") < today.index("Unmailed") and "Mailed" not in today.replace("Unmailed", "")
    assert 'href="tel:01274000001"' in today and "Ash Carter, Millwheel Motors" in today
    assert "Mailed" in employer and "Long ago" in quiet and "which is not a no" in quiet


def test_one_tap_says_that_all_is_as_hoped_and_whose_words_it_is(adviser: User, client: Client) -> None:
    row = start_of(started(adviser, "Robin", days_ago=2))
    assert ">Started<" in page(client)
    words = press(client, "as_hoped", row)
    row.refresh_from_db()
    assert (row.answer, row.answered_for, row.answered_by) == ("sustained", "employer", adviser)
    assert "Recorded for Robin" in words and "Nobody waits for a call" in words
    assert "Undone. It is asked again." in press(client, "undo_answer", row)
    row.refresh_from_db()
    assert (row.answer, row.answered_by, row.answered_at) == ("", None, None)


def test_an_answer_is_undone_for_ten_minutes_and_by_who_recorded_it(adviser: User, client: Client) -> None:
    row = start_of(started(adviser, "Robin", days_ago=2))
    press(client, "as_hoped", row)
    with time_machine.travel(at(TODAY, 12, 11)):
        client.force_login(adviser)
        assert "for ten minutes. Ask the team manager" in press(client, "undo_answer", row)
    client.force_login(row.placement.person.manager)
    response = client.post(reverse("undo_answer", kwargs={"milestone": row.public_id}))
    assert response.status_code == 403 and "Only who recorded" in response.content.decode()


def test_without_an_agreement_the_young_person_is_asked(adviser: User, client: Client) -> None:
    """N2: a giver who learns no name is never phoned about somebody."""
    placement = started(adviser, "Robin", days_ago=29, kind="travel_card", phone="01274 000 001")
    placement.nomination.agreements.update(withdrawn_at=at())
    words = page(client)
    assert "Ask Robin" in words and "01274" not in words
    row = placement.milestones.get()
    press(client, "as_hoped", row)
    row.refresh_from_db()
    assert (row.answer, row.answered_for) == ("completed", "person")


def test_who_is_not_there_any_more_stands_first_until_the_end_is_recorded(adviser: User, client: Client) -> None:
    started(adviser, "Waiting", days_ago=20)
    gone = started(adviser, "Robin", days_ago=2)
    url = reverse("milestone", kwargs={"milestone": start_of(gone).public_id})
    answer = client.post(url, {"said": "did_not_show", "answered_for": "employer"})
    assert answer["Location"] == reverse("end_placement", kwargs={"nomination": gone.nomination.public_id})
    words = page(client)
    assert words.index("says Robin has not come") < words.index("Waiting") and "Record how it ended" in words
    actions.end_and_let_go(
        gone, ended_on=gone.started_on, ended_by="person", reason="end_never_started", next_activity="G5", by=adviser
    )
    assert "has not come" not in page(client)


def test_after_an_end_a_call_is_due_until_somebody_spoke_with_them(adviser: User, client: Client) -> None:
    """R1, vocabularies.md 2: contact days of the list, in working days; a try is no call."""
    placement = started(adviser, "Robin", days_ago=20)
    actions.answer(start_of(placement), said="sustained", answered_for="employer", by=adviser)
    actions.end_and_let_go(
        placement, ended_on=TODAY - timedelta(1), ended_by="employer", reason="end_post_cut", next_activity="G5",
        by=adviser,
    )  # fmt: skip
    placement.refresh_from_db()
    assert TODAY.weekday() == 6 and placement.contact_by_on == date(2026, 12, 22)
    words = page(client)
    assert "It ended on 19 December: how are they?" in words and "Call Robin" in words
    record_contact(person=placement.person, on=TODAY, how="phone", two_way=False, by=adviser)
    assert "how are they?" in page(client)
    record_contact(person=placement.person, on=TODAY, how="phone", two_way=True, by=adviser)
    assert "how are they?" not in page(client)


def test_what_the_employer_told_another_way_is_for_the_adviser_to_record(adviser: User, client: Client) -> None:
    placement = started(adviser, "Robin", days_ago=1, mail="ash@example.org")
    assert "Phone today (0)" in page(client)
    actions.stop_asking(start_of(placement), by=None)
    assert "they say they told you" in page(client)


def test_the_file_has_the_rows_of_the_list_without_buttons(adviser: User, client: Client) -> None:
    started(adviser, "Robin", days_ago=2, phone="01274 000 001")
    text = client.get(INBOX + "?file=csv").content.decode()
    assert text.splitlines()[0] == "Young person,Where,What to ask,Whom to call,Due"
    assert "01274 000 001" in text and "Started" not in text
    assert Event.objects.filter(verb="export_made", actor=adviser).count() == 1


def test_others_people_are_not_on_it_and_not_answered(adviser: User, client: Client) -> None:
    row = start_of(started(make_user(name="Other"), "Wren", days_ago=2))
    assert "Wren" not in page(client)
    for name in ("as_hoped", "undo_answer"):
        assert client.post(reverse(name, kwargs={"milestone": row.public_id})).status_code == 404


def test_25_rows_a_page_at_the_same_cost(adviser: User, client: Client) -> None:
    started(adviser, "Wren", days_ago=2, phone="01274 000 001")
    page(client)  # the session is saved, and the lists are read, once
    asked = []
    for more in (2, 28):
        for number in range(more):
            started(adviser, f"Wren {number}", days_ago=2, phone="01274 000 001")
        with CaptureQueriesContext(connection) as queries:
            words = page(client)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 15, asked
    assert words.count(">Started<") == 25
