"""What somebody promised to do for a young person: set with a decision, handed on, done (P5)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.audit_trail.trail import record
from config.reference.models import NamedOwner
from config.reference.vocabulary import check_code
from config.refusal import Refused
from matching.nominations import actions as nominations
from matching.nominations.models import Nomination
from matching.panel.models import PanelAction, PanelDecision
from matching.panel.policies import check_can_finish, check_can_hand_on
from matching.panel.querysets import INTRODUCE


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action to be set with a decision; owner and due day come from the list of action types where not given."""

    type: str
    owner: User | None = None
    due_on: date | None = None
    words: str = ""


def set_action(decision: PanelDecision, new: NewAction, *, by: User, day: date) -> PanelAction:
    """Set an action, due by the list's own days unless a day is given."""
    council = decision.item.meeting.council
    term = check_code("action_types", new.type, council=council, on=day, what="an action")
    due_on = new.due_on or day + timedelta(int(term.attributes["due_days"]))
    if new.due_on and new.due_on < day:
        raise Refused("Choose a day for the action that has not passed.")
    action = PanelAction.objects.create(
        decision=decision,
        person=decision.item.person,
        type=new.type,
        owner_role=term.attributes["owner"],
        owner=new.owner or owner_of(term.attributes["owner"], decision.item.person),
        words=new.words.strip(),
        due_on=due_on,
    )
    record("panel_action_set", action, council=council, by=by, person=action.person, type=new.type)
    return action


def owner_of(role: str, person: YoungPerson) -> User | None:
    """Who it is: the record's adviser or manager, else whom the council named, else the deputy; None for nobody yet."""
    if role in ("pa", "manager"):
        return {"pa": person.adviser, "manager": person.manager}[role]
    row = NamedOwner.objects.filter(council=person.council, owner=role).select_related("person", "deputy").first()
    return row.acts if row else None


@transaction.atomic
def finish_action(action: PanelAction, *, by: User, occurred_at: datetime | None = None) -> None:
    check_can_finish(action, by)
    if action.done_at is not None:
        raise Refused("This action was already done.")
    action.done_at, action.done_by = occurred_at or timezone.now(), by
    action.save(update_fields=["done_at", "done_by"])
    record("panel_action_done", action, council=action.person.council, by=by, person=action.person)


@transaction.atomic
def introduce_as_agreed(nomination: Nomination, *, by: User, occurred_at: datetime | None = None) -> Nomination:
    """Introduce, and call done what the panel asked for with that: nobody is reminded of a step that was taken."""
    moved = nominations.introduce(nomination, by=by, occurred_at=occurred_at)
    for action in PanelAction.objects.filter(decision__nomination=moved, type=INTRODUCE, done_at=None):
        finish_action(action, by=by)
    return moved


def renew_introduction(nomination: Nomination) -> None:
    """What was put off and goes on is due with its own next step, not on the day promised before the wait."""
    if nomination.due_on:
        waiting = PanelAction.objects.open().filter(decision__nomination=nomination, type=INTRODUCE)
        waiting.filter(due_on__lt=nomination.due_on).update(due_on=nomination.due_on)


@transaction.atomic
def take_up_again(nomination: Nomination, *, by: User) -> Nomination:
    moved = nominations.take_up_again(nomination, by=by)
    renew_introduction(moved)
    return moved


@transaction.atomic
def hand_on(action: PanelAction, *, to: User, by: User) -> None:
    """Give an action to somebody else; its day stays as it was promised."""
    check_can_hand_on(action, to, by)
    action.owner = to
    action.save(update_fields=["owner"])
    record("panel_action_handed_on", action, council=action.person.council, by=by, person=action.person)
