"""Everything read from the words of one advert: clauses that shut out, requirements, pay, hours. Pure."""

from dataclasses import dataclass

from opportunities.advert_reading.clauses import Clause, find_clauses
from opportunities.advert_reading.hours import StatedHours, read_hours
from opportunities.advert_reading.pay import StatedPay, read_pay
from opportunities.advert_reading.requirements import Asked, requirements_of


@dataclass(frozen=True, slots=True)
class AdvertReading:
    """`barriers`: the clauses that shut people out (O4). `requirements`: what is asked, typed (O2)."""

    barriers: tuple[Clause, ...]
    requirements: tuple[Asked, ...]
    pay: StatedPay | None
    hours: StatedHours | None


def read_advert(text: str) -> AdvertReading:
    """Reads any text; what it does not say is None or empty, never guessed."""
    clauses = find_clauses(text)
    barriers = tuple(clause for clause in clauses if clause.is_barrier)
    return AdvertReading(barriers, tuple(requirements_of(clauses)), read_pay(text), read_hours(text))
