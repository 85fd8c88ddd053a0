"""Real West Yorkshire postcodes for invented homes and workplaces: nobody's address, but true distances."""

import csv
import gzip
from collections import defaultdict
from functools import cache
from random import Random

from config.places.load import SHIPPED
from matching.demo.council import CODE
from matching.demo.draws import weighted

NOBODY_LIVES_THERE = ("BD1", "BD97", "BD98", "BD99", "LS1", "LS88", "LS98", "LS99", "WF90")
NEIGHBOURS = {"E08000035": 45, "E08000034": 22, "E08000033": 21, "E08000036": 12}
"""Leeds, Kirklees, Calderdale, Wakefield: where those who live outside the district are."""


@cache
def shipped() -> dict[str, list[str]]:
    """Postcodes with a position, by ONS code of their council."""
    with gzip.open(SHIPPED, "rt", encoding="utf-8", newline="") as file:
        found: dict[str, list[str]] = defaultdict(list)
        for row in csv.DictReader(file):
            if row["oseast1m"]:
                found[row["laua"]].append(_spaced(row["pcd"]))
        return dict(found)


def home(random: Random, inside: bool) -> str:
    """A postcode where somebody may live, inside the district or in a neighbouring one."""
    area = CODE if inside else weighted(random, NEIGHBOURS)
    return random.choice(_homes(area))


def workplace(random: Random, inside: bool) -> str:
    """A postcode for an employer; in the district, centres of towns are as likely as anywhere."""
    return random.choice(shipped()[CODE if inside else weighted(random, NEIGHBOURS)])


@cache
def _homes(area: str) -> list[str]:
    return [code for code in shipped()[area] if code.split()[0] not in NOBODY_LIVES_THERE]


def _spaced(code: str) -> str:
    """'BD71DP' -> 'BD7 1DP'."""
    bare = code.replace(" ", "")
    return f"{bare[:-3]} {bare[-3:]}"
