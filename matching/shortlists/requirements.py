"""What an opportunity asks, as the engine's must-haves: typed requirements, ring-fence, age rules, duties."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from aspirations.people.ages import latest_birth
from config.reference.models import AgeRule
from matching.engine.facts import BY_CODE, Scale, level_required, mask_of
from opportunities.ages import read_ages
from opportunities.models import Opportunity, Requirement
from opportunities.vocabulary.kinds import kinds
from opportunities.vocabulary.levels import LEVEL_BY_CODE

SCALES: dict[str, Scale] = {"level": "overall", "english": "english", "maths": "maths"}
FACT_OF_TYPE = {"right_to_work": "right_to_work", "care_leaver": "care_leaver", "benefit": "on_benefits"}
FACT_OF_TYPE |= {"ehc_plan": "ehc_plan", "experience": "experience", "kit": "own_kit"}
NEEDS_TRAINING_UNDER_18 = ("job", "council_ringfenced", "internship")
"""Work that is no valid destination before the 18th birthday unless regulated study comes with it (domain.md 6)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """born_from, born_to: first and last birthday that fits, None for open. notes: to talk about, never excluding."""

    requires: int
    desires: int
    born_from: date | None
    born_to: date | None
    area_code: str
    notes: tuple[str, ...]


def asked_of(opportunity: Opportunity, requirements: Iterable[Requirement], rule: AgeRule | None, day: date) -> Asked:
    """The must-haves of one opportunity. Ages count on the day it starts, or today where that is not known."""
    rows = list(requirements)
    essential = [row for row in rows if row.essential]
    starts_on = max(opportunity.starts_on or day, day)
    ages = [
        _ages_of_rule(rule),
        _ages_of_duty(opportunity),
        *(read_ages(row.value) for row in essential if row.type == "age"),
    ]
    youngest = max((low for low, _ in ages if low is not None), default=None)
    oldest = min((high for _, high in ages if high is not None), default=None)
    return Asked(
        requires=_masks(essential) | _of_kind(opportunity),
        desires=_masks(row for row in rows if not row.essential),
        born_from=None if oldest is None else latest_birth(oldest + 1, starts_on) + timedelta(days=1),
        born_to=None if youngest is None else latest_birth(youngest, starts_on),
        area_code=next((row.value for row in essential if row.type == "residence"), ""),
        notes=tuple(note for row in rows if (note := _note(row))) + _duty_note(opportunity),
    )


def _masks(rows: Iterable[Requirement]) -> int:
    mask = 0
    for row in rows:
        mask |= _mask(row)
    return mask


def _mask(row: Requirement) -> int:
    """The fact that a typed requirement turns on; 0 where it is no fact (age, hours) or only words."""
    if row.type in SCALES:
        return level_required(SCALES[row.type], LEVEL_BY_CODE[row.value]) if row.value in LEVEL_BY_CODE else 0
    if row.type == "licence" and row.value in ("provisional", "full"):
        return mask_of([f"licence_{row.value}"])
    if row.type == "document" and row.value in BY_CODE:
        return mask_of([row.value])
    if row.type == "experience" and not row.value:
        return 0
    return mask_of([FACT_OF_TYPE[row.type]]) if row.type in FACT_OF_TYPE else 0


def _of_kind(opportunity: Opportunity) -> int:
    """Work needs the right to work; a ring-fence and a supported internship are for those they are kept for."""
    kind = kinds()[opportunity.kind]
    facts = []
    if kind.route == "work" and not kind.is_enabler:
        facts.append("right_to_work")
    if opportunity.ring_fenced or opportunity.kind == "council_ringfenced":
        facts.append("care_leaver")
    if opportunity.kind == "supported_internship":
        facts.append("ehc_plan")
    return mask_of(facts)


def _ages_of_rule(rule: AgeRule | None) -> tuple[int | None, int | None]:
    """Everyone in the cohort is a care leaver, so the care leaver's limit counts where there is one."""
    if rule is None:
        return None, None
    return rule.youngest, rule.oldest_care_leaver if rule.oldest_care_leaver is not None else rule.oldest


def _ages_of_duty(opportunity: Opportunity) -> tuple[int | None, int | None]:
    without = opportunity.kind in NEEDS_TRAINING_UNDER_18 and opportunity.with_training is False
    return (18 if without else None), None


def _note(row: Requirement) -> str:
    if row.type == "dbs":
        return f"A DBS check is asked for ({row.value or row.words}): to talk about; it shuts nobody out by itself."
    asks = "Asks" if row.essential else "Would like"
    return "" if _is_counted(row) else f"{asks}: {row.words}"


def _is_counted(row: Requirement) -> bool:
    """Whether it enters the masks, the age window or the area; whatever does not is said in words."""
    if row.type == "age":
        return row.essential and read_ages(row.value) != (None, None)
    return bool(_mask(row)) or (row.type == "residence" and row.essential and bool(row.value))


def _duty_note(opportunity: Opportunity) -> tuple[str, ...]:
    asks = opportunity.kind in NEEDS_TRAINING_UNDER_18 and opportunity.with_training is None
    return ("For somebody under 18: ask whether regulated study comes with it.",) if asks else ()
