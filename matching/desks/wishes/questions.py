"""The questions in their order, and who may ask each: one page a question (screens.md 2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from aspirations.people.field_groups import Right
from matching.desks.wishes import forms


@dataclass(frozen=True, slots=True)
class Question:
    """`name` is its place in the address; `group` the field group that one must be able to change."""

    name: str
    short: str
    heading: str
    lead: str
    group: str
    form: type[forms.QuestionForm]


QUESTIONS = tuple(
    Question(*row)
    for row in (
        ("wishes", "Wishes", "What would {who} like to do?",
         "Up to three wishes, the most important first. Keep {who}’s own words, spelling and all.",
         "wishes", forms.WishesForm),
        ("strengths", "Good at", "What is {who} good at?", "", "wishes", forms.StrengthsForm),
        ("kinds", "Would take", "Which kinds of offer would {who} take?", "", "wishes", forms.KindsForm),
        ("readiness", "Ready for", "How ready does {who} feel?", "“Not ready yet” is a good answer.",
         "wishes", forms.ReadinessForm),
        ("hours", "Days and hours", "Which days and hours?", "", "circumstances", forms.HoursForm),
        ("travel", "Travel", "How far would {who} travel?", "", "circumstances", forms.TravelForm),
        ("home", "Home", "Where does {who} start from?", "", "circumstances", forms.HomeForm),
        ("levels", "English, maths, level", "What has {who} passed?",
         "“No qualifications yet” is an answer. Leave a box at “Not known yet” to ask later.",
         "circumstances", forms.LevelsForm),
        ("licence", "Driving licence", "Does {who} hold a driving licence?", "", "circumstances", forms.LicenceForm),
        ("right_to_work", "Right to work", "May {who} work here?", "Only the answer is kept, not the history.",
         "right_to_work", forms.RightToWorkForm),
        ("papers", "ID and papers", "Which papers does {who} have?", "Needed on a first day. We can help to get them.",
         "circumstances", forms.PapersForm),
        ("support", "What helps", "What would help {who}?", "", "support_needs", forms.SupportForm),
        ("circumstances", "Also told us", "Is there anything else {who} wants us to know?", "",
         "justice", forms.CircumstancesForm),
    )
)  # fmt: skip
BY_NAME = {question.name: question for question in QUESTIONS}


def asked_by(rights: Mapping[str, Right]) -> list[Question]:
    """The questions whose answers somebody with these rights may change."""
    return [question for question in QUESTIONS if rights.get(question.group) == "W"]
