"""Does it add up? Our own tables against each other, and against the newest file of the case system."""

from dataclasses import dataclass
from datetime import date

from config.imports.models import ImportFile, Source
from matching.reports.figures import Figures
from matching.reports.pack.ledger import NOW, Printed
from matching.reports.pack.period import Period
from matching.reports.reconciliation import Tables, reconcile

Sentences = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CohortFile:
    """How many rows the month's newest cohort file has, each a young person."""

    as_of: date
    rows: int

    @classmethod
    def of(cls, period: Period) -> "CohortFile | None":
        """None in a month without one: an older file knows nobody who came since."""
        files = ImportFile.objects.filter(
            council=period.council, source=Source.COHORT, as_of__range=(period.month, period.day)
        )
        file = files.order_by("-as_of", "-recorded_at").first()
        return cls(file.as_of, file.taken + file.unchanged + file.refused + file.to_confirm) if file else None


def reconciled(found: Figures, shown: Printed, file: CohortFile | None) -> tuple[Sentences, Sentences]:
    """What adds up, with the share of each stated whole, and what does not."""
    people = found.position.everyone
    agrees = file is not None and file.rows == people
    checked = (f"The cohort file of {file.as_of:%-d %B %Y} has {file.rows:,} rows too.",) if file and agrees else ()
    off = (_off(file, people),) if file and not agrees else ()
    if not shown.position(*NOW):
        return ("Some numbers are not shown, so the sums are not printed.",), off
    told = reconcile(Tables.of(found))
    return (*told.checked, *told.shares, *checked), (*told.does_not_add_up, *off)


def _off(file: CohortFile, people: int) -> str:
    more = f"{file.rows - people:,} more" if file.rows > people else f"{people - file.rows:,} fewer"
    return (
        f"The cohort file of {file.as_of:%-d %B %Y} has {file.rows:,} rows for {people:,} young people, {more}: "
        "somebody stands in it twice, was refused, or is left out."
    )
