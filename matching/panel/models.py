"""The monthly EET panel: meetings, their agenda, what was decided and why, and who does what until when."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from aspirations.models import YoungPerson
from config.public_ids import PublicIdModel
from matching.nominations.models import Nomination
from matching.panel import states
from matching.panel.querysets import AgendaItemQuerySet, PanelMeetingQuerySet


class PanelMeeting(PublicIdModel):
    """One month's meeting of a council's panel."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="panel_meetings")
    month = models.DateField(help_text="First day of the month")
    held_on = models.DateField()
    state = models.CharField(max_length=20, choices=states.MEETING.choices, default="scheduled")
    agenda_frozen_at = models.DateTimeField(null=True, blank=True)
    need_weights = models.CharField(max_length=30, blank=True, help_text="Version of the need points used")
    present = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    objects = PanelMeetingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-month"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["council", "month"],
                name="one_meeting_per_month",
                violation_error_message="This month already has a meeting.",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(state="scheduled") | Q(agenda_frozen_at__isnull=False), name="frozen_has_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"EET panel {self.month:%B %Y}"


class AgendaItem(PublicIdModel):
    """One young person on one agenda, once. Need points are kept as they stood when the agenda was made."""

    class Part(models.TextChoices):
        NEET = "neet", "Not in EET"
        NO_ACTIVITY = "no_activity", "No recorded activity"

    meeting = models.ForeignKey(PanelMeeting, models.CASCADE, related_name="items")
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="agenda_items")
    part = models.CharField(max_length=12, choices=Part)
    position = models.PositiveIntegerField()
    points = models.PositiveSmallIntegerField(default=0)
    parts = models.JSONField(default=list, help_text="[code, points, sentence] of each need point")
    to_discuss = models.BooleanField(default=False)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    conflict_noted = models.CharField(max_length=300, blank=True, help_text="Who stepped back, and why")

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["meeting", "part", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="everyone_once_on_an_agenda"),
            models.UniqueConstraint(
                fields=["meeting", "part", "position"],
                name="one_case_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]


class PanelDecision(PublicIdModel):
    """What the panel decided for one person, with the main reason for not being in EET and what was on the screen."""

    class PersonView(models.TextChoices):
        AGREES = "agrees", "Agrees"
        DIFFERS = "differs", "Sees it differently"
        NOT_ASKED = "not_asked", "Not asked yet"

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="decision")
    decision = models.CharField(max_length=20, help_text="Code of the list 'decisions'")
    why = models.CharField(max_length=500)
    theme = models.CharField(max_length=30, blank=True, help_text="Main reason: code of the list 'themes'")
    theme_note = models.CharField(max_length=300, blank=True)
    theme_waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    theme_waived_because = models.CharField(max_length=300, blank=True)
    system_issue = models.CharField(max_length=30, blank=True, help_text="Code of a theme that a system owns")
    system_owner = models.CharField(max_length=30, blank=True)
    person_view = models.CharField(max_length=10, choices=PersonView, default=PersonView.NOT_ASKED)
    tells_person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    tell_by_on = models.DateField(help_text="Five working days from the meeting")
    nomination = models.ForeignKey(Nomination, models.PROTECT, null=True, blank=True, related_name="panel_decisions")
    details = models.JSONField(default=dict, blank=True, help_text="What the decision also requires, by field")
    review_on = models.DateField(null=True, blank=True)
    snapshot = models.JSONField(help_text="What was seen: need points, matches with reasons, weights, last decision")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(theme="")
                | Q(theme_waived_by__isnull=False) & ~Q(theme_waived_because="")
                | Q(decision="carry_over"),
                name="decision_has_a_main_reason",
                violation_error_message="Choose a main reason, or waive it by name.",
            ),
            models.CheckConstraint(
                condition=~Q(why=""),
                name="decision_says_why",
                violation_error_message="Say why, in a sentence.",
            ),
            models.CheckConstraint(
                condition=Q(system_issue="", system_owner="") | ~Q(system_issue="") & ~Q(system_owner=""),
                name="system_issue_has_an_owner",
                violation_error_message="Name who owns the system issue.",
            ),
            models.CheckConstraint(
                condition=~Q(decision="nominate") | Q(nomination__isnull=False),
                name="nominating_names_the_nomination",
                violation_error_message="Choose the opportunity to put this young person forward for.",
            ),
        ]


class PanelAction(PublicIdModel):
    """Something somebody promised to do for a young person, with a day."""

    decision = models.ForeignKey(PanelDecision, models.PROTECT, related_name="actions")
    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="panel_actions")
    type = models.CharField(max_length=30, help_text="Code of the list 'action_types'")
    owner_role = models.CharField(max_length=30, help_text="Code of the list 'owners'")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    carried_by = ArrayField(models.UUIDField(), default=list, help_text="Meetings that saw it overdue")

    class Meta:
        ordering: ClassVar = ["due_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="done_at_and_by_together",
            ),
        ]

    @property
    def goes_to(self) -> str:
        """Who has it now: overdue twice it is the owner's manager's, three times the Board counts it."""
        return ("owner", "owner", "manager", "board")[min(len(self.carried_by), 3)]
