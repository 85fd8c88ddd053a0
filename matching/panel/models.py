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
from matching.panel.querysets import (
    AgendaItemQuerySet,
    PanelActionQuerySet,
    PanelDecisionQuerySet,
    PanelMeetingQuerySet,
)


class PanelMeeting(PublicIdModel):
    """One month's meeting of a council's panel."""

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="panel_meetings")
    month = models.DateField(help_text="First day of the month")
    held_on = models.DateField()
    when_and_where = models.CharField(max_length=150, blank=True, help_text="Such as 2 pm to 4 pm, room 3 and online")
    state = models.CharField(max_length=20, choices=states.MEETING.choices, default="scheduled")
    agenda_frozen_at = models.DateTimeField(null=True, blank=True)
    need_weights = models.CharField(max_length=30, blank=True, help_text="Version of the need points used")
    need_points = models.JSONField(default=list, help_text="[situation, points in words] of that version, as printed")
    present = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    also_present = models.CharField(max_length=300, blank=True, help_text="Guests who do not sign in, by name")
    minutes_agreed_at = models.DateTimeField(null=True, blank=True)
    minutes_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

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
    always_discussed = models.BooleanField(default=False, help_text="A right about to be lost, a promise not kept")
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_because = models.CharField(max_length=300, blank=True)
    taken_up_because = models.CharField(max_length=300, blank=True, help_text="Why it was added after the freeze")
    matches = models.JSONField(default=list, help_text="The first matches as they stood at the freeze, see seen.py")
    ranking = models.JSONField(default=dict, help_text="Which ranking and weights these matches come from")

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


class DiscussionRequest(PublicIdModel):
    """An adviser's wish to have somebody discussed, also in the person's name. It waits until an agenda takes it."""

    person = models.ForeignKey(YoungPerson, models.PROTECT, related_name="discussion_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    because = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    meeting = models.ForeignKey(PanelMeeting, models.SET_NULL, null=True, related_name="requests")

    class Meta:
        ordering: ClassVar = ["asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "meeting"], nulls_distinct=False, name="one_request_per_person_and_meeting"
            )
        ]


class ConflictOfInterest(PublicIdModel):
    """Somebody on the panel who steps back from one case: they neither see it in the room nor decide it."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="conflicts")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["noted_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "member"], name="one_conflict_per_member_and_case"),
            models.CheckConstraint(
                condition=~Q(why=""), name="conflict_says_why", violation_error_message="Say why they step back."
            ),
        ]


class RoomKeys(models.Model):
    """Whether somebody uses single keys in the panel room. Nobody's row is missing: without one they are on."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    single_keys = models.BooleanField(default=True)


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
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    nomination = models.ForeignKey(Nomination, models.PROTECT, null=True, blank=True, related_name="panel_decisions")
    details = models.JSONField(default=dict, blank=True, help_text="What the decision also requires, by field")
    review_on = models.DateField(null=True, blank=True)
    snapshot = models.JSONField(help_text="What was seen: need points, matches with reasons, weights, last decision")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = PanelDecisionQuerySet.as_manager()

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

    objects = PanelActionQuerySet.as_manager()

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
