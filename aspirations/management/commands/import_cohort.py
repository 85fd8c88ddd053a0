"""Load the cohort: Ofsted Annex A, list 9."""

from typing import Any

from aspirations.imports.cohort import CohortReader
from config.imports.console import ImportCommand


class Command(ImportCommand):
    help = "Load the cohort from Ofsted Annex A list 9 (xlsx, xls or csv; 17 or 13 columns)."

    def reader(self, **_options: Any) -> CohortReader:
        return CohortReader()
