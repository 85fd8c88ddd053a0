"""What a row of the pledge sheet asks, as requirements. Free words are kept and shown, and never exclude (O2)."""

from collections.abc import Iterator, Mapping
from typing import Any

from opportunities.imports.code_lists import DBS_LEVELS, DOCUMENTS
from opportunities.imports.offer import Ask
from opportunities.models import Requirement
from opportunities.vocabulary.levels import LEVEL_BY_CODE, Level

Type = Requirement.Type
SCALES = (
    ("level", Type.LEVEL, "A qualification"),
    ("english", Type.ENGLISH, "English"),
    ("maths", Type.MATHS, "Maths"),
)


def asks_of(values: Mapping[str, Any]) -> tuple[Ask, ...]:
    """The requirements of a row, typed ones first; `values` are those of `PledgeForm`."""
    return (*_typed(values), *_free(values))


def _typed(values: Mapping[str, Any]) -> Iterator[Ask]:
    youngest, oldest = values.get("age_from"), values.get("age_to")
    if youngest or oldest:
        yield Ask(Type.AGE, age_words(youngest, oldest), f"{youngest or ''}-{oldest or ''}")
    for column, scale, words in SCALES:
        level = LEVEL_BY_CODE.get(values.get(column) or "", Level.NONE)
        if level > Level.NONE:
            yield Ask(scale, f"{words} at {level.label.lower()} or above", level.code)
    if values.get("licence") in ("provisional", "full"):
        yield Ask(Type.LICENCE, f"{values['licence'].capitalize()} driving licence", values["licence"])
    if values.get("right_to_work") == "yes":
        yield Ask(Type.RIGHT_TO_WORK, "Right to work in the UK", "yes")
    if values.get("dbs") not in (None, "none"):
        yield Ask(Type.DBS, f"DBS check: {DBS_LEVELS[values['dbs']].lower()}", values["dbs"])
    for document in values.get("documents") or ():
        yield Ask(Type.DOCUMENT, DOCUMENTS[document], document)
    if values.get("residence") not in (None, "anywhere"):
        yield Ask(Type.RESIDENCE, "Living in the council's area", values["residence"])


def _free(values: Mapping[str, Any]) -> Iterator[Ask]:
    for words in values.get("other_requirements") or ():
        yield Ask(Type.OTHER, words)
    for words in values.get("desirable") or ():
        yield Ask(Type.OTHER, words, essential=False)


def age_words(youngest: int | None, oldest: int | None) -> str:
    if youngest and oldest:
        return f"Ages {youngest} to {oldest}"
    return f"Age {youngest} or over" if youngest else f"Age {oldest} or under"
