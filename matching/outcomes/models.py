"""How it went: the days on which somebody is asked, and what they said (R2, R5)."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from aspirations.models import YoungPerson
from config.public_ids import PublicIdModel
from matching.nominations.models import AgreementToShare, Nomination
from matching.outcomes.querysets import GuaranteeQuerySet, OutcomeMilestoneQuerySet, StoryQuerySet
from matching.outcomes.states import GUARANTEE
from matching.placements.models import EetPlacement


class OutcomeMilestone(PublicIdModel):
    """One day to ask how it goes, and the answer. An unanswered milestone is unknown, never a failure."""

    label: str
    """The moment in the council's words, where `with_label` was asked for."""
    shares: bool
    is_mailed: bool
    """Whether the employer may be asked, and is by mail, where `with_who_is_asked` was asked for."""

    class Answer(models.TextChoices):
        SUSTAINED = "sustained", "Still there"
        COMPLETED = "completed", "Done as agreed"
        MOVED_ON = "moved_on", "Moved on to a next step"
        PART = "part", "Partly there"
        NOT_SUSTAINED = "not_sustained", "No longer there"
        DID_NOT_SHOW = "did_not_show", "Did not come"

    class AnsweredFor(models.TextChoices):
        EMPLOYER = "employer", "The employer"
        ADVISER = "adviser", "The adviser"
        PERSON = "person", "The young person"

    placement = models.ForeignKey(EetPlacement, models.CASCADE, related_name="milestones")
    moment = models.CharField(max_length=10, help_text="Code of the list 'follow_ups', such as start or week_13")
    due_on = models.DateField()
    answer = models.CharField(max_length=13, choices=Answer, blank=True)
    answered_for = models.CharField(max_length=8, choices=AnsweredFor, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True, help_text="When the answer was written down")
    note = models.CharField(max_length=500, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, help_text="The placement ended before it was due")
    asking_stopped_at = models.DateTimeField(null=True, blank=True, help_text="Told another way: no more mails")
    asking_stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OutcomeMilestoneQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "moment"], name="one_milestone_per_moment"),
            models.CheckConstraint(condition=~Q(moment=""), name="milestone_says_which_moment"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_for="")
                | ~Q(answer="") & Q(answered_at__isnull=False) & ~Q(answered_for=""),
                name="an_answer_says_for_whom_and_when",
            ),
        ]


class Story(PublicIdModel):
    """How it went, in the young person's own words, and what they agreed it may be used for (R3).

    Without a use it is theirs alone. Changing or taking back the agreement counts from that moment on.
    """

    class Use(models.TextChoices):
        PACK = "pack", "In the council's monthly report"
        WEBSITE = "website", "On the council's website"

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="stories")
    words = models.TextField(max_length=2000)
    told_on = models.DateField()
    with_first_name = models.BooleanField(default=False)
    uses = ArrayField(models.CharField(max_length=7, choices=Use), default=list, blank=True)
    agreed_how = models.CharField(max_length=12, choices=AgreementToShare.How, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-told_on", "-recorded_at"]
        verbose_name_plural = "stories"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(uses=[]) | Q(agreed_at__isnull=False) & ~Q(agreed_how=""),
                name="a_use_is_agreed",
                violation_error_message="Say how they agreed to it.",
            ),
        ]

    @property
    def signed(self) -> str:
        """As they chose: the first name, or none."""
        first = self.person.preferred_name or next(iter(self.person.name.split()), "")
        return first if self.with_first_name and first else "A young person"

    @property
    def used_for(self) -> list[str]:
        return [str(self.Use(code).label) for code in self.uses]


class Guarantee(PublicIdModel):
    """A rent guarantee for one young person: up to how many pounds a month, and where it stands. Never EET (R5)."""

    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="guarantee")
    pounds_a_month = models.PositiveIntegerField(help_text="Approved up to")
    state = models.CharField(max_length=10, choices=GUARANTEE.choices, default="approved")
    since_on = models.DateField()

    objects = GuaranteeQuerySet.as_manager()


class GuaranteeStep(PublicIdModel):
    """What happened with a guarantee, and when: approved, active, rent behind, help, ended."""

    guarantee = models.ForeignKey(Guarantee, models.CASCADE, related_name="steps")
    target = models.CharField(max_length=10, choices=GUARANTEE.choices)
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["guarantee", "on", "recorded_at"]
