"""Council vacancies waiting for the barrier review, and guaranteed interviews past their day."""

from datetime import date

from config.accounts.models import User
from matching.desks.sections import Section, table
from matching.nominations.breaches import interview_breaches
from opportunities.models import Opportunity


def sections(user: User, day: date) -> list[Section]:
    assert user.council is not None
    waiting = Opportunity.objects.visible_to(user).filter(state="barrier_review").select_related("employer")
    rows = [[row.title, str(row.employer), f"{row.posted_at:%-d %B}"] for row in waiting.order_by("posted_at")]
    review = f"{len(rows)} vacancies wait for the three questions." if rows else "No vacancy waits for review."
    late = interview_breaches(user.council, day)
    breach = f"{len(late)} guaranteed interviews are past their day." if late else "No guaranteed interview is late."
    late_rows = [[row.opportunity.title, str(row.public_id)[:8], f"{row.interview_due_on:%-d %B}"] for row in late]
    return [
        table("Barrier review", review, ("Vacancy", "Department", "Since"), rows, "oldest first."),
        table("Guaranteed interviews", breach, ("Vacancy", "Reference", "Was due"), late_rows, "longest late first."),
    ]
