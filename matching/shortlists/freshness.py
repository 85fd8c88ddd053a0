"""Lists that follow what changes, within a minute (M9): the audit trail says what did."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from aspirations.models import YoungPerson
from config.accounts.models import Council
from config.audit_trail.models import Event
from matching.shortlists.actions import draw_up_changed
from matching.shortlists.models import LookedThrough
from opportunities.models import Opportunity
from opportunities.querysets import NOT_OFFERED_YET
from opportunities.sharing import NO_LONGER_SHARED

FOR_EVERYBODY = ("file_loaded", "weights_set")
LOOKING = ("record_seen", "list_seen", "export_made")


@transaction.atomic
def follow_changes(council: Council, day: date) -> int:
    """Draw up again what may have changed since the last look. Returns how many people have a new list."""
    events = unseen(council)
    if not events.exists():
        return 0
    if changes_for_everybody(events):
        run = draw_up_changed(council=council, day=day)
    else:
        people = YoungPerson.objects.filter(council=council, public_id__in=people_changed(events))
        run = draw_up_changed(council=council, day=day, people=list(people.alive().neet_on(day).order_by("pk")))
    return run.people if run else 0


def unseen(council: Council) -> QuerySet[Event]:
    """The events since the look before the last; moves the mark. None at the first look: the night saw to those."""
    events = events_for(council)
    newest = events.aggregate(last=Max("pk"))["last"] or 0
    mark, new = LookedThrough.objects.select_for_update().get_or_create(
        council=council, defaults={"event": newest, "event_before": newest}
    )
    since = mark.event_before
    mark.event, mark.event_before = newest, mark.event
    mark.save()
    return Event.objects.none() if new else events.filter(pk__gt=since, pk__lte=newest)


def events_for(council: Council) -> QuerySet[Event]:
    """The council's own, and what became of opportunities that others share, or shared, with it (S7)."""
    shared = Opportunity.objects.open_to(council).exclude(council=council).values("public_id")
    from_others = Q(verb=NO_LONGER_SHARED) | Q(subject_type="opportunity", subject_id__in=shared)
    return Event.objects.filter(Q(council=council) | from_others)


def changes_for_everybody(events: QuerySet[Event]) -> bool:
    """A file, other weights, or an opportunity that is or was offered."""
    if events.filter(verb__in=FOR_EVERYBODY).exists():
        return True
    offers = events.filter(subject_type="opportunity").values("subject_id")
    return Opportunity.objects.filter(public_id__in=offers).exclude(state__in=NOT_OFFERED_YET).exists()


def people_changed(events: QuerySet[Event]) -> set[UUID]:
    rows = events.exclude(person_id=None).exclude(verb__in=LOOKING)
    return {person for person in rows.values_list("person_id", flat=True) if person}
