"""The questions of the aspiration audit (A3), one form each. What is left out is not known."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from aspirations.audits.models import AspirationAudit
from config.accounts.models import Council
from config.reference.vocabulary import terms
from config.screens.forms import (
    YES_NO_UNKNOWN,
    ChoiceField,
    DayField,
    DecimalField,
    Form,
    PostcodeField,
    SelectField,
    SeveralField,
    TextField,
    WholeNumberField,
    WordsField,
)
from matching.desks.young_person.told import DOCUMENTS
from opportunities.vocabulary.kinds import kinds
from opportunities.vocabulary.levels import Level

LEVELS = [(level.code, level.label) for level in Level]
UNKNOWN = "Not known yet"
MOST_HOURS, MOST_MINUTES = 60, 240
HOURS = f"Type hours a week up to {MOST_HOURS}, such as 16"
CIRCUMSTANCES = (
    ("parent", "Young parent"),
    ("expecting", "Expecting a child"),
    ("carer", "Carer"),
    ("custody", "In custody, or just out"),
    ("probation", "Probation or youth justice"),
    ("health", "Health"),
    ("send", "Special educational needs"),
    ("esol", "Learning English"),
    ("asylum", "Asylum or immigration"),
)


class QuestionForm(Form):
    """`council` is for coded lists with a council's own wording; `of` gives the first values from kept answers."""

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.council = council
        self.offer()

    def offer(self) -> None:
        """Put choices that come from lists into their fields."""

    def choose_from(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Codes kept earlier that the list no longer has stay to be seen, and can be unticked."""
        field: Any = self.fields[name]
        known = dict(choices)
        kept = self.initial.get(name)
        for code in kept if isinstance(kept, list) else []:
            known.setdefault(code, str(code).replace("_", " ").capitalize())
        field.choices = list(known.items())

    @classmethod
    def of(cls, answers: dict[str, Any]) -> dict[str, Any]:
        return {name: answers.get(name) for name in cls.base_fields}

    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class WishesForm(QuestionForm):
    wish_1 = WordsField("First wish", most=500, rows=2, hint="As it was said, such as “summat with cars”")
    wish_2 = WordsField("Second wish", most=500, rows=2)
    wish_3 = WordsField("Third wish", most=500, rows=2)

    @classmethod
    def of(cls, answers: dict[str, Any]) -> dict[str, Any]:
        return {f"wish_{rank}": words for rank, words in enumerate(answers.get("wishes") or [], 1)}

    def answers(self) -> dict[str, Any]:
        said = (self.cleaned_data[name] for name in ("wish_1", "wish_2", "wish_3"))
        return {"wishes": [words for words in said if words]}


class StrengthsForm(QuestionForm):
    strengths = WordsField(
        "In their own words", most=2000, rows=5, hint="Such as “I stay calm. People ask me to fix things”"
    )


class KindsForm(QuestionForm):
    kinds_wanted = SeveralField("Tick all that could be", hint="Leave it empty to be shown every kind")

    def offer(self) -> None:
        self.choose_from("kinds_wanted", ((code, kind.label) for code, kind in kinds().items() if not kind.is_enabler))


class ReadinessForm(QuestionForm):
    readiness = ChoiceField("Choose what fits today", hint="Agree it together. It orders the list and bars nothing")

    def offer(self) -> None:
        rows = terms("readiness", council=self.council).values()
        field: Any = self.fields["readiness"]
        field.choices = [*((row.code, row.label) for row in rows), ("", UNKNOWN)]
        field.hints = {row.code: row.definition for row in rows if row.definition}


class HoursForm(QuestionForm):
    hours_least = DecimalField("Fewest hours a week", places=1, wrong=HOURS)
    hours_most = DecimalField("Most hours a week", places=1, wrong=HOURS)
    days = TextField("Which days and times?", most=200, hint="Such as “Monday to Thursday, not before 10”")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("hours_least", "hours_most"):
            if (said.get(name) or 0) > MOST_HOURS:
                self.add_error(name, HOURS)
        least, most = said.get("hours_least"), said.get("hours_most")
        if least is not None and most is not None and least > most:
            self.add_error("hours_most", "Type most hours that are not under the fewest")
        return said


class TravelForm(QuestionForm):
    travel_mode = ChoiceField("How?", AspirationAudit.TravelMode.choices)
    travel_minutes = WholeNumberField(
        "How many minutes one way, at most?",
        least=0,
        most=MOST_MINUTES,
        wrong=f"Type minutes up to {MOST_MINUTES}, such as 45",
    )

    def answers(self) -> dict[str, Any]:
        return with_unknown(self.cleaned_data, "travel_mode")


class HomeForm(QuestionForm):
    postcode = PostcodeField("Home postcode", hint="Only used to work out journeys. No employer sees it")


class LevelsForm(QuestionForm):
    level = SelectField("Highest level held", LEVELS, nothing=UNKNOWN)
    english = SelectField("English", LEVELS, nothing=UNKNOWN, hint="A GCSE of 4 or more is level 2; 1 to 3 is level 1")
    maths = SelectField("Maths", LEVELS, nothing=UNKNOWN)


class LicenceForm(QuestionForm):
    licence = ChoiceField("Driving licence", AspirationAudit.Licence.choices)

    def answers(self) -> dict[str, Any]:
        return with_unknown(self.cleaned_data, "licence")


class RightToWorkForm(QuestionForm):
    right_to_work = ChoiceField("May they work in the United Kingdom?", AspirationAudit.RightToWork.choices)
    right_to_work_until = DayField("Until when, if it ends?", wrong="Type a day that exists, such as 27 3 2027")

    def answers(self) -> dict[str, Any]:
        return with_unknown(self.cleaned_data, "right_to_work")


class PapersForm(QuestionForm):
    documents_held: ClassVar = SeveralField("Has", [(code, words.capitalize()) for code, words in DOCUMENTS.items()])
    documents_missing: ClassVar = SeveralField(
        "Needs help to get", [(code, words.capitalize()) for code, words in DOCUMENTS.items()]
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        both = {*(said.get("documents_held") or ())} & {*(said.get("documents_missing") or ())}
        if both:
            named = DOCUMENTS[sorted(both)[0]]
            self.add_error("documents_missing", ValidationError(f"Choose one: has {named}, or needs it"))
        return said


class SupportForm(QuestionForm):
    support_needs = SeveralField(
        "What would help?", hint="Write down what helps, not why. An employer is told only what they agree to"
    )

    def offer(self) -> None:
        rows = terms("support_needs", council=self.council).values()
        self.choose_from("support_needs", ((row.code, row.label) for row in rows))


class CircumstancesForm(QuestionForm):
    circumstances = SeveralField("What should we keep in mind?", CIRCUMSTANCES)
    on_benefits = ChoiceField("Do they receive benefits?", YES_NO_UNKNOWN, inline=True)
    ehc_plan = ChoiceField("Is there an education, health and care plan?", YES_NO_UNKNOWN, inline=True)

    def offer(self) -> None:
        self.choose_from("circumstances", CIRCUMSTANCES)

    def answers(self) -> dict[str, Any]:
        return with_unknown(self.cleaned_data, "on_benefits", "ehc_plan")


def with_unknown(said: dict[str, Any], *names: str) -> dict[str, Any]:
    """A choice that was not made is not known."""
    return {**said, **{name: said.get(name) or "unknown" for name in names}}
