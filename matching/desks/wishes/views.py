"""What a young person hopes for: asked one question a page, checked, recorded as a new version, compared (A3)."""

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from aspirations.audits import drafts
from aspirations.audits.actions import MOST_WISHES
from aspirations.models import Aspiration, AspirationAudit, AspirationDraft
from aspirations.people.querysets import YoungPersonQuerySet
from config.accounts.permissions import Permission
from config.refusal import NotAllowed
from config.screens.forms import Form
from config.screens.pages import ActionScreen
from matching.desks.wishes.questions import BY_NAME, Question, asked_by
from matching.desks.wishes.said import Answer, Change, answers_in_words
from matching.desks.young_person.base import PersonForm, PersonScreen
from matching.desks.young_person.timeline import Lists, coded_lists


class Asking(PersonForm):
    """A page of the questions. What was begun is kept for the one who asks: close the page, come back when you like."""

    may: ClassVar = (Permission.RECORD_ASPIRATIONS,)
    group = "wishes"
    purpose = "wishes"
    fields: ClassVar = ("wishes", "circumstances", "support_needs", "right_to_work")

    def people(self) -> YoungPersonQuerySet:
        return super().people().alive()

    @cached_property
    def draft(self) -> AspirationDraft | None:
        return drafts.draft_of(self.person, self.user)

    @cached_property
    def audit(self) -> AspirationAudit | None:
        return self.person.aspiration_audits.current().prefetch_related("wishes").first()

    @property
    def answers(self) -> dict[str, Any]:
        """What is shown and asked; see `hidden`."""
        kept = self.draft.answers if self.draft else drafts.answers_of(self.audit)
        return {**kept, "wishes": [words for words in kept.get("wishes", ()) if words not in self.hidden]}

    @cached_property
    def hidden(self) -> list[str]:
        """Words that may be about safety: kept, but shown only to those who work with the person."""
        return [] if self.may_read("concerns") else drafts.worries_in(self.audit)

    @property
    def questions(self) -> list[Question]:
        return asked_by(self.rights)

    @cached_property
    def coded(self) -> Lists:
        return coded_lists(self.council)

    def next_url(self) -> str:
        return self.page("wishes")

    def address_of(self, question: Question) -> str:
        return reverse("wish_question", kwargs={"person": self.person.public_id, "question": question.name})


class Wishes(Asking):
    """All answers in one place: change any, then record them as a new version."""

    form_class = Form
    template_name = "wishes/check.html"
    heading = "What {who} told us"
    button = "Record these answers"

    def context(self) -> dict[str, Any]:
        begun = self.draft.gone_through if self.draft else []
        rows = answers_in_words(self.questions, self.answers, self.rights, self.coded, begun)
        open_ones = [row.question for row in rows if row.question.name not in begun]
        return {
            "rows": [(row, self.address_of(row.question)) for row in rows],
            "draft": self.draft,
            "audit": self.audit,
            "done": len(rows) - len(open_ones),
            "start": self.address_of(self.questions[0]),
            "go_on": self.address_of(open_ones[0]) if open_ones else "",
            "readings": self.readings(),
        }

    def readings(self) -> list[tuple[Aspiration, str]]:
        """Each wish with how we read it; words that may be about safety are read by people alone."""
        wishes = [wish for wish in self.audit.wishes.all() if wish.reading != "worry"] if self.audit else []
        return [(wish, wish.because.replace("You said", f"{self.person.called} said", 1)) for wish in wishes]

    def act(self, form: Any) -> str:
        audit = drafts.record_draft(person=self.person, by=self.user)
        if any(wish.reading == "worry" for wish in audit.wishes.all()):
            return f"Recorded. This may be a worry about safety: {self.person.adviser} has it, due today."
        return f"Recorded for {self.person.called}. New matches are drawn up with these answers."

    def next_url(self) -> str:
        return self.page("person")


class Ask(Asking):
    """One question. Saving goes on to the next; coming from the list of answers, it goes back there."""

    template_name = "wishes/question.html"
    button = "Save and go on"

    def check_may_open(self) -> None:
        if self.kwargs["question"] not in BY_NAME:
            raise Http404
        self.question = BY_NAME[self.kwargs["question"]]
        self.heading, self.lead, self.form_class = self.question.heading, self.question.lead, self.question.form
        super().check_may_open()
        if self.question not in self.questions:
            raise NotAllowed(f"This part of the record is for those who work with {self.person.called}.")

    @property
    def goes_back(self) -> bool:
        return "change" in self.request.GET

    @property
    def number(self) -> int:
        return [question.name for question in self.questions].index(self.question.name) + 1

    def back(self) -> tuple[str, str]:
        if self.goes_back or self.number == 1:
            return self.page("wishes"), "All answers"
        return self.address_of(self.questions[self.number - 2]), "The question before"

    def form_kwargs(self) -> dict[str, Any]:
        return {"council": self.council}

    def initial(self) -> dict[str, Any]:
        return self.question.form.of(self.answers)

    def context(self) -> dict[str, Any]:
        return {"number": self.number, "of": len(self.questions), "question": self.question}

    def act(self, form: Any) -> None:
        answers = form.answers()
        if "wishes" in answers:
            answers["wishes"] = [*answers["wishes"], *self.hidden][:MOST_WISHES]
        drafts.save_answer(person=self.person, question=self.question.name, answers=answers, by=self.user)

    def next_url(self) -> str:
        later = self.questions[self.number :]
        stop = self.goes_back or "stop" in self.request.POST or not later
        return self.page("wishes") if stop else self.address_of(later[0])


class DropDraft(PersonScreen, ActionScreen):
    """Leave everything as it was recorded last."""

    may: ClassVar = (Permission.RECORD_ASPIRATIONS,)
    group = "wishes"
    needs = ("W",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return ActionScreen.get(self, request, *args, **kwargs)

    def act(self) -> str:
        drafts.drop_draft(person=self.person, by=self.user)
        return "Left as it was."

    def next_url(self) -> str:
        return self.page("person")


class Compare(PersonScreen):
    """What changed between the newest version and an earlier one; every version stays."""

    group = "wishes"
    purpose = "wishes"
    fields: ClassVar = ("wishes", "circumstances", "support_needs", "right_to_work")
    template_name = "wishes/compare.html"
    heading = "How {who}’s wishes changed"

    @cached_property
    def versions(self) -> list[AspirationAudit]:
        rows = self.person.aspiration_audits.select_related("recorded_by", "round").prefetch_related("wishes")
        return sorted(rows, key=lambda audit: (not audit.is_current, -audit.version))

    def earlier(self) -> AspirationAudit | None:
        asked = self.request.GET.get("with", "")
        rest = self.versions[1:]
        return next((audit for audit in rest if str(audit.version) == asked), rest[0] if rest else None)

    def context(self) -> dict[str, Any]:
        earlier = self.earlier()
        if earlier is None:
            return {"versions": self.versions}
        now = self.versions[0]
        changes = [Change(*pair) for pair in zip(self.in_words(earlier), self.in_words(now), strict=True)]
        return {
            "versions": self.versions,
            "now": now,
            "earlier": earlier,
            "changes": [change for change in changes if change.differs],
            "same": [change.after for change in changes if not change.differs],
        }

    @cached_property
    def coded(self) -> Lists:
        return coded_lists(self.council)

    def in_words(self, audit: AspirationAudit) -> list[Answer]:
        shown = [question for question in BY_NAME.values() if self.may_read_all_of(question)]
        answers = drafts.answers_of(audit)
        answers["wishes"] = [wish.own_words for wish in audit.wishes.all() if self.may_read_words(wish.reading)]
        return answers_in_words(shown, answers, self.rights, self.coded)

    def may_read_all_of(self, question: Question) -> bool:
        return self.rights.get(question.group) in ("R", "W")

    def may_read_words(self, reading: str) -> bool:
        """Words that may be about safety are for those who work with the person."""
        return reading != "worry" or self.may_read("concerns")
