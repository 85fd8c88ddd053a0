"""Where everyone of a caseload stands on a day: what orders the list, counts the tabs and says what needs somebody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from aspirations.models import MessageFromPerson, YoungPerson
from aspirations.people.ages import age_on
from aspirations.people.querysets import YoungPersonQuerySet
from aspirations.spells.activity import GROUPS, group
from aspirations.spells.not_in_eet import Since, not_in_eet_since
from config.accounts.models import User
from config.accounts.permissions import Permission
from matching.nominations.models import Interview, Nomination
from matching.panel.models import PanelDecision

NEEDED = (
    "public_id", "council_id", "child_id", "name", "preferred_name", "born_on", "team", "last_contact_on",
    "personal_adviser_id", "social_worker_id", "manager_id", "is_restricted",
)  # fmt: skip
ORDERS = {
    "longest": ("Longest without EET", "Longest without EET first."),
    "contact": ("Longest since we were in touch", "Longest since we were in touch first."),
    "due": ("Next step due", "What is due first comes first."),
    "name": ("Name", "By name."),
}
TABS = {"all": "All"} | GROUPS
SIX_WEEKS = 42
"""Days without a contact after which the list says so."""


@dataclass(frozen=True, slots=True)
class Untold:
    """The panel's oldest decision about somebody who does not know it yet, and until when they are to hear it."""

    decision: str
    held_on: date
    tell_by_on: date


@dataclass(slots=True)
class Standing:
    """One person on the day. `group` is neet, eet or unknown; `nominations` are the live ones, furthest on first."""

    person: YoungPerson
    activity: str
    group: str
    activity_since: date | None
    since: Since | None = None
    nominations: list[Nomination] = field(default_factory=list)
    unread: int = 0
    unread_since: datetime | None = None
    untold: Untold | None = None

    @property
    def due_on(self) -> date | None:
        return min((row.due_on for row in self.nominations if row.due_on), default=None)

    def age(self, day: date) -> int | None:
        return age_on(self.person.born_on, day) if self.person.born_on else None


def standings(user: User, day: date) -> list[Standing]:
    """Everyone this user works with, alive. Three queries, whatever their number."""
    people = YoungPerson.objects.worked_with_by(user).alive()
    rows = people.doing_on(day).annotate(**_unread(), untold=_untold()).only(*NEEDED).order_by("child_id")
    found = {row.pk: _standing(row) for row in rows}
    for pk, since in not_in_eet_since(people, day).items():
        found[pk].since = since
    for nomination in live_nominations(people, day):
        found[nomination.person_id].nominations.append(nomination)
    return list(found.values())


def _unread() -> dict[str, Subquery]:
    """How many messages from the own page nobody has read, and since when."""
    rows = MessageFromPerson.objects.filter(person=OuterRef("pk"), read_at=None).order_by().values("person")
    return {
        "unread": Subquery(rows.annotate(Count("pk")).values("pk__count")),
        "unread_since": Subquery(rows.annotate(Min("written_at")).values("written_at__min")),
    }


def _untold() -> Subquery:
    rows = PanelDecision.objects.to_tell().filter(item__person=OuterRef("pk")).order_by("tell_by_on")
    shape = JSONObject(decision="public_id", held_on="item__meeting__held_on", tell_by_on="tell_by_on")
    return Subquery(rows.values(shape=shape)[:1])


def _standing(row: YoungPerson) -> Standing:
    activity = getattr(row, "activity", None) or ""
    said = vars(row)
    return Standing(
        row,
        activity,
        group(activity),
        said.get("activity_since"),
        unread=said.get("unread") or 0,
        unread_since=said.get("unread_since"),
        untold=_read(said.get("untold")),
    )


def _read(found: dict[str, str] | None) -> Untold | None:
    if found is None:
        return None
    held_on, tell_by_on = (date.fromisoformat(found[name]) for name in ("held_on", "tell_by_on"))
    return Untold(found["decision"], held_on, tell_by_on)


def live_nominations(people: YoungPersonQuerySet, day: date) -> list[Nomination]:
    """Those of these people that are live, with opportunity and employer; the furthest on first.

    `meets_at` is the next interview from this day on; `met_at` the first before it of which nobody said how it went.
    """
    begins = timezone.make_aware(datetime.combine(day, time.min))
    interviews = Interview.objects.filter(nomination=OuterRef("pk")).order_by("at").values("at")
    rows = Nomination.objects.live().filter(person__in=people).select_related("opportunity__employer")
    return furthest_first(
        rows.annotate(
            meets_at=Subquery(interviews.filter(at__gte=begins)[:1]),
            met_at=Subquery(interviews.filter(at__lt=begins, attended=None)[:1]),
        )
    )


def furthest_first(rows: Iterable[Nomination]) -> list[Nomination]:
    return sorted(rows, key=lambda row: (FURTHEST.index(row.state), row.state_since_at))


FURTHEST = (
    "accepted", "offered", "interview", "in_review", "introduced", "panel_agreed", "nominated", "person_said_yes",
    "shortlisted", "suggested", "postponed",
)  # fmt: skip


def worker_of(person: YoungPerson) -> int | None:
    """The pk of who works with the person, the PA before the social worker; None: nobody but the manager."""
    return person.personal_adviser_id or person.social_worker_id


def is_mine(user: User, person: YoungPerson) -> bool:
    """Whether the next step is this user's: a manager's own are those without an adviser, others look after theirs."""
    if not user.may(Permission.SEE_TEAM_CASELOAD):
        return True
    worker = worker_of(person)
    return worker == user.pk or (worker is None and person.manager_id == user.pk)


def counts(rows: Sequence[Standing]) -> dict[str, int]:
    """People by tab; the groups add up to all."""
    return {"all": len(rows)} | {code: sum(row.group == code for row in rows) for code in GROUPS}


def ordered(rows: Sequence[Standing], order: str) -> list[Standing]:
    """Rows of one tab, in one of ORDERS; ties by name."""
    keys = {
        "longest": lambda row: (row.group != "neet", row.since.on if row.since else date.max),
        "contact": lambda row: row.person.last_contact_on or date.min,
        "due": lambda row: row.due_on or date.max,
        "name": lambda row: 0,
    }
    return sorted(rows, key=lambda row: (keys[order](row), row.person.listed_as))
