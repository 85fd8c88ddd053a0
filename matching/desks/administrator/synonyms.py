"""Words of this council: how people here say it, and what it is read as (A3)."""

from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse

from aspirations.models import Synonym
from aspirations.synonyms.actions import add_synonym, end_synonym
from config.accounts.permissions import Permission
from config.screens.forms import Form, TextField
from config.screens.pages import FormScreen
from config.screens.table_file import AS_FILE, TableFile
from config.screens.tables import Cell, Column, Table

COLUMNS = (Column("What people say", heads=True), Column("What it is read as"), Column("Said by"), Column("Since"))
TITLE = "Words of this council"


class SynonymForm(Form):
    said = TextField("What do people here say?", most=60, missing="Type the words as people here say them",
                     hint="For example the name of a place, a firm or a job that only people here use")  # fmt: skip
    means = TextField("What does it mean?", most=100, missing="Type what it means in plain words",
                      hint="A job or a kind of work, as an advert would call it: “warehouse packing”")  # fmt: skip


class Synonyms(TableFile, FormScreen):
    may: ClassVar = (Permission.MANAGE_REFERENCE,)
    template_name = "administrator/synonyms.html"
    form_class = SynonymForm
    heading = TITLE
    file_name = "words-in-use"
    button = "Read it this way from now on"
    lead = "Wishes that hold these words are read by what they mean here. What somebody said stays as it was said."

    def context(self) -> dict[str, Any]:
        rows = Synonym.objects.filter(council=self.user.council, ended_at=None).select_related("recorded_by")
        cells = [
            [
                Cell(row.said, reverse("take_back_synonym", args=[row.public_id])),
                row.means,
                row.recorded_by.name,
                f"{row.recorded_at:%-d %B %Y}",
            ]
            for row in rows
        ]
        empty = "No words of your own yet. Everyday and Bradford words are known already."
        return {"table": Table("Words in use", COLUMNS, cells, order="By what people say.", empty=empty, csv=AS_FILE)}

    def back(self) -> tuple[str, str]:
        return reverse("weights"), "Wording and weights"

    def act(self, form: Any) -> str:
        assert self.user.council is not None
        row, number = add_synonym(council=self.user.council, by=self.user, **form.cleaned_data)
        return f"{row} from now on. {read_again(number)}"

    def next_url(self) -> str:
        return reverse("synonyms")


class TakeBackSynonym(FormScreen):
    may: ClassVar = (Permission.MANAGE_REFERENCE,)
    button = "Take it back"

    @cached_property
    def synonym(self) -> Synonym:
        rows = Synonym.objects.filter(council=self.user.council, ended_at=None)
        return self.one(rows, public_id=self.kwargs["synonym"])

    def context(self) -> dict[str, Any]:
        lead = "Wishes that hold these words are read as everybody’s words again. What a person put right stays."
        return {"heading": str(self.synonym), "lead": lead}

    def back(self) -> tuple[str, str]:
        return reverse("synonyms"), TITLE

    def act(self, form: Any) -> str:
        return f"Taken back. {read_again(end_synonym(synonym=self.synonym, by=self.user))}"

    def next_url(self) -> str:
        return reverse("synonyms")


def read_again(number: int) -> str:
    if not number:
        return "No wish of today holds these words."
    return "1 wish is read again." if number == 1 else f"{number} wishes are read again."
