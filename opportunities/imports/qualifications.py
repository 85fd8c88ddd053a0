"""What an advert's qualifications mean as requirements, where that is certain (domain.md 5); else they stay words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from opportunities.imports.offer import Ask
from opportunities.models import Requirement
from opportunities.vocabulary.levels import Level

LONGEST_WORDS = 300
GOOD = r"(?:a\*|a|b|c|[4-9])"
LOWER = r"(?:d|e|f|g|[1-3])"
BETWEEN = r"(?:\s*(?:/|,|-|–|\bor\b|\bto\b|\band\b)\s*|\s+)"
OR_ABOVE = r"\s*(?:\+|(?:or|and) (?:above|higher|better|more|equivalent))?"
# "C or 4", "A*-C", "9-4/A*-C", "grade 4 or above": every grade named is a pass of level 2.
LEVEL_2 = re.compile(rf"(?:grades?\s*)?{GOOD}(?:{BETWEEN}(?:grades?\s*)?{GOOD})*{OR_ABOVE}")
# "D or 3", "3+", "A*-D": the lowest grade named is one of level 1.
LEVEL_1 = re.compile(rf"(?:grades?\s*)?(?:(?:{GOOD}|{LOWER}){BETWEEN})*{LOWER}(?:{BETWEEN}{LOWER})*{OR_ABOVE}")
ENGLISH, MATHS = r"english(?: language)?", r"math(?:s|ematics)?"
AND = r"\s*(?:and|&|/|,|plus)\s*"
SUBJECTS = {
    re.compile(ENGLISH): (Requirement.Type.ENGLISH,),
    re.compile(MATHS): (Requirement.Type.MATHS,),
    re.compile(f"{ENGLISH}{AND}{MATHS}|{MATHS}{AND}{ENGLISH}"): (Requirement.Type.ENGLISH, Requirement.Type.MATHS),
}
FUNCTIONAL = re.compile(
    r"functional skills?\s*(?:in\s+)?(?P<subject>[a-z &]*?)\s*(?:at\s+)?(?P<level>(?:entry )?level [1-3])"
)
LEVELS = {"level 1": Level.L1, "level 2": Level.L2}
LEVELS |= {f"entry level {number}": level for number, level in enumerate((Level.E1, Level.E2, Level.E3), start=1)}


def asks_of_qualification(qualification: Mapping[str, Any]) -> Iterator[Ask]:
    """The requirements of one qualification of a Display Advert; only weighting Essential is a gate."""
    type_, subject, grade = (_text(qualification.get(name)) for name in ("qualificationType", "subject", "grade"))
    name = _text(qualification.get("otherQualificationName"))
    words = " ".join(part for part in (type_ if type_.casefold() != "other" else "", name, subject, grade) if part)
    words = words[:LONGEST_WORDS]
    if not words:
        return
    essential = _text(qualification.get("weighting")).casefold() == "essential"
    typed = list(_typed(type_.casefold(), subject.casefold(), grade.casefold(), words.casefold()))
    for scale, level in typed:
        yield Ask(scale, words, level.code, essential)
    if not typed:
        yield Ask(Requirement.Type.OTHER, words, essential=essential)


def _typed(type_: str, subject: str, grade: str, everything: str) -> Iterator[tuple[str, Level]]:
    """(scale, level) where the meaning is certain: GCSEs and functional skills in English and maths."""
    if type_ == "gcse":
        if level := _gcse_level(grade):
            for scale in _scales(subject):
                yield scale, level
    elif found := FUNCTIONAL.fullmatch(everything):
        for scale in _scales(found["subject"].strip()):
            yield scale, LEVELS[found["level"]]


def _gcse_level(grade: str) -> Level | None:
    tidy = " ".join(grade.replace("(", " ").replace(")", " ").split())
    if LEVEL_2.fullmatch(tidy):
        return Level.L2
    return Level.L1 if LEVEL_1.fullmatch(tidy) else None


def _scales(subject: str) -> tuple[str, ...]:
    tidy = subject.removeprefix("gcse ").strip(" .")
    return next((scales for pattern, scales in SUBJECTS.items() if pattern.fullmatch(tidy)), ())


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""
