"""Colleagues around a young person: who works with them now, and who could."""

from django.db.models import Q
from django.utils import timezone

from aspirations.people.models import AccessGrant, YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission


def working_on(person: YoungPerson) -> list[User]:
    """Everyone whom `worked_with_by` would show this person, by name: two queries."""
    now = timezone.now()
    granted = AccessGrant.objects.filter(Q(until_at=None) | Q(until_at__gt=now), person=person, from_at__lte=now)
    able: set[int | None] = set(granted.exclude(why=AccessGrant.Why.PANEL).values_list("user", flat=True))
    able |= {person.personal_adviser_id, person.social_worker_id, person.manager_id}
    return [user for user in could_work_with(person) if user.pk in able or _sees_the_team(user, person)]


def could_work_with(person: YoungPerson) -> list[User]:
    """Everyone of the council whose work is with young people, the person's own team first."""
    rows = User.objects.filter(council=person.council_id, is_active=True).order_by("name")
    able = [user for user in rows if user.may(Permission.SEE_OWN_CASELOAD)]
    return sorted(able, key=lambda user: user.team != person.team)


def _sees_the_team(user: User, person: YoungPerson) -> bool:
    in_team = user.team == person.team != ""
    return user.may(Permission.SEE_TEAM_CASELOAD) and in_team and not person.is_restricted
