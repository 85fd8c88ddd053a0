"""Pay as words state it for certain: an amount for each hour, week, month or year. A wage is never guessed. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Unit = Literal["hour", "week", "month", "year"]
PLAUSIBLE = {"hour": (1, 200), "week": (10, 4_000), "month": (50, 20_000), "year": (500, 200_000)}
UNITS: dict[str, Unit] = {
    **dict.fromkeys(("hour", "hourly", "hr", "ph", "p/h"), "hour"),
    **dict.fromkeys(("week", "weekly", "wk", "pw", "p/w"), "week"),
    **dict.fromkeys(("month", "monthly", "pcm", "pm", "p/m", "calendar month"), "month"),
    **dict.fromkeys(("year", "yearly", "annum", "annually", "annual", "yr", "pa", "p/a"), "year"),
}
AMOUNT = r"£?\s*(?P<amount>\d{1,3}(?:,\d{3})+|\d+)(?P<pence>\.\d{1,2})?\s?(?P<thousands>k\b)?"
UNIT = rf"(?:(?:a|an|per|each|every|/)\s*)?(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})\b"
STATED = re.compile(
    rf"(?:(?:salary|wages?|pay|paid)\b\s*(?:is|of|:)?\s*)?{AMOUNT}\s*{UNIT}(?:\s*(?:gross|before tax))?"
)


@dataclass(frozen=True, slots=True)
class Pay:
    """Pounds for each hour, week, month or year."""

    amount: Decimal
    unit: Unit


def plausible_pay(amount: Decimal, unit: str) -> Pay | None:
    """The pay, or None where the figure cannot be meant for this unit ("£12.71 a year")."""
    known = UNITS.get(unit.casefold())
    low, high = PLAUSIBLE[known] if known else (1, 0)
    return Pay(amount, known) if known and low <= amount <= high else None


def parse_pay(text: str) -> Pay | None:
    """The pay that words state for certain: one amount, its unit, and nothing that could change it.

    None for ranges, "up to", "pro rata", "competitive", two amounts, no unit: the words are kept instead.
    """
    found = STATED.fullmatch(" ".join(text.casefold().replace("p.a.", "pa").rstrip(" .").split()))
    if not found:
        return None
    amount = Decimal(found["amount"].replace(",", "") + (found["pence"] or ""))
    return plausible_pay(amount * 1_000 if found["thousands"] else amount, found["unit"])
