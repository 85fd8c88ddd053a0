"""Reminders on the days of the list, silences that are noted, employers paused with notice, and the other way (N5)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from config.audit_trail.models import Event
from config.outbox.models import Message
from employers.models import EmployerContact
from matching.nominations import actions
from matching.nominations.asking import ask_for_answers
from matching.nominations.models import EmployerSilence, Nomination
from matching.nominations.silences import note_silences
from opportunities.actions import go_live
from tests.factories.chain import make_nomination
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_council, make_user

pytestmark = pytest.mark.django_db
FRIDAY, WEDNESDAY, NEXT_FRIDAY = DAY, date(2026, 11, 25), date(2026, 11, 27)
STALLED = date(2026, 12, 2)
"""Introduced on Friday 20 November: reminders after 3 and 5 working days, stalled after 8."""


@pytest.fixture
def employer():
    made = make_employer("Millwheel Motors")
    EmployerContact.objects.create(employer=made, name="Ash", email="ash@example.org")
    EmployerContact.objects.create(employer=made, email="unknown@example.org", awaits_check=True)
    return made


@pytest.fixture
def nomination(employer) -> Nomination:
    return make_nomination("introduced", employer=employer, title="Apprentice mechanic")


def ask(day: date) -> int:
    return ask_for_answers(day, make_council())


def note(day: date) -> int:
    return note_silences(make_council(), day)


def test_reminders_come_on_their_days_and_once(nomination) -> None:
    asked = {str(day): ask(day) for day in (FRIDAY + timedelta(days) for days in range(20))}
    assert [day for day, number in asked.items() if number] == [str(FRIDAY), str(WEDNESDAY), str(NEXT_FRIDAY)]
    assert ask(NEXT_FRIDAY) == 0


def test_days_that_were_missed_are_made_good_by_one_mail(nomination) -> None:
    assert ask(NEXT_FRIDAY) == 1
    assert ask(NEXT_FRIDAY) == 0


def test_bank_holidays_move_the_day(employer) -> None:
    christmas = date(2026, 12, 23)
    row = make_nomination("introduced", employer=employer)
    Nomination.objects.filter(pk=row.pk).update(state_since_at=timezone.make_aware(timezone.datetime(2026, 12, 23, 10)))
    assert ask(christmas) == 1
    assert ask(date(2026, 12, 29)) == 0, "the 25th and, for the 26th, the 28th are holidays"
    assert ask(date(2026, 12, 30)) == 1


def test_an_answer_stops_the_reminders(nomination) -> None:
    ask(FRIDAY)
    actions.offer(nomination, by=None)
    assert ask(NEXT_FRIDAY) == 0


def test_after_a_meeting_the_days_count_from_it(employer) -> None:
    row = make_nomination("interview", employer=employer)
    row.interviews.create(at=timezone.make_aware(timezone.datetime(2026, 12, 3, 10)), place="The yard")
    assert [ask(date(2026, 12, day)) for day in (3, 4, 7, 8)] == [0, 1, 0, 1]
    assert [note(date(2026, 12, day)) for day in (9, 10)] == [0, 1]


def test_a_silence_is_noted_once_and_ends_nothing(nomination) -> None:
    assert [note(STALLED - timedelta(1)), note(STALLED), note(STALLED)] == [0, 1, 0]
    silence = EmployerSilence.objects.get()
    assert (silence.employer, silence.noted_on, silence.paused_on) == (nomination.opportunity.employer, STALLED, None)
    nomination.refresh_from_db()
    nomination.opportunity.refresh_from_db()
    assert (nomination.state, nomination.opportunity.state) == ("introduced", "live")
    event = Event.objects.get(verb="employer_silent")
    assert (event.person_id, event.actor) == (nomination.person.public_id, None)


def test_silent_twice_in_90_days_pauses_with_notice(employer, nomination) -> None:
    make_nomination("introduced", employer=employer, title="Valeter")
    make_opportunity(employer=make_employer("Another"))
    assert note(STALLED) == 2
    assert set(employer.opportunities.values_list("state", flat=True)) == {"paused"}
    told = Message.objects.get()
    assert told.to == "ash@example.org" and told.subject == "Your offers wait until we hear from you"
    assert "- Apprentice mechanic" in told.body and "- Valeter" in told.body
    assert Event.objects.filter(verb="opportunity_paused", actor=None).count() == 2


def test_silences_farther_apart_than_90_days_pause_nobody(employer, nomination) -> None:
    note(STALLED)
    EmployerSilence.objects.update(noted_on=STALLED - timedelta(days=90))
    make_nomination("introduced", employer=employer)
    assert note(STALLED) == 1
    assert set(employer.opportunities.values_list("state", flat=True)) == {"live"}


def test_whoever_opens_the_offers_again_starts_anew(employer, nomination) -> None:
    make_nomination("introduced", employer=employer)
    note(STALLED)
    for offer in employer.opportunities.all():
        go_live(offer, by=make_user("virtual_school"))
    assert note(STALLED + timedelta(1)) == 0
    assert set(employer.opportunities.values_list("state", flat=True)) == {"live"}


def test_one_who_was_silent_is_reminded_no_more(nomination) -> None:
    assert ask(STALLED) == 0


def test_a_withdrawn_agreement_is_no_silence(nomination) -> None:
    nomination.agreements.update(withdrawn_at=timezone.now())
    assert note(STALLED) == 0


def test_another_councils_days_are_its_own(nomination) -> None:
    assert note_silences(make_council("E08000035", "Otherbeck"), STALLED) == 0


@time_machine.travel("2026-11-25T12:00:00Z")
def test_the_link_in_a_reminder_is_a_new_one(nomination) -> None:
    ask(FRIDAY)
    ask(WEDNESDAY)
    first, second = Message.objects.order_by("pk").values_list("body", flat=True)
    assert first != second
