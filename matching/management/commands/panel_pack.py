from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from config.accounts.command_line import council_called, month_called, user_called
from config.accounts.models import Council
from config.audit_trail.trail import record
from config.refusal import Refused
from matching.panel.policies import check_on_panel
from matching.reports.pack.actions import draw_up_pack
from matching.reports.pack.files import csv, pdf, workbook
from matching.reports.pack.models import MonthlyPack
from matching.reports.pack.page import document, standing_of


class Command(BaseCommand):
    help = "Write the panel's pack of a month: a page, a tagged PDF, a workbook, and a csv file for each table."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--month", metavar="YYYY-MM", required=True)
        parser.add_argument("--out", metavar="FOLDER", type=Path, required=True, help="the folder to write into")
        parser.add_argument("--by", metavar="EMAIL", required=True, help="who draws it up; the trail tells of it")
        parser.add_argument("--council", metavar="CODE", help="which council; else that of --by")

    def handle(self, month: str, out: Path, by: str, council: str | None = None, **options: object) -> None:
        user, first_day = user_called(by), month_called(month)
        one = council_called(council, user)
        try:
            check_on_panel(user, one)
            kept = agreed(one, first_day) or draw_up_pack(council=one, month=first_day, by=user)
            for name in self.write(kept, out):
                self.stdout.write(f"Written: {out / name}")
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"Nothing can be written to {out}: {error.strerror}. Choose another folder.") from error
        record("export_made", kept, council=one, by=user, purpose="monthly_pack", version=kept.version)
        self.stdout.write("\n".join(summary(kept)))

    def write(self, kept: MonthlyPack, out: Path) -> Iterator[str]:
        """Every file. Where no PDF can be made, it says why, and writes the others."""
        (out / "csv").mkdir(parents=True, exist_ok=True)
        files = {"pack.html": document(kept).encode(), "pack.xlsx": workbook(kept)}
        files |= {f"csv/{table.code}.csv": csv(table) for table in kept.pack.tables}
        for name, data in files.items():
            (out / name).write_bytes(data)
            yield name
        try:
            (out / "pack.pdf").write_bytes(pdf(kept))
            yield "pack.pdf"
        except Refused as refusal:
            self.stderr.write(str(refusal))


def agreed(council: Council, month: date) -> MonthlyPack | None:
    """What was agreed stands: it is written as it was kept."""
    return MonthlyPack.objects.of_month(council, month).in_force().first()


def summary(kept: MonthlyPack) -> Iterator[str]:
    """What it is, whether it adds up, and how far the targets are. Never a name of a young person."""
    pack = kept.pack
    yield f"{pack.title}, {pack.council}. {pack.standfirst} {standing_of(kept)}"
    for section in pack.sections:
        yield from (f"Does not add up: {line}" for line in section.off)
        yield from section.checked
    yield from pack.sections[0].says
