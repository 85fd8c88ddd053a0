"""`manage.py load_postcodes [FILE] [--areas BD,LS]`: where postcodes are, and which council they belong to."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.places.load import SHIPPED, load_postcodes
from config.refusal import Refused


class Command(BaseCommand):
    help = "Loads postcodes: those of West Yorkshire, which come with the service, or the ones in FILE."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=SHIPPED,
            help="the ONS Postcode Directory (csv), or a .msgpack.br file",
        )
        parser.add_argument("--areas", default="", help="only these postcode areas, such as BD,LS,HX")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_postcodes(options["file"], areas=filter(None, options["areas"].split(",")))
        except FileNotFoundError as missing:
            raise CommandError(f"There is no file “{options['file']}”. Check the name and the folder.") from missing
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"Postcodes: {loaded.read:,} read, {loaded.written:,} new or changed; "
            f"{loaded.without_position:,} known without a position."
        )
