"""Reading a council's own spelling of a coded value: certain, to confirm with a person, or blank. Never a silent guess.

Order: the exact code; the code beside words that agree with it; the words alone; a close spelling, which a person
confirms. Where the code and the words disagree, or the words can mean two values, a person is asked.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from config.imports.phrases import Found, Phrases, rewritten, words_of

T = TypeVar("T")
How = Literal["code", "words", "close", "blank", "unknown"]
Combine = Callable[[frozenset[str]], frozenset[str]]

BLANKS = frozenset(["", "nan", "none", "null", "n/a", "#n/a", "na", "nat", "blank", "not applicable"])
NO_LETTERS = re.compile(r"[\s\-\u2013\u2014._*]*")
MESSAGE_ABOUT_A_CODE = re.compile(r"code '?(\w+)'? is not mapped", re.IGNORECASE)
WHOLE_NUMBER = re.compile(r"0*(\d+)(?:\.0+)?")
SEPARATORS = re.compile(r"\s*[-\u2013\u2014:/()\[\]{},.;>|=]+\s*")
LONGEST_QUOTED = 80
TEXTS_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What a cell was read as.

    Certain: `value` is set and `how` is code or words. To confirm: no value, and `how` is close (with `candidates`)
    or unknown. Blank: no value and nothing to ask. `sentence` tells it to the person who loads the file.
    """

    value: T | None
    how: How
    candidates: tuple[T, ...] = ()
    sentence: str = ""

    @property
    def to_confirm(self) -> bool:
        return self.how in ("close", "unknown")


@dataclass(frozen=True, slots=True)
class Label:
    """One value of a coded column: our wording, the codes that councils send for it, the phrases that mean it.

    `settles`, `alone` and `hints` say how firmly a phrase means it: see `phrases.Meaning`.
    """

    words: str
    codes: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> "Label":
        lists = {key: tuple(table.get(key, ())) for key in ("codes", "settles", "alone", "hints")}
        return cls(words=table.get("words", ""), **lists)


def same(tags: frozenset[str]) -> frozenset[str]:
    return tags


class LabelReader:
    """Reads one column of codes.

    `marks` are meanings that are no value by themselves; `combine` makes values of them. `firm_codes`: a code beside
    words that nobody knows is believed (F2, WBRI), else it is only a candidate (K, 2). `not_recorded`: the value of
    "not known" and its like; without it they read as blank.
    """

    def __init__(
        self,
        name: str,
        labels: Mapping[str, Label],
        *,
        marks: Mapping[str, Label] | None = None,
        ignored: Iterable[str] = (),
        doubt: Iterable[str] = (),
        combine: Combine = same,
        firm_codes: bool = False,
        not_recorded: str | None = None,
    ) -> None:
        self.name, self.labels, self.combine = name, labels, combine
        self.firm_codes, self.not_recorded = firm_codes, not_recorded
        self.codes = {alias.casefold(): code for code, label in labels.items() for alias in (code, *label.codes)}
        said = {**labels, **(marks or {})}.items()
        by_strength = [(s, tag, getattr(label, s)) for tag, label in said for s in ("settles", "alone", "hints")]
        self.phrases = Phrases([("ignored", "", ignored), ("doubt", "", doubt), *by_strength])
        self._read_once = lru_cache(maxsize=TEXTS_REMEMBERED)(self._read)

    @classmethod
    def from_file(cls, path: Path, *, combine: Combine = same) -> "LabelReader":
        """A reader from a TOML file: settings, then a table for each value (`value.F1`) and each mark (`mark.full`)."""
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
        labels = {code: Label.from_table(table) for code, table in settings.pop("value").items()}
        marks = {mark: Label.from_table(table) for mark, table in settings.pop("mark", {}).items()}
        return cls(labels=labels, marks=marks, combine=combine, **settings)

    def read(self, text: str) -> Reading[str]:
        """Every text has a reading; a text that was read before costs one look-up."""
        return self._read_once(text.strip())

    def _read(self, text: str) -> Reading[str]:
        plain = text.strip("'\"()[]").casefold()
        number = WHOLE_NUMBER.fullmatch(plain)
        code = self.codes.get(number[1] if number else plain.rstrip("-:.)] "))
        if code:
            return self._certain(code, "code", text)
        if plain in BLANKS or NO_LETTERS.fullmatch(plain):
            return self._blank()
        message = MESSAGE_ABOUT_A_CODE.fullmatch(plain)
        if message:
            return self._read(message[1])
        codes, rest = self._split(text)
        found = self.phrases.find(words_of(rest))
        return self._with_codes(text, codes, rest, found) if codes else self._by_words(text, rest, found)

    def _split(self, text: str) -> tuple[list[str], str]:
        """The codes at either end and between separators, and the other words."""
        parts = [" ".join(part.split()) for part in SEPARATORS.split(rewritten(text)) if part.strip()]
        if parts and self._code(parts[0].split()[0]):
            parts[:1] = parts[0].split(maxsplit=1)
        if parts and self._code(parts[-1].split()[-1]):
            parts[-1:] = parts[-1].rsplit(maxsplit=1)
        found = [(part, self._code(part)) for part in parts]
        return sorted({code for _, code in found if code}), ", ".join(part for part, code in found if not code)

    def _code(self, part: str) -> str | None:
        """The value of a code; none for a code that is also a word ("no"), which the phrases read better."""
        number = WHOLE_NUMBER.fullmatch(part)
        known = self.codes.get(number[1] if number else part.casefold())
        return None if known and words_of(part) in self.phrases.by_words else known

    def _said(self, found: Found) -> frozenset[str]:
        """The values that the words can mean. A hint counts only where nothing firmer settles the matter."""
        said = self.combine(found.settles | found.alone)
        if not found.settles:
            said |= self.combine(found.hints)
        return said | {self.not_recorded} if self.not_recorded and found.unrecorded else said

    def _nearly_said(self, rest: str) -> frozenset[str]:
        return self._said(self.phrases.find(self.phrases.repair(words_of(rest))))

    def _with_codes(self, text: str, codes: list[str], rest: str, found: Found) -> Reading[str]:
        said = self._said(found) or self._nearly_said(rest)
        agrees = codes[0] in said if said else self.firm_codes or not found.unknown
        if agrees and len(codes) == 1 and not found.doubtful:
            return self._certain(codes[0], "code", text)
        return self._ask(text, {*codes, *said})

    def _by_words(self, text: str, rest: str, found: Found) -> Reading[str]:
        said = self._said(found)
        if found.unrecorded and not (said or found.doubtful or found.unknown):
            return self._blank()
        plain = (found.alone or found.unrecorded) and not found.unknown
        settled = plain or said == self.combine(found.settles)
        doubtful = found.doubtful or (found.unrecorded and not self.not_recorded)
        if len(said) == 1 and settled and not doubtful:
            return self._certain(next(iter(said)), "words", text)
        return self._ask(text, self._nearly_said(rest) or said)

    # Readings

    def describe(self, code: str) -> str:
        words = self.labels[code].words
        return f"{code} ({words})" if code.isupper() or code.isdigit() else words

    def _certain(self, code: str, how: Literal["code", "words"], text: str) -> Reading[str]:
        return Reading(code, how, sentence=f"“{text[:LONGEST_QUOTED]}” was read as {self.describe(code)}.")

    def _blank(self) -> Reading[str]:
        return Reading(None, "blank", sentence=f"No {self.name} is given.")

    def _ask(self, text: str, candidates: Iterable[str]) -> Reading[str]:
        """Asks, with the candidates in the order of the list."""
        quoted = f"“{text[:LONGEST_QUOTED]}”"
        ordered = tuple(code for code in self.labels if code in set(candidates))
        if not ordered:
            return Reading(None, "unknown", (), f"We do not know {quoted} as {self.name}. Please choose what it means.")
        choices = " or ".join(map(self.describe, ordered))
        return Reading(None, "close", ordered, f"{quoted} may be {choices}. Please choose the {self.name}.")
