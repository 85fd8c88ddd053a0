"""The shipped coded lists as rows, for tests that need no database."""

import csv
from pathlib import Path

import config.reference


def shipped(name: str) -> list[dict[str, str]]:
    path = Path(config.reference.__file__).parent / "lists" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
