"""What the council has published that it promises at my age (S7): "tell us what are our guarantees"."""

from typing import Any

from aspirations.people.ages import age_on
from config.reference.guarantees import guarantees
from config.reference.models import Guarantee
from matching.desks.own_page.base import OwnPage


class Promises(OwnPage):
    template_name = "own_page/promises.html"
    heading = "What you can count on"
    shows = ("born_on",)

    def context(self) -> dict[str, Any]:
        born_on = self.person.born_on
        age = age_on(born_on, self.today) if born_on else None
        rows = guarantees(self.today, council=self.person.council, age=age)
        return {"promises": [(row, until(row)) for row in rows], "council": self.person.council, "age": age}


def until(row: Guarantee) -> str:
    return "" if row.until_age is None else f"Until you turn {row.until_age}."
