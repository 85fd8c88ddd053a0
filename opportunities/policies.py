"""Who may change what is offered, and what must be true before it goes live."""

from datetime import date

from django.utils import timezone

from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.reference.figures import minimum_wages
from config.refusal import NotAllowed, Refused
from employers.models import Employer
from opportunities.ages import read_ages
from opportunities.models import Opportunity
from opportunities.money import too_little
from opportunities.vocabulary.pay import Pay, Unit

PAY_UNITS: dict[str, Unit] = {"hour": "hour", "week": "week", "month": "month", "year": "year"}


def check_can_change(user: User | None, opportunity: Opportunity) -> None:
    """Employers change what is theirs, council staff what is their council's. The system (None) may."""
    if user is None:
        return
    check_may(user, Permission.POST_OPPORTUNITY)
    if not Opportunity.objects.visible_to(user).filter(pk=opportunity.pk).exists():
        raise NotAllowed("This opportunity belongs to another organisation or council.")


def check_can_share(user: User, opportunity: Opportunity) -> None:
    check_may(user, Permission.KEEP_EMPLOYERS)
    if user.council_id != opportunity.council_id:
        raise NotAllowed("This opportunity belongs to another council.")


def check_open_to(opportunity: Opportunity, council: Council) -> None:
    """Raises Refused for another council's opportunity that is not shared with this one (S7)."""
    if not Opportunity.objects.open_to(council).filter(pk=opportunity.pk).exists():
        raise Refused("This opportunity is another council's and is not shared with yours.")


def check_can_review(user: User, opportunity: Opportunity) -> None:
    check_may(user, Permission.REVIEW_BARRIERS)
    if user.council_id != opportunity.council_id:
        raise NotAllowed("This opportunity belongs to another council.")


def needs_review(opportunity: Opportunity) -> bool:
    """Council vacancies are reviewed for entry barriers before they go live (O4)."""
    return opportunity.employer.kind == Employer.Kind.COUNCIL_DEPARTMENT


def check_can_go_live(opportunity: Opportunity, *, reviewed: bool) -> None:
    if opportunity.employer.paused_at is not None:
        raise Refused(f"{opportunity.employer.name} is paused. Ask the council's employer lead before it goes live.")
    answered = reviewed and opportunity.state == "barrier_review"
    if opportunity.state in ("draft", "closed", "barrier_review") and not answered and needs_review(opportunity):
        raise Refused("A council vacancy goes to the barrier review first: send it to HR.")
    if not opportunity.places_left:
        raise Refused("No place is left. Add places before it goes live.")
    check_pay(opportunity, timezone.localdate())


def check_pay(opportunity: Opportunity, on: date) -> None:
    """Raises Refused when what is paid is under the legal minimum for everyone it is open to (O8)."""
    if opportunity.pay_amount is None or opportunity.pay_unit not in PAY_UNITS:
        return
    asked = opportunity.requirements.filter(type="age", essential=True).first()
    found = too_little(
        Pay(opportunity.pay_amount, PAY_UNITS[opportunity.pay_unit]),
        kind=opportunity.kind,
        hours=opportunity.hours_per_week,
        ages=read_ages(asked.value) if asked else (None, None),
        minimum_wages=minimum_wages(on),
    )
    if found and found.for_everyone:
        raise Refused(f"{found.sentence}. Put the pay right before it goes live.", field="pay_amount")
