"""Nominations, agreements, meetings and placements in any state, without walking there, and the people around them."""

import itertools
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from config.refusal import NotAllowed
from employers.models import Employer, EmployerContact
from matching.nominations.disclosure import disclosure_of
from matching.nominations.models import AgreementToShare, Nomination
from matching.nominations.states import ENDED, HOLDS_PLACE
from matching.panel.cycle import let_open_records
from matching.panel.models import AgendaItem, PanelDecision, PanelMeeting
from matching.panel.seen import snapshot
from matching.placements.models import EetPlacement
from opportunities.models import Opportunity
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_council, make_person, make_user

BEFORE_AGREEMENT = ("suggested", "shortlisted", "person_said_yes")
_positions = itertools.count(1)


def at(day: date = DAY, hour: int = 10, minute: int = 0) -> datetime:
    """A moment in London."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    """The clock begins at noon of DAY. A folder's conftest takes this in."""
    with time_machine.travel(at(hour=12)):
        yield


@pytest.fixture
def two_years_later(on_the_day: None) -> Iterator[None]:
    """The clock stands after every day that a test tells of: nothing can be recorded before it happened."""
    with time_machine.travel(at(DAY + timedelta(730), 12)):
        yield


def make_adult(*traits: str, adviser: User | None = None, **said: Any) -> YoungPerson:
    """A NEET person of 19 with a personal adviser."""
    return make_person("neet", *traits, on_caseload_of=adviser or make_user(), **said)


def make_nomination(
    state: str = "suggested",
    *traits: str,
    person: YoungPerson | None = None,
    opportunity: Opportunity | None = None,
    agreed: bool | None = None,
    left_at: str = "shortlisted",
    **offer: Any,
) -> Nomination:
    """A nomination as it stands in this state. `traits` and `offer` are the opportunity's, one of two places.

    It is `agreed` from "nominated" on unless said; a postponed one was put off at `left_at`.
    """
    person = person or make_adult()
    if opportunity is None:
        taken = int(state in HOLDS_PLACE)
        facts = {"places": 2, "places_taken": taken, "hours_per_week": 37, "with_training": True}
        offer.setdefault("employer", make_employer(council=person.council))
        opportunity = make_opportunity(*traits, **facts | offer)
    nomination = Nomination.objects.create(
        council=person.council,
        person=person,
        opportunity=opportunity,
        state=state,
        state_since_at=at(),
        reason="y_not_wanted" if state in ENDED and state not in ("started", "place_gone") else "",
        postponed_until=DAY + timedelta(30) if state == "postponed" else None,
        recorded_by=person.adviser,
    )
    if state not in ("suggested", "shortlisted"):
        nomination.moves.create(source="shortlisted", target="person_said_yes", occurred_at=at())
    nomination.moves.create(source=left_at if state == "postponed" else "", target=state, occurred_at=at())
    if agreed or (agreed is None and state not in BEFORE_AGREEMENT and state != "postponed"):
        make_agreement(nomination)
    return nomination


def make_agreement(nomination: Nomination, *disclosed: str, **said: Any) -> AgreementToShare:
    """An agreement in force, asked by the adviser of today, that names only the name unless said."""
    facts: dict[str, Any] = {
        "employer": nomination.opportunity.employer,
        "opportunity": nomination.opportunity,
        "disclosed": list(disclosed or ["name"]),
        "disclosure": disclosure_of(nomination.opportunity),
        "agreed_by": "The young person",
        "how": "face_to_face",
        "agreed_at": at(hour=9),
        "capacity": "no_doubt",
        "adviser": nomination.person.adviser,
        "recorded_by": nomination.person.adviser,
    }
    return AgreementToShare.objects.create(nomination=nomination, **facts | said)


def make_contact(employer: Employer) -> User:
    """Somebody who signs in for this employer."""
    user = make_user("employer", council=employer.council)
    EmployerContact.objects.create(employer=employer, user=user)
    return user


def make_meeting(state: str = "scheduled", held_on: date = DAY, **said: Any) -> PanelMeeting:
    frozen_at = None if state == "scheduled" else at(hour=9)
    council = said.pop("council", None) or make_council()
    return PanelMeeting.objects.create(
        council=council, month=held_on.replace(day=1), held_on=held_on, state=state, agenda_frozen_at=frozen_at, **said
    )


def make_item(meeting: PanelMeeting, person: YoungPerson | None = None, **said: Any) -> AgendaItem:
    """A case marked for discussion, unless said."""
    facts = {"part": "neet", "position": next(_positions), "to_discuss": True} | said
    return AgendaItem.objects.create(meeting=meeting, person=person or make_adult(council=meeting.council), **facts)


def make_decision(item: AgendaItem, decision: str = "hear_first", **said: Any) -> PanelDecision:
    """A decision as it stands after its meeting, with one action of the adviser's that is late."""
    by = make_user("panel_chair", council=item.meeting.council)
    facts: dict[str, Any] = {"why": "Their own view comes first.", "theme": "no_route", "snapshot": snapshot(item)}
    facts |= {"tell_by_on": item.meeting.held_on, "decided_by": by, "decided_at": at(item.meeting.held_on, 14)}
    made = PanelDecision.objects.create(item=item, decision=decision, **facts | said)
    made.actions.create(
        person=item.person, type="talk_with_person", owner_role="pa", owner=item.person.adviser, due_on=DAY
    )
    return made


def open_to_panel(meeting: PanelMeeting, chair: User) -> None:
    """Let the panel open the records on this agenda, as the freeze does."""
    for role in ("panel_chair", "panel_member"):
        let_open_records(meeting, role, by=chair)


def make_placement(*traits: str, started_on: date = DAY, **said: Any) -> EetPlacement:
    """Started in the usual way, with its spell and milestones."""
    from matching.outcomes.actions import start_and_follow

    nomination = make_nomination("accepted", *traits, **said)
    return start_and_follow(nomination, started_on=started_on, by=nomination.person.adviser)


def everyone_around(person: YoungPerson, employer: Employer) -> dict[str, User]:
    """One user of each relation to a person and an employer that somebody can have."""
    other_council = make_council("E08000035", "Otherbeck")
    return {
        "own adviser": person.personal_adviser or person.adviser,
        "own manager": person.manager,
        "manager of the team": make_user("team_manager"),
        "manager of another team": make_user("team_manager", team="South"),
        "another adviser": make_user(),
        "another council's adviser": make_user(council=other_council),
        "another council's chair": make_user("panel_chair", council=other_council),
        "employer's contact": make_contact(employer),
        "another employer's contact": make_contact(make_employer(council=person.council)),
        "Virtual School": make_user("virtual_school"),
        "panel member": make_user("panel_member"),
        "panel chair": make_user("panel_chair"),
        "HR": make_user("hr_reviewer"),
        "board": make_user("board_viewer"),
        "administrator": make_user("administrator"),
        "nobody's role": make_user(""),
    }


def check_sentence(words: str, *names: str) -> None:
    """A refusal is a sentence for the person who tried, and says these `names` as they are called."""
    assert all(f"“{name}”" in words for name in names)
    assert words[:1].isupper() or words[:1].isdigit() or words[0] == "“"
    assert words.endswith(".")


def who_may(act: Callable[[User], object], users: dict[str, User]) -> set[str]:
    """The relations for which the act goes through; each try is undone. Only NotAllowed counts as a no."""
    able = set()
    for relation, user in users.items():
        point = transaction.savepoint()
        try:
            act(user)
            able.add(relation)
        except NotAllowed as error:
            check_sentence(str(error))
        finally:
            transaction.savepoint_rollback(point)
    return able


def events_of(act: Callable[[], object]) -> list[Event]:
    """The trail events that an act leaves, oldest first."""
    before = set(Event.objects.values_list("pk", flat=True))
    act()
    return list(Event.objects.exclude(pk__in=before).order_by("pk"))
