"""Asking an employer how it goes: a mail with a link for one use, once a milestone (R2)."""

from datetime import date, timedelta

from config.accounts.signed_links import Purpose
from matching.nominations.asking import contacts_of, mail_link
from matching.outcomes.models import OutcomeMilestone

OUTCOME_KEY = "outcome:"
STOP_AFTER = timedelta(days=21)


def ask_how_it_goes(day: date) -> int:
    """Mail wherever a milestone is due and unanswered; after 21 days the adviser calls. Returns how many."""
    rows = OutcomeMilestone.objects.due_by(day).filter(due_on__gte=day - STOP_AFTER)
    rows = rows.select_related("placement__nomination__opportunity", "placement__nomination__person")
    return sum(_ask(milestone) for milestone in rows)


def _ask(milestone: OutcomeMilestone) -> int:
    nomination = milestone.placement.nomination
    return sum(
        mail_link(
            contact, nomination, Purpose.OUTCOME, milestone, route="outcome_link", words="nominees/mail_outcome.txt",
            subject="How is it going? One question", key=f"{OUTCOME_KEY}{milestone.public_id}",
        )
        for contact in contacts_of(nomination)
    )  # fmt: skip
