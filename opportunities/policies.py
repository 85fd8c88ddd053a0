"""Who may change what is offered."""

from config.accounts.models import User, check_may
from config.accounts.permissions import Permission
from config.refusal import NotAllowed, Refused
from employers.models import Employer
from opportunities.models import Opportunity


def check_can_change(user: User | None, opportunity: Opportunity) -> None:
    """Employers change what is theirs, council staff what is their council's. The system (None) may."""
    if user is None:
        return
    check_may(user, Permission.POST_OPPORTUNITY)
    if not Opportunity.objects.visible_to(user).filter(pk=opportunity.pk).exists():
        raise NotAllowed("This opportunity belongs to another organisation or council.")


def check_can_review(user: User, opportunity: Opportunity) -> None:
    check_may(user, Permission.REVIEW_BARRIERS)
    if user.council_id != opportunity.council_id:
        raise NotAllowed("This opportunity belongs to another council.")


def needs_review(opportunity: Opportunity) -> bool:
    """Council vacancies are reviewed for entry barriers before they go live (O4)."""
    return opportunity.employer.kind == Employer.Kind.COUNCIL_DEPARTMENT


def check_can_go_live(opportunity: Opportunity) -> None:
    if opportunity.state in ("draft", "closed") and needs_review(opportunity):
        raise Refused("A council vacancy goes to the barrier review first: send it to HR.")
    if not opportunity.places_left:
        raise Refused("No place is left. Add places before it goes live.")
