"""Starts and ends (R1): the activity code by kind and hours, the spell that follows, and who ended it and why."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from aspirations.models import EetSpell, YoungPerson
from config.refusal import Refused
from matching.nominations.actions import suggest
from matching.outcomes.actions import end_and_let_go, start_and_follow
from matching.panel.agenda import agenda_items
from matching.placements import actions
from matching.placements.models import EetPlacement
from opportunities.models import Opportunity
from opportunities.vocabulary.kinds import kinds
from tests.factories.chain import (
    events_of,
    everyone_around,
    make_adult,
    make_contact,
    make_meeting,
    make_nomination,
    make_placement,
    who_may,
)  # fmt: skip
from tests.factories.lists import shipped
from tests.factories.people import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_years_later")]

LATER = DAY + timedelta(50)
EET = [code for code, kind in kinds().items() if kind.counts_as_eet]
NOT_EET = [code for code in kinds() if code not in EET]
CODES = {
    "job": ("F5", "P5"), "council_ringfenced": ("F5", "P5"), "apprenticeship": ("F4", "P4"),
    "foundation_apprenticeship": ("F4", "P4"), "internship": ("F5", "P5"), "supported_internship": ("F5", "P5"),
    "course": ("F2", "P2"), "functional_skills": ("F2", "P2"), "higher_course": ("F1", "P1"),
    "pre_employment": ("F5", "P5"),
}  # fmt: skip


def end(placement: EetPlacement, **said: Any) -> EetPlacement:
    facts = {"ended_on": LATER, "ended_by": "person", "reason": "end_money", "by": placement.person.adviser}
    return end_and_let_go(placement, **facts | said)


def spells(person: YoungPerson) -> list[tuple[str, Any, Any]]:
    return list(person.spells.values_list("activity", "started_on", "ended_on"))


@pytest.mark.parametrize("kind", EET)
def test_16_hours_or_more_is_full_time(kind: str) -> None:
    full, part = CODES[kind]
    assert actions.activity_of(kind, Decimal(16)) == actions.activity_of(kind, Decimal("37.5")) == full
    assert actions.activity_of(kind, Decimal("15.9")) == actions.activity_of(kind, Decimal(0)) == part
    assert actions.activity_of(kind, None) == ""


@pytest.mark.parametrize("kind", NOT_EET)
def test_what_is_not_eet_never_gets_a_code_or_a_spell(kind: str) -> None:
    assert {actions.activity_of(kind, hours) for hours in (None, Decimal(5), Decimal(37))} == {""}
    placement = make_placement(kind=kind)
    assert (placement.activity, placement.spell) == ("", None)
    assert [code for code, *_ in spells(placement.person)] == ["G5"]
    assert YoungPerson.objects.neet_on(LATER).filter(pk=placement.person.pk).exists()


def test_a_start_ends_the_neet_spell_and_opens_its_own() -> None:
    placement = make_placement()
    assert spells(placement.person)[0][::2] == ("G5", DAY) and spells(placement.person)[1] == ("F5", DAY, None)
    assert placement.spell.activity == placement.activity == "F5"
    assert placement.nomination.state == "started"
    assert not YoungPerson.objects.neet_on(DAY).filter(pk=placement.person.pk).exists()


def test_the_hours_are_asked_where_nobody_said_them() -> None:
    nomination = make_nomination("accepted", hours_per_week=None)
    adviser = nomination.person.adviser
    with pytest.raises(Refused, match="Say how many hours a week it is: 16 or more"):
        start_and_follow(nomination, started_on=DAY, by=adviser)
    nomination.refresh_from_db()
    assert nomination.state == "accepted"
    placement = start_and_follow(nomination, started_on=DAY, by=adviser, hours_per_week=Decimal(12))
    assert (placement.activity, placement.hours_per_week) == ("P5", Decimal(12))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("offered", "cannot become “started”"),
        ("withdrawn", "cannot become “started”"),
        ("suggested", "cannot become “started”"),
        ("started", "is “started” already"),
    ],
)
def test_only_what_was_accepted_starts(state: str, sentence: str) -> None:
    nomination = make_nomination(state)
    with pytest.raises(Refused, match=sentence):
        start_and_follow(nomination, started_on=DAY, by=nomination.person.adviser)
    assert not EetPlacement.objects.exists()


def test_an_end_says_who_and_why() -> None:
    placement = end(make_placement(), ended_by="employer", reason="end_post_cut", what_next="Look again")
    assert (placement.ended_on, placement.ended_by, placement.end_reason) == (LATER, "employer", "end_post_cut")
    assert placement.what_next == "Look again"
    for wrong in ({"ended_by": ""}, {"ended_by": "nobody"}, {"ended_on": DAY - timedelta(1)}):
        with pytest.raises(Refused):
            end(make_placement(), **wrong)
    for reason in ("", "y_hours", "end_of_days"):
        with pytest.raises(Refused, match="Choose how it ended from the list"):
            end(make_placement(), reason=reason)
    with pytest.raises(IntegrityError), transaction.atomic():
        EetPlacement.objects.filter(pk=make_placement().pk).update(ended_on=LATER)


@pytest.mark.parametrize("reason", [row["code"] for row in shipped("endings")])
def test_only_who_never_started_gives_the_place_back(reason: str) -> None:
    placement = end(make_placement(), reason=reason, note="What happened")
    taken = Opportunity.objects.get(pk=placement.opportunity_id).places_taken
    assert taken == (0 if reason == "end_never_started" else 1)


def test_a_dismissal_needs_a_note() -> None:
    with pytest.raises(Refused, match="needs a note"):
        end(make_placement(), reason="end_dismissed")
    assert end(make_placement(), reason="end_dismissed", note="The trial was not passed").end_note


def test_after_an_end_the_same_opportunity_may_be_suggested_again() -> None:
    placement = make_placement()
    again = {"person": placement.person, "opportunity": placement.opportunity, "by": placement.person.adviser}
    Opportunity.objects.filter(pk=placement.opportunity_id).update(places=3, state="live")
    with pytest.raises(Refused, match="already put forward"):
        suggest(**again)
    end(placement)
    assert suggest(**again).state == "suggested"


def test_it_ends_once_also_by_an_old_copy() -> None:
    placement = make_placement()
    stale = EetPlacement.objects.get(pk=placement.pk)
    end(placement)
    with pytest.raises(Refused, match="already ended"):
        end(stale)


@pytest.mark.parametrize(("next_activity", "neet"), [("G5", True), ("G4", True), ("F2", False), ("", False)])
def test_neet_again_is_on_the_next_agenda_and_unknown_is_not_neet(next_activity: str, neet: bool) -> None:
    placement = end(make_placement(), next_activity=next_activity)
    person = placement.person
    assert YoungPerson.objects.neet_on(LATER).filter(pk=person.pk).exists() is neet
    items = agenda_items(make_meeting(held_on=LATER + timedelta(20)), YoungPerson.objects.filter(pk=person.pk))
    assert [item.part for item in items] == (["neet"] if neet else [] if next_activity else ["no_activity"])
    assert not EetPlacement.objects.running_on(LATER).exists()


def test_from_one_job_to_the_next_each_has_its_own_spell() -> None:
    first = make_placement()
    second = make_placement(started_on=LATER, person=first.person)
    end(first, reason="end_next_step")
    assert spells(first.person)[1:] == [("F5", DAY, LATER), ("F5", LATER, None)]
    assert first.spell != second.spell
    end(second, ended_on=LATER + timedelta(9), next_activity="G5")
    assert spells(first.person)[2:] == [("F5", LATER, LATER + timedelta(9)), ("G5", LATER + timedelta(9), None)]


def test_an_end_is_kept_also_when_a_file_had_ended_the_activity() -> None:
    placement = make_placement()
    EetSpell.objects.filter(pk=placement.spell.pk).update(ended_on=LATER - timedelta(2))
    assert end(placement).ended_on == LATER


def test_who_may_record_an_end() -> None:
    placement = make_placement()
    users = everyone_around(placement.person, placement.opportunity.employer)
    able = who_may(lambda user: end(EetPlacement.objects.get(), by=user), users)
    assert able == {"own adviser", "own manager", "manager of the team"}


def test_an_employer_sees_its_own_while_the_agreement_holds() -> None:
    placement = make_placement()
    contact, adviser = make_contact(placement.opportunity.employer), placement.person.adviser
    make_placement(person=make_adult(adviser=adviser))
    assert list(EetPlacement.objects.visible_to(contact)) == [placement]
    assert EetPlacement.objects.visible_to(adviser).count() == 2
    placement.nomination.agreements.update(withdrawn_at=placement.recorded_at)
    assert not EetPlacement.objects.visible_to(contact).exists()


@pytest.mark.parametrize(
    ("said", "verbs"),
    [
        ({"next_activity": "G5"}, ["spell_recorded", "placement_ended"]),
        ({}, ["spell_ended", "placement_ended"]),
        ({"reason": "end_never_started"}, ["spell_taken_back", "place_given_back", "placement_ended"]),
    ],
)
def test_what_an_end_leaves_in_the_trail(said: dict[str, str], verbs: list[str]) -> None:
    placement = make_placement()
    events = events_of(lambda: end(placement, what_next="Marker words", **said))
    assert [event.verb for event in events] == verbs
    assert {event.actor for event in events} == {placement.person.adviser}
    assert {event.person_id for event in events} - {None} == {placement.person.public_id}
    assert "Marker" not in str([event.context for event in events])
