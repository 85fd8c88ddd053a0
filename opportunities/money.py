"""Pay as adverts state it, and the check against the legal minimum (domain.md 6). A wage is never guessed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from config.reference.figures import wage_band
from config.reference.models import MinimumWage

Unit = Literal["hour", "week", "month", "year"]
WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12
PENNY = Decimal("0.01")
YOUNGEST, OLDEST = 16, 25
APPRENTICESHIPS = ("apprenticeship", "foundation_apprenticeship")
WORK_FOR_PAY = ("job", "council_ringfenced", "internship", *APPRENTICESHIPS)
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


def hourly(amount: Decimal, unit: str, hours: Decimal | None) -> Decimal | None:
    """Pounds per hour, to the penny; None where the hours a week are needed and not known."""
    if unit == "hour":
        return amount.quantize(PENNY, ROUND_HALF_UP)
    if not hours:
        return None
    weekly = {"week": amount, "month": amount * MONTHS_A_YEAR / WEEKS_A_YEAR, "year": amount / WEEKS_A_YEAR}
    return (weekly[unit] / hours).quantize(PENNY, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class TooLittle:
    """Pay under the legal minimum: for everyone it is open to, or only for some, as the sentence says."""

    sentence: str
    for_everyone: bool


def too_little(
    pay: Pay,
    *,
    kind: str,
    hours: Decimal | None,
    ages: tuple[int | None, int | None],
    minimum_wages: Mapping[str, Decimal],
) -> TooLittle | None:
    """Where the pay is under the minimum of an age it is open to; None where it is not, or nobody can tell.

    `ages` are the youngest and oldest asked for, None for open. `minimum_wages` are `figures.minimum_wages(day)`.
    Somebody who starts an apprenticeship is in its first year, so the apprentice rate counts at every age.
    """
    rate = hourly(pay.amount, pay.unit, hours) if kind in WORK_FOR_PAY else None
    bands = list(dict.fromkeys(_bands(kind, ages)))
    under = [band for band in bands if rate is not None and rate < minimum_wages.get(band, 0)]
    if rate is None or not under:
        return None
    whom = "this age" if len(bands) == 1 else f"“{MinimumWage.Band(under[0]).label.lower()}”"
    sentence = f"£{rate:.2f} an hour is under the legal minimum for {whom}, £{minimum_wages[under[0]]:.2f}"
    return TooLittle(sentence, for_everyone=len(under) == len(bands))


def _bands(kind: str, ages: tuple[int | None, int | None]) -> Iterator[str]:
    youngest, oldest = ages[0] or YOUNGEST, ages[1] or OLDEST
    for age in range(youngest, max(youngest, oldest) + 1):
        yield wage_band(age, is_apprentice=kind in APPRENTICESHIPS, first_year=True)
