"""What a row about a young person may say: one form for the file and for the screen."""

import re
from datetime import date, timedelta

from aspirations.imports.annex_a import COLUMNS, read_home, reader
from aspirations.imports.workers import Workers
from aspirations.spells.activity import RETIRED_CODES
from config.imports.dates import FIRST_DAY, read_date, read_date_between
from config.imports.forms import ReadField, SheetForm, TextField, ToConfirm

HEADINGS = {column: words for column, words, _ in COLUMNS}
AGES = range(10, 31)  # outside, a date of birth is more likely a slip than a person of this service
DAYS_OF_A_YEAR = 365.25
YEAR = timedelta(days=DAYS_OF_A_YEAR)
SOMEBODY = ""  # a worker whom nobody here is called like; None is nobody
NUMBER = re.compile(r"\d+(\.\d+)?")
NO_CHILD_ID = "Give the Child Unique ID: it is what joins this row to the person."
NO_BIRTH_DATE = "No date of birth is given. Please say when this person was born; until then the age is not known."


def coded(column: str) -> ReadField:
    return ReadField(reader(column).read, label=HEADINGS[column])


def text(column: str, longest: int) -> TextField:
    return TextField(max_length=longest, label=HEADINGS[column])


def child_id_field() -> TextField:
    return TextField(required=True, max_length=40, label="Child Unique ID", error_messages={"required": NO_CHILD_ID})


class CohortForm(SheetForm):
    """One row of list 9 (domain.md 2). Values are codes, dates and public ids of workers; None is not known."""

    child_id = child_id_field()
    born_on = ReadField(label=HEADINGS["born_on"])
    gender = coded("gender")
    ethnicity = coded("ethnicity")
    age = text("age", 40)
    uasc = coded("uasc")
    disability = coded("disability")
    team = text("team", 100)
    worker = text("worker", 100)
    personal_adviser = text("personal_adviser", 100)
    eligibility = coded("eligibility")
    pathway_plan_on = ReadField(read_date, label=HEADINGS["pathway_plan_on"])
    in_touch = coded("in_touch")
    contact_on = ReadField(label=HEADINGS["contact_on"])
    accommodation = text("accommodation", 300)
    suitability = text("suitability", 300)
    activity = coded("activity")

    def __init__(self, workers: Workers, as_of: date) -> None:
        super().__init__()
        self.workers, self.as_of = workers, as_of
        self.teams_asked: set[str] = set()
        births = (as_of - AGES.stop * YEAR, as_of - AGES.start * YEAR)
        self.read_with("born_on", lambda text: read_date_between(text, *births))
        self.read_with("contact_on", lambda text: read_date_between(text, FIRST_DAY, as_of))

    def clean_born_on(self) -> date:
        """Missing, or an age that nobody here has: asked."""
        born_on: date | None = self.cleaned_data["born_on"]
        if born_on is None:
            raise ToConfirm(NO_BIRTH_DATE)
        if int(years_old(born_on, self.as_of)) not in AGES or born_on > self.as_of:
            raise ToConfirm(f"Born on {born_on:%-d %B %Y} cannot be right for this service. Please check the date.")
        return born_on

    def clean_contact_on(self) -> date | None:
        contact_on: date | None = self.cleaned_data["contact_on"]
        if contact_on and contact_on > self.as_of:
            raise ToConfirm(f"{contact_on:%-d %B %Y} is still to come. When was the latest contact?")
        return contact_on

    def clean_pathway_plan_on(self) -> date | None:
        """Some systems give the next review, which is due within the year."""
        reviewed_on: date | None = self.cleaned_data["pathway_plan_on"]
        if reviewed_on and reviewed_on > self.as_of + YEAR:
            raise ToConfirm(f"{reviewed_on:%-d %B %Y} is more than a year ahead. Please check the date of the review.")
        return reviewed_on

    def clean_team(self) -> str:
        """A team without a manager is kept, and asked once a file."""
        team: str = self.cleaned_data["team"]
        plain = team.casefold()
        if not team or plain in self.teams_asked or self.workers.has_manager_of(team):
            return team
        self.teams_asked.add(plain)
        sentence = (
            f"No team manager here has the team “{team}”: {self.workers.manager_of(team)} looks after its records. "
            "Check the spelling, or give a manager this team."
        )
        raise ToConfirm(sentence, self.workers.teams(), kept=team)

    def clean_activity(self) -> str | None:
        """F3 and P3 are old codes: kept as they are, and asked which new one it is."""
        code: str | None = self.cleaned_data["activity"]
        if code in RETIRED_CODES:
            new = RETIRED_CODES[code]
            choices = " or ".join(map(reader("activity").describe, new))
            raise ToConfirm(f"{code} is an old code for training or employment: is it {choices}?", new, kept=code)
        return code

    def clean_worker(self) -> str | None:
        return self._worker("worker")

    def clean_personal_adviser(self) -> str | None:
        return self._worker("personal_adviser")

    def _worker(self, field: str) -> str | None:
        reading = self.workers.read(self.cleaned_data[field])
        ToConfirm.unless_certain(reading, kept=SOMEBODY)
        return reading.value

    def clean(self) -> None:
        self._clean_home()
        self._clean_age()

    def _clean_home(self) -> None:
        """The letter may carry the digit, and a digit may contradict the letter."""
        said = [str(self.data.get(field, "")) for field in ("accommodation", "suitability")]
        for field, reading in zip(("accommodation", "suitability"), read_home(*said), strict=True):
            self.cleaned_data[field] = reading.value
            if reading.to_confirm:
                self.add_error(field, ToConfirm(reading.sentence, reading.candidates))

    def _clean_age(self) -> None:
        said, born_on = self.cleaned_data.get("age", ""), self.cleaned_data.get("born_on")
        if not (born_on and NUMBER.fullmatch(said)):
            return
        age = years_old(born_on, self.as_of)
        if abs(float(said) - age) > 1:
            sentence = f"The age says {float(said):g}; born on {born_on:%-d %B %Y} makes {int(age)}. Please check both."
            self.add_error("age", ToConfirm(sentence))


def years_old(born_on: date, day: date) -> float:
    """Age in years with a fraction, as some files give it."""
    return (day - born_on).days / DAYS_OF_A_YEAR
