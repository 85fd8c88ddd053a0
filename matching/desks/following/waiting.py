"""What waits to be asked after a start (R1, R2): in the order in which an adviser would pick up the phone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from aspirations.models import YoungPerson
from aspirations.people.querysets import YoungPersonQuerySet
from config.accounts.models import Council
from matching.desks.links import address
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.querysets import OutcomeMilestoneQuerySet
from matching.outcomes.timetable import Stage, rules_of, stage
from matching.placements.models import EetPlacement

List = Literal["today", "employer", "quiet"]
LISTS: dict[Stage, List] = {"phone": "today", "employer": "employer", "quiet": "quiet"}
Answer = OutcomeMilestone.Answer
SAID: dict[str, str] = {
    Answer.NOT_SUSTAINED: "is not there any more",
    Answer.DID_NOT_SHOW: "has not come",
    Answer.MOVED_ON: "has moved on",
}
NOT_THERE = tuple(SAID)


@dataclass(frozen=True, slots=True)
class Waiting:
    """`what` is what to ask or what was said; `rank` orders a list, then `since`.

    `milestone` is what can be answered at once; without one, `href` is where to say it.
    """

    person: YoungPerson
    placement: EetPlacement
    list_name: List
    rank: int
    since: date
    what: str
    link: str
    href: str
    milestone: OutcomeMilestone | None = None


def waiting(
    people: YoungPersonQuerySet, milestones: Iterable[OutcomeMilestone], council: Council, day: date
) -> list[Waiting]:
    """All that waits for these people and their milestones (`to_ask`), the most pressing first. Two queries."""
    found = [*_over(people), *_to_ask(milestones, council, day)]
    return sorted(found, key=lambda row: (row.rank, row.since, row.person.listed_as))


def _over(people: YoungPersonQuerySet) -> Iterator[Waiting]:
    """Somebody said they are not there any more and no end is recorded; or it ended and nobody has spoken with them."""
    said = OutcomeMilestone.objects.filter(placement=OuterRef("pk"), answer__in=NOT_THERE).order_by("-due_on")
    shape = JSONObject(answer="answer", answered_for="answered_for", due_on="due_on")
    gone = EetPlacement.objects.filter(Exists(said), ended_on=None).exclude(activity="")
    rows = (gone | EetPlacement.objects.to_speak_of()).filter(person__in=people.alive())
    rows = rows.annotate(said=Subquery(said.values(shape=shape)[:1]))
    for row in rows.select_related("person", "opportunity__employer", "nomination"):
        yield _gone(row, row.said) if row.ended_on is None else _to_speak_with(row)


def _gone(placement: EetPlacement, said: Mapping[str, str]) -> Waiting:
    person = placement.person
    who = "The young person" if said["answered_for"] == "person" else placement.opportunity.employer.name
    what = f"{who} says {person.called} {SAID[said['answer']]}"
    return Waiting(
        person, placement, "today", 0, date.fromisoformat(said["due_on"]), what,
        link="Record how it ended", href=address("end_placement", nomination=placement.nomination.public_id),
    )  # fmt: skip


def _to_speak_with(placement: EetPlacement) -> Waiting:
    assert placement.contact_by_on is not None and placement.ended_on is not None
    person, what = placement.person, f"It ended on {placement.ended_on:%-d %B}: how are they?"
    return Waiting(
        person, placement, "today", 1, placement.contact_by_on, what,
        link="Record the call", href=address("record_contact", person=person.public_id),
    )  # fmt: skip


def _to_ask(milestones: Iterable[OutcomeMilestone], council: Council, day: date) -> Iterator[Waiting]:
    rules = rules_of(council)
    for row in milestones:
        at, placement = stage(row, rules, day, is_mailed=row.is_mailed), row.placement
        if at == "ahead":
            continue
        told = row.asking_stopped_at is not None
        what = f"{row.label}: they say they told you" if told else row.label
        yield Waiting(
            placement.person, placement, LISTS[at], 1 if told else 2, row.due_on, what, link="Another answer",
            href=address("milestone", milestone=row.public_id), milestone=row,
        )  # fmt: skip


def to_ask(people: YoungPersonQuerySet) -> OutcomeMilestoneQuerySet:
    """Milestones of these people that nobody has answered, also those to come, with all that a list says of them."""
    rows = OutcomeMilestone.objects.waiting().filter(placement__person__in=people.alive())
    return rows.with_label().with_who_is_asked().select_related(
        "placement__person", "placement__opportunity__employer", "placement__nomination"
    )  # fmt: skip
