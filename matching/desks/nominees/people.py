"""People put forward, as an employer may read them: what each agreed to share, and where it stands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from config.accounts.models import User
from matching.nominations.disclosure import FIELDS, what_employers_see
from matching.nominations.models import AgreementToShare, Interview, Nomination
from matching.nominations.states import OVER_FOR_EMPLOYER

TABS = {
    "due": ("Answer due", ("introduced", "in_review")),
    "interview": ("Interview", ("interview",)),
    "offered": ("Offered", ("offered", "accepted")),
    "closed": ("Closed", ("started",)),
}
NOBODY = "This person"
IN_LINE = {"Name", "Always said", "What helps", "How to reach them"}
QUOTED = {"What they hope for, in their words", "Strengths, in their words"}
SAID_YES = {"started": "Started", "accepted": "Said yes to your offer"}
SOON = timedelta(days=3)
ENDED = {
    "declined_by_employer": "You said not this time.",
    "declined_by_person": "They will not be going ahead this time. Thank you for the offer.",
    "withdrawn": "No longer put forward.",
    "place_gone": "The place was filled or closed.",
    "did_not_start": "Did not start.",
}


@dataclass(frozen=True, slots=True)
class Nominee:
    """One person for one opportunity, in what `told` names."""

    nomination: Nomination
    told: dict[str, Any]
    day: date
    meets_at: datetime | None = None

    @property
    def name(self) -> str:
        name = self.told.get("Name")
        return str(name) if name and name != "Not known yet" else NOBODY

    @property
    def line(self) -> str:
        """Age and own words first, as a person would be described aloud."""
        known = {
            label: value for label, value in self.told.items() if label not in IN_LINE and value != "Not known yet"
        }
        return " ".join(sentence(label, value) for label, value in known.items())

    @property
    def helps(self) -> str:
        return ", ".join(self.told.get("What helps", []))

    @property
    def when(self) -> tuple[str, str] | None:
        """The tag: by when an answer is waited for, or what is next."""
        state, due_on = self.nomination.state, self.nomination.due_on
        if state in SAID_YES:
            return SAID_YES[state], "green"
        if state == "interview" and self.meeting:
            return self.meeting, "grey"
        if due_on is None:
            return None
        if state == "offered":
            return f"They answer by {due_on:%-d %B}", "grey"
        if due_on < self.day:
            return f"Answer was due {due_on:%-d %B}", "red"
        return f"Answer by {due_on:%-d %B}", "amber" if due_on - self.day <= SOON else "grey"

    @property
    def meeting(self) -> str:
        """What is next of an interview; "" once they should have met."""
        if self.meets_at is None:
            return "We call you with two times"
        meets = timezone.localtime(self.meets_at)
        return f"You meet on {meets:%-d %B at %H:%M}" if meets.date() >= self.day else ""


def said_as(label: str, value: Any) -> str:
    """The value in words; a person's own words stand in quotation marks."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"“{text}”" if label in QUOTED and text != "Not known yet" else text


def sentence(label: str, value: Any) -> str:
    if label == "Age":
        return f"{value}."
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if label in QUOTED:
        words = "Hopes for" if "hope" in label else "Good at"
        return f"{words}: “{text.rstrip('.')}”."
    return f"{label}: {text.rstrip('.')}."


def standing_under(user: User) -> dict[str, list[int]]:
    """Keys of those under each tab, what is due first on top; under "over" what ended. One query for all of it."""
    facts = ("pk", "state", "due_on", "state_since_at")
    mine = Nomination.objects.visible_to(user).order_by().values_list(*facts)
    rows = sorted(mine.union(over(user).order_by().values_list(*facts)), key=lambda row: (row[2] or date.max, row[3]))
    states = {tab: of for tab, (_, of) in TABS.items()} | {"over": OVER_FOR_EMPLOYER}
    return {tab: [pk for pk, state, *_ in rows if state in of] for tab, of in states.items()}


def over(user: User) -> QuerySet[Nomination]:
    """What ended, without saying who it was."""
    return Nomination.objects.ended_with(user)


def rows_of(keys: list[int]) -> list[Nomination]:
    """These nominations in this order."""
    found = Nomination.objects.select_related("opportunity", "person").in_bulk(keys)
    return [found[key] for key in keys]


def nominees(nominations: list[Nomination], day: date) -> list[Nominee]:
    told = what_employers_see(AgreementToShare.objects.filter(nomination__in=nominations))
    meets = dict(Interview.objects.filter(nomination__in=nominations).order_by("at").values_list("nomination", "at"))
    return [Nominee(row, told.get(row.pk, {}), day, meets.get(row.pk)) for row in nominations]


def fields_shown(people: list[Nominee]) -> set[str]:
    """The codes of what is shown, for the event of the view."""
    shown = {label for one in people for label in one.told}
    helps = {"support_needs"} if "What helps" in shown else set()
    return {code for code, (label, _) in FIELDS.items() if label in shown} | helps
