"""The tables of the rooms that read words: patterns by name, read once. Pure."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from opportunities.advert_reading.plain_words import pattern

HERE = Path(__file__).parent


def rows_of(name: str, folder: Path = HERE) -> dict[str, Any]:
    """A table as it stands in its file, such as 'clauses'."""
    with (folder / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def table(name: str, folder: Path = HERE) -> dict[str, tuple[re.Pattern[str], ...]]:
    """The patterns of a table whose rows are lists of patterns, by row."""
    return {row: tuple(map(pattern, patterns)) for row, patterns in rows_of(name, folder).items()}
