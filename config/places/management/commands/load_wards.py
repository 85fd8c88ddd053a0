"""`manage.py load_wards [FILE]`: a council's wards, so that figures by area are by ward."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.places.wards import SHIPPED, load_wards
from config.refusal import Refused


class Command(BaseCommand):
    help = "Loads wards: those of Bradford, which come with the service, or the ones in FILE."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED, help="boundaries as GeoJSON, from the ONS")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = load_wards(options["file"])
        except FileNotFoundError as missing:
            raise CommandError(f"There is no file “{options['file']}”. Check the name and the folder.") from missing
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Wards: {number} loaded.")
