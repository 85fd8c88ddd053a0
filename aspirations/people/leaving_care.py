"""What the council knew on a day, told by a person rather than a file: in touch, and where somebody lived (OC3)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from aspirations.people import policies
from aspirations.people.models import LeavingCareFact, YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.reference.vocabulary import check_code
from config.refusal import Refused

DIED = "DIED"
NEVER_SUITABLE = frozenset("SX")
UNSUITABLE = "2"


@transaction.atomic
def record_fact(
    *, person: YoungPerson, on: date, by: User, in_touch: str = "", accommodation: str = "", suitability: str = ""
) -> LeavingCareFact:
    """What was so on a day; what is left empty stays as it was known for that day.

    Codes of the lists 'in_touch' and 'accommodation'. Raises Refused for a home without whether it was suitable.
    """
    policies.check_can_change(by, Permission.RECORD_PROGRESS, person)
    if on > timezone.localdate():
        raise Refused("This day lies ahead. Choose today or a day before.")
    if in_touch:
        check_code("in_touch", in_touch, council=person.council, on=timezone.localdate(), what="an answer")
    if in_touch == DIED:
        raise Refused("A death is recorded on the record itself: it stops every message at once.", field="in_touch")
    if accommodation:
        suitability = _suits(person, accommodation, suitability)
    said = {"in_touch": in_touch, "accommodation": accommodation, "suitability": suitability}
    news = {name: code for name, code in said.items() if code}
    if not news:
        raise Refused("Choose at least one answer.")
    fact, _ = LeavingCareFact.objects.update_or_create(person=person, as_of=on, defaults=news)
    record("leaving_care_recorded", person, council=person.council, by=by, person=person, fields=news)
    return fact


def _suits(person: YoungPerson, accommodation: str, suitability: str) -> str:
    """No home and custody are never suitable; of any other somebody has to say."""
    check_code("accommodation", accommodation, council=person.council, on=timezone.localdate(), what="where they lived")
    if accommodation in NEVER_SUITABLE:
        return UNSUITABLE
    if accommodation != "0" and not suitability:
        raise Refused("Say whether it was suitable.", field="suitability")
    return suitability
