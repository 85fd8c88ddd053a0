"""Checking a whole row before it is saved, so that a broken rule comes back as its sentence."""

from django.core.exceptions import ValidationError
from django.db import models

from config.refusal import Refused


def check_row(row: models.Model) -> None:
    """Raises Refused with the sentences of every rule that the row's fields and constraints break."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(_sentence(row, name, said) for name, said in error.message_dict.items())) from error


def _sentence(row: models.Model, name: str, said: list[str]) -> str:
    """A constraint's own sentence, or the field's name before what is wrong with it."""
    names = {field.name: str(field.verbose_name).capitalize() for field in row._meta.concrete_fields}
    return f"{names[name]}: {' '.join(said)}" if name in names else " ".join(said)
