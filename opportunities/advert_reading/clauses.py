"""Phrases of an advert that shut people out: which label, where, how much, must or nice to have (O4). Pure.

The phrases are data (`clauses.toml`). A phrase is a clause only where it is asked of the person: not where it is
refused ("no experience needed"), given ("we pay for your licence"), or said of the firm or of those it serves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from opportunities.advert_reading.asking import Asking, asking
from opportunities.advert_reading.plain_words import pattern, plain_letters
from opportunities.advert_reading.sentences import Sentence, sentences
from opportunities.advert_reading.tables import rows_of
from opportunities.advert_reading.values import value_of

LONGEST_TEXT = 50_000  # letters; no advert is longer
_JOINS = re.compile(r"(?:[ ,.;:(-]|(?:and|of|with|from) )+")


@dataclass(frozen=True, slots=True)
class Label:
    """One kind of clause with its words for people; patterns find it and tell where it is no ask."""

    code: str
    name: str
    why: str
    softer: str
    is_barrier: bool
    always: tuple[re.Pattern[str], ...]
    if_asked: tuple[re.Pattern[str], ...]
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    not_in: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Clause:
    """Letters start..end of the text. `value` is '' where the words give none; `or_else`: another thing would do."""

    label: str
    start: int
    end: int
    words: str
    value: str
    essential: bool
    or_else: bool = False
    is_sure: bool = True

    @property
    def is_barrier(self) -> bool:
        """Whether its words shut people out, and not only ask."""
        return labels()[self.label].is_barrier

    @property
    def why(self) -> str:
        """One sentence: whom it shuts out."""
        return labels()[self.label].why

    @property
    def softer(self) -> str:
        """A form that asks for what the work needs."""
        return labels()[self.label].softer


@cache
def labels() -> dict[str, Label]:
    return {code: _label(code, row) for code, row in rows_of("clauses").items()}


def _label(code: str, row: dict[str, Any]) -> Label:
    return Label(
        code, row["name"], row.get("why", ""), row.get("softer", ""), row.get("is_barrier", True),
        tuple(pattern(rf"(?<![\w£]){one}") for one in row.get("find", ())),
        tuple(pattern(rf"(?<![\w£]){one}") for one in row.get("if_asked", ())),
        _any(row.get("not_after"), "(?<!\\w)(?:{})$"), _any(row.get("not_before"), "(?:{})"),
        _any(row.get("not_in"), "{}"),
    )  # fmt: skip


def _any(rows: list[str] | None, shape: str) -> re.Pattern[str] | None:
    return pattern(shape.format("|".join(rows))) if rows else None


def find_clauses(text: str) -> list[Clause]:
    """Every clause of an advert that shuts people out, in the order of the text. Each phrase has one label once."""
    plain = plain_letters(text[:LONGEST_TEXT])
    found = [clause for sentence in sentences(plain) for clause in _in_sentence(sentence, text)]
    return sorted(found, key=lambda clause: (clause.start, clause.end))


def _in_sentence(sentence: Sentence, text: str) -> Iterator[Clause]:
    for label in labels().values():
        for start, end, hit in _hits(label, sentence):
            said = asking(sentence, start, end)
            if said.refused or said.of_others or _is_no_ask(label, said, sentence.words, start, end):
                continue
            if not said.asked and not _always(label, hit):
                continue
            yield _clause(label, sentence, text, hit, (start, end), said)


def _always(label: Label, hit: re.Match[str]) -> bool:
    return hit.re in label.always


def _hits(label: Label, sentence: Sentence) -> list[tuple[int, int, re.Match[str]]]:
    """The longest phrases of a label, none inside another; those that touch are one."""
    every = [
        hit for rule in (*label.always, *label.if_asked) for hit in rule.finditer(sentence.words) if hit[0].strip()
    ]
    kept: list[tuple[int, int, re.Match[str]]] = []
    for hit in sorted(every, key=lambda hit: (hit.start(), -hit.end())):
        start, end = _trimmed(hit)
        if kept and start <= kept[-1][1] + 1:
            first, last, best = kept[-1]
            stronger = _always(label, hit) and not _always(label, best)
            kept[-1] = (first, max(last, end), hit if stronger else best)
        else:
            kept.append((start, end, hit))
    return kept


def _trimmed(hit: re.Match[str]) -> tuple[int, int]:
    """The place of the phrase without joining words and stops at its ends."""
    lead = _JOINS.match(hit[0])
    return hit.start() + (lead.end() if lead else 0), hit.start() + len(hit[0].rstrip(" ,.;:-("))


def _is_no_ask(label: Label, said: Asking, words: str, start: int, end: int) -> bool:
    before, after = words[said.start : start], words[end : said.end]
    return bool(
        (label.not_after and label.not_after.search(before))
        or (label.not_before and label.not_before.match(after))
        or (label.not_in and label.not_in.search(words[said.start : said.end]))
    )


def _clause(
    label: Label, sentence: Sentence, text: str, hit: re.Match[str], span: tuple[int, int], said: Asking
) -> Clause:
    start, end = sentence.start + span[0], sentence.start + span[1]
    value = value_of(label.code, sentence.words[span[0] : span[1]], hit)
    return Clause(label.code, start, end, text[start:end], value, said.essential, said.or_else, said.is_sure)
