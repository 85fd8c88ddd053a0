"""Every count of people in a pack is entered here once, with what it adds up to; only then is anything printed."""

from collections.abc import Iterable, Mapping

from matching.reports.figures import Position, Share
from matching.reports.hidden_counts import Hidden, Sum, hide
from matching.reports.pack.tree import Cell
from matching.reports.small_numbers import FEW, NOT_SHOWN

Key = tuple[str, ...]
STATES = {"eet": "In EET", "neet": "Not in EET", "unknown": "Not known yet"}
ALL = "all"
HEADLINES = ("now", "month")
NOW: Key = ("now",)
"""Everybody on the day of the pack."""
BANDS = {
    "under 16": "Under 16", "16": "16", "17-18": "17 and 18", "19-21": "19 to 21", "22-25": "22 to 25",
    "over 25": "Over 25", "not known": "Not known yet",
}  # fmt: skip


class Ledger:
    """Counts by key. A key says what is counted, then of whom: ("now", "neet"), ("age", "17-18", "eet")."""

    def __init__(self) -> None:
        self.counts: dict[Key, int] = {}
        self.sums: list[Sum[Key]] = []
        self.kept_back: set[Key] = set()
        self.printed_elsewhere: set[Key] = set()

    def enter(self, key: Key, count: int, *, kept_back: bool = False, printed_elsewhere: bool = False) -> Key:
        """`kept_back`: never printed, whatever it is. `printed_elsewhere`: another page says it, so it stays."""
        self.counts[key] = count
        if kept_back:
            self.kept_back.add(key)
        if printed_elsewhere:
            self.printed_elsewhere.add(key)
        return key

    def add_up(self, parts: Iterable[Key], total: Key) -> None:
        self.sums.append(Sum(tuple(parts), total))

    def enter_parts(self, name: str, counts: Mapping[str, int], total: Key) -> None:
        """Counts by row of a list that add up to a count entered before."""
        self.add_up([self.enter((name, row), count) for row, count in counts.items()], total)

    def enter_position(self, key: Key, position: Position) -> None:
        """The three states of a group, and everyone in it."""
        parts = [self.enter((*key, state), getattr(position, state)) for state in STATES]
        self.add_up(parts, self.enter((*key, ALL), position.everyone))

    def enter_positions(self, name: str, rows: Mapping[str, Position], total: Key) -> None:
        """Positions by group that add up, state by state, to a position entered before."""
        for row, position in rows.items():
            self.enter_position((name, row), position)
        for state in (*STATES, ALL):
            self.add_up([(name, row, state) for row in rows], (*total, state))

    def close(self) -> "Printed":
        headlines = [key for key in self.counts if key[0] in HEADLINES]
        hidden = hide(
            self.counts, self.sums, not_shown=self.kept_back, headlines=headlines,
            printed_elsewhere=self.printed_elsewhere,
        )  # fmt: skip
        return Printed(self.counts, hidden)


class Printed:
    """The counts as they may leave."""

    def __init__(self, counts: Mapping[Key, int], hidden: Hidden[Key]) -> None:
        self.counts, self.hidden = counts, hidden

    def number(self, *key: str) -> int | None:
        """None where it is hidden."""
        return None if key in self.hidden else self.counts[key]

    def cell(self, *key: str) -> Cell:
        if key in self.hidden:
            return Cell(FEW if key in self.hidden.few else NOT_SHOWN)
        return whole(self.counts[key])

    def said(self, *key: str) -> str:
        """As it stands in a sentence."""
        text = self.cell(*key).text
        return "some" if text == NOT_SHOWN else text

    def share(self, part: Key, of: Key) -> Share | None:
        """None where either number is hidden, or there is nobody."""
        count, everyone = self.number(*part), self.number(*of)
        return None if count is None or not everyone else Share(count, everyone)

    def percent(self, part: Key, of: Key) -> Cell:
        return percent_of(self.share(part, of))

    def all_shown(self, *keys: Key) -> bool:
        return not any(key in self.hidden for key in keys)

    def position(self, *key: str) -> Position | None:
        """None where one of its numbers is hidden."""
        keys = [(*key, state) for state in (*STATES, ALL)]
        return Position(*(self.counts[one] for one in keys[:-1])) if self.all_shown(*keys) else None


def whole(number: int) -> Cell:
    return Cell(f"{number:,}", number)


def percent_of(share: Share | None) -> Cell:
    """To one decimal, without a sign: its column says that it is a percentage."""
    if share is None or share.percent is None:
        return Cell(NOT_SHOWN)
    return Cell(str(share.percent), float(share.percent))
