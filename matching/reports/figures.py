"""Every figure once, with its day and its denominator (P6): pages, pack and exports all ask here.

One query counts the people of a day by activity code, the file's words, age and status; everything else is a sum of
those counts, so that no two figures can differ. The position on a day is not the statutory return, which is taken
around birthdays (`oc3.py`).
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple, TypeVar

from django.db.models import Case, CharField, Count, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from aspirations.models import EetSpell, YoungPerson
from aspirations.people.ages import latest_birth
from aspirations.people.querysets import YoungPersonQuerySet, spells_on
from aspirations.spells.activity import NO_INFORMATION, group
from aspirations.spells.lengths import months_between
from config.accounts.models import Council
from config.reference.figures import targets
from config.reference.models import Benchmark

K = TypeVar("K")

AGE_BANDS = {"under 16": 0, "16": 16, "17-18": 17, "19-21": 19, "22-25": 22, "over 25": 26}
"""The youngest age of each band."""
AGE_NOT_KNOWN = "not known"
OF_ALL, OF_KNOWN = "of all", "of those with a known activity"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a stated whole. `percent` to one decimal; None of nobody."""

    count: int
    of: int
    of_what: str = OF_ALL

    @property
    def percent(self) -> Decimal | None:
        if not self.of:
            return None
        return (Decimal(100 * self.count) / self.of).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def __str__(self) -> str:
        percent = "" if self.percent is None else f"{self.percent}%, "
        return f"{percent}{self.count} of {self.of} ({self.of_what})"


@dataclass(frozen=True, slots=True)
class Position:
    """How many of a stated group are in EET, are not (NEET), and how many nobody has an activity of."""

    eet: int = 0
    neet: int = 0
    unknown: int = 0

    @classmethod
    def of_codes(cls, counts: Iterable[tuple[str, int]]) -> "Position":
        """From pairs of activity code and number."""
        sums: Counter[str] = Counter()
        for code, count in counts:
            sums[group(code)] += count
        return cls(**sums)

    @property
    def everyone(self) -> int:
        return self.eet + self.neet + self.unknown

    @property
    def known(self) -> int:
        return self.eet + self.neet

    def of_known(self, part: Literal["eet", "neet"]) -> Share:
        return Share(getattr(self, part), self.known, OF_KNOWN)

    def more_needed(self, percent: Decimal | int) -> int:
        """How many more people in EET would reach this percentage of all; 0 when it is reached."""
        wanted = (Decimal(percent) * self.everyone / 100).to_integral_value(ROUND_CEILING)
        return max(0, int(wanted) - self.eet)


class Counted(NamedTuple):
    """How many people share an activity, its words in the file, an age band and the council's label."""

    code: str
    words: str
    band: str
    status: str
    people: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The position of a group of people on a day, from its counts."""

    day: date
    counts: tuple[Counted, ...]

    @property
    def position(self) -> Position:
        return Position.of_codes((row.code, row.people) for row in self.counts)

    def by_code(self) -> dict[str, int]:
        """People by SSDA903 code, most first; nobody's activity known counts as 0, no information."""
        return self._sums(lambda row: row.code)

    def by_label(self) -> dict[tuple[str, str], int]:
        """People by the file's own words and the code they were read as, most first; no words for a blank."""
        return self._sums(lambda row: (row.words, row.code))

    def by_status(self) -> dict[str, Position]:
        return self._positions(lambda row: row.status, YoungPerson.Status.values)

    def by_age(self) -> dict[str, Position]:
        """Positions by age band, youngest first; bands with nobody in them are left out."""
        return self._positions(lambda row: row.band, [*AGE_BANDS, AGE_NOT_KNOWN])

    def _sums(self, key: Callable[[Counted], K]) -> dict[K, int]:
        sums: Counter[K] = Counter()
        for row in self.counts:
            sums[key(row)] += row.people
        return dict(sums.most_common())

    def _positions(self, key: Callable[[Counted], str], order: Iterable[str]) -> dict[str, Position]:
        rows = {name: [(row.code, row.people) for row in self.counts if key(row) == name] for name in order}
        return {name: Position.of_codes(pairs) for name, pairs in rows.items() if pairs}


def cohort(council: Council, day: date) -> YoungPersonQuerySet:
    """Everybody whom a council's figures of a day count: its young people who are alive then."""
    return YoungPerson.objects.filter(Q(died_on=None) | Q(died_on__gt=day), council=council)


def figures(people: YoungPersonQuerySet, day: date) -> Figures:
    """The position of these people on a day, counted by the database in one query."""
    spell = spells_on(day)
    marked = people.order_by().annotate(
        code=Coalesce(Subquery(spell.values("activity")[:1]), Value(NO_INFORMATION)),
        words=Coalesce(Subquery(spell.values("words")[:1]), Value("")),
        band=_age_band(day),
    )
    keys = ("code", "words", "band", "local_status")
    rows = marked.values_list(*keys).annotate(people=Count("pk")).order_by("-people", *keys)
    return Figures(day, tuple(Counted(*row) for row in rows))


def _age_band(day: date) -> Case:
    """The first band, oldest first, whose youngest age was reached."""
    reached = [
        When(born_on__lte=latest_birth(youngest, day), then=Value(band))
        for band, youngest in reversed(AGE_BANDS.items())
        if youngest
    ]
    unknown = When(born_on=None, then=Value(AGE_NOT_KNOWN))
    return Case(unknown, *reached, default=Value(next(iter(AGE_BANDS))), output_field=CharField())


# How long


@dataclass(frozen=True, slots=True)
class NeetLength:
    """Full months of one person without EET, to a day. `at_least`: it began on `since` or before."""

    since: date
    months: int
    at_least: bool

    def __str__(self) -> str:
        said = "less than a month" if not self.months else "1 month" if self.months == 1 else f"{self.months} months"
        if not self.at_least:
            return said
        return f"at least {said}" if self.months else "not known for how long"


def months_neet(people: YoungPersonQuerySet, day: date) -> dict[int, NeetLength]:
    """Since when, by pk, for those of these people who are NEET on the day. Spells in a row count as one."""
    lengths = {}
    for pk, (since, at_least, ended_on) in _last_runs(people, day).items():
        if ended_on is None or ended_on > day:
            lengths[pk] = NeetLength(since, months_between(since, day), at_least)
    return lengths


def _last_runs(people: YoungPersonQuerySet, day: date) -> dict[int, tuple[date, bool, date | None]]:
    """The last unbroken run of NEET spells of each person: its start, whether "or before", and its end."""
    rows = EetSpell.objects.neet().filter(person__in=people, started_on__lte=day).order_by("person", "started_on")
    runs: dict[int, tuple[date, bool, date | None]] = {}
    for pk, started_on, or_before, ended_on in rows.values_list(
        "person", "started_on", "started_on_or_before", "ended_on"
    ):
        since, at_least, until = runs.get(pk, (started_on, or_before, started_on))
        runs[pk] = (since, at_least, ended_on) if until == started_on else (started_on, or_before, ended_on)
    return runs


# Beside it: targets and other places


@dataclass(frozen=True, slots=True)
class Aim:
    """A target, and how many more people in EET would reach it."""

    percent: Decimal
    more: int

    def __str__(self) -> str:
        percent = f"{float(self.percent):g}%"
        if not self.more:
            return f"{percent} is reached."
        people = "person" if self.more == 1 else "people"
        return f"{self.more} more {people} in education, work or training would reach {percent}."


def eet_targets(council: Council, day: date) -> list[Decimal]:
    """The percentages this council aims for on a day, lowest first: its own, or those that all share."""
    return list(targets(council, day).filter(measure="eet").values_list("percent", flat=True))


def aims(position: Position, percents: Iterable[Decimal]) -> list[Aim]:
    return [Aim(percent, position.more_needed(percent)) for percent in percents]


def benchmarks(day: date) -> QuerySet[Benchmark]:
    """The newest published EET percentage of each area and age band by this day's year; taken around birthdays."""
    rows = Benchmark.objects.filter(measure="eet", year__lte=day.year)
    return rows.order_by("age_band", "area", "-year").distinct("age_band", "area")
