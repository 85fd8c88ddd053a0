"""What the clauses of an advert ask, as typed requirements (O2): certain ones, and those that a person decides. Pure.

Certain: the words ask it of everybody, give its value, and leave no other way. An either-or never is."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from opportunities.advert_reading.clauses import Clause

LONGEST_WORDS = 300
DBS = ("basic", "standard", "enhanced", "enhanced_barred")
PAPERS = ("photo_id", "birth_certificate", "ni_number", "bank_account", "proof_of_address")
SUBJECTS = {"english": r"\benglish|literacy|and maths", "maths": r"\bmath|numeracy"}
ABOUT_SUBJECTS = re.compile(r"gcse|grade|functional|level|pass")


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement: a code of `Requirement.Type`, its value, the employer's words and where they stand."""

    type: str
    value: str
    words: str
    essential: bool
    is_certain: bool
    start: int
    end: int


Typed: TypeAlias = tuple[str, str, bool]
"""Type, value, and whether the value is sure."""


def requirements_of(clauses: Iterable[Clause]) -> list[Asked]:
    """Each thing asked once; of two that ask the same the more certain, then the must."""
    found: dict[tuple[str, str], Asked] = {}
    for clause in clauses:
        for type_, value, is_sure in _typed(clause):
            certain = is_sure and clause.is_sure and not clause.or_else
            words = " ".join(clause.words.split())[:LONGEST_WORDS]
            one = Asked(type_, value, words, clause.essential, certain, clause.start, clause.end)
            known = found.get((type_, value))
            if known is None or (one.is_certain, one.essential) > (known.is_certain, known.essential):
                found[type_, value] = one
    return list(found.values())


def _typed(clause: Clause) -> Iterator[Typed]:
    read = _READERS.get(clause.label)
    if read:
        yield from read(clause)


def _levels(clause: Clause) -> Iterator[Typed]:
    words = clause.words.lower()
    subjects = [scale for scale in SUBJECTS if re.search(SUBJECTS[scale].removesuffix("|and maths"), words)]
    if subjects and ABOUT_SUBJECTS.search(words):
        for scale in subjects:
            yield scale, clause.value, bool(clause.value)
        return
    if clause.value:
        yield "level", clause.value, True


def _licence(clause: Clause) -> Iterator[Typed]:
    if clause.value in ("full", "provisional"):
        yield "licence", clause.value, re.search(r"licen[cs]e", clause.words, re.IGNORECASE) is not None
    else:
        yield "other", "", False


def _dbs(clause: Clause) -> Iterator[Typed]:
    yield "dbs", clause.value if clause.value in DBS else "", clause.value in DBS


def _paper(clause: Clause) -> Iterator[Typed]:
    if clause.value in PAPERS:
        yield "document", clause.value, True
    else:
        yield "other", "", False


def _experience(clause: Clause) -> Iterator[Typed]:
    yield "experience", clause.value, False


def _age(clause: Clause) -> Iterator[Typed]:
    if clause.value:
        yield "age", clause.value, True


def _right_to_work(clause: Clause) -> Iterator[Typed]:
    if clause.value:
        yield "residence", "", False
    else:
        yield "right_to_work", "yes", re.search(r"right|eligib|entitle|permi", clause.words, re.IGNORECASE) is not None


def _kit(clause: Clause) -> Iterator[Typed]:
    if re.search(r"\bown\b", clause.words, re.IGNORECASE):
        yield "kit", "", False


def _plain(type_: str) -> Callable[[Clause], Iterator[Typed]]:
    def read(clause: Clause) -> Iterator[Typed]:
        yield type_, "", False

    return read


_READERS: dict[str, Callable[[Clause], Iterator[Typed]]] = {
    "experience": _experience,
    "qualification": _levels,
    "licence": _licence,
    "dbs": _dbs,
    "document": _paper,
    "age": _age,
    "right_to_work": _right_to_work,
    "cost": _kit,
    **{type_: _plain(type_) for type_ in ("hours", "residence", "care_leaver", "benefit", "ehc_plan")},
}
