"""Saying no (N3): each side its own reasons, notes where asked, pauses that end, and nobody ever removed."""

from datetime import timedelta

import pytest

from aspirations.models import YoungPerson
from config.reference.models import CodedTerm
from config.refusal import Refused
from matching.nominations import actions
from matching.nominations.models import Nomination
from matching.nominations.moves import move
from matching.panel.agenda import agenda_items
from matching.shortlists.models import PairState
from tests.factories.chain import at, make_meeting, make_nomination
from tests.factories.lists import shipped
from tests.factories.people import DAY

pytestmark = pytest.mark.django_db

REASONS = {row["code"]: row for row in shipped("reasons")}
SIDES = {
    "declined_by_person": ("y",),
    "declined_by_employer": ("e",),
    "withdrawn": ("y", "c", "s"),
    "did_not_start": ("y", "e", "c"),
}
FROM = {"did_not_start": "accepted"}
BY_SIDE = {"y": "y_hours", "e": "e_missed", "c": "c_no_contact", "s": "s_employer_silent"}
TARGET = {"y": "declined_by_person", "e": "declined_by_employer", "c": "withdrawn", "s": "withdrawn"}


def end(reason: str, note: str = "Because", **said: str) -> Nomination:
    """End an introduced nomination for this reason, on the side it belongs to."""
    nomination = make_nomination("introduced", **said)
    return move(nomination, TARGET[reason[0]], by=nomination.person.adviser, reason=reason, note=note)


@pytest.mark.parametrize("side", BY_SIDE)
@pytest.mark.parametrize("target", SIDES)
def test_each_side_gives_its_own_reasons(target: str, side: str) -> None:
    nomination = make_nomination(FROM.get(target, "introduced"))
    if side in SIDES[target]:
        assert move(nomination, target, by=None, reason=BY_SIDE[side]).reason == BY_SIDE[side]
    else:
        with pytest.raises(Refused, match="is a reason of another side"):
            move(nomination, target, by=None, reason=BY_SIDE[side])


@pytest.mark.parametrize("target", SIDES)
@pytest.mark.parametrize("reason", ["", "y_no_such_reason"])
def test_an_ending_has_a_reason_of_the_list(target: str, reason: str) -> None:
    with pytest.raises(Refused, match="Choose a reason from the list"):
        move(make_nomination(FROM.get(target, "introduced")), target, by=None, reason=reason)


@pytest.mark.parametrize("reason", [code for code, row in REASONS.items() if row["note"] == "required"])
def test_a_note_is_asked_where_the_list_asks_one(reason: str) -> None:
    with pytest.raises(Refused, match=r"needs a note: .*"):
        end(reason, note="  ")
    assert end(reason).reason == reason


@pytest.mark.parametrize("reason", [code for code in REASONS if code != "c_agreed_wait"])
def test_what_follows_from_each_reason(reason: str) -> None:
    """The pause, the pair and the no-go as the list says; and the person is listed as before."""
    row = REASONS[reason]
    nomination = end(reason)
    until = DAY + timedelta(int(row["pause_days"])) if row["pause_days"] else None
    pauses = list(nomination.person.pauses.values_list("kind", "from_on", "until_on", "reason"))
    kind = {"all": "", "kind": "job"}.get(row["pause_scope"])
    assert pauses == ([] if kind is None else [(kind, DAY, until, reason)])
    assert list(nomination.person.no_goes.values_list("employer", flat=True)) == (
        [nomination.opportunity.employer_id] if row["pause_scope"] == "employer" else []
    )
    assert pair(nomination) == expected_pair(row, until)
    assert still_served(nomination.person)


def pair(nomination: Nomination) -> tuple[str, object]:
    return PairState.objects.values_list("set_aside", "until_on").get(
        person=nomination.person, opportunity=nomination.opportunity
    )


def expected_pair(row: dict[str, str], until: object) -> tuple[str, object]:
    if row["pause_scope"] == "pair":
        return "paused_pair", until
    return ("declined_for_good" if row["retry"] == "no" else ""), None


def still_served(person: YoungPerson) -> bool:
    """In the cohort, NEET as before, and on the next agenda."""
    meeting = make_meeting(held_on=DAY + timedelta(40))
    listed = {item.person_id for item in agenda_items(meeting, YoungPerson.objects.filter(council=person.council))}
    return person.pk in listed and YoungPerson.objects.alive().neet_on(DAY).filter(pk=person.pk).exists()


def test_waiting_by_agreement_asks_for_its_day() -> None:
    nomination = make_nomination("introduced")
    with pytest.raises(Refused, match="has a day: put it off until then"):
        actions.withdraw(nomination, reason="c_agreed_wait", by=nomination.person.adviser)


def test_a_reason_that_a_council_added_works_like_the_others() -> None:
    nomination = make_nomination("introduced")
    CodedTerm.objects.create(
        list="reasons",
        code="y_own_way",
        council=nomination.council,
        label="Own way",
        order=99,
        valid_from="2026-04-01",
        attributes=REASONS["y_not_wanted"],
    )
    move(nomination, "declined_by_person", by=None, reason="y_own_way")
    assert pair(nomination) == ("declined_for_good", None)


def test_after_a_no_the_same_pair_can_be_suggested_again() -> None:
    nomination = make_nomination("introduced")
    adviser = nomination.person.adviser
    actions.decline_by_person(nomination, reason="y_other_date", by=adviser)
    again = actions.suggest(person=nomination.person, opportunity=nomination.opportunity, by=adviser)
    assert again.state == "suggested" and pair(again) == ("live_nomination", None)


def test_a_missed_appointment_ends_nothing() -> None:
    nomination = make_nomination("interview")
    interview = nomination.interviews.create(at=at(), place="Here")
    actions.record_attendance(interview, attended=False, by=nomination.person.adviser)
    nomination.refresh_from_db()
    assert nomination.state == "interview" and interview.attended is False
