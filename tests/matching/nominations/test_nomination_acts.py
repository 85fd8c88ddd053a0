"""Who may do what with a nomination, and the events each act leaves: one table, every relation, every act."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from config.accounts.models import User
from config.refusal import NotAllowed, Refused
from matching.nominations import actions, agreements
from matching.nominations.models import Nomination
from matching.outcomes.actions import start_and_follow
from tests.factories.chain import (
    at,
    check_sentence,
    events_of,
    everyone_around,
    make_adult,
    make_contact,
    make_nomination,
    who_may,
)  # fmt: skip
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_council, make_user

pytestmark = pytest.mark.django_db

CASE_WORK = {"own adviser", "own manager", "manager of the team"}
MARKERS = ("Wren Marker", "Zebra note", "Heron House", "Bring a badger", "Lapwing lamp", "Robin agreed")


@dataclass(frozen=True)
class Act:
    """What is done from which state, the events it leaves in order, and whether the employer may do it too."""

    state: str
    do: Callable[[Nomination, User], object]
    leaves: str
    employer_too: bool = False


def agree(nomination: Nomination, by: User) -> object:
    facts = {"disclosed": ["name"], "agreed_by": MARKERS[5], "how": "phone", "agreed_at": at(hour=11)}
    return agreements.agree_to_share(nomination, by=by, **facts)


def meet(nomination: Nomination, by: User) -> object:
    facts = {"place": MARKERS[2], "bring": MARKERS[3], "adjustments": MARKERS[4]}
    return actions.set_interview(nomination, at=at(DAY + timedelta(5)), by=by, **facts)


def say_met(nomination: Nomination, by: User) -> object:
    interview = nomination.interviews.get_or_create(at=at(), place=MARKERS[2])[0]
    return actions.record_attendance(interview, attended=False, by=by)


def ending(verb: Callable[..., object], reason: str) -> Callable[[Nomination, User], object]:
    return lambda row, by: verb(row, reason=reason, note=MARKERS[1], by=by)


ACTS = {
    "suggest": Act(
        "withdrawn",
        lambda row, by: actions.suggest(person=row.person, opportunity=row.opportunity, by=by),
        "nomination_suggested",
    ),
    "shortlist": Act("suggested", lambda row, by: actions.shortlist(row, by=by), "nomination_shortlisted"),
    "say yes": Act("shortlisted", lambda row, by: actions.say_yes(row, by=by), "nomination_wanted"),
    "agree to share": Act("person_said_yes", agree, "agreement_recorded"),
    "stop sharing": Act("nominated", lambda row, by: agreements.stop_sharing(row, by=by), "agreement_withdrawn"),
    "stop sharing with the employer": Act(
        "introduced",
        lambda row, by: agreements.stop_sharing(row, by=by),
        "agreement_withdrawn nomination_withdrawn",
    ),
    "introduce": Act("panel_agreed", lambda row, by: actions.introduce(row, by=by), "nomination_introduced"),
    "take into review": Act(
        "introduced", lambda row, by: actions.take_into_review(row, by=by), "nomination_in_review", True
    ),
    "set an interview": Act("introduced", meet, "nomination_interview", True),
    "set another time": Act("interview", meet, "nomination_interview", True),
    "say whether they met": Act("interview", say_met, "interview_attendance_recorded", True),
    "offer": Act("interview", lambda row, by: actions.offer(row, by=by), "nomination_offered", True),
    "accept": Act("offered", lambda row, by: actions.accept(row, by=by), "place_taken nomination_accepted"),
    "decline by the person": Act(
        "introduced", ending(actions.decline_by_person, "y_journey"), "nomination_declined_by_person"
    ),
    "decline for a while": Act(
        "introduced", ending(actions.decline_by_person, "y_health"), "paused nomination_declined_by_person"
    ),
    "decline an employer for good": Act(
        "introduced", ending(actions.decline_by_person, "y_no_go"), "no_go_recorded nomination_declined_by_person"
    ),
    "decline by the employer": Act(
        "introduced", ending(actions.decline_by_employer, "e_other"), "nomination_declined_by_employer", True
    ),
    "withdraw": Act("nominated", ending(actions.withdraw, "c_our_delay"), "nomination_withdrawn"),
    "withdraw what was accepted": Act(
        "accepted", ending(actions.withdraw, "c_mistake"), "nomination_withdrawn place_given_back"
    ),
    "say they did not start": Act(
        "accepted", ending(actions.did_not_start, "e_missed"), "nomination_did_not_start place_given_back", True
    ),
    "put off": Act(
        "introduced", lambda row, by: actions.postpone(row, until=DAY + timedelta(9), by=by), "nomination_postponed"
    ),
    "take up again": Act("postponed", lambda row, by: actions.take_up_again(row, by=by), "nomination_taken_up_again"),
    "start": Act(
        "accepted",
        lambda row, by: start_and_follow(row, started_on=DAY, by=by),
        "nomination_started spell_recorded placement_started",
    ),
}
ACTS["nominate"] = Act("person_said_yes", lambda row, by: actions.nominate(row, by=by), "nomination_made")
ABOUT_THE_OFFER = ("place_taken", "place_given_back")


def situation(act: Act) -> Nomination:
    person = make_adult(name=MARKERS[0], adviser=make_user())
    return make_nomination(act.state, person=person, agreed=True)


@pytest.mark.parametrize("name", ACTS)
def test_who_may(name: str) -> None:
    act = ACTS[name]
    nomination = situation(act)
    users = everyone_around(nomination.person, nomination.opportunity.employer)
    able = who_may(lambda user: act.do(Nomination.objects.get(pk=nomination.pk), user), users)
    assert able == CASE_WORK | ({"employer's contact"} if act.employer_too else set())


@pytest.mark.parametrize("name", ACTS)
def test_what_it_leaves_in_the_trail(name: str) -> None:
    act = ACTS[name]
    nomination = situation(act)
    person, adviser = nomination.person, nomination.person.adviser
    events = events_of(lambda: act.do(nomination, adviser))
    assert [event.verb for event in events] == act.leaves.split()
    for event in events:
        assert event.actor == adviser and event.council == person.council
        assert event.person_id == (None if event.verb in ABOUT_THE_OFFER else person.public_id)
        said = json.dumps([event.context, event.fields])
        assert not [marker for marker in MARKERS if marker in said]


def test_a_restricted_record_is_closed_to_the_team() -> None:
    nomination = make_nomination("suggested", person=make_adult("restricted"))
    users = everyone_around(nomination.person, nomination.opportunity.employer)
    able = who_may(lambda user: actions.shortlist(Nomination.objects.get(pk=nomination.pk), by=user), users)
    assert able == {"own adviser", "own manager"}


@pytest.mark.parametrize("state", ["suggested", "nominated", "panel_agreed", "postponed", "declined_by_employer"])
def test_an_employer_neither_sees_nor_answers_without_an_introduction(state: str) -> None:
    nomination = make_nomination(state, agreed=True)
    contact = make_contact(nomination.opportunity.employer)
    assert not Nomination.objects.visible_to(contact).exists()
    with pytest.raises(NotAllowed) as refusal:
        actions.offer(nomination, by=contact)
    check_sentence(str(refusal.value))


@pytest.mark.parametrize("state", ["introduced", "in_review", "interview", "offered", "accepted", "started"])
def test_an_employer_sees_whom_it_was_introduced_to_while_the_agreement_holds(state: str) -> None:
    nomination = make_nomination(state)
    contact = make_contact(nomination.opportunity.employer)
    assert list(Nomination.objects.visible_to(contact)) == [nomination]
    assert not Nomination.objects.visible_to(make_contact(make_employer(council=nomination.council))).exists()
    agreements.stop_sharing(nomination, by=nomination.person.adviser)
    assert not Nomination.objects.visible_to(contact).exists()


def test_a_refusal_tells_an_employer_nothing_about_the_person() -> None:
    nomination = make_nomination("offered", person=make_adult(name=MARKERS[0]))
    make_nomination("offered", person=nomination.person)
    contact = make_contact(nomination.opportunity.employer)
    with pytest.raises(NotAllowed) as refusal:
        actions.accept(nomination, by=contact)
    assert MARKERS[0] not in str(refusal.value)


@pytest.mark.parametrize("act", [actions.shortlist, actions.offer], ids=["adviser's", "employer's"])
def test_the_reviewer_of_another_councils_offers_sees_nobody(act: Callable[..., object]) -> None:
    nomination = make_nomination("introduced")
    with pytest.raises(NotAllowed, match="is for: "):
        act(nomination, by=make_user("hr_reviewer"))


def test_an_opportunity_of_another_council_is_not_suggested() -> None:
    person = make_adult()
    theirs = make_opportunity(employer=make_employer(council=make_council("E08000035", "Otherbeck")))
    with pytest.raises(Refused, match="another council"):
        actions.suggest(person=person, opportunity=theirs, by=person.adviser)
