"""Asking an employer how it goes: a mail with a link for one use on the day, and again as the list says (R2).

Again on the same day changes nothing, and a day that was missed is made good by one mail, never by several at once.
"""

from datetime import date

from django.db.models import QuerySet

from config.accounts.models import Council
from config.accounts.signed_links import Purpose
from matching.nominations.asking import contacts_of, mail_link
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.timetable import Rules, rules_of, timetable

OUTCOME_KEY = "outcome:"
SUBJECT = "How is it going? One question"


def key_of(milestone: OutcomeMilestone) -> str:
    """What the key of every mail about this milestone begins with."""
    return f"{OUTCOME_KEY}{milestone.public_id}"


def ask_how_it_goes(day: date, council: Council | None = None) -> int:
    """Mail wherever a milestone waits and its timetable has a mail by this day. Returns how many were left."""
    left = 0
    for one in [council] if council else Council.objects.all():
        rules = rules_of(one)
        left += sum(_ask(milestone, rules, day) for milestone in waiting_on(day, one))
    return left


def waiting_on(day: date, council: Council) -> QuerySet[OutcomeMilestone]:
    rows = OutcomeMilestone.objects.due_by(day).filter(asking_stopped_at=None, placement__person__died_on=None)
    rows = rows.filter(placement__council=council).order_by("due_on")
    return rows.select_related("placement__nomination__opportunity", "placement__nomination__person")


def _ask(milestone: OutcomeMilestone, rules: Rules, day: date) -> int:
    nomination, number = milestone.placement.nomination, timetable(milestone, rules).mail_of(day)
    if number is None:
        return 0
    key = f"{key_of(milestone)}:{number}" if number else key_of(milestone)
    return sum(
        mail_link(
            contact, nomination, Purpose.OUTCOME, milestone, route="outcome_link", words="nominees/mail_outcome.txt",
            subject=SUBJECT, key=key,
        )
        for contact in contacts_of(nomination)
    )  # fmt: skip
