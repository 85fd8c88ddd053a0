"""`visible_to` is the only door to people."""

from datetime import date
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, FilteredRelation, OuterRef, Q
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import Permission

OPENS_RECORDS = (
    Permission.SEE_OWN_CASELOAD,
    Permission.SEE_TEAM_CASELOAD,
    Permission.SEE_COUNCIL_PEOPLE,
    Permission.SEE_AGENDA,
)
"""Without one of these even a grant opens nothing: it may be left from work that somebody no longer does."""


class YoungPersonQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The people whose record this user may open, and nobody of another council.

        Own caseload and grants (cover, panel, named) open any record; a team or council view never opens a
        restricted one. Employers, HR, the board and administrators open none.
        """
        if user.council_id is None or not any(user.may(permission) for permission in OPENS_RECORDS):
            return self.none()
        rule = working_with(user) | Q(Exists(grants_to(user).filter(why="panel")), is_restricted=False)
        if user.may(Permission.SEE_COUNCIL_PEOPLE):
            rule |= Q(is_restricted=False)
        return self.filter(rule, council=user.council_id)

    def worked_with_by(self, user: User) -> Self:
        """The people this user works with: caseload, team, cover, named. Not the panel's or the council's view."""
        if user.council_id is None or not (
            user.may(Permission.SEE_OWN_CASELOAD) or user.may(Permission.SEE_TEAM_CASELOAD)
        ):
            return self.none()
        return self.filter(working_with(user), council=user.council_id)

    def saying_who_works_with(self, user: User) -> Self:
        """With `is_worked_with`: whether this user works with each, not only sees them."""
        return self.annotate(is_worked_with=ExpressionWrapper(working_with(user), models.BooleanField()))

    def changeable_by(self, user: User, permission: Permission) -> Self:
        """The people on whom this user may use a permission.

        The panel's and the council's views lend the verb of that work only: an adviser who also sits on the panel
        decides there, and puts nobody forward whom they do not work with.
        """
        lent = permission == Permission.DECIDE_AT_PANEL or (
            permission == Permission.RECORD_ASPIRATIONS and user.may(Permission.SEE_COUNCIL_PEOPLE)
        )
        return self.visible_to(user) if lent else self.worked_with_by(user)

    def worked_by(self, user: User) -> Self:
        """The people whose personal adviser, social worker or manager this is."""
        return self.filter(Q(personal_adviser=user) | Q(social_worker=user) | Q(manager=user))

    def doing_on(self, day: date) -> Self:
        """With `activity`, `activity_since` and `activity_or_before`: the spell of the day, if any."""
        holds = (Q(spells__ended_on=None) | Q(spells__ended_on__gt=day)) & Q(spells__started_on__lte=day)
        joined = self.annotate(doing=FilteredRelation("spells", condition=holds))
        return joined.annotate(
            activity=F("doing__activity"),
            activity_since=F("doing__started_on"),
            activity_or_before=F("doing__started_on_or_before"),
        )

    def neet_on(self, day: date) -> Self:
        """People whose activity on this day is NEET (G4, G5, G6)."""
        return self.filter(Exists(spells_on(day).filter(activity__startswith="G")))

    def with_no_activity_on(self, day: date) -> Self:
        """People of whom no activity is recorded for this day: unknown, which is not NEET."""
        return self.exclude(Exists(spells_on(day).exclude(activity="0")))

    def alive(self) -> Self:
        return self.filter(died_on=None)


def working_with(user: User) -> Q:
    """Own caseload and personal grants open any record; a team's view never opens a restricted one."""
    rule = Q(Exists(grants_to(user).exclude(why="panel")))
    if user.may(Permission.SEE_OWN_CASELOAD):
        rule |= Q(personal_adviser=user) | Q(social_worker=user) | Q(manager=user)
    if user.may(Permission.SEE_TEAM_CASELOAD):
        team = (Q(team=user.team) & ~Q(team="")) | Q(personal_adviser=None, social_worker=None)
        rule |= team & Q(is_restricted=False)
    return rule


def grants_to(user: User):
    now = timezone.now()
    return apps.get_model("aspirations", "AccessGrant").objects.filter(
        Q(user=user) | Q(role__in=user.roles),
        Q(until_at=None) | Q(until_at__gt=now),
        person=OuterRef("pk"),
        from_at__lte=now,
    )


def spells_on(day: date):
    spells = apps.get_model("aspirations", "EetSpell").objects
    return spells.on(day).filter(person=OuterRef("pk"))
