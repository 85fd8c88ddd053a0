"""Reads of plans, their rows, and what people chose."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from aspirations.models import YoungPerson
from config.accounts.models import User
from matching.nominations.states import LIVE
from matching.panel.models import ConflictOfInterest, PanelMeeting


class PanelPlanQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(meeting__in=PanelMeeting.objects.visible_to(user))

    def newest(self) -> Self:
        """The last version of each meeting."""
        later = apps.get_model("matching", "PanelPlan").objects.filter(
            meeting=OuterRef("meeting"), version__gt=OuterRef("version")
        )
        return self.exclude(Exists(later))


class PlanRowQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The people whose record the user may open, but for cases that the user stepped back from."""
        return self.exclude(stepped_back(user, OuterRef("plan__meeting"))).filter(
            person__in=YoungPerson.objects.visible_to(user)
        )

    def placed(self) -> Self:
        return self.filter(opportunity__isnull=False)

    def last_version(self) -> Any:
        """The row of the newest plan; None where there is none."""
        return self.order_by("-plan__version").first()

    def promised(self) -> Self:
        """Places that an accepted plan gave and that still stand: the nomination goes on."""
        return self.filter(plan__accepted_at__isnull=False, nomination__state__in=LIVE)


class PlanChoiceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.exclude(stepped_back(user, OuterRef("meeting"))).filter(
            person__in=YoungPerson.objects.visible_to(user)
        )

    def in_force(self) -> Self:
        return self.filter(ended_at=None)


def stepped_back(user: User, meeting: OuterRef) -> Exists:
    """Whether the user noted an interest in this row's person at this meeting."""
    noted = ConflictOfInterest.objects.filter(member=user, item__meeting=meeting, item__person=OuterRef("person"))
    return Exists(noted)
