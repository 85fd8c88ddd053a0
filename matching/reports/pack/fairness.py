"""Who is put forward, introduced and started, by group: to see whether anybody is left behind (M7).

Of everyone who was not in EET on some day since April. Protected characteristics are read here and in the statutory
return alone; they never enter a match. Groups of fewer than 20 people are not compared.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Substr

from aspirations.models import AspirationAudit, EetSpell
from matching.nominations.models import NominationMove
from matching.placements.models import EetPlacement
from matching.reports.figures import cohort
from matching.reports.pack.ledger import Key, Ledger, Printed
from matching.reports.pack.period import Period
from matching.reports.pack.tree import Cell, Column, Section, Table

SMALLEST = 20
"""Groups of fewer people are not compared (vocabularies.md 1, rule 5)."""
NOT_KNOWN = "Not known yet"
PARTS = {"put_forward": "Put forward", "introduced": "Introduced", "started": "Started in EET"}
YES_NO = {"yes": "Yes", "no": "No"}
ETHNICITY = {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "O": "Other", "C": "Asian"}
"""By the first letter of the SSDA903 code; CHNE is Asian. REFU and NOBT are not known."""
GROUPS: dict[str, tuple[str, Mapping[str, str]]] = {
    "gender": ("Sex", {"male": "Male", "female": "Female", "neither": "Neither"}),
    "ethnic": ("Ethnicity", ETHNICITY),
    "disability": ("Disability", YES_NO),
    "ehc_plan": ("Education, health and care plan", YES_NO),
    "uasc": ("Came alone to seek asylum", YES_NO),
    "parent": ("Parent", YES_NO),
}
"""What people are compared by: its heading, and the words of each value. Every other value is not known."""


@dataclass(frozen=True, slots=True)
class Fairness:
    """By characteristic and group: how many people, and how many of them reached each step."""

    period: Period
    groups: dict[str, dict[str, Counter[str]]]

    @classmethod
    def since_april(cls, period: Period) -> "Fairness":
        groups: dict[str, dict[str, Counter[str]]] = {name: {} for name in GROUPS}
        for person in _people(period):
            for name, (_, words) in GROUPS.items():
                counts = groups[name].setdefault(words.get(person[name], NOT_KNOWN), Counter())
                counts["people"] += 1
                counts.update(part for part in PARTS if person[part])
        return cls(period, groups)

    @property
    def everyone(self) -> Counter[str]:
        """The same in every characteristic."""
        return sum(next(iter(self.groups.values())).values(), Counter())

    def enter(self, ledger: Ledger) -> None:
        """The numbers of a small group are kept back whatever they are."""
        for part in ("people", *PARTS):
            ledger.enter(("fair", part), self.everyone[part])
        for name, rows in self.groups.items():
            for part in ("people", *PARTS):
                keys = [
                    ledger.enter(
                        ("fair", name, row, part),
                        counts[part],
                        kept_back=part != "people" and counts["people"] < SMALLEST,
                    )
                    for row, counts in rows.items()
                ]
                ledger.add_up(keys, ("fair", part))

    def section(self, shown: Printed) -> Section:
        people, forward = shown.said("fair", "people"), shown.said("fair", "put_forward")
        says = (
            f"Of {people} young people who were not in EET at some time since {self.period.year_start:%-d %B %Y}, "
            f"{forward} were put forward.",
            "A difference between groups is a question to ask, not an answer: small groups differ by chance.",
        )
        tables = tuple(self._table(name, shown) for name in GROUPS)
        return Section("fairness", "Is anybody left behind", says=says, tables=tables)

    def _table(self, name: str, shown: Printed) -> Table:
        heading, words = GROUPS[name]
        order = [row for row in dict.fromkeys([*words.values(), NOT_KNOWN]) if row in self.groups[name]]
        rows = tuple(
            (Cell(row), *_cells(("fair", *key), shown))
            for row, key in [*((row, (name, row)) for row in order), ("All", ())]
        )
        columns = (Column(heading), Column("People", "people"), *(
            column for label in PARTS.values() for column in (Column(label, "people"), Column(f"{label}, %", "percent"))
        ))  # fmt: skip
        note = f"Groups of fewer than {SMALLEST} people are not compared."
        return Table(f"by_{name}", f"By {heading.lower()}", columns, rows, note)


def _cells(key: Key, shown: Printed) -> Iterable[Cell]:
    yield shown.cell(*key, "people")
    for part in PARTS:
        yield shown.cell(*key, part)
        yield shown.percent((*key, part), (*key, "people"))


def _people(period: Period) -> Iterable[dict[str, Any]]:
    """One row a person, in one query: its groups, and which steps it reached since April."""
    since, day = period.year_start, period.day
    neet = EetSpell.objects.neet().filter(
        Q(ended_on=None) | Q(ended_on__gt=since), person=OuterRef("pk"), started_on__lte=day
    )
    moves = NominationMove.objects.filter(
        nomination__person=OuterRef("pk"), occurred_at__date__gte=since, occurred_at__date__lte=day
    )
    starts = EetPlacement.objects.exclude(activity="").filter(person=OuterRef("pk"), started_on__range=(since, day))
    audit = AspirationAudit.objects.filter(person=OuterRef("pk"), is_current=True)
    is_parent = Case(
        When(circumstances__contains=["parent"], then=Value("yes")), default=Value("no"), output_field=CharField()
    )
    return cohort(period.council, day).filter(Exists(neet)).order_by().annotate(
        ethnic=_first_letter(),
        ehc_plan=Coalesce(Subquery(audit.values("ehc_plan")[:1]), Value("")),
        parent=Coalesce(Subquery(audit.annotate(is_parent=is_parent).values("is_parent")[:1]), Value("")),
        put_forward=Exists(moves.filter(target="nominated")),
        introduced=Exists(moves.filter(target="introduced")),
        started=Exists(starts),
    ).values(*GROUPS, *PARTS)  # fmt: skip


def _first_letter() -> Case:
    unknown = When(ethnicity__in=["", "REFU", "NOBT"], then=Value(""))
    return Case(unknown, default=Substr(F("ethnicity"), 1, 1), output_field=CharField())
