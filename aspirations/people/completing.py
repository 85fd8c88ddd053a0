"""Filling in what the cohort file left out: only what nobody has recorded yet, so that no file is contradicted (R4)."""

from typing import Any

from django.db import transaction

from aspirations.people import policies
from aspirations.people.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused
from config.validation import check_row

MISSING: dict[str, tuple[Any, ...]] = {
    "born_on": (None,),
    "gender": (YoungPerson.Gender.UNKNOWN, ""),
    "ethnicity": ("",),
    "pupil_number": ("",),
}
"""What can be filled in, and the values that say that nobody has."""


@transaction.atomic
def complete(*, person: YoungPerson, by: User, **facts: Any) -> YoungPerson:
    """Fill in facts of MISSING. Raises Refused where one is known: it is changed in the case system."""
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    locked = YoungPerson.objects.select_for_update(of=("self",)).get(pk=person.pk)
    for name, value in facts.items():
        if getattr(locked, name) not in MISSING[name]:
            raise Refused("This is known by now. It is changed in the case system.", field=name)
        setattr(locked, name, value)
    check_row(locked)
    locked.save(update_fields=[*facts, "changed_at"])
    record("person_changed", locked, council=locked.council, by=by, person=locked, fields=facts)
    return locked
