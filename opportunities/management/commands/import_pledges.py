"""`manage.py import_pledges FILE --by EMAIL`: the sheet of pledges."""

from typing import Any

from config.imports.console import ImportCommand
from opportunities.imports.pledge_sheet import PledgeReader


class Command(ImportCommand):
    help = "Loads a sheet of pledges (docs/file-formats.md). The same sheet twice changes nothing."

    def reader(self, **options: Any) -> PledgeReader:
        return PledgeReader()
