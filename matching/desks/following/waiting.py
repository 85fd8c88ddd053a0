"""What waits to be asked after a start (R1, R2): in the order in which an adviser would pick up the phone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

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
    """All that waits for these people and their milestones (`to_ask`), the most pressing first. Three queries."""
    found = [*_gone(people), *_to_speak_with(people), *_to_ask(milestones, council, day)]
    return sorted(found, key=lambda row: (row.rank, row.since, row.person.listed_as))


def _gone(people: YoungPersonQuerySet) -> Iterator[Waiting]:
    """Somebody said they are not there any more, and no end is recorded."""
    rows = OutcomeMilestone.objects.filter(
        answer__in=NOT_THERE, placement__ended_on=None, placement__person__in=people.alive()
    )
    rows = rows.exclude(placement__activity="").order_by("placement_id", "-due_on").distinct("placement_id")
    for row in rows.select_related("placement__person", "placement__opportunity__employer", "placement__nomination"):
        placement, person = row.placement, row.placement.person
        who = "The young person" if row.answered_for == "person" else placement.opportunity.employer.name
        said = SAID[row.answer]
        yield Waiting(
            person, placement, "today", 0, row.due_on, f"{who} says {person.called} {said}",
            link="Record how it ended", href=address("end_placement", nomination=placement.nomination.public_id),
        )  # fmt: skip


def _to_speak_with(people: YoungPersonQuerySet) -> Iterator[Waiting]:
    rows = EetPlacement.objects.to_speak_of().filter(person__in=people)
    for row in rows.select_related("person", "opportunity__employer", "nomination"):
        assert row.contact_by_on is not None and row.ended_on is not None
        yield Waiting(
            row.person, row, "today", 1, row.contact_by_on, f"It ended on {row.ended_on:%-d %B}: how are they?",
            link="Record the call", href=address("record_contact", person=row.person.public_id),
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
