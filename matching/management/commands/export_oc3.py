"""manage.py export_oc3 --year 2026 --out FOLDER [--council CODE] [--by EMAIL]: the care-leaver return."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.accounts.command_line import council_called, user_called
from config.accounts.models import Council
from config.refusal import Refused
from matching.reports.oc3_files import Exported, export_oc3


class Command(BaseCommand):
    help = "Writes header.csv, oc3.csv and ask_first.csv of the children-looked-after return (docs/returns.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--year", type=int, required=True, help="the year it ends in: 2026 is April 2025 to March 2026"
        )
        parser.add_argument("--out", type=Path, required=True, help="the folder to write into")
        parser.add_argument("--council", help="the council's code, such as E08000032; by default that of --by")
        parser.add_argument("--by", help="e-mail of the person who exports")

    def handle(self, *args: Any, year: int, out: Path, **options: Any) -> None:
        by = user_called(options["by"]) if options["by"] else None
        council = council_called(options["council"], by)
        try:
            exported = export_oc3(council=council, year=year, out=out, by=by, today=timezone.localdate())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(
                f"The files cannot be written to {out}: {error.strerror}. Choose another folder."
            ) from error
        self.stdout.write("\n".join(summary(council, exported)))


def summary(council: Council, exported: Exported) -> list[str]:
    """What was written and what waits, for the person at the screen; never a name."""
    oc3 = exported.oc3
    kinds = Counter(question.about for _, question in oc3.questions)
    lines = [
        f"Care leavers of {council}, "
        f"{oc3.year.first_day:%-d %B %Y} to {oc3.year.last_day:%-d %B %Y}: {len(oc3.entries)}.",
        f"Rows written: {len(oc3.rows)}. People who wait for an answer: {len(oc3.held)}.",
        *(f"{count:>7}  {about}" for about, count in kinds.most_common()),
        f"Questions and whom to ask: {exported.paths[-1].name}.",
    ]
    if oc3.older_in_contact:
        lines.append(f"Aged 22 to 25 and in contact in the year, to be added by hand: {oc3.older_in_contact}.")
    return lines
