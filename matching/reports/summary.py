"""The position of a council on a day, in the sentences that go under a list or on a first page."""

from datetime import date

from config.accounts.models import Council
from matching.reports.figures import Position, cohort, eet_targets, figures
from matching.reports.reconciliation import Tables, reconcile
from matching.reports.small_numbers import printed, printed_parts


def position_in_words(council: Council, day: date) -> list[str]:
    """What adds up and what does not, the share of each stated whole, and how far each target is."""
    tables = Tables.of(figures(cohort(council, day), day))
    if not tables.listed.known:
        return [f"No activity is known for {day:%-d %B %Y}, so there is no share to give yet."]
    if few := _where_few(tables.listed):
        return few
    told = reconcile(tables, eet_targets(council, day))
    return [*told.does_not_add_up, *told.checked, *told.shares, *(str(aim) for aim in told.aims)]


def _where_few(listed: Position) -> list[str]:
    """The same where one of the counts is of 1 to 4 people: no share or distance gives it away. Empty elsewhere."""
    parts = printed_parts([listed.eet, listed.neet, listed.unknown])
    everyone = printed(listed.everyone)
    if not everyone.is_hidden and not any(part.is_hidden for part in parts):
        return []
    eet, neet, unknown = (part.text.lower() for part in parts)
    return [
        f"In EET: {eet}. Not in EET: {neet}. No recorded activity: {unknown}. Together: {everyone.text}.",
        "Counts of 1 to 4 people are not printed, nor what would give them away.",
    ]
