"""`manage.py import_vacancies FILE --format FORMAT --by EMAIL`: a feed of vacancies, or of help beside work."""

from typing import Any

from django.core.management.base import CommandParser

from config.imports.console import ImportCommand
from opportunities.imports.vacancies import FORMATS, VacancyReader


class Command(ImportCommand):
    help = "Loads a feed of vacancies (docs/file-formats.md). Bad adverts are set aside, gone ones listed."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--format", choices=list(FORMATS), required=True, help="how the adverts are written")

    def reader(self, **options: Any) -> VacancyReader:
        return VacancyReader(options["format"])
