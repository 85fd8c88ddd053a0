"""Forms of loading a file and of answering what it left open."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from config.imports.dates import FIRST_DAY
from config.imports.models import Source
from config.imports.sheet_error import SheetError
from config.imports.sheets import check_size
from config.screens.forms import ChoiceField, DayField, FileField, Form, TextField

HINTS = {
    Source.COHORT: "Everyone in the leaving care service: xlsx, xls or csv.",
    Source.AUDIT: "What each young person told you, joined by Child Unique ID: xlsx, xls or csv.",
    Source.PLEDGES: "What employers promised at an event: xlsx, xls or csv.",
    Source.DISPLAY_ADVERT: "The display advert feed of Find an apprenticeship, as JSON.",
    Source.JOB_POSTING: "Adverts as schema.org JobPosting, as JSON.",
    Source.OPEN_REFERRAL: "Help beside work from a directory of local services, as JSON.",
    Source.COUNCIL_VACANCIES: "The list of vacancies of your recruitment system: xlsx, xls or csv.",
}
LONGEST_ANSWER = 40
SOMETHING_ELSE = "something-else"


class FileForm(Form):
    """A file, its kind and the day it describes. Nothing is stored by sending it."""

    source = ChoiceField("What kind of file is it?")
    file = FileField(
        "The file",
        missing="Choose the file",
        hint="At most 20 MB. Without a password.",
        error_messages={"empty": "This file is empty. Choose the right one."},
    )
    as_of = DayField(
        "The day it describes",
        missing="Type the day that the file describes",
        earliest=FIRST_DAY,
        hint="The day the report was run, not the day it is sent.",
        out="Type the day that the file describes, today at most",
    )

    def __init__(self, *args: Any, sources: list[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"] = ChoiceField(
            "What kind of file is it?", [(source.value, source.label) for source in sources],
            missing="Choose what kind of file it is", hints={source.value: HINTS[source] for source in sources},
        )  # fmt: skip

    def clean_file(self) -> Any:
        """Refused by its size before a byte of it is read."""
        file = self.cleaned_data["file"]
        try:
            check_size(file.size, file.name)
        except SheetError as error:
            raise ValidationError(str(error)) from error
        return file

    def clean_as_of(self) -> Any:
        if self.cleaned_data["as_of"] > timezone.localdate():
            raise ValidationError("Type the day that the file describes, today at most")
        return self.cleaned_data["as_of"]


class AnswerForm(Form):
    """One of the candidates, or what the file should have said; of words withheld, what was done about them."""

    answer = ChoiceField("What is right?")
    typed = TextField("What the file should have said", most=LONGEST_ANSWER)

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], is_withheld: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing = (
            "Type what was done, such as: spoke today" if is_withheld else "Type what the file should have said"
        )
        if is_withheld:
            self.fields["typed"] = TextField("What was done", most=LONGEST_ANSWER)
        if candidates:
            self.fields["answer"] = ChoiceField(
                "What is right?", [*candidates, (SOMETHING_ELSE, "Something else")],
                missing="Choose what is right", reveals={SOMETHING_ELSE: "typed"},
            )  # fmt: skip
        else:
            del self.fields["answer"]

    @property
    def is_typed(self) -> bool:
        return str(self.cleaned_data.get("answer", SOMETHING_ELSE)) == SOMETHING_ELSE

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if "answer" not in self.errors and self.is_typed and not said.get("typed") and "typed" not in self.errors:
            self.add_error("typed", self.missing)
        return said

    @property
    def code(self) -> str:
        return str(self.cleaned_data["typed" if self.is_typed else "answer"])
