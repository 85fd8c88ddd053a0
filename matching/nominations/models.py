"""Putting a young person forward: the nomination, its moves, the agreement to share, the interview."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from aspirations.models import YoungPerson
from config.public_ids import PublicIdModel
from employers.models import Employer
from matching.nominations import states
from matching.nominations.querysets import NominationQuerySet
from opportunities.models import Opportunity


class Nomination(PublicIdModel):
    """One young person put forward for one opportunity. One live nomination per pair (N4)."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="nominations")
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="nominations")
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="nominations")
    state = models.CharField(max_length=20, choices=states.NOMINATION.choices, default="suggested")
    state_since_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True, help_text="When the next step is due (N5)")
    interview_due_on = models.DateField(null=True, blank=True, help_text="Guaranteed interview (O5)")
    postponed_until = models.DateField(null=True, blank=True)
    retry_from = models.DateField(null=True, blank=True, help_text="After an ending: suggest again from this day")
    reason = models.CharField(max_length=40, blank=True, help_text="Why it ended: code of the list 'reasons'")
    seen_points = models.PositiveSmallIntegerField(null=True, help_text="Points when it was suggested")
    weights = models.ForeignKey("matching.WeightSet", models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-state_since_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "opportunity"],
                condition=Q(state__in=states.LIVE),
                name="one_live_nomination_per_pair",
                violation_error_message="This young person is already put forward for this opportunity.",
            ),
            models.CheckConstraint(
                condition=~Q(state="postponed") | Q(postponed_until__isnull=False),
                name="postponed_until_a_day",
                violation_error_message="Choose the day to come back to this.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined_by_person", "declined_by_employer", "withdrawn", "did_not_start"])
                | ~Q(reason=""),
                name="an_ending_has_a_reason",
                violation_error_message="Choose the reason; it helps the next list.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["council", "state"])]

    def __str__(self) -> str:
        return f"{self.person} for {self.opportunity}"

    def is_stalled_on(self, day: date) -> bool:
        return self.state in states.LIVE and self.due_on is not None and self.due_on < day


class NominationMove(PublicIdModel):
    """One change of a nomination's state: who, when it happened, why."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="moves")
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20, choices=states.NOMINATION.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["nomination", "occurred_at", "pk"]


class AgreementToShare(PublicIdModel):
    """What may be told to whom (N2): one employer, one opportunity, exactly these fields; withdrawn at once."""

    class How(models.TextChoices):
        FACE_TO_FACE = "face_to_face", "Face to face"
        PHONE = "phone", "By phone"
        LINK = "link", "On the own page"
        WRITTEN = "written", "In writing"

    class Capacity(models.TextChoices):
        NO_DOUBT = "no_doubt", "No doubt"
        SOME_DOUBT = "some_doubt", "Some doubt"

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="agreements")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="+")
    disclosed = ArrayField(models.CharField(max_length=40), help_text="Field codes, see disclosure.py")
    disclosure = models.CharField(max_length=12, help_text="none, supported or care_known")
    agreed_by = models.CharField(max_length=100, help_text="Who agreed: the young person, or who has authority")
    how = models.CharField(max_length=12, choices=How)
    agreed_at = models.DateTimeField()
    capacity = models.CharField(max_length=10, choices=Capacity)
    capacity_asked_of = models.CharField(max_length=150, blank=True)
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(withdrawn_at=None), name="one_agreement_in_force"
            ),
            models.CheckConstraint(
                condition=Q(capacity="no_doubt") | ~Q(capacity_asked_of=""),
                name="doubt_names_who_is_asked",
                violation_error_message="You chose some doubt: name who you will ask.",
            ),
        ]


class Interview(PublicIdModel):
    """A time to meet: slot, place, what to bring, and what makes it easier for the person (as far as agreed)."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="interviews")
    at = models.DateTimeField()
    place = models.CharField(max_length=300)
    bring = models.CharField(max_length=300, blank=True)
    adjustments = models.CharField(max_length=300, blank=True)
    attended = models.BooleanField(null=True, help_text="Empty until somebody says")

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["nomination", "at"], name="one_interview_per_time")]


class EmployerSilence(PublicIdModel):
    """An answer that an employer did not give until the step had stalled; a second one pauses its offers (N5)."""

    step = models.OneToOneField(NominationMove, models.CASCADE, related_name="silence")
    employer = models.ForeignKey(Employer, models.CASCADE, related_name="silences")
    noted_on = models.DateField()
    paused_on = models.DateField(null=True, blank=True, help_text="It counted for a pause")

    class Meta:
        ordering: ClassVar = ["-noted_on"]
        indexes: ClassVar = [models.Index(fields=["employer", "-noted_on"])]
