"""What a row of the aspiration audit may say (A3): one form for the file and for the screen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from aspirations.imports.audit_readings import read_care_periods, read_hours, read_minutes, says_not_known
from aspirations.imports.audit_worries import WISHES
from aspirations.imports.forms import child_id_field
from config.accounts.models import Council
from config.imports.dates import FIRST_DAY, read_date, read_date_between
from config.imports.forms import ReadField, ReadListField, SheetForm, TextField, ToConfirm
from config.imports.labels import Label, LabelReader, Reading
from config.imports.phrases import words_of
from config.imports.source import Cells, RowRead
from config.places.models import Postcode
from config.places.postcodes import normalise
from config.reference.vocabulary import terms
from config.refusal import Refused
from opportunities.vocabulary.levels import level_reading, subject_reading

LABELS = Path(__file__).parent / "audit_labels"
LISTS = {"kinds": "kind of offer", "readiness": "readiness", "support_needs": "support need"}
BY_LIST = {"Kinds Wanted": "kinds", "Readiness": "readiness", "Support Needs": "support_needs"}
BY_LABEL = {
    "Travel By": "travel", "Driving Licence": "licence", "Right To Work": "right_to_work",
    "Documents Held": "documents", "Documents Missing": "documents", "On Benefits": "answer", "EHC Plan": "answer",
    "Circumstances": "circumstances",
}  # fmt: skip
"""Columns by the coded list, or the file of labels, that their values are read with."""
LONGEST_WISH = 500


@cache
def reader(column: str) -> LabelReader:
    """The reader of a coded column whose values are not a list of the service's own."""
    return LabelReader.from_file(LABELS / f"{column}.toml")


def list_reader(name: str, council: Council) -> LabelReader:
    """Reads a coded list by code or by wording, the council's own included. Refused while the lists are not loaded."""
    rows = terms(name, council=council)
    if not rows:
        raise Refused(f"The coded list “{name}” is empty. Run `python3 manage.py load_reference` first.")
    taken: set[tuple[str, ...]] = set()
    labels = {}
    for code, row in rows.items():
        phrases = {words_of(words): words for words in (row.label, code.replace("_", " "))}
        own = [words for plain, words in phrases.items() if plain and plain not in taken]
        taken |= phrases.keys()
        labels[code] = Label(words=row.label, alone=tuple(own))
    return LabelReader(LISTS[name], labels)


def coded(column: str, label: str) -> ReadField:
    return ReadField(reader(column).read, label=label)


class AuditForm(SheetForm):
    """One row of the audit sheet. A value that is missing or None is not known."""

    child_id = child_id_field()
    preferred_name = TextField(label="Preferred Name", max_length=100)
    asked_on = ReadField(read_date, label="Asked On")
    round = TextField(label="Round", max_length=100)
    wish_1 = TextField(label="Wish 1", max_length=LONGEST_WISH)
    wish_2 = TextField(label="Wish 2", max_length=LONGEST_WISH)
    wish_3 = TextField(label="Wish 3", max_length=LONGEST_WISH)
    kinds_wanted = ReadListField(label="Kinds Wanted")
    readiness = ReadField(label="Readiness")
    hours_least = ReadField(read_hours, label="Hours Least")
    hours_most = ReadField(read_hours, label="Hours Most")
    days = TextField(label="Days", max_length=200)
    travel_minutes = ReadField(read_minutes, label="Furthest Travel (minutes)")
    travel_mode = coded("travel", "Travel By")
    postcode = TextField(label="Home Postcode", max_length=20)
    level = ReadField(level_reading, label="Highest Level")
    english = ReadField(subject_reading, label="English")
    maths = ReadField(subject_reading, label="Maths")
    licence = coded("licence", "Driving Licence")
    right_to_work = coded("right_to_work", "Right To Work")
    right_to_work_until = ReadField(read_date, label="Right To Work Until")
    documents_held = ReadListField(reader("documents").read, label="Documents Held")
    documents_missing = ReadListField(reader("documents").read, label="Documents Missing")
    on_benefits = coded("answer", "On Benefits")
    ehc_plan = coded("answer", "EHC Plan")
    support_needs = ReadListField(label="Support Needs")
    circumstances = ReadListField(reader("circumstances").read, label="Circumstances")
    strengths = TextField(label="Strengths")
    care_periods = TextField(label="Care Periods")

    def __init__(self, council: Council, as_of: date, postcodes: Mapping[str, Postcode]) -> None:
        super().__init__()
        self.as_of, self.postcodes = as_of, postcodes
        self.read_with("asked_on", self._read_asked_on)
        for field, name in (("kinds_wanted", "kinds"), ("readiness", "readiness"), ("support_needs", "support_needs")):
            self.read_with(field, list_reader(name, council).read)

    def _read_asked_on(self, text: str) -> Reading[date]:
        """One in doubt or still to come is asked; the day of the file is kept meanwhile, and says so."""
        reading = read_date_between(text, FIRST_DAY, self.as_of)
        if reading.value and reading.value > self.as_of:
            sentence = f"{reading.value:%-d %B %Y} is still to come. When was this person asked?"
            reading = Reading(None, "unknown", (), sentence)
        kept = f"Kept as asked on {self.as_of:%-d %B %Y} until you say."
        return replace(reading, sentence=f"{reading.sentence} {kept}") if reading.to_confirm else reading

    def read_row(self, cells: Cells) -> RowRead:
        """Answers that say "not known" are blank; wishes are kept as spoken."""
        return super().read_row(
            {column: "" if column not in WISHES and says_not_known(cell) else cell for column, cell in cells.items()}
        )

    def clean_postcode(self) -> str:
        """One that we do not know is kept as typed, and the home stays off the map."""
        typed: str = self.cleaned_data["postcode"]
        if typed and typed not in self.postcodes:
            kept = normalise(typed) or ""
            sentence = (
                f"We do not know the postcode “{typed}”. Please check it; until then the home known before stays, "
                "and without one no journey can be worked out."
            )
            raise ToConfirm(sentence, kept=kept)
        return self.postcodes[typed].code if typed else ""

    def clean_care_periods(self) -> list[tuple[date, date | None]] | None:
        typed: str = self.cleaned_data["care_periods"]
        return read_care_periods(typed) if typed else None

    def clean(self) -> None:
        """The fewest hours are not more than the most."""
        least, most = self.cleaned_data.get("hours_least"), self.cleaned_data.get("hours_most")
        if least is not None and most is not None and least > most:
            sentence = f"The fewest hours ({least}) are more than the most ({most}). Please ask which is right."
            self.add_error("hours_least", ToConfirm(sentence))
            self.add_error("hours_most", ToConfirm(sentence))
