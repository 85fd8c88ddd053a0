"""What is said of main reasons: the rows of their table, the sentence on top. Page and pack take it from here (P4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matching.reports.small_numbers import FEW, NOT_SHOWN
from matching.reports.themes import EVERYONE, FEWEST, Group, Period, Tally, Themes

TOO_FEW = f"Fewer than {FEWEST} main reasons were recorded: too few people to show."


@dataclass(frozen=True, slots=True)
class Shown:
    """A period, what it is compared with, and the last meetings up to it, oldest first."""

    period: Period
    now: Tally
    before: Period | None
    earlier: Tally
    trend: Sequence[tuple[str, Tally]]

    @classmethod
    def of(cls, themes: Themes, period: Period, group: Group = EVERYONE) -> "Shown":
        before = themes.before(period)
        trend = [] if period.is_year else [(one.name, themes.tally(one, group)) for one in themes.trend(period)]
        earlier = themes.tally(before, group) if before else Tally(None)
        return cls(period, themes.tally(period, group), before, earlier, trend)

    def codes(self, groups: Iterable[str]) -> list[str]:
        """The theme groups that anybody gave at one of these meetings: most people now first, then as listed."""
        tallies = [tally for tally in (self.now, *dict(self.trend).values()) if tally.of is not None]
        given = [code for code in groups if any(tally.count(code).text != "0" for tally in tallies)]
        return sorted(given, key=lambda code: -(self.now.count(code).number or 0))


def first_sentence(shown: Shown, labels: Mapping[str, str]) -> str:
    """What a person could say aloud: "Travel is the main reason: 9 of 38, up from 5 of 36 in September." """
    first = shown.now.first
    if not first:
        return "No reason stands out: none was given by more than 4 people."
    number = shown.now.count(first[0]).text
    said = f"{number} of {shown.now.of}"
    if len(first) > 1:
        names = f"{', '.join(labels[code] for code in first[:-1])} and {labels[first[-1]]}"
        return f"{names} are the main reasons: {said} each."
    return f"{labels[first[0]]} is the main reason: {said}{compared(shown, first[0])}."


def compared(shown: Shown, code: str) -> str:
    """Beside the meeting before; '' where that may not be printed."""
    if shown.before is None or shown.earlier.of is None:
        return ""
    now, then = shown.now.count(code), shown.earlier.count(code)
    if then.number is None and then.text != FEW:
        return ""
    few = then.number is None
    way = "up from" if few or (now.number or 0) > (then.number or 0) else "down from"
    if now.number == then.number:
        way = "as many as the"
    return f", {way} {then.text} of {shown.earlier.of} in {shown.before.name}"


def starts_apart(tally: Tally) -> str:
    """Who is counted apart; '' where nobody is, or it may not be printed."""
    text = tally.start_agreed.text
    return "" if text in ("0", NOT_SHOWN) else f"Another {text} had a start date already."
