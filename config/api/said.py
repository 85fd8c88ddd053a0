"""What a program sent, read as strictly as a form reads it: by the serializer for its shape, by the page's form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from rest_framework import serializers

from config.screens.forms import DayWidget

NOT_KNOWN = "There is no such field."
NOT_HERE = "This does not belong here."


class Strict(serializers.Serializer):
    """A field that nobody asked for is an error, not silence."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := data.keys() - self.fields.keys()):
            raise serializers.ValidationError({str(name): NOT_KNOWN for name in sorted(unknown)})
        return super().to_internal_value(data)


def said_in(shape: type[serializers.Serializer], data: Any) -> dict[str, Any]:
    """What was sent, in this shape. Raises ValidationError naming the fields."""
    said = shape(data=data)
    said.is_valid(raise_exception=True)
    return dict(said.validated_data)


def checked_by(form: type[forms.Form], said: Mapping[str, Any], **facts: Any) -> Any:
    """The page's own form, filled in with this and valid: same rules, same sentences. `facts` are the form's own.

    Raises ValidationError for each field that the page would complain of.
    """
    if strange := said.keys() - form.base_fields.keys():
        raise serializers.ValidationError(dict.fromkeys(sorted(strange), NOT_HERE))
    typed: dict[str, Any] = {}
    for name, value in said.items():
        typed |= as_typed(name, form.base_fields[name].widget, value)
    filled = form(typed, **facts)
    if not filled.is_valid():
        fields = filled.errors.items()
        raise serializers.ValidationError({name.replace("__all__", ""): list(words) for name, words in fields})
    return filled


def as_typed(name: str, widget: forms.Widget, value: Any) -> dict[str, Any]:
    """The boxes in which a person would have typed it."""
    if not isinstance(widget, DayWidget):
        return {name: value}
    return {f"{name}_{box}": str(typed) for box, typed in zip(widget.names, widget.decompress(value), strict=True)}
