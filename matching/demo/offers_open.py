"""What happens to the pledges after the event: triaged, agreed, opened; council vacancies through HR's review."""

from django.db import transaction

from config.accounts.models import Council, User
from employers.models import Employer
from matching.demo.council import CODE
from opportunities import actions
from opportunities.models import Opportunity, Pledge
from opportunities.pledge_actions import move_pledge

STILL_WAITING = 4
"""Council vacancies left for HR to review."""


@transaction.atomic
def open_offers() -> None:
    """Pledges that have an opportunity are agreed and live; the others wait for somebody to ask what they hold."""
    council = Council.objects.get(code=CODE)
    officer = User.objects.get(council=council, roles__contains=["virtual_school"])
    reviewer = User.objects.get(council=council, roles__contains=["hr_reviewer"])
    for pledge in Pledge.objects.filter(council=council, opportunities__isnull=False).distinct():
        for state in ("triaged", "agreed", "live"):
            move_pledge(pledge, state, by=officer)
    waiting = STILL_WAITING
    for opportunity in Opportunity.objects.filter(council=council, state="draft").select_related("employer", "council"):
        if opportunity.employer.kind != Employer.Kind.COUNCIL_DEPARTMENT:
            actions.go_live(opportunity, by=officer)
            continue
        actions.send_to_review(opportunity, by=officer)
        excluding = opportunity.requirements.filter(type="other", essential=True).exists()
        if excluding and waiting:
            waiting -= 1
        else:
            actions.pass_review(
                opportunity, appropriate=True, entry_is_barrier=False,
                interview_guaranteed=opportunity.guaranteed_interview, by=reviewer,
            )  # fmt: skip
