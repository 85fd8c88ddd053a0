"""How well clauses are found in adverts whose clauses people marked: precision and recall of each label. Pure.

A marked advert says its clauses in braces, `{label=value?: words}`: value where there is one, `?` for nice to have.
A found clause is right where it has the label of a marked one and shares letters with it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from math import sqrt

from opportunities.advert_reading.clauses import find_clauses

_MARKED = re.compile(r"\{(?P<label>[a-z_]+)(?:=(?P<value>[\w.-]+))?(?P<nice>\?)?: (?P<words>[^{}]+)\}")
Z = 1.96


@dataclass(frozen=True, slots=True)
class Marked:
    """Letters start..end of the plain advert that a person marked."""

    label: str
    value: str
    essential: bool
    start: int
    end: int


@dataclass(slots=True)
class Tally:
    """Counts of one label. `valued` of the clauses found have the marked value, `weighed` the marked must or nice."""

    right: int = 0
    false: int = 0
    missed: int = 0
    valued: int = 0
    weighed: int = 0


def advert_and_marks(line: str) -> tuple[str, list[Marked]]:
    """The advert without its braces, and the clauses marked in it. A written \\n is a new line."""
    text, marks, place = "", [], 0
    line = line.replace("\\n", "\n")
    for found in _MARKED.finditer(line):
        text += line[place : found.start()]
        start, text = len(text), text + found["words"]
        marks.append(Marked(found["label"], found["value"] or "", not found["nice"], start, len(text)))
        place = found.end()
    return text + line[place:], marks


def tallies(lines: Iterable[str]) -> tuple[dict[str, Tally], list[str]]:
    """Counts by label, and every miss and false find in words."""
    counts: dict[str, Tally] = {}
    wrong = []
    for line in filter(str.strip, lines):
        wrong += list(_compare(*advert_and_marks(line.rstrip("\n")), counts))
    return counts, wrong


def together(counts: Iterable[Tally]) -> Tally:
    """The sum over labels."""
    rows = [astuple(one) for one in counts]
    return Tally(*map(sum, zip(*rows, strict=True))) if rows else Tally()


def _compare(text: str, marks: list[Marked], counts: dict[str, Tally]) -> Iterator[str]:
    left = list(marks)
    for clause in find_clauses(text):
        if not clause.is_barrier:
            continue
        tally = counts.setdefault(clause.label, Tally())
        mark = next((one for one in left if _is_same(one, clause.label, clause.start, clause.end)), None)
        if mark is not None:
            left.remove(mark)
            tally.right += 1
            tally.valued += mark.value == clause.value
            tally.weighed += mark.essential == clause.essential
            if (mark.value, mark.essential) != (clause.value, clause.essential):
                yield f"read {clause.label} as “{clause.value}”, {clause.essential}: “{clause.words}” in “{text}”"
        elif not any(_is_same(one, clause.label, clause.start, clause.end) for one in marks):
            tally.false += 1
            yield f"false {clause.label}: “{clause.words}” in “{text}”"
    for mark in left:
        counts.setdefault(mark.label, Tally()).missed += 1
        yield f"missed {mark.label}: “{text[mark.start : mark.end]}” in “{text}”"


def _is_same(mark: Marked, label: str, start: int, end: int) -> bool:
    return mark.label == label and mark.start < end and start < mark.end


def share(part: int, whole: int) -> str:
    """A share with its 95% interval (Wilson, 1927), or 'none' of nothing."""
    if not whole:
        return "none"
    mean, room = part / whole, Z * Z / whole
    middle, half = (mean + room / 2) / (1 + room), Z * sqrt(mean * (1 - mean) / whole + room / whole / 4) / (1 + room)
    return f"{mean:.3f} [{max(0.0, middle - half):.3f}, {min(1.0, middle + half):.3f}]"
