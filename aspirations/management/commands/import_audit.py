"""Load the aspiration audit: what each young person told us."""

from typing import Any

from aspirations.imports.audit_sheet import AuditReader
from config.imports.console import ImportCommand


class Command(ImportCommand):
    help = "Load the aspiration audit sheet (xlsx, xls or csv), joined to the cohort on Child Unique ID."

    def reader(self, **_options: Any) -> AuditReader:
        return AuditReader()
