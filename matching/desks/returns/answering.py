"""Filling in, for one person, what the return asks: only what is asked, for the day it is asked of (R4)."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from aspirations.exports.list9 import ethnicities
from aspirations.models import YoungPerson
from aspirations.people.completing import complete
from aspirations.people.leaving_care import DIED, record_fact
from aspirations.spells.actions import ENTERED_NOW, record_seen
from config.accounts.models import Council
from config.reference.vocabulary import lists
from config.refusal import Refused
from config.screens.forms import ChoiceField, DayField, Form, SelectField, TextField
from matching.desks.returns.asking import TO_COME
from matching.desks.returns.years import OfYear
from matching.desks.young_person.base import PersonForm
from matching.reports.oc3 import Entry
from matching.reports.oc3_rules import PUPIL_NUMBER

FIELDS = {
    "date of birth": ("born_on",),
    "in touch": ("in_touch",),
    "activity": ("activity",),
    "accommodation": ("accommodation", "suitability"),
    "pupil number": ("pupil_number",),
    "rule 101": ("gender",),
    "rule 103": ("ethnicity",),
    "rule 132": ("activity",),
    "rule 133": ("accommodation", "suitability"),
    "rule 345": ("activity", "accommodation", "suitability"),
    "rule 347": ("accommodation", "suitability"),
    "rule 3001": ("accommodation", "suitability"),
}
"""The fields that answer a question; others are put right in the case system."""
OF_THE_RECORD = ("born_on", "gender", "ethnicity", "pupil_number")
OF_THE_DAY = ("in_touch", "accommodation", "suitability")


class AnswerForm(Form):
    """Fields that are not asked for are left out. Nothing has to be given: what is still not known stays so."""

    in_touch = ChoiceField("Was the council in touch?")
    activity = SelectField("What were they doing?", nothing="Not known yet")
    accommodation = SelectField("Where did they live?", nothing="Not known yet")
    suitability = ChoiceField("Was it suitable?", (("1", "Suitable"), ("2", "Unsuitable")), inline=True)
    gender = ChoiceField("Sex", [pair for pair in YoungPerson.Gender.choices if pair[0] != "unknown"])
    ethnicity = SelectField("Ethnicity, as they describe it", nothing="Not known yet")
    born_on = DayField("Date of birth", wrong="Type a day that exists, such as 27 3 2007")
    pupil_number = TextField(
        "Pupil number, or why there is none", most=13, width=20, hint="Thirteen characters, or UN2 to UN5."
    )

    def __init__(self, *args: Any, council: Council, asked: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        coded = lists(("in_touch", "activity", "accommodation"), council=council)
        in_touch = [(code, row.label) for code, row in coded["in_touch"].items() if code != DIED]
        self.choose("in_touch", in_touch)
        activities = [(code, row.label) for code, row in coded["activity"].items() if code in ENTERED_NOW]
        homes = [(code, row.label) for code, row in coded["accommodation"].items() if code != "0"]
        for name, choices in (("activity", activities), ("accommodation", homes), ("ethnicity", ethnicities())):
            self.choose(name, [("", "Not known yet"), *choices])
        for name in self.fields.keys() - asked:
            del self.fields[name]

    def clean_pupil_number(self) -> str:
        number: str = self.cleaned_data["pupil_number"].upper()
        if number and not PUPIL_NUMBER.fullmatch(number):
            self.add_error("pupil_number", "Type the thirteen characters, such as A123456789012, or UN2 to UN5")
        return number


class AnswerReturn(OfYear, PersonForm):
    """The questions as sentences, then a field for each that can be answered here."""

    group = "placements"
    form_class = AnswerForm
    template_name = "returns/answer.html"
    button = "Save these answers"
    request: HttpRequest

    @cached_property
    def council(self) -> Council:
        return self.person.council

    @cached_property
    def entry(self) -> Entry | None:
        return next((row for row in self.oc3.entries if row.person.pk == self.person.pk), None)

    @property
    def questions(self) -> list[str]:
        asked = self.entry.questions if self.entry else ()
        return [question.sentence for question in asked if question.about != TO_COME]

    def form_kwargs(self) -> dict[str, Any]:
        asked = self.entry.questions if self.entry else ()
        names = {name for question in asked for name in FIELDS.get(question.about, ())}
        return {"council": self.council, "asked": names}

    def context(self) -> dict[str, Any]:
        day = self.entry.birthday if self.entry else None
        return {
            "heading": f"{self.person.called}, for the return of {self.year}",
            "questions": self.questions,
            "day": day if day and day <= self.today else None,
        }

    def act(self, form: AnswerForm) -> str:
        said = {name: value for name, value in form.cleaned_data.items() if value}
        if not said:
            raise Refused("Fill in at least one answer. What nobody knows yet stays not known.")
        self.keep(said)
        del self.__dict__["oc3"], self.__dict__["entry"]
        left = len(self.questions)
        who = self.person.called
        return f"Saved. {left} more to ask about {who}." if left else f"Saved. Nothing more is asked about {who}."

    def keep(self, said: dict[str, Any]) -> None:
        """Each answer by its own action, for the birthday that the return is about."""
        record = {name: said[name] for name in OF_THE_RECORD if name in said}
        facts = {name: said[name] for name in OF_THE_DAY if name in said}
        day = self.entry.birthday if self.entry else None
        if record:
            complete(person=self.person, by=self.user, **record)
        if day and facts:
            record_fact(person=self.person, on=day, by=self.user, **facts)
        if day and "activity" in said:
            record_seen(person=self.person, activity=said["activity"], on=day, by=self.user)

    def back(self) -> tuple[str, str]:
        return self.next_url(), "Ask first"

    def next_url(self) -> str:
        return f"{reverse('ask_first')}?{urlencode({'year': self.year.ends_in})}"
