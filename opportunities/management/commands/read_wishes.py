"""`manage.py read_wishes FILE`: how each wish is read, one JSON line each, exactly as a young person's wish is."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from opportunities.management.texts import texts_of
from opportunities.vocabulary.reading import WishReading, WishState, read_wishes
from opportunities.vocabulary.wording import refused

STATES = {WishState.WISH: "wish", WishState.NO_WISH: "none", WishState.WORRY: "worry"}


class Command(BaseCommand):
    help = "Reads wishes (columns id and text, tab separated): state, occupations, categories, as JSON lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="columns id and text, tab separated")

    def handle(self, file: Path, **_: object) -> None:
        rows = texts_of(file)
        readings = read_wishes([text for _, text in rows])
        for (name, _text), reading in zip(rows, readings, strict=True):
            self.stdout.write(json.dumps({"id": name} | line_of(reading), ensure_ascii=False))


def line_of(reading: WishReading) -> dict[str, Any]:
    """The reading as plain values. Of a worry nothing is read: its words go to a person."""
    worries = reading.state == WishState.WORRY
    return {
        "state": STATES[reading.state],
        "repaired": reading.repaired,
        "occupations": [asdict(one) for one in reading.occupations],
        "categories": [asdict(one) for one in reading.categories],
        "not_wanted": [] if worries else list(refused(reading.original)),
        "sentence": reading.sentence,
    }
