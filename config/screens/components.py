"""From a bound field to the parameters of its GOV.UK component, by the kind of its widget."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

from config.screens.govuk import component


def field_html(bound: BoundField, **more: Any) -> SafeString:
    """The field as its component, with its label, hint and error. `more` goes before what is derived."""
    if bound.is_hidden:
        return bound.as_hidden()
    name, params = described(bound)
    return component(name, params | more)


def described(bound: BoundField) -> tuple[str, dict[str, Any]]:
    """The component's name and its parameters."""
    widget = bound.field.widget
    for kind, name, maker in MAKERS:
        if isinstance(widget, kind):
            return name, maker(bound)
    raise TypeError(f"No component for {type(widget).__name__} of “{bound.name}”.")


def first_id(bound: BoundField) -> str:
    """The id of the field's first control, for the link of the error summary."""
    boxes = getattr(bound.field.widget, "names", None)
    return f"{bound.auto_id}-{boxes[0]}" if boxes else str(bound.auto_id)


def errors_of(form: forms.BaseForm) -> list[dict[str, str]]:
    """The items of the error summary: each error with the way to its field, or to the first where it is of all."""
    first = next(({"href": f"#{first_id(bound)}"} for bound in form.visible_fields()), {})
    items = [{"text": str(error)} | first for error in form.non_field_errors()]
    for bound in form:
        items += [{"text": str(error), "href": f"#{first_id(bound)}"} for error in bound.errors]
    return items


def _shared(bound: BoundField) -> dict[str, Any]:
    params: dict[str, Any] = {"name": bound.html_name}
    if bound.help_text:
        params["hint"] = {"text": str(bound.help_text)}
    if bound.errors:
        params["errorMessage"] = {"text": " ".join(map(str, bound.errors))}
    return params


def _box(bound: BoundField) -> dict[str, Any]:
    field = bound.field
    params = _shared(bound) | {"id": bound.auto_id, "label": {"text": str(bound.label)}}
    value = bound.value()
    params["value"] = "" if value is None else str(value)
    if width := getattr(field, "width", 0):
        params["classes"] = f"govuk-input--width-{width}"
    for side in ("prefix", "suffix"):
        if words := getattr(field, side, ""):
            params[side] = {"text": words}
    if isinstance(field, forms.EmailField):
        params |= {"type": "email", "autocomplete": "email", "spellcheck": False}
    elif isinstance(field, forms.IntegerField | forms.DecimalField):
        params["inputmode"] = "decimal" if isinstance(field, forms.DecimalField) else "numeric"
    if autocomplete := field.widget.attrs.get("autocomplete"):
        params["autocomplete"] = autocomplete
    return params


def _password(bound: BoundField) -> dict[str, Any]:
    autocomplete = bound.field.widget.attrs.get("autocomplete", "current-password")
    return _shared(bound) | {"id": bound.auto_id, "label": {"text": str(bound.label)}, "autocomplete": autocomplete}


def _words(bound: BoundField) -> dict[str, Any]:
    return _box(bound) | {"rows": str(getattr(bound.field, "rows", 5))}


def _select(bound: BoundField) -> dict[str, Any]:
    chosen = str(bound.value() or "")
    items = [
        {"value": str(value), "text": str(text), "selected": str(value) == chosen}
        for value, text in getattr(bound.field, "choices", ())
    ]
    return _shared(bound) | {"id": bound.auto_id, "label": {"text": str(bound.label)}, "items": items}


def _options(bound: BoundField) -> dict[str, Any]:
    value = bound.value()
    chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one is not None}
    items = [_option(bound, str(code), str(text), chosen) for code, text in getattr(bound.field, "choices", ())]
    legend = {"text": str(bound.label), "classes": "govuk-fieldset__legend--s"}
    params = _shared(bound) | {"idPrefix": bound.auto_id, "fieldset": {"legend": legend}, "items": items}
    return params | ({"classes": "govuk-radios--inline"} if getattr(bound.field, "inline", False) else {})


def _option(bound: BoundField, code: str, text: str, chosen: set[str]) -> dict[str, Any]:
    item: dict[str, Any] = {"value": code, "text": text, "checked": code in chosen}
    if hint := getattr(bound.field, "hints", {}).get(code):
        item["hint"] = {"text": hint}
    if revealed := getattr(bound.field, "reveals", {}).get(code):
        item["conditional"] = {"html": "\n".join(field_html(bound.form[name]) for name in revealed.split())}
    return item


def _tick(bound: BoundField) -> dict[str, Any]:
    item = {"value": "on", "text": str(bound.label), "checked": bool(bound.value()), "id": bound.auto_id}
    shared = _shared(bound)
    if hint := shared.pop("hint", None):
        item["hint"] = hint
    return shared | {"idPrefix": bound.auto_id, "items": [item]}


def _day(bound: BoundField) -> dict[str, Any]:
    widget = bound.field.widget
    assert isinstance(widget, forms.MultiWidget)
    value = bound.value()
    values = value if isinstance(value, list) else widget.decompress(value) or []
    names = getattr(widget, "names", ())
    items = [
        {
            "name": f"{bound.html_name}_{name}",
            "id": f"{bound.auto_id}-{name}",
            "label": name.capitalize(),
            "value": "" if given is None else str(given),
            "classes": f"govuk-input--width-{ {'year': 4, 'time': 5}.get(name, 2) }"
            + (" govuk-input--error" if bound.errors else ""),
            **({"inputmode": "text"} if name == "time" else {}),
        }
        for name, given in zip(names, values, strict=True)
    ]
    legend = {"text": str(bound.label), "classes": "govuk-fieldset__legend--s"}
    shared = _shared(bound)
    del shared["name"]
    return shared | {"id": bound.auto_id, "fieldset": {"legend": legend}, "items": items}


def _file(bound: BoundField) -> dict[str, Any]:
    return _shared(bound) | {"id": bound.auto_id, "label": {"text": str(bound.label)}}


MAKERS = (
    (forms.MultiWidget, "date-input", _day),
    (forms.CheckboxSelectMultiple, "checkboxes", _options),
    (forms.RadioSelect, "radios", _options),
    (forms.CheckboxInput, "checkboxes", _tick),
    (forms.Select, "select", _select),
    (forms.Textarea, "textarea", _words),
    (forms.ClearableFileInput, "file-upload", _file),
    (forms.PasswordInput, "password-input", _password),
    (forms.widgets.Input, "input", _box),
)
