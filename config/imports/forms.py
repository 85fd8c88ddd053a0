"""Django forms that read rows: the same rules on a screen and in a file.

A field in doubt raises `ToConfirm`: on a screen an error in its place, in a file a question beside a value unknown.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError

from config.imports.labels import Reading
from config.imports.report import Problem
from config.imports.source import LISTED, Cells, RowRead

REMEMBERED = 10_000
Read = Callable[[str], Reading[Any]]


def as_given(text: str) -> Reading[Any]:
    return Reading(text or None, "words")


def remembered(read: Read) -> Read:
    """Columns hold the same few values many times."""
    return lru_cache(maxsize=REMEMBERED)(read)


class ToConfirm(ValidationError):
    """A value that a person has to confirm. `kept` is stored meanwhile; `value` is the part in doubt, "" for all."""

    def __init__(self, sentence: str, candidates: tuple[Any, ...] = (), *, kept: Any = None, value: str = "") -> None:
        super().__init__(sentence, code="to_confirm")
        self.candidates = tuple(map(str, candidates))
        self.kept, self.value = kept, value

    @classmethod
    def unless_certain(cls, reading: Reading[Any], **details: Any) -> None:
        if reading.to_confirm:
            raise cls(reading.sentence, reading.candidates, **details)


class TextField(forms.CharField):
    """Words as they are given; blank is not known."""

    default_error_messages: ClassVar = {
        "max_length": "This has %(show_value)d characters and %(limit_value)d can be kept. Please shorten it."
    }

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)


class ReadField(TextField):
    """Text read by a function that gives a Reading. The value is None where nothing is given."""

    def __init__(self, read: Read = as_given, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.read = remembered(read)

    def clean(self, value: Any) -> Any:
        reading = self.read(super().clean(value))
        ToConfirm.unless_certain(reading)
        return reading.value


class ReadListField(ReadField):
    """Several values in one cell, separated by semicolons: the certain ones are kept, each other one is asked."""

    def clean(self, value: Any) -> list[Any]:
        parts = [part.strip() for part in TextField.clean(self, value).split(LISTED) if part.strip()]
        readings = [(part, self.read(part)) for part in parts]
        certain = list(dict.fromkeys(reading.value for _, reading in readings if reading.value is not None))
        doubts = [
            ToConfirm(reading.sentence, reading.candidates, kept=certain, value=part)
            for part, reading in readings
            if reading.to_confirm
        ]
        if doubts:
            raise ValidationError(doubts)
        return certain


class SheetForm(forms.Form):
    """A form that is filled again for each row of a sheet; the labels of its fields are the column headings."""

    def __init__(self) -> None:
        super().__init__(data={})
        self.headings = {name: str(field.label) for name, field in self.fields.items()}

    def read_with(self, name: str, read: Read) -> None:
        """Give a ReadField its function, where that depends on the council or the day."""
        cast(ReadField, self.fields[name]).read = remembered(read)

    def read_row(self, cells: Cells) -> RowRead:
        """Values by field name; a field that is missing among them is not known."""
        self.data = {name: cells.get(heading, "") for name, heading in self.headings.items()}
        self.full_clean()
        values, problems, to_confirm = dict(self.cleaned_data), [], []
        for name, errors in self.errors.as_data().items():
            for error in errors:
                if isinstance(error, ToConfirm):
                    to_confirm.append(self._problem(name, error))
                    values.setdefault(name, error.kept)
                else:
                    problems.append(self._problem(name, error))
        return RowRead(values, tuple(problems), tuple(to_confirm))

    def _problem(self, name: str, error: ValidationError) -> Problem:
        column, value = self.headings.get(name, ""), str(self.data.get(name, ""))
        if not isinstance(error, ToConfirm):
            return Problem(column, value, " ".join(error.messages))
        code = error.kept if isinstance(error.kept, str) else ""
        return Problem(column, error.value or value, str(error.message), code, error.candidates)
