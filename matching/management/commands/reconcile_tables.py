from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.imports.sheets import SheetError
from matching.reports.published.reading import published_tables
from matching.reports.reconciliation import reconcile

AIMS = (Decimal(70), Decimal(80))
SHIPPED = Path("matching/reports/published/bradford_2021.csv")


class Command(BaseCommand):
    help = f"Say which tables of a published report add up. The figures of Bradford in 2021 come with it: {SHIPPED}"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="csv or xlsx with the columns Table, Label, Code, Number")
        parser.add_argument("--target", type=Decimal, nargs="*", default=AIMS, help="percent in EET aimed for: 70 80")

    def handle(self, file: Path, target: list[Decimal], **options: object) -> None:
        try:
            told = reconcile(published_tables(file), target)
        except SheetError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        lines = [*(f"Does not add up: {line}" for line in told.does_not_add_up), *told.checked, *told.shares]
        self.stdout.write("\n".join([*lines, *(str(aim) for aim in told.aims)]))
