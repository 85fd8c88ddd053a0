"""Values to confirm: a list of tasks, and one question a page."""

from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property

from config.audit_trail.trail import record
from config.imports.actions import confirm_value
from config.imports.candidates import answers_to, is_id
from config.imports.file_forms import AnswerForm
from config.imports.models import Source, ValueToConfirm
from config.imports.readers import reader_of
from config.imports.report import WITHHELD
from config.screens.pages import FormScreen, Screen
from config.screens.tables import Cell, Column, Table, csv_response, paged

COLUMNS = (
    Column("Question", heads=True),
    Column("Value"),
    Column("Reference"),
    Column("File"),
    Column("Row", number=True),
)
OF_PEOPLE = (Source.COHORT, Source.AUDIT)


class Questions(Screen):
    """The open questions put to this person, and those of files they loaded."""

    template_name = "imports/questions.html"
    heading = "Values to confirm"

    def questions(self) -> QuerySet[ValueToConfirm]:
        rows = ValueToConfirm.objects.visible_to(self.user).open().select_related("file")
        file = self.request.GET.get("file", "")
        rows = rows.filter(file__public_id=file) if is_id(file) else rows
        return rows.order_by("-file__recorded_at", "row_number", "pk")

    def get(self, *args: Any, **kwargs: Any) -> Any:
        if self.request.GET.get("as") == "csv":
            found = list(self.questions())
            self.note_seen(found, "export_made")
            return csv_response("values-to-confirm", COLUMNS, [cells(question) for question in found])
        return self.show()

    def context(self) -> dict[str, Any]:
        page = paged(self.request, self.questions())
        self.note_seen(list(page), "list_seen")
        asked = {"file": file} if (file := self.request.GET.get("file", "")) else {}
        table = Table(
            "Questions", COLUMNS, [cells(question) for question in page], order="The newest file first, in its order.",
            page=page, more=asked, csv=f"?{self.request.GET.urlencode()}&as=csv".replace("?&", "?"),
            empty="Nothing is left to confirm.",
        )  # fmt: skip
        return {"table": table, "number": page.paginator.count}

    def note_seen(self, questions: list[ValueToConfirm], verb: str) -> None:
        """Whose rows were read: one event for the list."""
        note_people(self, [question for question in questions if question.file.source in OF_PEOPLE], verb)


class Question(FormScreen):
    """One value, what it may mean, and a way to say something else."""

    form_class = AnswerForm
    template_name = "imports/question.html"
    button = "Confirm this"

    @cached_property
    def asked(self) -> ValueToConfirm:
        rows = ValueToConfirm.objects.visible_to(self.user).open().select_related("file", "council")
        return self.one(rows, public_id=self.kwargs["question"])

    @property
    def is_withheld(self) -> bool:
        return self.asked.value == WITHHELD

    def form_kwargs(self) -> dict[str, Any]:
        return {"candidates": answers_to(self.asked), "is_withheld": self.is_withheld}

    def get(self, *args: Any, **kwargs: Any) -> Any:
        if self.asked.file.source in OF_PEOPLE:
            note_people(self, [self.asked], "list_seen")
        return super().get(*args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {
            "heading": f"{self.asked.column}: what is right?" if self.asked.column else "What is right?",
            "asked": self.asked,
            "is_withheld": self.is_withheld,
            "person": person_address(self.asked),
            "button": "Say what was done" if self.is_withheld else self.button,
        }

    def back(self) -> tuple[str, str]:
        return reverse("values_to_confirm"), "Values to confirm"

    def act(self, form: Any) -> str:
        confirm_value(question=self.asked, code=form.code, reader=reader_of(self.asked.file.source), by=self.user)
        return f"Confirmed for {self.asked.key}." if not self.is_withheld else "Noted."

    def next_url(self) -> str:
        """The next question of the same file, else the list."""
        rest = (
            ValueToConfirm.objects.visible_to(self.user)
            .open()
            .filter(file=self.asked.file, row_number__gte=self.asked.row_number)
        )
        after = rest.exclude(pk=self.asked.pk).order_by("row_number", "pk").first()
        return reverse("value_to_confirm", args=[after.public_id]) if after else reverse("values_to_confirm")


def cells(question: ValueToConfirm) -> list[Any]:
    column = Cell(question.column or "The whole row", reverse("value_to_confirm", args=[question.public_id]))
    return [column, question.value or "Nothing given", question.key, question.file.name, question.row_number]


def person_address(asked: ValueToConfirm) -> str:
    """Where the young person's own page is, for a question about one."""
    if asked.file.source not in OF_PEOPLE or asked.subject_id is None:
        return ""
    try:
        return reverse("person", args=[asked.subject_id])
    except NoReverseMatch:
        return ""


def note_people(screen: Screen, questions: list[ValueToConfirm], verb: str) -> None:
    people = sorted({str(question.subject_id) for question in questions if question.subject_id})
    if people and screen.user.council:
        said = {"purpose": "values_to_confirm"} if verb == "list_seen" else {"what": "values_to_confirm"}
        fields = sorted({question.column[:60] for question in questions})
        record(verb, screen.user, council=screen.user.council, by=screen.user, fields=fields, people=people, **said)
