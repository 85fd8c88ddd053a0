"""`manage.py read_adverts FILE`: what is read in each advert, one JSON line each, so that anyone can judge it."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from opportunities.advert_reading.advert import AdvertReading, read_advert
from opportunities.management.texts import texts_of


class Command(BaseCommand):
    help = "Reads adverts (columns id and text, tab separated): barriers, requirements, pay and hours, as JSON lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="columns id and text, tab separated")

    def handle(self, file: Path, **_: object) -> None:
        for name, text in texts_of(file):
            self.stdout.write(json.dumps({"id": name} | line_of(read_advert(text)), ensure_ascii=False))


def line_of(reading: AdvertReading) -> dict[str, Any]:
    """The reading as plain values; sums as text, so that no penny is lost."""
    barriers = [
        {
            "label": clause.label,
            "start": clause.start,
            "end": clause.end,
            "words": clause.words,
            "value": clause.value,
            "essential": clause.essential,
            "either_or": clause.or_else,
            "why": clause.why,
            "softer": clause.softer,
        }
        for clause in reading.barriers
    ]
    return {
        "barriers": barriers,
        "requirements": [asdict(one) for one in reading.requirements],
        "pay": _pay(reading),
        "hours": asdict(reading.hours) if reading.hours else None,
    }


def _pay(reading: AdvertReading) -> dict[str, Any] | None:
    if reading.pay is None:
        return None
    told = asdict(reading.pay)
    sums = {name: None if told[name] is None else f"{told[name]:f}" for name in ("amount", "low", "high")}
    return sums | {"per": told["unit"], "words": told["words"], "start": told["start"], "end": told["end"]}
