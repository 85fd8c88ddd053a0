"""`manage.py import_vacancies FILE --format display-advert|jobposting --by EMAIL`: a feed of vacancies."""

from dataclasses import replace
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from config.imports.console import ImportCommand
from config.imports.report import ImportReport, Outcome
from opportunities.imports.vacancies import FORMATS, VacancyReader


class Command(ImportCommand):
    help = "Loads a feed of vacancies (docs/file-formats.md). Bad adverts are set aside, gone ones listed."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--format", choices=list(FORMATS), required=True, help="how the adverts are written")

    def reader(self, **options: Any) -> VacancyReader:
        return VacancyReader(options["format"])

    def run_import(self, **options: Any) -> ImportReport:
        """A feed of which nothing could be taken is refused, or all that is live would look as if it were gone."""
        with transaction.atomic():
            report = super().run_import(**options)
            if not report.rows or any(row.outcome != Outcome.REFUSED for row in report.rows):
                return report
            transaction.set_rollback(True)
        sentence = "No advert could be taken, so nothing was stored. Check the file and its --format."
        return replace(report, committed=False, is_refused=True, sentence=sentence)
