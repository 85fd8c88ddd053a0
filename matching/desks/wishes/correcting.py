"""Saying what a wish means where we read it wrongly; the own words stay as they are (A3)."""

from functools import cached_property
from typing import Any, ClassVar

from aspirations.audits.actions import correct_wish, none_of_these
from aspirations.models import Aspiration
from aspirations.synonyms.meanings import meanings_of
from config.accounts.permissions import Permission
from config.screens.forms import ChoiceField, Form, SelectField
from matching.desks.young_person.base import PersonForm
from opportunities.vocabulary.career_categories import BY_CODE, CATEGORIES
from opportunities.vocabulary.occupations import plain_name, unit_group_categories

NONE = "none"
FIELD = "field:"


class CorrectForm(Form):
    """Candidates are jobs (a SOC 2010 unit group) and fields of work ("field:" and a career category)."""

    meant = ChoiceField("What is meant?", missing="Choose the job that fits best, or “None of these”")
    category = SelectField(
        "Which field of work is it nearest?",
        [(category.code, category.label) for category in CATEGORIES],
        nothing="Not sure: let the words alone count",
    )

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meant: Any = self.fields["meant"]
        meant.choices = [*candidates, (NONE, "None of these")]
        meant.reveals = {NONE: "category"}


class CorrectReading(PersonForm):
    may: ClassVar = (Permission.RECORD_ASPIRATIONS,)
    group = "wishes"
    purpose = "wishes"
    form_class = CorrectForm
    template_name = "wishes/correct.html"
    heading = "What did {who} mean?"
    button = "Read it this way"

    @cached_property
    def wish(self) -> Aspiration:
        rows = Aspiration.objects.filter(audit__person=self.person, audit__is_current=True).exclude(reading="worry")
        return self.one(rows.select_related("audit__person__council"), public_id=self.kwargs["wish"])

    def candidates(self) -> list[tuple[str, str]]:
        """What the words may mean, surest first; jobs, then fields of work."""
        reading = meanings_of(self.person.council_id).read([self.wish.own_words])[0]
        jobs = [(str(job.unit_group), title_of(job.unit_group)) for job in reading.occupations]
        if self.wish.occupation and self.wish.occupation not in dict(jobs):
            jobs.insert(0, (self.wish.occupation, title_of(int(self.wish.occupation))))
        fields = [(FIELD + field.code, f"{BY_CODE[field.code].label}, any job") for field in reading.categories]
        return [*jobs, *fields]

    def form_kwargs(self) -> dict[str, Any]:
        return {"candidates": self.candidates()}

    def context(self) -> dict[str, Any]:
        return {"wish": self.wish, "how": self.wish.because.replace("You said", f"{self.person.called} said", 1)}

    def act(self, form: Any) -> str:
        meant, category = form.cleaned_data["meant"], form.cleaned_data["category"]
        if meant.startswith(FIELD):
            correct_wish(wish=self.wish, occupation="", category=meant.removeprefix(FIELD), by=self.user)
        elif meant != NONE:
            correct_wish(wish=self.wish, occupation=meant, category=self.category_of(meant), by=self.user)
        elif category:
            correct_wish(wish=self.wish, occupation="", category=category, by=self.user)
        else:
            none_of_these(wish=self.wish, by=self.user)
        return "Thank you. The next list is drawn up with it."

    def category_of(self, occupation: str) -> str:
        """Of the fields this job belongs to, the one it belongs to most."""
        from_job = unit_group_categories().get(int(occupation), {})
        return max(from_job, key=lambda code: from_job[code]) if from_job else ""

    def next_url(self) -> str:
        return self.page("person")


def title_of(unit_group: int) -> str:
    return plain_name(unit_group)
