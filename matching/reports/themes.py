"""Why young people are not in EET: the main reasons that panels gave, collated (P4). Ofsted found them "not collated".

Only agreed minutes count. A month counts each case; twelve months count each person once, with the newest reason.
What may be printed (vocabularies.md 1, rules 5 and 6):
  - no count of 1 to 4, and nothing from which one could be worked out (`hidden_counts.py`);
  - nothing about fewer than 20 people;
  - a private reason is not crossed with area or team; a restricted one is counted in twelve months of the whole council
    alone, inside its group.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from config.accounts.models import Council
from config.reference.models import CodedTerm
from config.reference.vocabulary import lists
from matching.panel.models import PanelDecision, PanelMeeting
from matching.panel.states import AGREED
from matching.reports.figures import AGE_BANDS, AGE_NOT_KNOWN
from matching.reports.hidden_counts import Hidden, Sum, hide
from matching.reports.small_numbers import FEW, NOT_SHOWN, PrintedCount, printed

FEWEST = 20
"""A group of fewer people shows no themes."""
TREND = 6
YEAR = timedelta(days=365)
APART = "start_agreed"
"""Has a start date: counted apart, not a reason that something is in the way."""
BY = {"age": "age", "status": "status", "area": "area", "team": "team"}
"""What reasons can be shown by, one at a time; an area is the ward of the postcode somebody gave, or its district."""
NOT_WITH_PRIVATE = frozenset({"area", "team"})
UNKNOWN = "Not known yet"
NOTHING = PrintedCount(NOT_SHOWN, None)
Key = tuple[str, ...]
"""What is counted: a theme group, a theme of it, or a theme group of one value of `BY`."""
Counted = dict[Key, int]
ALL: Key = ("all",)
REST = "rest"
"""Everybody of no value that is shown."""


@dataclass(frozen=True, slots=True)
class Given:
    """One main reason, as somebody is counted: no name, no record."""

    meeting: int
    person: int
    theme: CodedTerm
    counted_as: Mapping[str, str]

    @property
    def see(self) -> str:
        return str(self.theme.attributes["see"])


@dataclass(frozen=True, slots=True)
class Group:
    """Whom the figures are of: `by` one of `BY`, and its value. Both '' is everyone."""

    by: str = ""
    value: str = ""


EVERYONE = Group()


@dataclass(frozen=True, slots=True)
class Period:
    """One meeting, or the twelve months that end with it. `name` as it stands in a sentence."""

    name: str
    meetings: tuple[PanelMeeting, ...]
    is_year: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """The reasons of one period and group as they may be printed, by theme group. `of` None: too few people."""

    of: int | None
    counts: Mapping[str, PrintedCount] = field(default_factory=dict)
    start_agreed: PrintedCount = NOTHING

    def count(self, group: str) -> PrintedCount:
        return self.counts.get(group, NOTHING)

    @property
    def all(self) -> PrintedCount:
        return printed(self.of) if self.of else NOTHING

    @property
    def first(self) -> list[str]:
        """The theme groups with most people, of those that are printed."""
        shown = {code: count.number for code, count in self.counts.items() if count.number}
        return [code for code, number in shown.items() if number == max(shown.values())]


class Themes:
    """All that is asked of a council's main reasons, read in three queries."""

    def __init__(self, council: Council) -> None:
        rows = PanelMeeting.objects.filter(council=council, state__in=AGREED).order_by("-held_on")
        self.meetings = list(rows)
        found = lists(("themes", "theme_groups"), council=council)
        self.themes, self.groups = found["themes"], found["theme_groups"]
        self.given = self._given()

    def _given(self) -> list[Given]:
        """Newest first."""
        made = PanelDecision.objects.made().filter(item__meeting__in=self.meetings).exclude(theme="")
        columns = ("item__meeting", "item__person", "theme", "snapshot__counted_as")
        rows = made.order_by("-item__meeting__held_on").values_list(*columns)
        return [Given(meeting, pk, self.themes[theme], in_words(found)) for meeting, pk, theme, found in rows]

    # Periods

    def month(self, month: date | None = None) -> Period | None:
        """The meeting of a month, or the newest; None where no minutes were agreed."""
        found = [row for row in self.meetings if month is None or row.month == month.replace(day=1)]
        return Period(f"{found[0].month:%B %Y}", (found[0],)) if found else None

    def year(self, until: PanelMeeting) -> Period:
        started = until.held_on - YEAR
        rows = [row for row in self.meetings if started < row.held_on <= until.held_on]
        return Period(f"the 12 months to {until.month:%B %Y}", tuple(rows), is_year=True)

    def before(self, period: Period) -> Period | None:
        """The meeting before a month's; a year has none."""
        earlier = [row for row in self.meetings if row.held_on < period.meetings[0].held_on]
        return None if period.is_year or not earlier else Period(f"{earlier[0].month:%B}", (earlier[0],))

    def trend(self, period: Period) -> list[Period]:
        """The last six meetings up to this one, oldest first."""
        rows = [row for row in self.meetings if row.held_on <= period.meetings[0].held_on][:TREND]
        return [Period(f"{row.month:%B}", (row,)) for row in reversed(rows)]

    # Counting

    def tally(self, period: Period, group: Group = EVERYONE) -> Tally:
        given = self._counted(period)
        blocking = [one for one in given if one.theme.code != APART]
        if len(blocking) < FEWEST:
            return Tally(None)
        whole = self._whole(blocking, period)
        if group == EVERYONE:
            return Tally(len(blocking), whole.printed(), printed(self.starts(period)))
        columns = self._columns(blocking, group.by)
        if group.value not in columns:
            return Tally(None)
        return Tally(columns[group.value].total(), self._of_column(whole, columns, group.value))

    def values(self, period: Period, by: str) -> list[str]:
        """What can be shown of this period, such as the age bands with enough people."""
        blocking = [one for one in self._counted(period) if one.theme.code != APART]
        return [] if len(blocking) < FEWEST else sorted(self._columns(blocking, by))

    def within(self, period: Period, code: str) -> dict[str, PrintedCount]:
        """The themes of one theme group in one month; empty where they may not be printed."""
        blocking = [one for one in self._counted(period) if one.theme.code != APART]
        if period.is_year or len(blocking) < FEWEST:
            return {}
        whole = self._whole(blocking, period)
        return {} if (code,) in whole.hidden else whole.printed(code)

    def starts(self, period: Period) -> int:
        """Who has a start date; only its printed form leaves."""
        return sum(one.theme.code == APART for one in self._counted(period))

    def _counted(self, period: Period) -> list[Given]:
        """Twelve months with one meeting leave out what its month does: the one would give away the other."""
        pks = {meeting.pk for meeting in period.meetings}
        found = [one for one in self.given if one.meeting in pks]
        if len(pks) < 2:
            return [one for one in found if one.see != "restricted"]
        newest: dict[int, Given] = {}
        for one in found:
            newest.setdefault(one.person, one)
        return list(newest.values())

    def _whole(self, given: Sequence[Given], period: Period) -> "_Counts":
        """Theme groups, and in a month the themes of each, with what adds up to what."""
        by_group, by_theme = _by_group(given), Counter(one.theme.code for one in given)
        found = _Counts({ALL: len(given)})
        found.add_up({(code,): by_group[code] for code in self.groups}, ALL)
        listed = [] if period.is_year else [row for row in self.themes.values() if is_listed(row)]
        for code in self.groups:
            parts: Counted = {(code, row.code): by_theme[row.code] for row in listed if row.group == code}
            if parts:
                found.add_up(parts, (code,))
        found.hide()
        return found

    def _columns(self, given: Sequence[Given], by: str) -> dict[str, Counter[str]]:
        """The values of `by` that may be shown. The others together, with what is kept out, are enough to hide in."""
        found: dict[str, list[Given]] = {}
        kept_out = [one for one in given if is_kept_out(one, by)]
        for one in given:
            if not is_kept_out(one, by):
                found.setdefault(one.counted_as[by], []).append(one)
        sizes = sorted(found, key=lambda value: len(found[value]))
        shown = [value for value in sizes if len(found[value]) >= FEWEST]
        restricted = sum(one.see == "restricted" for one in kept_out)
        rest = len(given) - restricted - sum(len(found[value]) for value in shown)
        while shown and (rest or restricted) and rest < FEWEST:
            rest += len(found[shown.pop(0)])
        return {value: _by_group(found[value]) for value in shown}

    def _of_column(self, whole: "_Counts", columns: Mapping[str, Counter[str]], value: str) -> dict[str, PrintedCount]:
        """One column of the whole table, so that its columns say no more together than each alone."""
        found = _Counts(dict(whole.counts), list(whole.sums))
        shown = {of: column.total() for of, column in columns.items()}
        sizes = shown | {REST: whole.counts[ALL] - sum(shown.values())}
        found.add_up({("of", of): size for of, size in sizes.items()}, ALL)
        for of, column in columns.items():
            for code in self.groups:
                found.counts["in", of, code] = column[code]
            found.sums.append(Sum(tuple(("in", of, code) for code in self.groups), ("of", of)))
        rest: Counted = {("in", REST, code): whole.counts[code,] - sum(column[code] for column in columns.values())
                for code in self.groups}  # fmt: skip
        found.add_up(rest, ("of", REST))
        for code in self.groups:
            found.sums.append(Sum(tuple(("in", of, code) for of in sizes), (code,)))
        found.hide(not_shown={*whole.hidden.not_shown, *rest}, headlines=whole.counts.keys())
        if any(key in found.hidden and key not in whole.hidden for key in whole.counts):
            return {}
        return found.printed("in", value)


class _Counts:
    """Counts with what they add up to, and what of them is hidden."""

    def __init__(self, counts: Counted, sums: list[Sum[Key]] | None = None) -> None:
        self.counts, self.sums = counts, sums or []
        self.hidden: Hidden[Key] = Hidden(set(), set())

    def add_up(self, parts: Counted, total: Key) -> None:
        self.counts |= parts
        self.sums.append(Sum(tuple(parts), total))

    def hide(self, not_shown: Iterable[Key] = (), headlines: Collection[Key] = (ALL,)) -> None:
        self.hidden = hide(self.counts, self.sums, not_shown=not_shown, headlines=headlines)

    def printed(self, *above: str) -> dict[str, PrintedCount]:
        """What is counted one step below, by its last word, such as the themes of a theme group."""
        keys = [key for key in self.counts if key[:-1] == above and key != ALL]
        return {key[-1]: self._printed(key) for key in keys}

    def _printed(self, key: Key) -> PrintedCount:
        if key in self.hidden:
            return PrintedCount(FEW, None) if key in self.hidden.few else NOTHING
        return printed(self.counts[key])


def in_words(counted_as: Mapping[str, Any] | None) -> dict[str, str]:
    """Each value of `BY` as it is shown; a decision from before they were kept counts as not known."""
    found = {by: (counted_as or {}).get(by) for by in BY}
    return {**{by: str(value or UNKNOWN) for by, value in found.items()}, "age": age_band(found["age"])}


def age_band(age: int | None) -> str:
    """The band of figures.py; somebody whose age is not known has a band too."""
    if age is None:
        return AGE_NOT_KNOWN
    return next(band for band, youngest in reversed(AGE_BANDS.items()) if age >= youngest)


def is_listed(theme: CodedTerm) -> bool:
    return theme.code != APART and theme.attributes["see"] != "restricted"


def is_kept_out(one: Given, by: str) -> bool:
    """Whether this reason may not be crossed with `by`."""
    return one.see == "restricted" or (one.see == "private" and by in NOT_WITH_PRIVATE)


def _by_group(given: Iterable[Given]) -> Counter[str]:
    return Counter(one.theme.group for one in given)
