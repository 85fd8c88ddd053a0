"""What people type is read kindly, and every error is a sentence of ours that leads to its field (S3)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from config.screens import components
from config.screens.forms import (
    ChoiceField,
    DayField,
    EmailField,
    Form,
    MomentField,
    MoneyField,
    PostcodeField,
    SelectField,
    SeveralField,
    TextField,
    TickField,
    WholeNumberField,
    WordsField,
)


class Everything(Form):
    name = TextField("Your name", missing="Type your name", most=20)
    on = DayField("When", missing="Type the day", latest=date(2030, 1, 1), out="Choose a day before 2030")
    at = MomentField("Interview", wrong="Type a day and a time, such as 10.30am")
    pay = MoneyField("Pay", wrong="Type the pay in pounds, such as 12.21")
    many = WholeNumberField("How many", missing="Type how many, such as 2", least=1)
    where = PostcodeField("Postcode")
    mail = EmailField("E-mail")
    kind = ChoiceField("Kind", [("job", "Job"), ("later", "Later")], missing="Choose a kind", reveals={"later": "why"})
    why = WordsField("Why later")
    theme = SelectField("Main reason", [("a", "A"), ("b", "B")], missing="Choose a main reason")
    helps = SeveralField("What helps", [("x", "X"), ("y", "Y")])
    sure = TickField("I am sure", missing="Tick the box when you are sure")


RIGHT: dict[str, Any] = {
    "name": " Ash ", "on_day": "3", "on_month": "feb", "on_year": "27", "at_day": "1", "at_month": "6",
    "at_year": "2027", "at_time": "2.30 pm", "pay": "£1,212.50", "many": "2", "where": "bd11hx", "mail": "a@b.example",
    "kind": "later", "why": "x", "theme": "a", "helps": ["x", "y"], "sure": "on",
}  # fmt: skip


def sent(**other: Any) -> Everything:
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    for name, value in (RIGHT | other).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Everything(data)


def test_everything_is_read_kindly() -> None:
    form = sent()
    assert form.is_valid(), form.errors
    read = form.cleaned_data
    assert (read["name"], read["on"], read["pay"], read["where"]) == (
        "Ash",
        date(2027, 2, 3),
        Decimal("1212.50"),
        "BD1 1HX",
    )
    assert read["at"] == timezone.make_aware(datetime(2027, 6, 1, 14, 30))
    assert (read["many"], read["helps"], read["sure"]) == (2, ["x", "y"], True)


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", {"name": ""}, "Type your name"),
        ("name", {"name": "A" * 21}, "“Your name” has room for 20 characters; this has 21."),
        ("on", {"on_day": "", "on_month": "", "on_year": ""}, "Type the day"),
        ("on", {"on_day": "31", "on_month": "2"}, "Type a day that exists, such as 27 3 2027"),
        ("on", {"on_day": ""}, "Type a day that exists, such as 27 3 2027"),
        ("on", {"on_year": "2031"}, "Choose a day before 2030"),
        ("on", {"on_year": "0001"}, "Type a day that exists, such as 27 3 2027"),
        ("at", {"at_time": ""}, "Type a day and a time, such as 10.30am"),
        ("at", {"at_time": "25:00"}, "Type a day and a time, such as 10.30am"),
        ("pay", {"pay": "lots"}, "Type the pay in pounds, such as 12.21"),
        ("many", {"many": "0"}, "Type how many, such as 2"),
        ("many", {"many": "two"}, "Type how many, such as 2"),
        ("where", {"where": "BD1"}, "Type a full postcode, such as BD1 1HX"),
        ("mail", {"mail": "me"}, "Type an e-mail with an @"),
        ("kind", {"kind": "other"}, "Choose a kind"),
        ("theme", {"theme": ""}, "Choose a main reason"),
        ("sure", {"sure": ""}, "Tick the box when you are sure"),
    ],
)
def test_what_cannot_be_read_says_how(field: str, typed: dict[str, str], says: str) -> None:
    form = sent(**typed)
    assert form.errors == {field: [says]}
    link = components.errors_of(form)[0]["href"]
    assert f'id="{link[1:]}"' in components.field_html(form[field])


def test_a_field_that_is_not_asked_may_stay_empty() -> None:
    empty = dict.fromkeys(("at_day", "at_month", "at_year", "at_time", "pay", "where", "mail", "why"), "")
    form = sent(**empty, helps=[])
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["at"], form.cleaned_data["pay"], form.cleaned_data["helps"]) == (None, None, [])


@pytest.mark.parametrize("name", Everything.base_fields)
def test_what_was_typed_stands_in_the_field_again(name: str) -> None:
    html = components.field_html(sent(name="")[name])
    kept = {
        "name": 'name="name"',
        "on": 'value="feb"',
        "at": 'value="2.30 pm"',
        "pay": "£1,212.50",
        "why": ">x</textarea>",
    }
    assert kept.get(name, "checked" if name in ("kind", "helps", "sure") else f'name="{name}"') in html


def test_a_choice_reveals_its_field_once() -> None:
    from config.templatetags.screens import fields

    assert fields(Everything()).count('name="why"') == 1
