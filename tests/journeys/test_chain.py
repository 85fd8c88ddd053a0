"""One young person's whole way by the actions of everyone: suggested, ..., 13 weeks, ended, on the agenda again."""

from datetime import date, timedelta

import pytest
import time_machine

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from config.audit_trail.trail import seal_waiting, verify
from config.refusal import Refused
from matching.nominations import actions, agreements
from matching.nominations.disclosure import what_employer_sees
from matching.nominations.models import Nomination
from matching.outcomes import actions as outcomes
from matching.panel import agenda, cycle, decisions, minutes
from matching.panel.decisions import MainReason
from matching.panel.models import AgendaItem
from matching.panel.panel_actions import NewAction
from matching.placements.models import EetPlacement
from matching.shortlists.actions import draw_up
from matching.shortlists.lists import suggestions_for
from tests.factories.chain import at, make_contact
from tests.factories.offers import make_opportunity
from tests.factories.people import make_audit, make_council, make_person, make_user

pytestmark = pytest.mark.django_db

SUGGESTED, PANEL, STARTED = date(2026, 6, 1), date(2026, 6, 25), date(2026, 7, 13)
WEEK_13, ENDED, NEXT_PANEL = date(2026, 10, 12), date(2026, 10, 20), date(2026, 10, 29)
TRAIL = [
    "nomination_suggested", "nomination_shortlisted", "nomination_wanted", "agreement_recorded",
    "nomination_made", "panel_action_set", "panel_decided", "nomination_agreed", "nomination_introduced",
    "nomination_interview", "interview_attendance_recorded", "nomination_offered", "nomination_accepted",
    "nomination_started", "spell_recorded", "placement_started", "milestone_answered", "milestone_answered",
    "spell_recorded", "placement_ended",
]  # fmt: skip


def nominated(person: YoungPerson, adviser: User) -> Nomination:
    """From the ranking to the panel, with the yes and the agreement to share."""
    draw_up(council=person.council, day=SUGGESTED, by=None)
    (first,) = suggestions_for([person])[person.pk]
    nomination = actions.suggest(person=person, opportunity=first.opportunity, by=adviser)
    assert nomination.seen_points == first.points and nomination.weights
    actions.shortlist(nomination, by=adviser)
    actions.say_yes(nomination, by=adviser)
    with pytest.raises(Refused, match="Nothing may be shared yet"):
        actions.nominate(nomination, by=adviser)
    told = {"disclosed": ["name", "strengths"], "agreed_by": "Wren", "how": "face_to_face"}
    agreements.agree_to_share(nomination, **told, agreed_at=at(SUGGESTED, 9), by=adviser)
    return actions.nominate(nomination, by=adviser)


def decided(nomination: Nomination, chair: User) -> None:
    """One meeting, from its date to its minutes."""
    meeting = agenda.schedule(council=nomination.council, held_on=PANEL, by=chair)
    agenda.draw_up_agenda(meeting, by=chair)
    agenda.mark_for_discussion(meeting.items.get(person=nomination.person), by=chair)
    cycle.freeze(meeting, by=chair)
    cycle.move_meeting(meeting, "in_session", by=chair)
    said = {"why": "A good fit.", "reason": MainReason(theme="no_route"), "actions": [NewAction("introduce_employer")]}
    item = meeting.items.get(person=nomination.person)
    decisions.decide(item, decision="nominate", nomination=nomination, **said, by=chair)
    minutes.draft_minutes(meeting, by=chair)
    minutes.agree_minutes(meeting, by=chair)
    assert nomination.state == "panel_agreed" and not YoungPerson.objects.visible_to(chair).exists()


def accepted(nomination: Nomination, adviser: User, contact: User) -> None:
    """Introduced with what was agreed, met, offered, accepted."""
    assert not Nomination.objects.visible_to(contact).exists()
    actions.introduce(nomination, by=adviser)
    assert list(Nomination.objects.visible_to(contact)) == [nomination]
    assert what_employer_sees(nomination.agreements.get()) == {
        "Always said": "The council supports this person.",
        "Name": "Wren",
        "Strengths, in their words": "Patient with engines",
    }
    assert nomination.interview_due_on == date(2026, 7, 17)
    interview = actions.set_interview(nomination, at=at(PANEL + timedelta(5)), place="Here", by=contact)
    actions.record_attendance(interview, attended=True, by=contact)
    actions.offer(nomination, by=contact)
    actions.accept(nomination, by=adviser)
    nomination.opportunity.refresh_from_db()
    assert (nomination.opportunity.state, nomination.opportunity.places_left) == ("filled", 0)


def asked(placement: EetPlacement, moment: str, contact: User) -> None:
    milestone = placement.milestones.get(moment=moment)
    outcomes.answer(milestone, said="sustained", answered_for="employer", by=contact)


def listed_again(placement: EetPlacement, adviser: User, chair: User) -> AgendaItem:
    """The post is cut, and the next agenda has the person without anybody's doing."""
    facts = {"ended_by": "employer", "reason": "end_post_cut", "next_activity": "G5"}
    outcomes.end_and_let_go(placement, ended_on=ENDED, by=adviser, **facts)
    assert placement.milestones.filter(cancelled_at=None).count() == 2
    meeting = agenda.schedule(council=placement.council, held_on=NEXT_PANEL, by=chair)
    agenda.draw_up_agenda(meeting, by=chair)
    return meeting.items.get(person=placement.person)


def test_from_a_suggestion_to_work_and_back_on_the_agenda() -> None:
    council, adviser, chair = make_council(), make_user(), make_user("panel_chair")
    person = make_person("neet", on_caseload_of=adviser, since=date(2026, 2, 2), name="Wren")
    make_audit(person, "I want to work with cars", strengths="Patient with engines", english="1")
    job = make_opportunity("guaranteed_interview", hours_per_week=30, with_training=True, closes_on=date(2026, 8, 1))
    contact = make_contact(job.employer)

    with time_machine.travel(at(SUGGESTED)):
        nomination = nominated(person, adviser)
    with time_machine.travel(at(PANEL)):
        decided(nomination, chair)
    with time_machine.travel(at(PANEL + timedelta(1))):
        accepted(nomination, adviser, contact)
    with time_machine.travel(at(STARTED)):
        placement = outcomes.start_and_follow(nomination, started_on=STARTED, by=adviser)
        asked(placement, "start", contact)
        assert placement.activity == "F5" and not YoungPerson.objects.neet_on(STARTED).exists()
    with time_machine.travel(at(WEEK_13)):
        asked(placement, "week_13", contact)
    with time_machine.travel(at(ENDED)):
        item = listed_again(placement, adviser, chair)

    assert (item.part, "again" in [code for code, *_ in item.parts]) == ("neet", True)
    assert [spell.activity for spell in person.spells.all()] == ["G5", "F5", "G5"]
    about = Event.objects.filter(person_id=person.public_id, verb__in=TRAIL)
    assert list(about.order_by("pk").values_list("verb", flat=True)) == TRAIL
    assert "Wren" not in str(list(Event.objects.values_list("context", "fields")))
    seal_waiting(council.pk)
    assert verify(council) == []
