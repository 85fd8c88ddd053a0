"""How councils really write the same thing: other spellings of list 9, and a few that nobody can be sure of."""

from datetime import date
from functools import cache
from random import Random
from typing import Any

from matching.demo.council import DAY, SEED
from matching.demo.draws import picked
from matching.demo.lives import FORMER_RELEVANT, Life, lives

DATES = ("Date of Birth", "Latest Pathway Plan Review Date", "Latest Date of Contact")
MESSY_ROWS = 48

OTHER_SPELLINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "Gender": {"a) Male": ("M", "MALE", "1", " male"), "b) Female": ("F", "female ", "2", "FEMALE")},
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": {
        "b) No": ("N", "False", "0"),
        "a) Yes": ("Y", "True", "yes"),
    },
    "Does the Child have a Disability": {"b) No": ("N", "None", "0"), "a) Yes": ("Y", "TRUE", "1")},
    "Eligibility Category": {
        FORMER_RELEVANT: ("Former relevant", "FORMER RELEVANT CHILD", "Formerly Relevant"),
        "d) Eligible child": ("eligible", "Eligible Child"),
        "c) Qualifying care leaver": ("Qualifying", "QUALIFYING"),
    },
    "LA in Touch": {"a) Yes": ("Y", "YES", "1", "In touch")},
    "Type of Accommodation": {
        "U: Independent tenancy": ("U", "(U) Independent living", "INDEPENDENT TENANCY", "Own tenancy [U]"),
        "B: With parents or relatives": ("B", "With parents or relatives [B]", "(B) With parents or relatives"),
        "D: Semi-independent accommodation": ("D", "Semi independent living", "(D) Semi-independent"),
        "Z: With former foster carer (staying put)": ("Z", "Staying put", "with former foster carer"),
        "W: Bed and breakfast": ("W", "B&B"),
    },
    "Suitability of Accommodation": {"a) Suitable": ("1", "Y", "suitable"), "b) Unsuitable": ("2", "Not suitable")},
}

ASKED = (
    ("Type of Accommodation", "Hostel"),
    ("Type of Accommodation", "Friends"),
    ("Does the Child have a Disability", "Awaiting assessment"),
    ("Suitability of Accommodation", "Under review"),
    ("LA in Touch", "Whereabouts unknown"),
    ("Ethnicity", "Mixed"),
)
"""Cells of the newest file that a person has to confirm: one row each, never the activity, the status or the age."""


def as_the_council_writes(life: Life, row: dict[str, Any], day: date) -> dict[str, Any]:
    """The row with this person's own odd spellings, where the person has any."""
    spelling = _messy().get(life.child_id)
    if spelling is not None:
        row = {column: _spelt(column, value, spelling) for column, value in row.items()}
    if day == DAY and life.child_id in _asked():
        column, words = _asked()[life.child_id]
        row = row | {column: words}
    return row


def _spelt(column: str, value: Any, spelling: int) -> Any:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y" if spelling % 2 else "%Y-%m-%d") if column in DATES else value
    others = OTHER_SPELLINGS.get(column, {}).get(value, ())
    return others[spelling % len(others)] if others else value


@cache
def _messy() -> dict[str, int]:
    random = Random(SEED)
    chosen = picked(random, lives(), MESSY_ROWS, lambda _: 1)
    return {life.child_id: random.randrange(60) for life in chosen}


@cache
def _asked() -> dict[str, tuple[str, str]]:
    able = [life for life in lives() if life.age_on(DAY) >= 18 and life.child_id not in _messy()]
    chosen = picked(Random(SEED), able, len(ASKED), lambda _: 1)
    return dict(zip((life.child_id for life in chosen), ASKED, strict=True))
