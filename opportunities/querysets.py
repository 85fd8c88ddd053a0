"""Reads of pledges and opportunities."""

from datetime import date
from typing import Self

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.db import models
from django.db.models import F, Q

from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.imports.models import ImportFile, Source

NOT_OFFERED_YET = ("draft", "barrier_review")
FEEDS = (Source.DISPLAY_ADVERT, Source.JOB_POSTING, Source.OPEN_REFERRAL, Source.COUNCIL_VACANCIES)


def of_own_organisation_or_council(rows, user: User):
    """Employers see what is theirs; council staff see their council's."""
    if user.may(Permission.ANSWER_NOMINATIONS):
        return rows.filter(employer__contacts__user=user)
    return rows.filter(council=user.council_id) if user.is_active and user.council_id else rows.none()


class PledgeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return of_own_organisation_or_council(self, user)


class OpportunityQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Those whose keeper this user is, or works for; `offered_to` adds what other councils share."""
        return of_own_organisation_or_council(self, user)

    def open_to(self, council: Council) -> Self:
        """What this council's young people may be put forward for: its own, and what others share with it (S7)."""
        named = self.model._default_manager.filter(shared_with=council).order_by().values("pk")
        shared = Q(shared_with_all=True) | Q(pk__in=named)
        return self.filter(Q(council=council) | shared & ~Q(state__in=NOT_OFFERED_YET))

    def offered_to(self, user: User) -> Self:
        """Those this user may read: for council staff also what other councils share with theirs (S7)."""
        if user.may(Permission.ANSWER_NOMINATIONS) or user.council is None or not user.is_active:
            return self.visible_to(user)
        return self.open_to(user.council)

    def readable_by_anyone(self) -> Self:
        """Those that have a public page, while they are live."""
        return self.filter(state="live", has_public_page=True)

    def open_on(self, day: date) -> Self:
        """Live, not past the closing day, and with a place left."""
        return self.filter(Q(closes_on=None) | Q(closes_on__gte=day), state="live", places_taken__lt=F("places"))

    def past_closing(self, day: date) -> Self:
        """Not closed yet, though their closing day has passed: nobody is offered them any more (O3)."""
        return self.filter(state__in=("live", "paused"), closes_on__lt=day)

    def gone_from_feed(self) -> Self:
        """Those of a feed of vacancies that its newest file no longer has, and that are not closed yet (O7)."""
        same_feed = ImportFile.objects.filter(council=models.OuterRef("council"), source=models.OuterRef("source"))
        newest = same_feed.order_by("-as_of").values("as_of")[:1]
        open_ones = self.filter(source__in=FEEDS).exclude(state__in=("closed", "archived"))
        return open_ones.filter(confirmed_on__lt=models.Subquery(newest))

    def within(self, point: Point, km: float) -> Self:
        """Those with a site at most `km` kilometres away in a straight line, and those done from home."""
        near = Q(sites__location__dwithin=(point, D(km=km)))
        return self.filter(near | Q(is_remote=True)).annotate(distance=models.Min(Distance("sites__location", point)))
