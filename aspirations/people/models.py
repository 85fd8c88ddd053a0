"""The record of a young person (A9), and who may open it. Nothing here enters a score but what `profiles.py` names."""

from typing import ClassVar

from django.conf import settings
from django.contrib.gis.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Replace, Upper

from aspirations.people.querysets import YoungPersonQuerySet
from config.public_ids import PublicIdModel
from employers.models import Employer


class YoungPerson(PublicIdModel):
    """A young person in or leaving care, known to one council by its own Child Unique ID.

    Gender, ethnicity, disability and UASC are kept for the statutory return and the fairness report alone: they never
    enter a match (M7). Each has an own value for "not known"; an empty date is a date nobody has told us yet.
    """

    class Status(models.TextChoices):
        ELIGIBLE = "eligible", "Eligible"
        RELEVANT = "relevant", "Relevant"
        FORMER_RELEVANT = "former_relevant", "Former relevant"
        QUALIFYING = "qualifying", "Qualifying"
        OTHER = "other", "Other"
        UNKNOWN = "unknown", "Not known yet"

    class YesNo(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known yet"

    class Gender(models.TextChoices):
        MALE = "male", "Male"
        FEMALE = "female", "Female"
        NOT_STATED = "not_stated", "Not stated"
        NEITHER = "neither", "Neither"
        UNKNOWN = "unknown", "Not known yet"

    council = models.ForeignKey("accounts.Council", models.PROTECT, related_name="young_people")
    child_id = models.CharField(max_length=40, help_text="Child Unique ID in the council's case system")
    name = models.CharField(max_length=150, blank=True)
    preferred_name = models.CharField(max_length=100, blank=True)
    born_on = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=10, choices=Gender, default=Gender.UNKNOWN)
    ethnicity = models.CharField(max_length=4, blank=True, help_text="SSDA903 code; blank when not known")
    uasc = models.CharField(max_length=7, choices=YesNo, default=YesNo.UNKNOWN)
    disability = models.CharField(max_length=7, choices=YesNo, default=YesNo.UNKNOWN)
    pupil_number = models.CharField(max_length=13, blank=True, help_text="National pupil number, or UN1 to UN5")
    local_status = models.CharField(
        max_length=20, choices=Status, default=Status.UNKNOWN, help_text="The council's own label, never overwritten"
    )

    team = models.CharField(max_length=100, blank=True)
    personal_adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="caseload"
    )
    social_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="social_work_caseload"
    )
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="managed_caseload",
        help_text="Looks after this record; nobody is ever without one (A7)",
    )
    worker_words = models.CharField(max_length=200, blank=True, help_text="Workers' names as the file gave them")
    pathway_plan_reviewed_on = models.DateField(null=True, blank=True)
    last_contact_on = models.DateField(null=True, blank=True)

    language = models.CharField(max_length=60, blank=True)
    interpreter_needed = models.BooleanField(null=True, blank=True)
    supporter = models.CharField(max_length=150, blank=True, help_text="Supporter or advocate, and how to reach them")
    pronouns = models.CharField(max_length=30, blank=True)
    is_restricted = models.BooleanField(default=False, help_text="Only named people may open this record")
    died_on = models.DateField(null=True, blank=True)
    lawful_basis = models.CharField(max_length=200, blank=True, help_text="Why the council holds this record")
    last_file = models.ForeignKey("imports.ImportFile", models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = YoungPersonQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["child_id"]
        verbose_name_plural = "young people"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["council", "child_id"],
                name="one_person_per_child_id",
                violation_error_message="This Child Unique ID is already in the cohort.",
            ),
            models.UniqueConstraint(
                "council",
                Upper(Replace("child_id", Value(" "), Value(""))),
                name="one_person_however_the_child_id_is_typed",
                violation_error_message="This Child Unique ID is already in the cohort, with other capitals or spaces.",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What to call the person: the preferred name, else the name, else the council's own number."""
        return self.preferred_name or self.name or self.child_id

    @property
    def listed_as(self) -> str:
        """How lists name the person: in full where the name is known."""
        return self.name or self.called

    @property
    def adviser(self):
        """Who works with this person now: the PA, else the social worker, else the manager."""
        return self.personal_adviser or self.social_worker or self.manager


class AccessGrant(PublicIdModel):
    """A dated right to open one record beyond the caseload: cover, the panel, or a named person.

    Either one user or everyone with a role of this council holds it. Rooms on the right (the panel) give and end it.
    """

    class Why(models.TextChoices):
        COVER = "cover", "Cover for an absent colleague"
        PANEL = "panel", "On the agenda of a panel meeting"
        NAMED = "named", "Named for a restricted record"

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="access_grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=30, blank=True)
    why = models.CharField(max_length=10, choices=Why)
    reference = models.UUIDField(null=True, help_text="Public id of what gave it, such as the panel meeting")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(user=None) ^ Q(role=""), name="grant_to_a_user_or_a_role"),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="grant_ends_after_it_begins"
            ),
        ]


class ContactWay(models.Model):
    """A way to reach the person, with the safe-contact rule: when, how, and what may be said."""

    class Kind(models.TextChoices):
        PHONE = "phone", "Phone"
        TEXT = "text", "Text message"
        MAIL = "mail", "E-mail"
        POST = "post", "Post"

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="contact_ways")
    kind = models.CharField(max_length=5, choices=Kind)
    value = models.CharField(max_length=254)
    safe_when = models.CharField(max_length=200, blank=True)
    safe_how = models.CharField(max_length=200, blank=True)
    may_say = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "value"], name="one_contact_way_per_value")
        ]


class LeavingCareFact(models.Model):
    """What the council knew on a day about being in touch and where the person lived (OC3 IN_TOUCH and ACCOM)."""

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="leaving_care_facts")
    as_of = models.DateField()
    in_touch = models.CharField(max_length=4, blank=True, help_text="YES, NO, DIED, REFU, NREQ, RHOM; blank unknown")
    accommodation = models.CharField(max_length=1, blank=True, help_text="ACCOM letter; blank unknown")
    suitability = models.CharField(max_length=1, blank=True, help_text="1 suitable, 2 unsuitable; blank unknown")
    file = models.ForeignKey("imports.ImportFile", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["person", "-as_of"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "as_of"], name="one_leaving_care_fact_per_day"),
            models.CheckConstraint(condition=Q(suitability__in=["", "1", "2"]), name="suitability_is_1_2_or_unknown"),
        ]


class CarePeriod(models.Model):
    """A period of care; the end day is not counted. Short breaks are kept and left out of the sums."""

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="care_periods")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    short_break = models.BooleanField(default=False)
    adopted = models.BooleanField(default=False, help_text="This period ended in adoption")

    class Meta:
        ordering: ClassVar = ["person", "started_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "started_on"], name="one_care_period_per_start"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="care_ends_after_it_begins"
            ),
        ]


class Tried(PublicIdModel):
    """What was already tried, so that nobody suggests it again as new."""

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="tried")
    words = models.CharField(max_length=300)
    on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["person", "-recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="tried_says_what",
                violation_error_message="Say what was tried.",
            )
        ]


class NoGo(PublicIdModel):
    """An employer or place the person must not be sent to. The reason is for few eyes; its existence is enough."""

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="no_goes")
    employer = models.ForeignKey(Employer, models.CASCADE, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=150, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "no-goes"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(employer__isnull=False) | ~Q(place=""),
                name="no_go_names_something",
                violation_error_message="Name the employer or the place to stay away from.",
            )
        ]


class Pause(PublicIdModel):
    """A wish to wait: for everything, or for one kind. It always ends by date, and it never ends the service."""

    person = models.ForeignKey(YoungPerson, models.CASCADE, related_name="pauses")
    kind = models.CharField(max_length=30, blank=True, help_text="Opportunity kind; blank for everything")
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=40, help_text="Code of the list 'reasons'")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")),
                name="pause_ends",
                violation_error_message="Choose a day after today for the pause to end.",
            )
        ]
