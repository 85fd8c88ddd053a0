"""How much a clause asks: years, a level, a check, a paper, an age. '' where its words do not say. Pure."""

import re
from collections.abc import Callable
from typing import TypeAlias

from opportunities.advert_reading.plain_words import number_of
from opportunities.vocabulary.levels import Level, read_level

Hit: TypeAlias = re.Match[str]


def value_of(label: str, words: str, hit: Hit) -> str:
    """The value of a clause of this label, from its plain words and the match that found it."""
    read = _READERS.get(label)
    return read(words, hit) if read else ""


def _group(hit: Hit, name: str) -> str | None:
    return hit[name] if name in hit.re.groupindex else None


def _number(words: str | None) -> str:
    number = number_of(words)
    return "" if number is None else f"{number:g}"


def _years(words: str, hit: Hit) -> str:
    months = number_of(_group(hit, "months"))
    return f"{months / 12:.2g}" if months else _number(_group(hit, "years"))


_LEVELS = (
    (r"ph ?d|doctorate", "8"), (r"master|msc\b|\bma\b|postgraduate|pgce", "7"),
    (r"foundation degree|\bhnd\b|level ?5", "5"), (r"\bhnc\b|level ?4", "4"),
    (r"degree|graduate|2[:.][12]|bsc\b|\bba\b|hons|\bqts\b|level ?6", "6"),
    (r"entry level ?(\d)", "E{}"), (r"(?:level|lvl|nvq|svq|qcf|btec|rqf) ?(?:at )?(?:level ?|lvl ?|l)?(\d)", "{}"),
    (r"level (one|two|three|four|five)", "{}"), (r"a[ -]levels?\b|t[ -]levels?\b", "3"),
)  # fmt: skip
_LOW_GRADE = re.compile(r"(?:grades? |[(-])(?:d|e|f|g|1|2|3)\b|\b(?:a\*?|c) ?-? ?(?:to )?(?:e|f|g)\b|9 ?- ?1\b(?! ?\()")
_PASS = re.compile(r"\b(?:a\*?|[a-c4-9])\b|pass|good|five|\d gcse")


def _level(words: str, hit: Hit) -> str:
    """Lowest level that would do. A GCSE with a pass grade is level 2; without a grade nobody can tell."""
    for rule, code in _LEVELS:
        if found := re.search(rf"(?<!\w)(?:{rule})", words):
            told = next((group for group in found.groups() if group), "")
            return code.format(_number(told)) if "{}" in code else code
    if "gcse" in words or re.search(r"\bgrade", words):
        rest = words.replace("gcse", " ")
        return "1" if _LOW_GRADE.search(rest) else "2" if _PASS.search(rest) else ""
    level = read_level(words)
    return level.code if isinstance(level, Level) and level > Level.NONE else ""


def _licence(words: str, hit: Hit) -> str:
    if not re.search(r"\b(?:full|clean|driving)\b", words) and re.search(r"\bpoints|endorsements", words):
        return "points"
    kinds = (
        "provisional",
        "forklift",
        "flt",
        "counterbalance",
        "hgv",
        "lgv",
        "pcv",
        "sia",
        "c1",
        "d1",
        "reach",
        "class",
    )
    return next((kind for kind in kinds if re.search(rf"\b{kind}\b", words)), "full")


def _dbs(words: str, hit: Hit) -> str:
    if "barred" in words and "enhanced" in words:
        return "enhanced_barred"
    level = next((level for level in ("enhanced", "standard", "basic") if level in words), "")
    return level or ("clean" if re.search(r"\b(?:clean|clear|no)\b|convictions?|criminal", words) else "")


_PAPERS = (
    (r"passport|photo|driving|form|piece|identi|\bid\b|official|government", "photo_id"),
    (r"birth certificate", "birth_certificate"), (r"national insurance|\bni\b|p45", "ni_number"),
    (r"bank account", "bank_account"), (r"address|utility|residence", "proof_of_address"),
    (r"cscs|cpcs|ecs|jib|card|ticket|badge", "card"), (r"certificates|qualifications", "certificates"),
)  # fmt: skip


def _paper(words: str, hit: Hit) -> str:
    ordered = sorted(_PAPERS, key=lambda row: row[1] != "proof_of_address" or "address" not in words)
    return next((code for rule, code in ordered if re.search(rule, words)), "")


def _ages(words: str, hit: Hit) -> str:
    first, last = _number(_group(hit, "from")), _number(_group(hit, "to"))
    if first and not last and re.search(r"\bunder\b|maximum|upper|or under|younger", words):
        first, last = "", first
    return f"{first}-{last}" if first or last else ""


def _kilos(words: str, hit: Hit) -> str:
    return _group(hit, "kilos") or ""


_READERS: dict[str, Callable[[str, Hit], str]] = {
    "experience": _years,
    "qualification": _level,
    "licence": _licence,
    "dbs": _dbs,
    "document": _paper,
    "age": _ages,
    "physical": _kilos,
    "right_to_work": _years,
}
