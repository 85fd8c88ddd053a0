"""The pledge sheet (E2, O7): a row makes or finds the employer and the event, writes down the pledge, and where it
names places drafts an opportunity from it. An opportunity that is no longer a draft is left as it is."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from config.accounts.permissions import Permission
from config.imports.models import ImportFile, Source
from config.imports.sheets import read_sheet
from config.imports.source import Cells, Load, Record, Records, Row, RowRead, Written, records_of
from config.refusal import Refused
from opportunities.imports.pledge_form import PledgeForm, PledgeNow
from opportunities.imports.pledge_rows import PledgeWriter
from opportunities.imports.sites import KnownPostcodes
from opportunities.models import Opportunity, Pledge

HEADINGS = {str(field.label).casefold(): str(field.label) for field in PledgeForm.base_fields.values()}
NEEDED = ("Reference", "Employer", "Kind", "Title", "Quantity")
PLACES_COLUMNS = ("Sites", "Employer Postcode")
SLIP = 85


class PledgeReader:
    """The sheet's rows are joined to pledges by their reference."""

    source, permission, is_feed = Source.PLEDGES, Permission.IMPORT_OFFERS, False

    def open(self, data: bytes, name: str) -> Records:
        sheet = read_sheet(data, name, known=lambda row: sum(cell.casefold() in HEADINGS for cell in row))
        words = {heading: HEADINGS[heading.casefold()] for heading in sheet.columns if heading.casefold() in HEADINGS}
        check_headings(sheet.columns, words, name)
        return records_of(sheet, words)

    def key_of(self, cells: Cells) -> str:
        return str(cells.get("Reference", ""))

    def prepare(self, rows: Sequence[Record], load: Load) -> None:
        """The pledges of these rows (locked until the end), their opportunities, and the postcodes named."""
        keys = {self.key_of(row.cells) for row in rows}
        pledges = Pledge.objects.filter(council=load.council, reference__in=keys).order_by("pk")
        self.pledges = {pledge.reference: pledge for pledge in pledges.select_for_update(no_key=True)}
        drafted = Opportunity.objects.filter(council=load.council, source=self.source, reference__in=keys)
        self.drafted = {opportunity.reference: opportunity for opportunity in drafted}
        cells = (str(row.cells.get(column, "")) for row in rows for column in PLACES_COLUMNS)
        self.postcodes = KnownPostcodes(part for cell in cells for part in cell.split(";"))
        known = {key: _now(pledge, self.drafted.get(key)) for key, pledge in self.pledges.items()}
        self.form = PledgeForm(load, self.postcodes, known)

    def read_row(self, cells: Cells) -> RowRead:
        return self.form.read_row(cells)

    def words_for(self, column: str, code: str) -> str:
        return ""

    def write(self, rows: Sequence[Row], file: ImportFile, load: Load) -> Written:
        changed = [row for row in rows if row.is_changed and not row.is_old_news]
        return PledgeWriter(self.pledges, self.drafted, self.postcodes, load).write(changed)


def check_headings(columns: Sequence[str], words: Mapping[str, str], name: str) -> None:
    """Raises Refused when a needed column is missing, or a heading that we do not know looks like a slip."""
    missing = [heading for heading in HEADINGS.values() if heading not in words.values()]
    for column in (column for column in columns if column not in words):
        near = process.extractOne(column, missing, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=SLIP)
        if near:
            raise Refused(
                f"“{name}” has a column “{column}”: if it means “{near[0]}”, please rename it, else delete it."
            )
    lacking = [heading for heading in NEEDED if heading in missing]
    if lacking:
        raise Refused(f"“{name}” lacks the columns {', '.join(lacking)}. Take the template and fill it in.")


def _now(pledge: Pledge, drafted: Opportunity | None) -> PledgeNow:
    if drafted is None:
        return PledgeNow(converted_elsewhere=pledge.quantity_converted)
    return PledgeNow(pledge.quantity_converted - drafted.places, drafted.places, drafted.state == "draft")
