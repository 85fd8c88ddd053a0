"""Pay by the hour, and the check against the legal minimum (domain.md 6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from config.reference.figures import wage_band
from config.reference.models import MinimumWage
from opportunities.vocabulary.pay import Pay

WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12
PENNY = Decimal("0.01")
YOUNGEST, OLDEST = 16, 25
APPRENTICESHIPS = ("apprenticeship", "foundation_apprenticeship")
WORK_FOR_PAY = ("job", "council_ringfenced", "internship", *APPRENTICESHIPS)


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
