"""The invented employers. Phone numbers are of a range kept for drama, mail addresses those of example.org."""

import re
from dataclasses import dataclass
from functools import cache
from random import Random

from employers.models import Employer
from matching.demo.council import SEED
from matching.demo.draws import sometimes, table
from matching.demo.homes import workplace
from matching.demo.names import SINGLE

SECOND_SITE = 0.15
USER_OF = {"Millwheel Motors": "employer", "Council: Parks and Countryside": "parks"}
"""The two employers whose contact signs in, with the first part of the address."""


@dataclass(frozen=True, slots=True)
class DemoEmployer:
    """`job` with its article and `trade` word what any workplace could show; sites are postcodes, the first its own."""

    name: str
    kind: str
    sector: str
    category: str
    job: str
    trade: str
    covenant: str
    sites: tuple[str, ...]
    contact: str
    email: str
    phone: str

    @property
    def kind_label(self) -> str:
        return str(Employer.Kind(self.kind).label)

    @property
    def postcode(self) -> str:
        return self.sites[0]


@cache
def employers() -> tuple[DemoEmployer, ...]:
    """Everyone who promised something, in the order of the table."""
    random = Random(SEED)
    return tuple(_employer(random, number, row) for number, row in enumerate(table("employers")))


def _employer(random: Random, number: int, row: dict[str, str]) -> DemoEmployer:
    inside = row["area"] == "inside"
    sites = [workplace(random, inside)] + [workplace(random, inside) for _ in range(sometimes(random, SECOND_SITE))]
    return DemoEmployer(
        name=row["name"],
        kind=row["kind"],
        sector=row["sector"],
        category=row["category"],
        job=_with_article(row["job"]),
        trade=row["trade"],
        covenant=row["covenant"],
        sites=tuple(sites),
        contact=SINGLE[-1 - number],
        email=f"{USER_OF.get(row['name']) or _address(row['name'])}@example.org",
        phone=f"0113 496 0{number:03}",
    )


def _with_article(job: str) -> str:
    return f"{'an' if job[0] in 'aeiouAEIO' else 'a'} {job}"


def _address(name: str) -> str:
    return re.sub(r"[^a-z]+", ".", name.casefold()).strip(".")
