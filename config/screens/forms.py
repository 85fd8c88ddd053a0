"""Forms as people meet them: every field brings its own sentence for what is missing or cannot be read.

`missing` is shown when nothing is given, and makes the field required; `wrong` when what is given cannot be read.
How a field becomes GOV.UK HTML stands in `components.py`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from config.places.postcodes import normalise

Choices = Iterable[tuple[str, str]]


class Form(forms.Form):
    """A form whose fields may reveal one another; `lead` fields first, no Django words anywhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def choose(self, name: str, choices: Choices, hints: Mapping[str, str] | None = None) -> None:
        """Give a field the choices, with their hints, that depend on the council, the day or the person."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)
        if hints and isinstance(field, ChoiceField | SeveralField):
            field.hints = hints

    @property
    def revealed(self) -> set[str]:
        """Names of the fields that stand under a choice of another field."""
        shown = (names for field in self.fields.values() for names in getattr(field, "reveals", {}).values())
        return {name for names in shown for name in names.split()}


class Asked(forms.Field):
    """What every field of ours takes: `label`, `missing`, `wrong`, `hint`, and `width` in characters."""

    wrong_codes: ClassVar[tuple[str, ...]] = ("invalid", "invalid_choice", "invalid_list", "min_value", "max_value")

    def __init__(
        self, label: str, *args: Any, missing: str = "", wrong: str = "", hint: str = "", width: int = 0, **kwargs: Any
    ) -> None:
        self.width = width
        words = {"required": missing, **dict.fromkeys(self.wrong_codes, wrong or missing or f"Check “{label}”")}
        words |= kwargs.pop("error_messages", {})
        kwargs |= {"label": label, "help_text": hint, "required": bool(missing), "error_messages": words}
        super().__init__(*args, **kwargs)


class TextField(Asked, forms.CharField):
    """One line. `most` characters are kept."""

    def __init__(self, label: str, *, most: int = 150, **kwargs: Any) -> None:
        super().__init__(label, max_length=most, **kwargs)
        self.error_messages.setdefault("max_length", "")
        self.most = most

    def clean(self, value: Any) -> str:
        text = str(value or "").strip()
        if len(text) > self.most:
            raise ValidationError(f"“{self.label}” has room for {self.most} characters; this has {len(text)}.")
        return str(super().clean(text))


class WordsField(TextField):
    """Several lines, in somebody's own words."""

    widget = forms.Textarea

    def __init__(self, label: str, *, most: int = 500, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(label, most=most, **kwargs)
        self.rows = rows


class EmailField(Asked, forms.EmailField):
    def __init__(self, label: str, *, wrong: str = "Type an e-mail with an @", **kwargs: Any) -> None:
        super().__init__(label, wrong=wrong, **kwargs)


class PasswordField(Asked, forms.CharField):
    """Kept as typed, spaces too, and never shown again."""

    def __init__(self, label: str, *, autocomplete: str = "new-password", **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(label, strip=False, max_length=128, widget=widget, **kwargs)


class PostcodeField(TextField):
    """A full postcode with one space; '' where it is not asked."""

    def __init__(self, label: str, *, wrong: str = "Type a full postcode, such as BD1 1HX", **kwargs: Any) -> None:
        super().__init__(label, most=20, wrong=wrong, width=10, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        tidy = normalise(text) or ""
        if text and not tidy:
            raise ValidationError(self.error_messages["invalid"])
        return tidy


class ChoiceField(Asked, forms.ChoiceField):
    """One of a few (radio buttons). `hints` and `reveals` (names of other fields) by value; `inline` side by side."""

    widget = forms.RadioSelect

    def __init__(
        self,
        label: str,
        choices: Choices = (),
        *,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, str] | None = None,
        inline: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, choices=list(choices), **kwargs)
        self.hints, self.reveals, self.inline = hints or {}, reveals or {}, inline


class SelectField(Asked, forms.ChoiceField):
    """One of many (a list to open)."""

    def __init__(self, label: str, choices: Choices = (), *, nothing: str = "Choose", **kwargs: Any) -> None:
        super().__init__(label, choices=[("", nothing), *choices], **kwargs)


class SeveralField(Asked, forms.MultipleChoiceField):
    """Any number of a few (tick boxes)."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self,
        label: str,
        choices: Choices = (),
        *,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, choices=list(choices), **kwargs)
        self.hints, self.reveals = hints or {}, reveals or {}


class TickField(Asked, forms.BooleanField):
    """One box to tick."""


YES_NO = (("yes", "Yes"), ("no", "No"))
YES_NO_UNKNOWN = (*YES_NO, ("unknown", "Not known yet"))


class WholeNumberField(Asked, forms.IntegerField):
    """A whole number between `least` and `most`."""

    def __init__(self, label: str, *, least: int = 0, most: int = 9999, width: int = 4, **kwargs: Any) -> None:
        super().__init__(label, min_value=least, max_value=most, width=width, **kwargs)


class DecimalField(Asked, forms.DecimalField):
    """A number with a point; a pound sign and commas are left out. `prefix` and `suffix` stand beside the box."""

    wrong_codes: ClassVar = (*Asked.wrong_codes, "max_digits", "max_decimal_places", "max_whole_digits")

    def __init__(self, label: str, *, prefix: str = "", suffix: str = "", places: int = 2, **kwargs: Any) -> None:
        super().__init__(label, decimal_places=places, max_digits=9, min_value=0, width=5, **kwargs)
        self.prefix, self.suffix = prefix, suffix

    def to_python(self, value: Any) -> Any:
        return super().to_python(re.sub(r"[£,\s]", "", value) if isinstance(value, str) else value)


class MoneyField(DecimalField):
    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, prefix="£", **kwargs)


class FileField(Asked, forms.FileField):
    wrong_codes: ClassVar = (*Asked.wrong_codes, "missing", "empty")


class HiddenField(forms.CharField):
    """What a page has to remember and nobody types."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, label="", **kwargs)


class DayWidget(forms.MultiWidget):
    """Day, month and year in boxes of their own."""

    def __init__(self, names: tuple[str, ...] = ("day", "month", "year")) -> None:
        super().__init__(dict.fromkeys(names, forms.TextInput))
        self.names = names

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayField(Asked, forms.MultiValueField):
    """A day in three boxes; months may be names."""

    widget: Any = DayWidget
    boxes: ClassVar[int] = 3

    def __init__(
        self, label: str, *, wrong: str = "Type a day that exists, such as 27 3 2027", earliest: date | None = None,
        latest: date | None = None, out: str = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        parts = [forms.CharField(required=False) for _ in range(self.boxes)]
        super().__init__(label, fields=parts, require_all_fields=False, wrong=wrong, **kwargs)
        self.earliest, self.latest, self.out = earliest, latest, out

    def compress(self, data_list: list[str]) -> date | None:
        if not any(data_list):
            return None
        day = self.day_of(data_list)
        if (self.earliest and day < self.earliest) or (self.latest and day > self.latest):
            raise ValidationError(self.out or self.error_messages["invalid"])
        return day

    def day_of(self, boxes: list[str]) -> date:
        try:
            day, month, year = (box.strip() for box in boxes[:3])
            full_year = int(year) + (2000 if len(year) == 2 else 0)
            read = date(full_year, MONTHS.get(month.lower()[:3]) or int(month), int(day))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"]) from error
        if not 1900 <= read.year <= 2200:
            raise ValidationError(self.error_messages["invalid"])
        return read


SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(SHORT_MONTHS, start=1)}
TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm|noon)?")


class MomentWidget(DayWidget):
    def __init__(self) -> None:
        super().__init__(("day", "month", "year", "time"))

    def decompress(self, value: Any) -> list[Any]:
        local = timezone.localtime(value) if value else None
        return [*super().decompress(local), f"{local:%H:%M}" if local else None]


class MomentField(DayField):
    """A day and a time in London: "10.30am", "14:00" and "2 pm" are read."""

    widget = MomentWidget
    boxes: ClassVar = 4

    def compress(self, data_list: list[str]) -> datetime | None:
        day = super().compress(data_list[:3])
        if day is None and not any(data_list):
            return None
        found = TIME.fullmatch(data_list[3].strip().lower()) if day and len(data_list) == self.boxes else None
        if found is None or day is None:
            raise ValidationError(self.error_messages["invalid"])
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        hour = hour % 12 + 12 * (half != "am") if half else hour
        if hour > 23 or minute > 59:
            raise ValidationError(self.error_messages["invalid"])
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))
