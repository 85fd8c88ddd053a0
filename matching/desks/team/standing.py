"""A team by adviser: how many young people, what is late, who has nobody (A7: unassigned people must be 0)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from aspirations.models import AccessGrant, YoungPerson
from config.accounts.models import User
from matching.desks.caseload.standing import SIX_WEEKS, Standing, worker_of
from matching.panel.models import PanelAction


@dataclass(frozen=True, slots=True)
class AdviserRow:
    """One adviser's part of the team on a day: people, by what they do; what is past its day; people out of touch.

    `late` are people put forward whose next step is late, `actions_late` the panel's actions that this adviser owns.
    """

    adviser: User
    people: int
    not_in_eet: int
    not_known: int
    late: int
    actions_late: int
    out_of_touch: int


@dataclass(frozen=True, slots=True)
class Cover:
    """A colleague who covers for somebody until a moment; `grants` are its rows."""

    colleague: User
    absent: User | None
    grant: AccessGrant
    people: int

    @property
    def last_day(self) -> date | None:
        """Cover ends with its last day, at midnight."""
        until = self.grant.until_at
        return timezone.localdate(until - timedelta(microseconds=1)) if until else None


def by_adviser(rows: Iterable[Standing], day: date) -> list[AdviserRow]:
    """One row for each adviser, most late first. Two queries."""
    groups: dict[int, list[Standing]] = defaultdict(list)
    for row in rows:
        if worker := worker_of(row.person):
            groups[worker].append(row)
    users = User.objects.in_bulk(list(groups))
    of_each = PanelAction.objects.open().filter(owner__in=users, due_on__lt=day).order_by().values("owner")
    actions = dict(of_each.annotate(n=Count("pk")).values_list("owner", "n"))
    made = [_row(users[pk], group, actions.get(pk, 0), day) for pk, group in groups.items()]
    return sorted(made, key=lambda row: (-row.late - row.actions_late, -row.out_of_touch, row.adviser.name))


def _row(adviser: User, group: Sequence[Standing], actions_late: int, day: date) -> AdviserRow:
    contacts = [row.person.last_contact_on for row in group]
    return AdviserRow(
        adviser=adviser,
        people=len(group),
        not_in_eet=sum(row.group == "neet" for row in group),
        not_known=sum(row.group == "unknown" for row in group),
        late=sum(nomination.is_stalled_on(day) for row in group for nomination in row.nominations),
        actions_late=actions_late,
        out_of_touch=sum(on is not None and (day - on).days > SIX_WEEKS for on in contacts),
    )


def covers_of(people: Iterable[YoungPerson], now: datetime) -> list[Cover]:
    """Cover that runs or is to come, for these people; one row for each colleague, absent worker and last day."""
    grants = AccessGrant.objects.filter(person__in=people, why=AccessGrant.Why.COVER, until_at__gt=now)
    found: dict[tuple[int | None, UUID | None, datetime | None], list[AccessGrant]] = defaultdict(list)
    for grant in grants.select_related("user").order_by("until_at", "pk"):
        found[grant.user_id, grant.reference, grant.until_at].append(grant)
    references = [reference for _, reference, _ in found if reference]
    absent = {user.public_id: user for user in User.objects.filter(public_id__in=references)}
    return [
        Cover(group[0].user, absent.get(reference) if reference else None, group[0], len(group))
        for (_, reference, _), group in found.items()
        if group[0].user
    ]
