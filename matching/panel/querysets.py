"""Reads of meetings and agendas."""

from datetime import date, timedelta
from typing import Self

from django.db import models

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.accounts.permissions import Permission
from matching.nominations.states import BEFORE_INTRODUCTION
from matching.panel.states import AGREED

INTRODUCE = "introduce_employer"


class PanelMeetingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        if not user.may(Permission.SEE_AGENDA):
            return self.none()
        return self.filter(council=user.council_id)

    def in_month(self, month: date) -> Self:
        return self.filter(month=month.replace(day=1))


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The people whose record the user may open; the panel's own right comes with the frozen agenda."""
        return self.filter(person__in=YoungPerson.objects.visible_to(user))

    def marked(self) -> Self:
        """Those to be discussed; nothing is decided about somebody who has died."""
        return self.filter(to_discuss=True, person__died_on=None)

    def undecided(self) -> Self:
        return self.marked().filter(decision=None)

    def in_order(self) -> Self:
        """Most need first; those of one number of points in the order that the agenda drew."""
        return self.order_by("-points", "part", "position")


class PanelDecisionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Decisions about the people whose record the user may open; the panel reads its own while it may."""
        return self.filter(item__person__in=YoungPerson.objects.visible_to(user))

    def made(self) -> Self:
        """What somebody decided; not what merely carried over."""
        return self.exclude(decision="carry_over")

    def to_tell(self) -> Self:
        """What is agreed and nobody has told the young person yet."""
        return self.made().filter(told_at=None, item__meeting__state__in=AGREED, item__person__died_on=None)


class PanelActionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Their own, those about people whose record they may open, and for the panel every one of the council."""
        if user.council_id is None:
            return self.none()
        rule = models.Q(owner=user) | models.Q(person__in=YoungPerson.objects.visible_to(user))
        if user.may(Permission.DECIDE_AT_PANEL):
            rule |= models.Q(person__council=user.council_id)
        return self.filter(rule, person__council=user.council_id)

    def open(self) -> Self:
        """Not done, and still to be done: nobody is asked to introduce somebody to what was put off or has ended."""
        introducing = models.Q(type=INTRODUCE, decision__nomination__isnull=False)
        not_yet = models.Q(decision__nomination__state__in=BEFORE_INTRODUCTION)
        return self.filter(~introducing | not_yet, done_at=None)

    def waiting_for(self, user: User) -> Self:
        """Open ones that this user has: their own, and those that went up to them as the record's manager."""
        went_up = models.Q(carried_by__len__gte=2, person__manager=user)
        return self.open().filter(models.Q(owner=user) | went_up)

    def of_nobody(self) -> Self:
        """Open ones without a named owner."""
        return self.open().filter(owner=None)

    def done_by_since(self, user: User, day: date, days: int) -> Self:
        """What this user did within so many days before `day`, newest first."""
        since = day - timedelta(days)
        return self.filter(done_by=user, done_at__date__gte=since).order_by("-done_at")
