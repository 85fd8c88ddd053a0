"""What an opportunity asks of the person, one need at a time (O2)."""

from django.db import transaction

from config.accounts.models import User
from config.audit_trail.trail import record
from config.refusal import Refused
from config.validation import check_row
from opportunities import policies
from opportunities.models import Opportunity, Requirement
from opportunities.posting.policies import check_part_is_open


@transaction.atomic
def ask_for(
    opportunity: Opportunity, what: str, *, words: str, essential: bool, by: User | None, value: str = ""
) -> Requirement:
    """Add something the person needs, as a must-have or nice to have. `what` is a `Requirement.Type`."""
    _check(opportunity, by)
    if opportunity.requirements.filter(type=what, value=value, words=words).exists():
        raise Refused("This is asked for already.")
    need = Requirement(opportunity=opportunity, type=what, value=value, words=words, essential=essential)
    return _save(need, by)


@transaction.atomic
def ask_otherwise(need: Requirement, *, value: str, words: str, essential: bool, by: User | None) -> Requirement:
    _check(need.opportunity, by)
    need.value, need.words, need.essential = value, words, essential
    return _save(need, by)


@transaction.atomic
def ask_no_more(need: Requirement, *, by: User | None) -> None:
    """Take a need away."""
    _check(need.opportunity, by)
    need.delete()
    _record(need.opportunity, by)


def _check(opportunity: Opportunity, by: User | None) -> None:
    policies.check_can_change(by, opportunity)
    check_part_is_open(opportunity, "needs")


def _save(need: Requirement, by: User | None) -> Requirement:
    check_row(need)
    need.save()
    _record(need.opportunity, by)
    return need


def _record(opportunity: Opportunity, by: User | None) -> None:
    record("opportunity_changed", opportunity, council=opportunity.council, by=by, fields=["requirements"])
