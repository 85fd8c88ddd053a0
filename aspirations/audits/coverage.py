"""Who is in the aspiration audit and who is missing, by PA and by status (A4). Children in care count too.

Each takes the people that the reader may see, and counts the living among them, in one round or in any.
"""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from aspirations.audits.models import AspirationAudit, AspirationRound
from aspirations.people.models import YoungPerson
from aspirations.people.querysets import YoungPersonQuerySet

COUNTS = {"people": Count("pk"), "audited": Count("pk", filter=Q(is_audited=True))}


def audited(people: YoungPersonQuerySet, in_round: AspirationRound | None = None) -> YoungPersonQuerySet:
    return people.alive().filter(Exists(_told(in_round)))


def missing(people: YoungPersonQuerySet, in_round: AspirationRound | None = None) -> YoungPersonQuerySet:
    return people.alive().exclude(Exists(_told(in_round)))


def by_adviser(people: YoungPersonQuerySet, in_round: AspirationRound | None = None) -> list[dict[str, Any]]:
    """One row for each PA, else social worker, else manager: `adviser` is the pk, and its name and team."""
    who = {
        "adviser": Coalesce("personal_adviser", "social_worker", "manager"),
        "adviser_name": Coalesce("personal_adviser__name", "social_worker__name", "manager__name"),
        "adviser_team": Coalesce("personal_adviser__team", "social_worker__team", "manager__team"),
    }
    rows = _marked(people, in_round).annotate(**who).values(*who).annotate(**COUNTS)
    return list(rows.order_by("adviser_name", "adviser"))


def by_status(people: YoungPersonQuerySet, in_round: AspirationRound | None = None) -> list[dict[str, Any]]:
    """One row for each status that the council gives: status, label, people, audited; in the order of the list."""
    rows = _marked(people, in_round).values(status=F("local_status")).annotate(**COUNTS)
    found = {row["status"]: row for row in rows}
    return [{"label": label, **found[code]} for code, label in YoungPerson.Status.choices if code in found]


def _marked(people: YoungPersonQuerySet, in_round: AspirationRound | None) -> YoungPersonQuerySet:
    return people.alive().annotate(is_audited=Exists(_told(in_round))).order_by()


def _told(in_round: AspirationRound | None) -> QuerySet[AspirationAudit]:
    told = AspirationAudit.objects.filter(person=OuterRef("pk"))
    return told.filter(round=in_round) if in_round else told
