"""The registry of fact bits: what an offer may require, who can say it, and what would put it right.

One 64-bit mask a person and an offer. Bits from `RULE_BITS_FROM` up are not facts a person holds but the other
must-haves (age, council, travel, hours ...), so that one mask tells every barrier of a pair and another all that is to
be checked. Levels follow the ordered scale none, E1, E2, E3, 1 ... 8 (index 0..11).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np

from matching.engine.columns import Bits, require

LEVELS = ("none", "E1", "E2", "E3", "1", "2", "3", "4", "5", "6", "7", "8")
RULE_BITS_FROM = 48

Scale: TypeAlias = Literal["overall", "english", "maths"]
Held: TypeAlias = tuple[int, int]
"""Two masks of a person: facts held, and facts not known yet."""


@dataclass(frozen=True)
class Fact:
    """One bit of the masks.

    code: stable name. label: for sentences, such as "English at level 1". ask: who can supply it.
    missing: why it is a barrier. fix: what would put it right, or "". fixed_by: codes of kinds that lead there.
    limited: what to check where it is held with limits.
    """

    code: str
    bit: int
    label: str
    ask: str
    missing: str
    fix: str = ""
    fixed_by: tuple[str, ...] = ()
    limited: str = ""

    @property
    def mask(self) -> int:
        """The bit as a mask."""
        return 1 << self.bit

    @property
    def unknown(self) -> str:
        """The sentence when the offer turns on it and it is not known yet."""
        return f"{self.label}: not known yet. Ask {self.ask}."


def _level(scale: Scale, name: str, level: str, bit: int) -> Fact:
    where = f"entry level {level[1]}" if level.startswith("E") else f"level {level}"
    label = f"{name} at {where} or above"
    return Fact(
        f"{scale}_{level.lower()}", bit, _capital(label), "the person, their college or the Virtual School",
        f"Asks for {label}.", f"A course that leads to {label} would do it.", _courses(scale, level),
    )  # fmt: skip


def _courses(scale: Scale, level: str) -> tuple[str, ...]:
    """Functional skills end at level 2, and cover English and maths; above level 3 comes higher education."""
    if LEVELS.index(level) > LEVELS.index("3"):
        return ("higher_course",)
    basic = ("functional_skills",) if LEVELS.index(level) <= LEVELS.index("2") else ()
    return (*basic, *(("course",) if scale == "overall" or not basic else ()))


def _document(code: str, bit: int, label: str) -> Fact:
    fix = f"A task for the adviser: help to get {label}."
    return Fact(code, bit, _capital(label), "the person", f"Asks for {label}.", fix)


def _capital(label: str) -> str:
    return label[0].upper() + label[1:]


PERSON, COUNCIL = "the person", "the council's records"
SCALES: dict[Scale, tuple[str, int, int]] = {
    "overall": ("a qualification", 0, 11),
    "english": ("English", 11, 6),
    "maths": ("maths", 17, 6),
}
"""Words, first bit, and how many levels from E1 up have a bit: English and maths are asked for up to level 3."""
FACTS: tuple[Fact, ...] = (
    *(
        _level(scale, name, LEVELS[1 + k], first + k)
        for scale, (name, first, count) in SCALES.items()
        for k in range(count)
    ),
    Fact("licence_provisional", 23, "Provisional driving licence", PERSON, "Asks for a provisional driving licence.",
         "A task for the adviser: help to apply for a provisional licence."),
    Fact("licence_full", 24, "Full driving licence", PERSON, "Asks for a full driving licence.",
         "Driving lessons and a test would do it.", ("driving_lessons",)),
    Fact("right_to_work", 25, "Right to work", f"{PERSON}, with their permission or passport in hand",
         "Needs the right to work, which is not in place now.",
         "Immigration advice, and learning or volunteering meanwhile.",
         limited="The right to work is restricted. Ask what it allows, and check that this work is allowed."),
    _document("photo_id", 26, "photo identity"),
    _document("birth_certificate", 27, "a birth certificate"),
    _document("ni_number", 28, "a National Insurance number"),
    _document("bank_account", 29, "a bank account"),
    _document("proof_of_address", 30, "proof of address"),
    Fact("care_leaver", 31, "Care leaver status", COUNCIL, "Kept for people the leaving care service supports."),
    Fact("on_benefits", 32, "Benefits received", f"{PERSON} or the job centre", "Open to people who receive benefits."),
    Fact("ehc_plan", 33, "Education, health and care plan", COUNCIL,
         "Open to people with an education, health and care plan."),
    Fact("experience", 34, "Experience of this work", PERSON, "Asks for experience of this work.",
         "Work experience, shadowing or a taster would do it.",
         ("work_experience", "rolling_work_placement", "shadowing", "taster")),
    Fact("own_kit", 35, "Own clothes or kit", PERSON, "Asks for own clothes or kit.",
         "Work clothes or kit can be supplied.", ("work_clothes",)),
    Fact("spare_room", 36, "A spare room", PERSON, "Asks for a spare room at home."),
)  # fmt: skip

RULES: tuple[Fact, ...] = (
    Fact("not_open", 48, "Open for applications", "the employer", "Not open on this day."),
    Fact("enabler", 49, "An offer by itself", "the employer", "Help that goes with an offer, not an offer by itself."),
    Fact("kind_paused", 50, "Kinds of offer wanted", PERSON, "The person has paused this kind of offer.",
         "Ask whether the pause can end."),
    Fact("set_aside", 51, "Set aside", "the adviser", "Set aside for this person."),
    Fact("age", 52, "Date of birth", COUNCIL, "Outside the ages asked for."),
    Fact("area", 53, "Council of residence", COUNCIL, "Kept for residents of another council."),
    Fact("hours", 54, "Hours a week", f"{PERSON} and the employer", "The hours do not fit.",
         "Ask the employer whether other hours are possible."),
    Fact("travel", 55, "The journey", f"{PERSON} and the employer", "Further than the person wants to travel.",
         "A travel card or driving lessons may bring it nearer.", ("travel_card", "driving_lessons")),
)  # fmt: skip

BY_CODE: dict[str, Fact] = {fact.code: fact for fact in (*FACTS, *RULES)}
KNOWN_FACTS = sum(fact.mask for fact in FACTS)


def mask_of(codes: Iterable[str]) -> int:
    """The mask of facts or rules by code. KeyError names a code that is not in the registry."""
    mask = 0
    for code in codes:
        mask |= BY_CODE[code].mask
    return mask


def facts_in(mask: int) -> tuple[Fact, ...]:
    """The facts and rules whose bit is set, in the order of the registry."""
    return _facts_in(int(mask))


@lru_cache(maxsize=4096)
def _facts_in(mask: int) -> tuple[Fact, ...]:
    return tuple(fact for fact in BY_CODE.values() if mask & fact.mask)


def held_or_not(code: str, held: bool | None) -> Held:
    """Masks of one fact: True held, False known not to be, None not known yet."""
    mask = BY_CODE[code].mask
    return (mask, 0) if held else (0, mask if held is None else 0)


def level_bits(scale: Scale, level: int | None) -> Held:
    """Masks of a level held (index into LEVELS): it answers every level up to it; None leaves all unknown."""
    _, first, count = SCALES[scale]
    if level is None:
        return 0, _ones(count) << first
    return _ones(min(level, count)) << first, 0


def level_required(scale: Scale, level: int) -> int:
    """The mask that asks for a level (index into LEVELS) or above; 0 asks for nothing."""
    _, first, count = SCALES[scale]
    return 1 << (first + min(level, count) - 1) if level > 0 else 0


def scale_of(fact: Fact) -> Scale | None:
    """The scale that the fact is a level of; None for any other fact."""
    return next((scale for scale, (_, first, count) in SCALES.items() if first <= fact.bit < first + count), None)


def answered_with(fact: Fact) -> int:
    """The mask of all that holding this fact answers: a level answers those below it, a full licence a provisional."""
    scale = scale_of(fact)
    if scale:
        return level_bits(scale, fact.bit - SCALES[scale][1] + 1)[0]
    return licence_bits("full")[0] if fact.code == "licence_full" else fact.mask


def licence_bits(licence: Literal["none", "provisional", "full"] | None) -> Held:
    """Masks of the driving licence: a full one answers for a provisional one too."""
    held = {"none": (), "provisional": ("licence_provisional",), "full": ("licence_provisional", "licence_full")}
    if licence is None:
        return 0, mask_of(held["full"])
    return mask_of(held[licence]), 0


def together(parts: Iterable[Held]) -> Held:
    """All facts of one person as one pair of masks."""
    held = unknown = 0
    for part_held, part_unknown in parts:
        held, unknown = held | part_held, unknown | part_unknown
    return held, unknown


def _ones(count: int) -> int:
    return (1 << count) - 1


def check_facts(masks: Bits, name: str) -> None:
    """Raise ValueError if a mask uses a bit that is not in the registry of facts."""
    require(not (masks & ~np.uint64(KNOWN_FACTS)).any(), f"{name}: uses a bit that is not in the registry of facts.")
