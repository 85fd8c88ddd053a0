"""Qualification levels as one ordered scale, and how sheets write them.

None, entry 1 to 3, then 1 to 8: index 0..11; unknown is None, never "none". What counts as which level follows the
project's table of qualifications (GCSE 9 to 4 or A* to C: 2; 3 to 1 or D to G: 1). Pure: no Django."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from config.imports.labels import Reading


class Level(IntEnum):
    """A level; its number is the index on the scale, so levels compare with < and >=. `code` is what is stored."""

    NONE = 0
    E1 = 1
    E2 = 2
    E3 = 3
    L1 = 4
    L2 = 5
    L3 = 6
    L4 = 7
    L5 = 8
    L6 = 9
    L7 = 10
    L8 = 11

    @property
    def code(self) -> str:
        """'none', 'E1'..'E3', '1'..'8'."""
        return "none" if self is Level.NONE else self.name.removeprefix("L")

    @property
    def label(self) -> str:
        if self is Level.NONE:
            return "No qualifications yet"
        return f"Entry level {self.code[1]}" if self <= Level.E3 else f"Level {self.code}"


LEVEL_BY_CODE = {level.code: level for level in Level}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that may mean several levels, or none we know: a person chooses. Candidates are lowest first."""

    candidates: tuple[Level, ...]
    sentence: str


_WAY_OUT = "Choose the level held, or leave it as not known."
_UNKNOWN = re.compile(
    r"(?:|nan|null|n[ /]?[ak]|tb[ca]|unknown|not (?:yet )?(?:known|recorded|stated|sure)|dont know|missing|unsure)"
)
_NONE = re.compile(
    r"(?:none|nil|no|nothing)(?: (?:yet|at all|held|achieved|formal|any))*(?: qual(?:ification)?s?)?(?: (?:yet|held))?"
    r"|(?:pre|below)[ -]entry(?: level)?(?: 1)?"
)
_NOT_HELD = re.compile(
    r"\b(?:no|not|without|working|studying|doing|taking|towards|predicted|re-?sit(?:ting)?|expected|hopes?|wants?|needs?"
    r"|failed|below level)\b"
)
_DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBERS = {word: str(digit) for digit, word in enumerate(_DIGITS, start=1)}

_SEVERAL = re.compile(r"\b(level [1-8]) ?(?:/|,|-|and|or|to) ?(?=[1-8]\b(?! ?x? ?i?gcse))")

# Words that settle the level; read from the top, each match is taken out of the text before the next rule.
_EXACT: tuple[tuple[str, Level], ...] = (
    (r"entry ?(?:level )?1|el ?1|e1", Level.E1),
    (r"entry ?(?:level )?2|el ?2|e2", Level.E2),
    (r"entry ?(?:level )?3|el ?3|e3", Level.E3),
    (r"foundation degree|fda?sc|hnd|dip ?he|diploma of higher education", Level.L5),
    (r"(?:a|as|t)[ -]?levels?(?! ?[1-8])|access to (?:he|higher education)", Level.L3),
    (r"international baccalaureate|btec (?:extended|national)", Level.L3),
    (r"advanced (?:level )?apprenticeship", Level.L3),
    (r"(?:intermediate|foundation) (?:level )?apprenticeship|btec first|o[ -]?levels?", Level.L2),
    (r"hnc|cert ?he|certificate of higher education", Level.L4),
    (r"ph ?d|doctorate", Level.L8),
    (r"masters?(?: degree)?|m[as]c?|mba|pgce|postgraduate", Level.L7),
    (r"(?:bachelors? |honours |hons |first )?degree(?! apprenticeship)|b(?:a|sc|eng|ed)(?: hons)?", Level.L6),
)
_NUMBERED = re.compile(r"\b(?:level|nvq|svq|vrq|fs|functional skills?|btec|esol)(?: level)? ?([1-8])\b")
# Words that leave the level open, asked only where nothing settles it.
_VAGUE: tuple[tuple[str, tuple[Level, ...]], ...] = (
    (r"higher (?:level )?apprenticeship", (Level.L4, Level.L5)),
    (r"degree apprenticeship", (Level.L6, Level.L7)),
    (r"apprenticeship", (Level.L2, Level.L3)),
    (r"i?gcses?|grades?|cse", (Level.L1, Level.L2)),
    (r"btec|nvq|city and guilds|diploma|vocational", (Level.L1, Level.L2, Level.L3)),
    (r"functional skills?|fs", (Level.E1, Level.E2, Level.E3, Level.L1, Level.L2)),
    (r"entry|esol", (Level.E1, Level.E2, Level.E3)),
)
_GRADE_WORD = re.compile(r"\b(?:i?gcses?|grades?)\b")
_ONLY_GRADES = re.compile(r"(?:a\*|[abcdfg4-9])(?:(?: or | to |[ +/,-]*)(?:a\*|[a-g4-9]))*\+?")
_HOW_MANY = re.compile(r"\b\d+ ?x? ?(?=i?gcses?\b)|\b9 ?- ?1\b")
_GRADE = re.compile(r"(?<![a-z0-9])(?:([4-9]|a\*|a(?=$| ?[-/,]| to | or )|[bc])|([1-3d-g]))(?![a-z0-9])")
_BELOW = re.compile(r"\b(?:below|under|less than)(?: grade)? (?:4|c)\b")


def read_level(text: str, *, of_subject: bool = False) -> Level | Doubt | None:
    """The level that a sheet's words stand for. None where nothing is known (blank, "unknown"); Doubt where a person
    has to say. `of_subject` is for a column of English or maths alone, where a bare "4" may well be a GCSE grade."""
    words = _words(text)
    if _UNKNOWN.fullmatch(words):
        return None
    if _NONE.fullmatch(words):
        return Level.NONE
    if words in LEVEL_BY_CODE:
        return _bare_number(text, words, of_subject)
    if _NOT_HELD.search(words):
        return Doubt((), f"\u201c{text.strip()}\u201d may speak of a level not held yet. {_WAY_OUT}")
    found = _found(words)
    return found.pop() if len(found) == 1 else _doubt(text, found)


@lru_cache(maxsize=1_024)
def level_reading(text: str) -> Reading[str]:
    """The code of a level, for a column of a sheet: blank where nothing is known, which is not "no qualifications"."""
    level = read_level(text)
    if isinstance(level, Doubt):
        candidates = tuple(candidate.code for candidate in level.candidates)
        return Reading(None, "close" if candidates else "unknown", candidates, level.sentence)
    return Reading(None, "blank") if level is None else Reading(level.code, "words")


@lru_cache(maxsize=1_024)
def subject_reading(text: str) -> Reading[str]:
    """As `level_reading`, for a column of English or maths alone: a bare "4" may be a GCSE grade, so it is asked.

    The candidates are words, such as "Level 2": typed into the sheet, they settle it."""
    level = read_level(text, of_subject=True)
    if isinstance(level, Doubt):
        candidates = tuple(candidate.label for candidate in level.candidates)
        return Reading(None, "close" if candidates else "unknown", candidates, level.sentence)
    return Reading(None, "blank") if level is None else Reading(level.code, "words")


def _words(text: str) -> str:
    """Lower case with the signs that grades use; "L2", "lvl two" and "level-2" are all "level 2"."""
    lower = re.sub(r"['\u2019]", "", text.casefold()).replace("&", " and ").replace("\u2013", "-")
    kept = re.sub(r"[^a-z0-9*+/,-]+", " ", lower).strip(" -,/")
    kept = re.sub(r"\b(" + "|".join(_NUMBERS) + r")\b", lambda match: _NUMBERS[match[0]], kept)
    levelled = re.sub(r"\b(?:l|le?v|lvl|level|lvel)s?[ -]*(?=[0-8]\b)", "level ", kept)
    return _SEVERAL.sub(r"\1 level ", levelled)


def _bare_number(text: str, words: str, of_subject: bool) -> Level | Doubt:
    level = LEVEL_BY_CODE[words]
    if not of_subject or level <= Level.L1:
        return level
    return _doubt(text, {level, Level.L1 if level < Level.L4 else Level.L2})


def _found(words: str) -> set[Level]:
    """The levels that the words settle, or else those that they leave open."""
    found, rest = _settled(words)
    names_grades = "grade" in rest or _ONLY_GRADES.fullmatch(rest)
    if "gcse" in rest or (names_grades and not found):
        found |= _grades(rest)
    if "gcse" in rest and max(found, default=Level.NONE) > Level.L2:
        found.add(Level.L2)  # "GCSE level 4" may well be grade 4
    return found or next((set(levels) for rule, levels in _VAGUE if re.search(rf"\b(?:{rule})\b", rest)), set())


def _settled(words: str) -> tuple[set[Level], str]:
    found = set()
    for rule, level in _EXACT:
        words, times = re.subn(rf"(?<![a-z0-9])(?:{rule})(?![a-z0-9])", " ", words)
        if times:
            found.add(level)
    found |= {LEVEL_BY_CODE[number] for number in _NUMBERED.findall(words)}
    return found, _NUMBERED.sub(" ", words)


def _grades(rest: str) -> set[Level]:
    if _BELOW.search(rest):
        return {Level.L1}
    grades = _GRADE.findall(_GRADE_WORD.sub(" ", _HOW_MANY.sub(" ", rest)).strip())
    return {Level.L2 if high else Level.L1 for high, _ in grades}


def _doubt(text: str, candidates: set[Level]) -> Doubt:
    ordered = tuple(sorted(candidates))
    may_be = " or ".join(level.label.lower() for level in ordered)
    reading = (
        f"\u201c{text.strip()}\u201d may be {may_be}."
        if ordered
        else f"\u201c{text.strip()}\u201d names no level we know."
    )
    return Doubt(ordered, f"{reading} {_WAY_OUT}")
