"""Tags and filters of every page: GOV.UK components, fields, tags of state, days and numbers in words."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from config.screens import components, govuk

register = template.Library()
TAG_COLOURS = {"grey", "blue", "green", "amber", "red"}


@register.simple_tag(name="govuk")
def govuk_tag(component: str, params: dict[str, Any] | None = None, **options: Any) -> SafeString:
    """`{% govuk "button" text="Save" %}`; `label__text` means {"label": {"text": ...}}."""
    return govuk.component(component, (params or {}) | nested(options))


def nested(options: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for path, value in options.items():
        *ways, last = path.split("__")
        inner = made
        for way in ways:
            inner = inner.setdefault(way, {})
        inner[last] = value
    return made


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """`{% field form.name %}`: the field as its component, with hint and error."""
    return components.field_html(bound, **nested(options))


@register.simple_tag
def error_summary(form: Any) -> SafeString | str:
    """What went wrong, on top, each with the way to its field; nothing while all is well."""
    errors = components.errors_of(form) if isinstance(form, forms.BaseForm) and form.is_bound else []
    if not errors:
        return ""
    return govuk.component("error-summary", {"titleText": "There is a problem", "errorList": errors})


@register.simple_tag
def fields(form: forms.Form) -> SafeString:
    """Every field of the form in its order, those that another field reveals at their place under it."""
    revealed: set[str] = getattr(form, "revealed", set())
    shown = [components.field_html(bound) for bound in form if bound.name not in revealed]
    return SafeString("\n".join(shown))


@register.simple_tag
def tag(words: str, colour: str = "grey") -> SafeString:
    """A state in words on a quiet ground: grey a fact, blue new, green good, amber soon, red late or left undone."""
    if colour not in TAG_COLOURS:
        raise ValueError(f"A tag is one of {sorted(TAG_COLOURS)}, not {colour}.")
    return format_html('<strong class="govuk-tag eet-tag--{}">{}</strong>', colour, words)


@register.simple_tag
def unknown(words: str = "Not known yet") -> SafeString:
    """A fact nobody has told us yet: never a dash, zero or no."""
    return format_html('<span class="eet-unknown">{}</span>', words)


@register.simple_tag
def bar(points: int, of: int, *, usual: bool = False) -> SafeString:
    """A bar of a part beside its number; hatched where the usual value is counted for what is not known."""
    share = round(100 * points / of) if of else 0
    pattern = "eet-bar__fill eet-bar__fill--usual" if usual else "eet-bar__fill"
    return format_html(
        '<svg class="eet-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="eet-bar__track" width="100" height="8"></rect>'
        '<rect class="{}" width="{}" height="8"></rect></svg>',
        pattern,
        share,
    )


@register.filter
def long_day(day: date | datetime | None) -> str:
    """'20 November 2026', in London."""
    return f"{_local(day):%-d %B %Y}" if day else "Not known yet"


@register.filter
def short_day(day: date | datetime | None) -> str:
    """'20 November', without the year."""
    return f"{_local(day):%-d %B}" if day else "Not known yet"


@register.filter
def moment(at: datetime | None) -> str:
    """'20 November 2026 at 6:10 am', in London."""
    if at is None:
        return "Not known yet"
    local = timezone.localtime(at)
    return f"{local:%-d %B %Y} at {local:%-I:%M} {local:%p}".replace("AM", "am").replace("PM", "pm")


@register.filter
def count(number: int, words: str) -> str:
    """`{{ 1|count:"offer,offers" }}` is "1 offer"."""
    one, many = words.split(",")
    return f"{number:,} {one if number == 1 else many}"


@register.filter
def ago(day: date | None) -> str:
    """'Today', 'Yesterday', '12 days ago'."""
    if day is None:
        return "Not known yet"
    days = (timezone.localdate() - day).days
    return {0: "Today", 1: "Yesterday"}.get(days, f"{days} days ago")


def _local(day: date | datetime) -> date:
    return timezone.localdate(day) if isinstance(day, datetime) else day


@register.filter
def of(values: Mapping[str, Any], key: str) -> Any:
    """`{{ labels|of:part.name }}`: the value of a key."""
    return values[key]


@register.filter
def naming(sentence: str, who: str) -> str:
    """A sentence about "the person", with what they are called."""
    return sentence.replace("The person", who).replace("the person", who)


@register.filter
def is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)
