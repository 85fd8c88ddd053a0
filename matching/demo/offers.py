"""What was promised: offers written one by one, and first steps that any workplace can offer, worded for its trade."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from matching.demo.council import DAY
from matching.demo.draws import document, picked, sometimes, weighted
from matching.demo.employers import DemoEmployer, employers
from opportunities.vocabulary.career_categories import BY_CODE
from opportunities.vocabulary.kinds import kinds

CLOSES_IN = {(-45, -2): 7, (2, 6): 4, (7, 14): 9, (15, 45): 35, (46, 110): 25}
NO_CLOSING_DATE = 0.2
NOT_YET_DRAFTED = 0.15
"""The share of first steps promised in words only: no place is open yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One promise, by the field names of `offers.toml`; empty or None was not said. Pay is in pounds."""

    employer: str
    kind: str
    title: str
    description: str
    category: str = ""
    quantity: int = 1
    places: int | None = None
    hours: float | None = None
    pattern: str = ""
    pay: float | None = None
    per: str = ""
    duration: str = ""
    training: bool | None = None
    remote: bool | None = None
    ring_fenced: bool | None = None
    interview: bool | None = None
    minimum: str = ""
    age_from: int | None = None
    age_to: int | None = None
    level: str = ""
    english: str = ""
    maths: str = ""
    licence: str = ""
    right_to_work: str = ""
    dbs: str = ""
    documents: str = ""
    residence: str = ""
    asks: str = ""
    desirable: str = ""

    @property
    def kind_words(self) -> str:
        """The kind's label; its code where the label holds a remark in brackets. The sheet may have either."""
        label = kinds()[self.kind].label
        return self.kind if "(" in label else label

    @property
    def category_label(self) -> str:
        """Things that only help, such as a travel card, belong to no career."""
        return "" if self.is_enabler else BY_CODE[self.category].label

    @property
    def is_enabler(self) -> bool:
        return kinds()[self.kind].is_enabler

    @property
    def is_ring_fenced(self) -> bool | None:
        return True if self.kind == "council_ringfenced" else self.ring_fenced

    @property
    def pay_text(self) -> str:
        return "" if self.pay is None else f"{self.pay:.2f}" if self.per == "hour" else f"{self.pay:.0f}"


class Dates(NamedTuple):
    """None where it is open all the time, or where nobody has said."""

    starts_on: date | None
    closes_on: date | None


def promised() -> list[Offer]:
    """The offers written one by one; the category is the employer's own where the offer names none."""
    own = {employer.name: employer.category for employer in employers()}
    return [Offer(**({"category": own[offer["employer"]]} | offer)) for offer in document("offers")["offer"]]


def first_steps(random: Random) -> Iterator[Offer]:
    """Shadowing, tasters, mentors ...: every council department offers to be shadowed, charities take volunteers."""
    for kind, steps in document("first_steps").items():
        for by in _hosts(random, kind, steps["count"]):
            title, description = random.choice(steps["wordings"])
            words = {"job": by.job, "employer": by.name.removeprefix("Council: "), "trade": by.trade}
            count = random.randint(1, 4)
            yield Offer(
                employer=by.name,
                kind=kind,
                category=by.category,
                title=title.format(**words),
                description=description.format(**words),
                quantity=count,
                places=None if sometimes(random, NOT_YET_DRAFTED) else count,
                interview=True if kind == "guaranteed_interview" else None,
                minimum="The essentials of the post" if kind == "guaranteed_interview" else "",
            )


def dates(random: Random, offer: Offer) -> Dates:
    """Around the last day: some close within the week, some have closed. What rolls or is in stock has no dates."""
    if kinds()[offer.kind].places in ("rolling", "stock") or sometimes(random, NO_CLOSING_DATE):
        return Dates(None, None)
    closes_on = DAY + timedelta(days=random.randint(*weighted(random, CLOSES_IN)))
    return Dates(closes_on + timedelta(days=random.randint(10, 60)), closes_on)


def _hosts(random: Random, kind: str, count: int) -> list[DemoEmployer]:
    everyone = employers()
    if kind == "volunteering":
        return [employer for employer in everyone if employer.kind == "charity"][:count]
    if kind == "shadowing":
        council = [employer for employer in everyone if employer.kind == "council_department"]
        others = [employer for employer in everyone if employer not in council]
        return council + picked(random, others, count - len(council), lambda _: 1)
    return picked(random, everyone, count, lambda _: 1)
