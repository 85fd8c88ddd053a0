"""The position of a council on a day, in the sentences that go under a list or on a first page."""

from datetime import date

from config.accounts.models import Council
from matching.reports.figures import cohort, eet_targets, figures
from matching.reports.reconciliation import Tables, reconcile


def position_in_words(council: Council, day: date) -> list[str]:
    """What adds up and what does not, the share of each stated whole, and how far each target is."""
    tables = Tables.of(figures(cohort(council, day), day))
    if not tables.listed.known:
        return [f"No activity is known for {day:%-d %B %Y}, so there is no share to give yet."]
    told = reconcile(tables, eet_targets(council, day))
    return [*told.does_not_add_up, *told.checked, *told.shares, *(str(aim) for aim in told.aims)]
