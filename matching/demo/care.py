"""Invented periods of care that agree with the council's label, but for a few beside the line of 91 days.

The end day is not counted. "Enough" is 91 days since the 14th birthday with a day on or after the 16th (domain.md 4).
"""

from datetime import date, timedelta
from random import Random

from matching.demo.council import DAY
from matching.demo.draws import sometimes
from matching.demo.lives import ELIGIBLE, FORMER_RELEVANT, RELEVANT_CHILD, Life

Period = tuple[date, date | None]

NEAR_THE_LINE = 0.02
TWO_STAYS = 0.25


def care_periods(random: Random, life: Life) -> str:
    """As the audit sheet writes them: "01/02/2015-03/04/2021; 05/06/2021-". Empty where nobody has looked them up."""
    return "; ".join(f"{start:%d/%m/%Y}-{f'{end:%d/%m/%Y}' if end else ''}" for start, end in _periods(random, life))


def _periods(random: Random, life: Life) -> list[Period]:
    sixteen = _birthday(life, 16)
    if life.status == ELIGIBLE:
        return _long_stay(random, life, min(sixteen, DAY - timedelta(days=100)), None)
    if life.status == RELEVANT_CHILD:
        return _left_after_16(random, life)
    if life.status == FORMER_RELEVANT:
        near = sometimes(random, NEAR_THE_LINE)
        return _near_the_line(random, sixteen) if near else _long_stay(random, life, sixteen, _birthday(life, 18))
    return _short_stay(random, sixteen)


def _long_stay(random: Random, life: Life, by: date, end: date | None) -> list[Period]:
    """In care since some day before `by`; one in four had gone home for a while as a child."""
    start = _between(random, _birthday(life, 3), min(by, _birthday(life, 15)))
    if not sometimes(random, TWO_STAYS):
        return [(start, end)]
    home = start + timedelta(days=random.randint(90, 700))
    back = home + timedelta(days=random.randint(60, 300))
    return [(start, home), (back, end)] if back < by else [(start, end)]


def _left_after_16(random: Random, life: Life) -> list[Period]:
    """A few days at least after the 16th birthday; not looked after now."""
    sixteen = _birthday(life, 16)
    if sixteen + timedelta(days=2) >= DAY:
        return []
    return [
        (_between(random, _birthday(life, 8), _birthday(life, 15)), _between(random, sixteen + timedelta(days=1), DAY))
    ]


def _near_the_line(random: Random, sixteen: date) -> list[Period]:
    """89 to 93 days in two stays: two councils may well count them differently."""
    first = random.randint(30, 50)
    start = sixteen - timedelta(days=200)
    back = sixteen + timedelta(days=40)
    second = random.randint(89, 93) - first
    return [(start, start + timedelta(days=first)), (back, back + timedelta(days=second))]


def _short_stay(random: Random, sixteen: date) -> list[Period]:
    """Looked after at 16 or 17, not long enough to be more than qualifying."""
    start = sixteen + timedelta(days=random.randint(10, 500))
    end = start + timedelta(days=random.randint(14, 80))
    return [(start, end)] if end < DAY else []


def _birthday(life: Life, years: int) -> date:
    return life.born_on.replace(year=life.born_on.year + years)


def _between(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randrange((last - first).days + 1))
