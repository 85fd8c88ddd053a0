"""Official job titles as shipped data: SOC 2010 unit groups (four digits) and their indexed titles, and the profile
titles of the National Careers Service with their career categories. Sources and licences: docs/data-sources.md."""

import csv
import gzip
from dataclasses import dataclass
from functools import cache

from opportunities.vocabulary.wording import DATA


@dataclass(frozen=True, slots=True)
class OfficialTitle:
    """One entry of the coding index: "Packer", narrowed by "mine: not coal", is unit group 8123. `is_default` where the
    index takes this group for a title that comes without a qualifier."""

    title: str
    qualifier: str
    unit_group: int
    is_default: bool


def _shipped(name: str) -> list[dict[str, str]]:
    content = (DATA / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
    return list(csv.DictReader(text.splitlines()))


@cache
def official_titles() -> tuple[OfficialTitle, ...]:
    """All 28,519 distinct entries, sorted by title."""
    rows = _shipped("soc2010_titles.csv.gz")
    return tuple(
        OfficialTitle(row["title"], row["qualifier"], int(row["unit_group"]), bool(row["default"])) for row in rows
    )


@cache
def unit_groups() -> dict[int, str]:
    """Code -> title of the 369 unit groups, by code."""
    return {int(row["unit_group"]): row["title"] for row in _shipped("unit_groups.csv")}


def plain_name(unit_group: int) -> str:
    """The title without "n.e.c.", the mark of groups that take what no other does: no word for readers."""
    return unit_groups()[unit_group].removesuffix(" n.e.c.")


@cache
def profile_titles() -> dict[str, tuple[str, ...]]:
    """Profile title -> codes of its career categories."""
    return {row["title"]: tuple(row["categories"].split()) for row in _shipped("ncs_profile_titles.csv")}


@cache
def unit_group_categories() -> dict[int, dict[str, float]]:
    """Unit group -> career category code -> share (shares of a group add up to 1)."""
    shares: dict[int, dict[str, float]] = {}
    for row in _shipped("unit_group_categories.csv"):
        shares.setdefault(int(row["unit_group"]), {})[row["category"]] = float(row["share"])
    return shares


@cache
def known_words() -> dict[str, int]:
    """Word -> how often it stands in public descriptions of jobs; spelling repair leaves these alone."""
    return {row["word"]: int(row["count"]) for row in _shipped("known_words.csv")}


@cache
def occupation_words() -> tuple[str, ...]:
    """The content words of every occupation described at length, each in alphabetical order."""
    return tuple(row["words"] for row in _shipped("occupation_texts.csv.gz"))
