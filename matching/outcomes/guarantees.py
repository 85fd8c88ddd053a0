"""A rent guarantee from its approval to its end (N7, R5). Rent behind is a reason to help, never a failure."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused
from matching.nominations.models import Nomination
from matching.nominations.policies import check_can_act
from matching.nominations.routes import route_of
from matching.nominations.states import HOLDS_PLACE
from matching.outcomes.models import Guarantee
from matching.outcomes.states import GUARANTEE

ROUTE = "guarantee"
CAN_BE_APPROVED = ("offered", *HOLDS_PLACE)


def next_steps(nomination: Nomination) -> list[tuple[str, str]]:
    """Code and words of what can be recorded now; nothing for what is no guarantee, or is an enquiry still."""
    if route_of(nomination) != ROUTE or nomination.state not in CAN_BE_APPROVED:
        return []
    found = Guarantee.objects.filter(nomination=nomination).first()
    if found is None:
        return [("approved", GUARANTEE.labels["approved"])]
    return [(move.target, GUARANTEE.labels[move.target]) for move in GUARANTEE.moves if move.source == found.state]


@transaction.atomic
def approve(nomination: Nomination, *, pounds_a_month: int, on: date, by: User, note: str = "") -> Guarantee:
    """The guarantor agrees, up to so many pounds of rent a month. Raises Refused for an enquiry without an offer."""
    check_can_act(by, nomination, Permission.RECORD_PROGRESS)
    if "approved" not in dict(next_steps(nomination)):
        raise Refused("A guarantee is approved once, after the guarantor has offered it.")
    _check_day(on, None)
    if pounds_a_month < 1:
        raise Refused("Type up to how many pounds a month, such as 650.", field="pounds_a_month")
    made = Guarantee.objects.create(nomination=nomination, pounds_a_month=pounds_a_month, since_on=on)
    _keep(made, "guarantee_approved", on, note, by)
    return made


@transaction.atomic
def step(guarantee: Guarantee, target: str, *, on: date, by: User, note: str = "") -> Guarantee:
    """It became active, rent is behind, help is in place, it ended. Raises Refused for what does not follow."""
    check_can_act(by, guarantee.nomination, Permission.RECORD_PROGRESS)
    guarantee.refresh_from_db(from_queryset=Guarantee.objects.select_for_update(of=["self"]))
    move = GUARANTEE.move(guarantee.state, target)
    _check_day(on, guarantee.since_on)
    guarantee.state, guarantee.since_on = target, on
    guarantee.save(update_fields=["state", "since_on"])
    _keep(guarantee, move.verb, on, note, by)
    return guarantee


def _check_day(on: date, since: date | None) -> None:
    if on > timezone.localdate():
        raise Refused("This day lies ahead. Choose today or a day before.", field="on")
    if since and on < since:
        raise Refused(f"The step before was on {since:%-d %B %Y}. Choose that day or a later one.", field="on")


def _keep(guarantee: Guarantee, verb: str, on: date, note: str, by: User) -> None:
    guarantee.steps.create(target=guarantee.state, on=on, note=note.strip(), recorded_by=by)
    nomination = guarantee.nomination
    record(verb, guarantee, council=nomination.council, by=by, person=nomination.person, state=guarantee.state)
