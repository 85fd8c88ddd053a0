"""How something ends, and what follows (R1, vocabularies.md 2): calls, concerns, places, the agenda."""

from datetime import date, timedelta
from typing import Any

import pytest

from aspirations.models import YoungPerson
from config.audit_trail.models import Event
from config.outbox.models import Message
from config.refusal import NotAllowed, Refused
from employers import actions as employers
from matching.nominations.actions import introduce
from matching.outcomes import actions
from matching.panel.agenda import agenda_items
from matching.placements.models import EetPlacement
from opportunities import actions as opportunities
from opportunities.models import Opportunity
from tests.factories.chain import at, make_meeting, make_nomination, make_placement
from tests.factories.lists import shipped
from tests.factories.offers import make_opportunity
from tests.factories.people import DAY, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_years_later")]

LATER = DAY + timedelta(50)
ENDINGS = {row["code"]: row for row in shipped("endings")}


def end(placement: EetPlacement, reason: str, on: date = LATER, **said: Any) -> EetPlacement:
    facts = {"ended_by": "person", "note": "So it was", "by": placement.person.adviser}
    return actions.end_and_let_go(placement, ended_on=on, reason=reason, **facts | said)


def spells(person: YoungPerson) -> list[tuple[str, Any, Any]]:
    return list(person.spells.values_list("activity", "started_on", "ended_on"))


@pytest.mark.parametrize("reason", ENDINGS)
def test_every_ending_says_by_when_the_adviser_calls(reason: str) -> None:
    """Working days from the day it is told; a call is never due in the past."""
    placement = end(make_placement(), reason)
    told = date(2028, 11, 19)
    assert placement.contact_by_on is not None and placement.contact_by_on > told
    days = sum((told + timedelta(n)).weekday() < 5 for n in range(1, (placement.contact_by_on - told).days + 1))
    assert days == int(ENDINGS[reason]["contact_days"])


# What never began


@pytest.mark.parametrize("days", [0, 9])
def test_what_never_began_leaves_no_activity_and_gives_the_place_back(days: int) -> None:
    """Also on the very day: what they did before goes on as if nothing had been."""
    placement = make_placement()
    before = spells(placement.person)[0]
    assert before[2] == DAY
    end(placement, "end_never_started", DAY + timedelta(days))
    assert spells(placement.person) == [(before[0], before[1], None)]
    assert YoungPerson.objects.neet_on(DAY).filter(pk=placement.person.pk).exists()
    assert Opportunity.objects.get(pk=placement.opportunity_id).places_taken == 0


def test_an_end_on_the_first_day_leaves_no_activity_either() -> None:
    placement = end(make_placement(), "end_left", DAY, next_activity="G5")
    assert [code for code, *_ in spells(placement.person)] == ["G5"]
    assert Opportunity.objects.get(pk=placement.opportunity_id).places_taken == 1


def test_what_a_file_saw_stands() -> None:
    """Somebody else says that it was so: only our own words are taken back."""
    placement = make_placement()
    spell = placement.spell
    assert spell is not None
    spell.started_on_or_before = True
    spell.started_on = DAY - timedelta(3)
    placement.person.spells.filter(ended_on=DAY).update(ended_on=DAY - timedelta(3))
    spell.save()
    end(placement, "end_never_started", LATER, next_activity="G5")
    assert [code for code, *_ in spells(placement.person)] == ["G5", "F5", "G5"]


@pytest.mark.parametrize("reason", ["end_money", "end_never_started", "end_planned"])
def test_not_in_eet_again_is_on_the_next_agenda(reason: str) -> None:
    placement = end(make_placement(), reason, next_activity="G5")
    meeting = make_meeting(held_on=LATER + timedelta(20))
    (item,) = agenda_items(meeting, YoungPerson.objects.filter(pk=placement.person.pk))
    assert item.part == "neet"


def test_started_again_after_29_february() -> None:
    """A leap day is a day like any other: the weeks are counted from it."""
    nomination = make_nomination("accepted")
    placement = actions.start_and_follow(nomination, started_on=date(2028, 2, 29), by=nomination.person.adviser)
    days = dict(placement.milestones.values_list("moment", "due_on"))
    assert (days["start"], days["week_13"], days["week_52"]) == (
        date(2028, 2, 29), date(2028, 5, 30), date(2029, 2, 27),
    )  # fmt: skip


# Treated badly


def test_treated_badly_raises_a_concern_and_pauses_the_employer() -> None:
    """Restricted: what was said is in the concern alone; adviser and manager are told at once, without a word of it."""
    placement = make_placement()
    other = make_opportunity(employer=placement.opportunity.employer)
    end(placement, "end_treated_badly", note="They shouted at me", next_activity="G5")
    concern = placement.person.concerns.get()
    assert (concern.words, concern.owner) == ("They shouted at me", placement.person.adviser)
    assert concern.manager_told_at is not None and placement.end_note == ""
    mails = Message.objects.all()
    assert {mail.to for mail in mails} == {placement.person.adviser.email, placement.person.manager.email}
    assert not any("shouted" in mail.body for mail in mails)
    assert "shouted" not in str(list(Event.objects.values_list("context", flat=True)))
    other.refresh_from_db()
    assert other.state == "paused" and other.employer.paused_at is not None
    assert placement.person.no_goes.get().employer == other.employer


def test_a_paused_employer_shows_nothing_and_meets_nobody_until_we_let_it() -> None:
    opportunity = make_opportunity()
    nomination = make_nomination("panel_agreed", opportunity=opportunity)
    opportunities.pause_employer(opportunity.employer, by=None)
    opportunity.refresh_from_db()
    with pytest.raises(Refused, match="is paused"):
        introduce(nomination, by=nomination.person.adviser)
    with pytest.raises(Refused, match="is paused"):
        opportunities.go_live(opportunity, by=None)
    with pytest.raises(NotAllowed):
        employers.let_go_on(opportunity.employer, by=nomination.person.adviser)
    lead = make_user("virtual_school", council=opportunity.council)
    employers.let_go_on(opportunity.employer, by=lead)
    with pytest.raises(Refused, match="is not paused"):
        employers.let_go_on(opportunity.employer, by=lead)
    opportunity.refresh_from_db()
    assert opportunities.go_live(opportunity, by=None).state == "live"


def test_a_place_that_comes_back_at_a_paused_employer_stays_hidden() -> None:
    opportunity = make_opportunity(places=1, places_taken=1, state="filled")
    opportunities.pause_employer(opportunity.employer, by=None)
    assert opportunities.give_place_back(opportunity, by=None).state == "filled"


def test_an_ending_at_23_59_belongs_to_its_day() -> None:
    placement = make_placement()
    row = placement.milestones.get(moment="week_13")
    end(placement, "end_money", row.due_on - timedelta(1))
    row.refresh_from_db()
    assert row.cancelled_at is not None
    with pytest.raises(Refused, match="ended before the day came"):
        actions.answer(row, said="sustained", answered_for="employer", by=None, occurred_at=at(row.due_on, 23, 59))
