"""Which counts must not be printed so that no count of 1 to 4 people can be worked out from all that is (P4, P6).

Counts stand in sums: "in EET" of each age add up to "in EET", and so on. A reader who knows every printed number may
solve these sums. So for every count of 1 to 4 there must be a second set of numbers that would print the same and
differ in it; where there is none, more is hidden beside it: parts before totals, the smallest first. Integer
programming looks for the second set (SciPy's HiGHS).
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from matching.reports.small_numbers import MOST_HIDDEN, is_few

K = TypeVar("K", bound=Hashable)
LARGEST = 100_000
"""No count of a council is larger; what a reader must hold for possible ends somewhere."""


@dataclass(frozen=True, slots=True)
class Sum(Generic[K]):
    """These counts add up to that one."""

    parts: tuple[K, ...]
    total: K

    @property
    def members(self) -> tuple[K, ...]:
        return (*self.parts, self.total)


@dataclass(slots=True)
class Hidden(Generic[K]):
    """`few` print as "1 to 4"; `not_shown` say nothing, and may be any number. `headlines` are hidden last of all.

    `printed_elsewhere` stay as they are: to hide them here would hide nothing.
    """

    few: set[K]
    not_shown: set[K]
    headlines: Collection[K] = ()
    printed_elsewhere: Collection[K] = ()

    def __contains__(self, key: object) -> bool:
        return key in self.few or key in self.not_shown

    def with_not_shown(self, key: K) -> "Hidden[K]":
        return replace(self, few=self.few - {key}, not_shown=self.not_shown | {key})


def hide(
    counts: Mapping[K, int], sums: Sequence[Sum[K]], *, not_shown: Iterable[K] = (), headlines: Collection[K] = (),
    printed_elsewhere: Collection[K] = (),
) -> Hidden[K]:  # fmt: skip
    """What to hide of these counts. `not_shown`: what is kept back whatever it is.

    Hiding more never makes a count more certain, so each is seen to once; what is hidden for another's sake and could
    itself be worked out is seen to before that other.
    """
    kept_back, few = set(not_shown), {key for key, count in counts.items() if is_few(count)}
    hidden = Hidden(few - kept_back, kept_back, headlines, printed_elsewhere)
    for key in sorted(exposed(few, counts, sums, hidden), key=lambda one: one not in headlines):
        waiting = [key]
        while waiting:
            if is_certain(waiting[-1], counts, sums, hidden):
                hidden, helped = _with_one_more(waiting[-1], counts, sums, hidden)
                waiting += helped
            else:
                waiting.pop()
    return hidden


def exposed(guarded: Iterable[K], counts: Mapping[K, int], sums: Sequence[Sum[K]], hidden: Hidden[K]) -> list[K]:
    """Those of these hidden counts that a reader can work out."""
    waiting, certain = sorted(guarded, key=repr), []
    while waiting:
        key, *waiting = waiting
        others = list(_Worlds.around(key, counts, sums, hidden).furthest(key))
        if all(other[key] == counts[key] for other in others):
            certain.append(key)
        waiting = [one for one in waiting if all(other.get(one, counts[one]) == counts[one] for other in others)]
    return certain


def is_certain(key: K, counts: Mapping[K, int], sums: Sequence[Sum[K]], hidden: Hidden[K]) -> bool:
    """Whether it is the same in every set of numbers that would print as these do."""
    return bool(exposed([key], counts, sums, hidden))


class _Worlds(Generic[K]):
    """All sets of whole numbers that print as these counts do, as far as they hang together."""

    def __init__(
        self, counts: Mapping[K, int], sums: Sequence[Sum[K]], unknown: Sequence[K], hidden: Hidden[K]
    ) -> None:
        self.place = {key: number for number, key in enumerate(unknown)}
        matrix, known = np.zeros((len(sums), len(unknown))), np.zeros(len(sums))
        for row, one in enumerate(sums):
            for key, sign in [*((part, 1) for part in one.parts), (one.total, -1)]:
                if key in self.place:
                    matrix[row, self.place[key]] += sign
                else:
                    known[row] -= sign * counts[key]
        self.sums = LinearConstraint(matrix, known, known) if sums else None
        few = np.array([key in hidden.few for key in unknown])
        self.bounds = Bounds(np.where(few, 1, 0), np.where(few, MOST_HIDDEN, LARGEST))

    @classmethod
    def around(cls, key: K, counts: Mapping[K, int], sums: Sequence[Sum[K]], hidden: Hidden[K]) -> "_Worlds[K]":
        """Those of the sums that are linked to this count by hidden ones."""
        *_, near = _rings(key, sums, hidden)
        linked = {member for one in near for member in one.members if member in hidden}
        return cls(counts, near, sorted({key, *linked}, key=repr), hidden)

    def furthest(self, key: K) -> Iterable[dict[K, int]]:
        """The one with the greatest and the one with the smallest number here; the true one is always possible."""
        for direction in (-1, 1):
            aim = np.zeros(len(self.place))
            aim[self.place[key]] = direction
            found = milp(aim, constraints=self.sums, bounds=self.bounds, integrality=np.ones(len(aim)))
            yield {one: round(found.x[place]) for one, place in self.place.items()}


def _with_one_more(
    key: K, counts: Mapping[K, int], sums: Sequence[Sum[K]], hidden: Hidden[K]
) -> tuple[Hidden[K], list[K]]:
    """Hide the first count near it that leaves it in doubt. Where none does alone, the first: it is seen to next."""
    candidates = _near(key, counts, sums, hidden)
    for candidate in candidates:
        more = hidden.with_not_shown(candidate)
        if not is_certain(key, counts, sums, more):
            return more, []
    return hidden.with_not_shown(candidates[0]), candidates[:1]


def _near(key: K, counts: Mapping[K, int], sums: Sequence[Sum[K]], hidden: Hidden[K]) -> list[K]:
    """What may be hidden for it, in order. Sums of which one count alone is hidden give it away, and come first.

    Headlines wait until nothing else is left, unless it is one itself.
    """
    rings = list(_rings(key, sums, hidden))
    alone = [[one for one in ring if sum(member in hidden for member in one.members) == 1] for ring in rings]
    for headlines in (key in hidden.headlines, True):
        for near in (*alone, *rings):
            if found := _in_order(key, near, counts, hidden, headlines=headlines):
                return found
    raise AssertionError("A count that nothing is printed beside cannot be worked out.")


def _in_order(
    key: K, near: Sequence[Sum[K]], counts: Mapping[K, int], hidden: Hidden[K], *, headlines: bool
) -> list[K]:
    """Parts of these sums, smallest first and zeros last; then totals; then what says "1 to 4", which may say less."""
    elsewhere = hidden.printed_elsewhere
    parts = {part for one in near for part in one.parts if part not in elsewhere} - {key}
    totals = {one.total for one in near if one.total not in elsewhere} - parts - {key}
    found = sorted(parts, key=lambda one: (not counts[one], counts[one], repr(one)))
    found += sorted(totals, key=lambda one: (counts[one], repr(one)))
    shown = [one for one in found if one not in hidden and (headlines or one not in hidden.headlines)]
    less = [one for one in (key, *found) if one in hidden.few and one not in elsewhere]
    return shown + less if near else []


def _rings(key: K, sums: Sequence[Sum[K]], hidden: Hidden[K]) -> Iterator[list[Sum[K]]]:
    """The sums that it stands in, then with those that share a hidden count with them, and so on."""
    linked, size = {key}, 0
    while len(linked) > size:
        size, near = len(linked), [one for one in sums if linked & set(one.members)]
        yield near
        linked |= {member for one in near for member in one.members if member in hidden}
