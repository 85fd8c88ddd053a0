"""Changing what I want: a few questions, one a page, kept until they are sent (A3, A8)."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from aspirations.audits import drafts
from aspirations.models import Aspiration, AspirationAudit, AspirationDraft
from config.screens.forms import ChoiceField, Form, SeveralField, TextField, WholeNumberField, WordsField
from matching.desks.own_page.base import OwnAction, OwnForm
from matching.desks.own_page.views import READ_TODAY
from matching.desks.wishes.forms import MOST_MINUTES, KindsForm, QuestionForm, StrengthsForm, TravelForm, WishesForm
from matching.desks.wishes.forms import LicenceForm as LicenceQuestion
from opportunities.vocabulary.career_categories import BY_CODE
from opportunities.vocabulary.kinds import kinds

SAY = "You can leave any box out."
KINDS = {
    "job": "A job",
    "apprenticeship": "Work and learn, with pay",
    "internship": "A job with pay for a set time",
    "course": "A course",
    "functional_skills": "English or maths",
    "short_course": "A short course",
    "shadowing": "Watch somebody at work",
    "taster": "Try it for a few days",
    "work_experience": "Try it for a short time",
    "mentoring": "Someone to talk to about work",
    "volunteering": "Help out, with no pay",
}

MODES = {"walk": "On foot", "cycle": "By bike", "bus": "By bus or train", "car": "By car or lift"}
LICENCES = {"full": "Yes", "provisional": "I am learning", "none": "No"}
NOT_SURE = ("unknown", "Not sure yet")


class MyWishes(WishesForm):
    wish_1 = WordsField("What I want most", most=500, rows=2)
    wish_2 = WordsField("Or this", most=500, rows=2)
    wish_3 = WordsField("Or this too", most=500, rows=2)


class MyStrengths(StrengthsForm):
    strengths = WordsField("What I am good at", most=2000, rows=5)


class MyKinds(KindsForm):
    kinds_wanted = SeveralField("Tick what you would like")

    def offer(self) -> None:
        self.choose_from("kinds_wanted", KINDS.items())


class MyHours(QuestionForm):
    days = TextField("My days and times", most=200, hint="Such as “Monday to Thursday, not before 10”")


class MyTravel(TravelForm):
    travel_mode = ChoiceField("How do you get about?", [*MODES.items(), NOT_SURE])
    travel_minutes = WholeNumberField(
        "How many minutes, at most?",
        most=MOST_MINUTES,
        wrong=f"Type a number up to {MOST_MINUTES}, such as 45",
    )


class MyLicence(LicenceQuestion):
    licence = ChoiceField("Can you drive?", [*LICENCES.items(), NOT_SURE])


@dataclass(frozen=True, slots=True)
class MyQuestion:
    name: str
    heading: str
    form: type[QuestionForm]


QUESTIONS = (
    MyQuestion("wishes", "What do you want to do?", MyWishes),
    MyQuestion("strengths", "What are you good at?", MyStrengths),
    MyQuestion("kinds", "What would you like to try?", MyKinds),
    MyQuestion("hours", "Which days can you do?", MyHours),
    MyQuestion("travel", "How far can you go?", MyTravel),
    MyQuestion("licence", "Can you drive?", MyLicence),
)
BY_NAME = {question.name: question for question in QUESTIONS}


class OwnWishes(OwnForm):
    """All answers in one place; changes are sent together."""

    form_class = Form
    template_name = "own_page/wishes.html"
    heading = "What I want"
    button = "Send my changes"
    shows = ("wishes",)

    @cached_property
    def draft(self) -> AspirationDraft | None:
        return drafts.draft_of(self.person, None)

    @cached_property
    def answers(self) -> dict[str, Any]:
        if self.draft:
            return dict(self.draft.answers)
        return drafts.answers_of(self.audit)

    @cached_property
    def audit(self) -> AspirationAudit | None:
        rows = self.person.aspiration_audits.current().select_related("recorded_by")
        found: AspirationAudit | None = rows.prefetch_related("wishes").first()
        return found

    def context(self) -> dict[str, Any]:
        rows = [
            (question, said(question, self.answers), self.page("own_wish", question=question.name))
            for question in QUESTIONS
        ]
        if self.draft:
            return {"rows": rows, "draft": self.draft}
        return {"rows": rows, "read": self.read(), "wrote": self.audit.recorded_by if self.audit else None}

    def read(self) -> list[tuple[str, str]]:
        """Each wish of today in the person's words, and the field that we look in; "" where the words are not known."""
        wishes = Aspiration.objects.filter(audit__person=self.person, audit__is_current=True, reading="wish")
        told = wishes.order_by("rank").values_list("own_words", "category")
        return [(words, BY_CODE[code].label if code in BY_CODE else "") for words, code in told]

    def act(self, form: Any) -> str | None:
        audit = drafts.record_draft(person=self.person, by=None)
        if any(wish.reading == "worry" for wish in audit.wishes.all()):
            return READ_TODAY.format(adviser=self.adviser)
        return f"Thanks{self.comma_first}. We look for offers with this from tonight."


class OwnWish(OwnWishes):
    """One question."""

    template_name = "own_page/wish.html"
    button = "Keep this"

    def show(self, *, status: int = 200, **more: Any) -> HttpResponse:
        return super().show(status=status, heading=self.question.heading, **more)

    @cached_property
    def question(self) -> MyQuestion:
        if self.kwargs["question"] not in BY_NAME:
            raise Http404
        return BY_NAME[self.kwargs["question"]]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.form_class = self.question.form

    def form_kwargs(self) -> dict[str, Any]:
        return {"council": self.person.council}

    def initial(self) -> dict[str, Any]:
        return self.question.form.of(self.answers)

    def back(self) -> tuple[str, str]:
        return self.page("own_wishes"), "What I want"

    def context(self) -> dict[str, Any]:
        return {"say": SAY}

    def act(self, form: Any) -> None:
        drafts.save_answer(person=self.person, question=self.question.name, answers=form.answers(), by=None)

    def next_url(self) -> str:
        return self.page("own_wishes")


class DropChanges(OwnAction):
    def act(self) -> str:
        drafts.drop_draft(person=self.person, by=None)
        return "Left as it was."


def said(question: MyQuestion, answers: dict[str, Any]) -> list[str]:
    """What is kept, as the person would say it; nothing where it is not known."""
    minutes, days, strengths = (answers.get(name) for name in ("travel_minutes", "days", "strengths"))
    journey = [MODES.get(answers.get("travel_mode", ""), ""), "" if minutes is None else f"Up to {minutes} minutes"]
    wanted = [KINDS.get(code) or kinds()[code].label for code in answers.get("kinds_wanted") or () if code in kinds()]
    rows = {
        "wishes": [f"“{words}”" for words in answers.get("wishes") or ()],
        "strengths": [f"“{strengths}”"] if strengths else [],
        "kinds": wanted,
        "hours": [f"“{days}”"] if days else [],
        "travel": journey,
        "licence": [LICENCES.get(answers.get("licence", ""), "")],
    }
    return list(filter(None, rows[question.name]))
