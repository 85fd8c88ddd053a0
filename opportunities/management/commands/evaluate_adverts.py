"""`manage.py evaluate_adverts FILE`: how well clauses that shut people out are found in adverts that people marked."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from opportunities.advert_reading.judging import Tally, share, tallies, together


class Command(BaseCommand):
    help = "Precision and recall of each label on marked adverts, one a line: You need {car: your own car}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="+", help="marked adverts, one a line")
        parser.add_argument("--wrong", action="store_true", help="also write every miss and false find")

    def handle(self, file: list[Path], wrong: bool, **_: object) -> None:
        try:
            lines = [line for path in file for line in path.read_text(encoding="utf-8").splitlines()]
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from None
        counts, faults = tallies(lines)
        self.stdout.write(f"{sum(map(bool, lines))} adverts. Precision and recall with 95% intervals:")
        for label, tally in [*sorted(counts.items()), ("all", together(counts.values()))]:
            self.stdout.write(_line(label, tally))
        for fault in faults if wrong else ():
            self.stdout.write(fault)


def _line(label: str, tally: Tally) -> str:
    marked = tally.right + tally.missed
    return (
        f"{label:15} {marked:4} marked  precision {share(tally.right, tally.right + tally.false)}  "
        f"recall {share(tally.right, marked)}  value {share(tally.valued, tally.right)}  "
        f"must or nice {share(tally.weighed, tally.right)}"
    )
