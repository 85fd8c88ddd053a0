"""Fields of a row of offers, with our own words for what is wrong. A label is the heading of its column."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from config.imports.dates import read_date
from config.imports.forms import LISTED, ReadField, ReadListField, ToConfirm
from config.imports.labels import Reading
from config.places.postcodes import normalise
from opportunities.imports.json_values import MOST_HOURS


def text(label: str, longest: int) -> forms.CharField:
    """Words as they are; blank is "not said"."""
    messages = {"max_length": f"Shorten this to {longest:,} letters."}
    return forms.CharField(required=False, max_length=longest, label=label, error_messages=messages)


def needed(label: str, longest: int, sentence: str) -> forms.CharField:
    field = text(label, longest)
    field.required = True
    field.error_messages["required"] = sentence
    return field


def whole(label: str, sentence: str, *, low: int = 1, high: int = 10_000) -> forms.IntegerField:
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    return forms.IntegerField(required=False, min_value=low, max_value=high, label=label, error_messages=messages)


def hours(label: str) -> forms.DecimalField:
    messages = dict.fromkeys(("min_value", "max_value"), f"Type the hours of one week, at most {MOST_HOURS}.")
    messages["invalid"] = "Type the hours a week as a number, such as 37.5."
    messages["max_decimal_places"] = "Type the hours a week with one figure after the point, such as 37.5."
    return forms.DecimalField(
        required=False,
        label=label,
        min_value=Decimal("0.5"),
        max_value=Decimal(MOST_HOURS),
        decimal_places=1,
        error_messages=messages,
    )


def email(label: str) -> forms.EmailField:
    return forms.EmailField(required=False, label=label, error_messages={"invalid": "Type an e-mail with an @."})


def _not_read_yet(cell: str) -> Reading[str]:
    raise LookupError(f"No reader was given for “{cell}”.")


def code(label: str) -> ReadField:
    """A coded column. How it is read depends on the council's lists, so the form says it for each load."""
    return ReadField(_not_read_yet, label=label)


class NeededCode(ReadField):
    """A coded column that the row cannot do without: blank or in doubt refuses the row."""

    def __init__(self, label: str, sentence: str) -> None:
        super().__init__(_not_read_yet, label=label)
        self.sentence = sentence

    def clean(self, value: str) -> str:
        try:
            found = super().clean(value)
        except ToConfirm as doubt:
            raise ValidationError(doubt.message) from doubt
        if found is None:
            raise ValidationError(self.sentence)
        return str(found)


def codes(label: str) -> ReadListField:
    return ReadListField(_not_read_yet, label=label)


def day(label: str) -> ReadField:
    return ReadField(read_date, label=label)


def postcode(label: str) -> ReadField:
    return ReadField(read_postcode, label=label)


def read_postcode(cell: str) -> Reading[str]:
    code = normalise(cell)
    if code or not cell:
        return Reading(code, "code" if code else "blank")
    return Reading(None, "unknown", (), f"“{cell[:80]}” is not a full postcode. Please type one, such as BD1 1HY.")


class AsksField(forms.CharField):
    """Free words in one cell, separated by semicolons."""

    longest = 300

    def __init__(self, label: str) -> None:
        super().__init__(required=False, label=label)

    def clean(self, value: str) -> list[str]:
        parts = [part.strip() for part in super().clean(value).split(LISTED)]
        if any(len(part) > self.longest for part in parts):
            raise ValidationError(f"Shorten each part to {self.longest} letters; a semicolon stands between parts.")
        return [part for part in parts if part]
