"""What happens to the pledges after the event: triaged, agreed, opened; council vacancies through HR's review."""

from datetime import date, timedelta

from django.db import transaction

from config.accounts.models import Council, User
from employers.models import Employer
from matching.demo.council import CODE
from matching.nominations.actions import close_opportunity
from matching.nominations.models import Nomination
from opportunities import actions
from opportunities.models import Opportunity, Pledge
from opportunities.pledge_actions import move_pledge

STILL_WAITING = 4
"""Council vacancies left for HR to review."""

OVER_AFTER = timedelta(days=14)
"""Two of the opportunities have passed their closing day later than this: their employers have not said yet."""


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


@transaction.atomic
def close_what_is_over(day: date) -> None:
    """What passed its closing day a while ago is closed, unless somebody is still on the way there."""
    officer = User.objects.get(council__code=CODE, roles__contains=["virtual_school"])
    past = Opportunity.objects.visible_to(officer).past_closing(day - OVER_AFTER)
    for opportunity in past.exclude(pk__in=Nomination.objects.live().values("opportunity")):
        close_opportunity(opportunity, by=officer)
