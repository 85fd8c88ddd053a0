"""Who may post for an employer, and what may still be changed."""

from config.accounts.models import User, check_may
from config.accounts.permissions import Permission
from config.refusal import NotAllowed, Refused
from employers.models import Employer
from employers.querysets import EmployerQuerySet
from opportunities.models import Opportunity
from opportunities.policies import needs_review
from opportunities.posting.parts import REVIEWED, still_to_do


def may_post_for(user: User) -> EmployerQuerySet:
    """Employers' contacts post for their own organisation, HR for council departments, others for the whole council."""
    if not user.may(Permission.POST_OPPORTUNITY):
        return Employer.objects.none()
    employers = Employer.objects.visible_to(user)
    if user.may(Permission.ANSWER_NOMINATIONS) or user.may(Permission.KEEP_EMPLOYERS):
        return employers
    return employers.filter(kind=Employer.Kind.COUNCIL_DEPARTMENT)


def check_can_post_for(user: User | None, employer: Employer) -> None:
    if user is None:
        return
    check_may(user, Permission.POST_OPPORTUNITY)
    if not may_post_for(user).filter(pk=employer.pk).exists():
        raise NotAllowed("You cannot post for this organisation.")


def check_part_is_open(opportunity: Opportunity, part: str) -> None:
    """What HR has read stays as it was read; a copy may be changed and is read again."""
    if opportunity.state == "archived":
        raise Refused("This opportunity is put away. Copy it to post it again.")
    if opportunity.state == "barrier_review":
        raise Refused("HR is reading this now. You can change it when they have answered.")
    if part in REVIEWED and needs_review(opportunity) and opportunity.state not in ("draft", "closed"):
        raise Refused("HR has read this wording. Copy the opportunity, change the copy and send it to HR.")


def check_ready(opportunity: Opportunity) -> None:
    """Raises Refused with the parts that are still to do."""
    if waiting := still_to_do(opportunity):
        raise Refused(f"Still to do: {', '.join(part.label.lower() for part in waiting)}.")
