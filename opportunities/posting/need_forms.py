"""The things an employer can ask of a person, each with a plain example and its own few questions (O2)."""

from dataclasses import dataclass
from typing import Any

from config.screens.forms import ChoiceField, Form, SelectField, TextField, WholeNumberField, WordsField
from opportunities.ages import read_ages
from opportunities.imports.code_lists import DBS_LEVELS, DOCUMENTS
from opportunities.imports.pledge_asks import age_words
from opportunities.models import Requirement
from opportunities.vocabulary.levels import Level

LEVELS = [(level.code, level.label) for level in Level if level > Level.NONE]
AGE = "Type the age as a number, such as 18"
CHOICES: dict[str, dict[str, str]] = {
    "licence": {"provisional": "A provisional driving licence", "full": "A full driving licence"},
    "dbs": {code: label for code, label in DBS_LEVELS.items() if code != "none"},
    "document": DOCUMENTS,
}
SAY = {"licence": "{}", "dbs": "DBS check: {}", "document": "{}"}
MUST = (("must", "A must"), ("nice", "Nice to have"))
SHUTS_OUT = {"must": "Nobody is put forward without it", "nice": "It never shuts anybody out"}
TALKED_ABOUT = {"must": "You talk about it with each person", "nice": "It is good to know"}
SHUT_OUT = frozenset(["age", "level", "english", "maths", "licence", "document", "kit", "residence"])
"""What counts as a must-have by itself; all else is shown and talked about (`matching.shortlists.requirements`)."""


@dataclass(frozen=True, slots=True)
class Need:
    """One kind of requirement: what it is called, an example, and what its own words start with."""

    label: str
    example: str
    field: str = ""


NEEDS: dict[str, Need] = {
    "age": Need("Age", "Such as 18 or over, because of night work", "age"),
    "level": Need("A qualification", "Such as level 2, which is GCSE at grade 4 or above", "level"),
    "english": Need("English", "Such as level 1, enough to write a short report", "level"),
    "maths": Need("Maths", "Such as entry level 3, enough to handle money", "level"),
    "licence": Need("Driving licence", "Where driving is part of the work, not for getting there", "licence"),
    "dbs": Need("A DBS check", "A check of criminal records. A record does not shut somebody out by itself", "dbs"),
    "document": Need("A document", "Such as photo identity or a bank account", "document"),
    "experience": Need("Experience", "Such as having helped in a kitchen. A taster counts too", "words"),
    "kit": Need(
        "Clothes or kit of their own", "Such as safety boots. Many cannot buy them before the first pay", "words"
    ),
    "hours": Need("Certain hours", "Such as some Saturdays, or starting at 6 am", "words"),
    "residence": Need("Living in the council's area", "Only where a rule of yours needs it"),
    "other": Need(
        "Something else", "In your own words. It is shown and talked about, and never shuts anybody out", "words"
    ),
}


class NeedTypeForm(Form):
    """What do you want to ask for?"""

    what = ChoiceField(
        "What do you want to ask for?",
        [(code, need.label) for code, need in NEEDS.items()],
        hints={code: need.example for code, need in NEEDS.items()},
        missing="Choose what you want to ask for",
    )


class NeedForm(Form):
    """The questions of one kind of need. `area` is the council's code, for living in its area."""

    def __init__(self, *args: Any, what: str, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what, self.area = what, area
        for name, field in self._questions().items():
            self.fields[name] = field
        hints = SHUTS_OUT if what in SHUT_OUT else TALKED_ABOUT
        self.fields["essential"] = ChoiceField(
            "Is it a must?", MUST, hints=hints, missing="Choose if it is a must or nice to have"
        )

    def _questions(self) -> dict[str, Any]:
        field = NEEDS[self.what].field
        if field == "age":
            return {
                "age_from": WholeNumberField("Youngest age (optional)", least=14, most=99, width=2, wrong=AGE),
                "age_to": WholeNumberField("Oldest age (optional)", least=14, most=99, width=2, wrong=AGE),
            }
        if field == "level":
            hint = "Such as GCSE maths at grade 4"
            own = TextField("In your own words (optional)", most=300, hint=hint)
            return {"level": SelectField("At least which level?", LEVELS, missing="Choose a level"), "words": own}
        if field == "words":
            words = f"Say what you ask for. {NEEDS[self.what].example}."
            return {"words": WordsField("In your words", most=300, rows=2, missing=words)}
        if field in CHOICES:
            which = {"licence": "licence", "dbs": "check", "document": "document"}[field]
            return {field: ChoiceField(f"Which {which}?", CHOICES[field].items(), missing=f"Choose which {which}")}
        return {}

    def clean(self) -> None:
        youngest, oldest = self.cleaned_data.get("age_from"), self.cleaned_data.get("age_to")
        if self.what != "age" or self.errors.keys() & {"age_from", "age_to"}:
            return
        if youngest is None and oldest is None:
            self.add_error("age_from", "Type the youngest age, the oldest age or both")
        elif youngest and oldest and youngest > oldest:
            self.add_error("age_to", f"Type an oldest age of {youngest} or more")

    @property
    def asked(self) -> dict[str, Any]:
        """Value, words and whether it is a must, for the action."""
        value, words = self._said()
        own = self.cleaned_data.get("words", "").strip()
        return {"value": value, "words": own or words, "essential": self.cleaned_data["essential"] == "must"}

    def _said(self) -> tuple[str, str]:
        """The code that is stored and the words that say it plainly."""
        said, field = self.cleaned_data, NEEDS[self.what].field
        if field == "age":
            youngest, oldest = said["age_from"], said["age_to"]
            return f"{youngest or ''}-{oldest or ''}", age_words(youngest, oldest)
        if field == "level":
            return said["level"], f"{NEEDS[self.what].label}: {dict(LEVELS)[said['level']].lower()} or above"
        if field in CHOICES:
            return said[field], SAY[field].format(CHOICES[field][said[field]])
        return (self.area, "Living in the council's area") if self.what == "residence" else ("", "")


def initial_of(need: Requirement) -> dict[str, Any]:
    """What the form shows of a need that is there."""
    youngest, oldest = read_ages(need.value) if need.type == "age" else (None, None)
    asked = NEEDS[need.type]
    is_own = not (asked.field == "level" and need.words.startswith(f"{asked.label}: "))
    return {
        "age_from": youngest,
        "age_to": oldest,
        asked.field: need.value,
        "words": need.words if is_own else "",
        "essential": "must" if need.essential else "nice",
    }
