"""The tables of this room: patterns by name, read once. Pure."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from opportunities.advert_reading.plain_words import pattern


def rows_of(name: str) -> dict[str, Any]:
    """A table as it stands in its file, such as 'clauses'."""
    with (Path(__file__).parent / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def table(name: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    """The patterns of a table whose rows are lists of patterns, by row."""
    return {row: tuple(map(pattern, patterns)) for row, patterns in rows_of(name).items()}
