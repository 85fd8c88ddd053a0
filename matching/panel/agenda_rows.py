"""The rows of an agenda as they are shown: who, why now, what was decided last, what is open, the first match."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from aspirations.models import YoungPerson
from aspirations.people.ages import age_on
from config.accounts.models import User
from config.reference.vocabulary import terms
from config.screens.tables import Cell, Column
from config.templatetags.screens import tag, unknown
from matching.panel.models import AgendaItem, PanelAction, PanelDecision, PanelMeeting
from matching.shortlists.lists import suggestions_for

COLUMNS = (
    Column("No.", number=True),
    Column("Young person", heads=True),
    Column("Why now"),
    Column("Points", number=True),
    Column("Last decision"),
    Column("Open actions"),
    Column("First match"),
)
RESTRICTED = "Restricted record"
NOT_NAMED = "Not named here"


class AgendaRows:
    """Rows for a user on a day, whatever their number in the same number of queries.

    A record that the user may not open keeps its place in the order and nothing else.
    """

    def __init__(self, meeting: PanelMeeting, items: Sequence[AgendaItem], user: User, day: date) -> None:
        people = [item.person_id for item in items]
        self.meeting, self.items, self.day = meeting, items, day
        self.open_to_user = set(YoungPerson.objects.visible_to(user).filter(pk__in=people).values_list("pk", flat=True))
        self.labels = terms("decisions", council=meeting.council)
        self.last = last_decisions(people, meeting)
        self.actions = open_actions(people)
        self.matches = first_matches(meeting, [item for item in items if item.person_id in self.open_to_user])

    @property
    def seen(self) -> list[YoungPerson]:
        """The people whose rows say who they are: what the trail records as seen."""
        return [item.person for item in self.items if item.person_id in self.open_to_user]

    def rows(self, first_number: int = 1) -> list[list[Any]]:
        return [self._row(number, item) for number, item in enumerate(self.items, start=first_number)]

    def _row(self, number: int, item: AgendaItem) -> list[Any]:
        if item.person_id not in self.open_to_user:
            who = RESTRICTED if item.person.is_restricted else NOT_NAMED
            return [number, who, "", item.points, "", "", ""]
        if item.person.died_on:
            died = f"Died on {item.person.died_on:%-d %B %Y}. Nothing is decided."
            return [number, item.person.called, died, "", "", "", ""]
        match = self.matches.get(item.person_id)
        return [
            number,
            who_cell(item, self.day),
            why_cell(item),
            item.points,
            last_cell(self.last.get(item.person_id), self.labels),
            actions_cell(self.actions[item.person_id], self.day),
            match or "Nothing fits all must-haves",
        ]


def who_cell(item: AgendaItem, day: date) -> Cell:
    address = reverse("panel_case", kwargs={"meeting": item.meeting.public_id, "item": item.public_id})
    return Cell(item.person.called, href=address, after=age_after(item.person, day))


def age_after(person: YoungPerson, day: date) -> str:
    return f", {age_on(person.born_on, day)}" if person.born_on else ""


def why_cell(item: AgendaItem) -> Cell:
    """Each reason with its points, so that the total beside it can be checked."""
    said = [(sentence, points) for _, points, sentence in item.parts]
    notes = why_notes(item)
    html = format_html_join(" ", '{} <span class="eet-quiet">({})</span>', said)
    if notes:
        html = format_html("{}{}", html, format_html_join("", "<br>{}", [(note,) for note in notes]))
    return Cell(" ".join([in_words(item.parts), *notes]), html=html)


def in_words(parts: Sequence[Any]) -> str:
    """The reasons of an order with their points in brackets."""
    return " ".join(f"{sentence} ({points})" for _, points, sentence in parts)


def why_notes(item: AgendaItem) -> list[str]:
    """What somebody said about the case: why it was asked for, why it was taken up after the freeze."""
    notes = []
    if item.asked_because and item.asked_by:
        notes.append(f"{item.asked_by.name} asked: “{item.asked_because}”")
    if item.taken_up_because and item.marked_by:
        notes.append(f"Added after the freeze by {item.marked_by.name}: “{item.taken_up_because}”")
    return notes


def last_cell(decision: PanelDecision | None, labels: dict[str, Any]) -> str:
    if decision is None:
        return "Not discussed before"
    return f"{labels[decision.decision].label}, {decision.item.meeting.held_on:%-d %B}"


def actions_cell(due: Sequence[date], day: date) -> Cell | str:
    """The action that is longest late, else the next one due."""
    if not due:
        return "None"
    first = min(due)
    if first < day:
        words = late_in_words(first, day)
        return Cell(words, html=tag(words, "red"))
    return f"{len(due)} due, first {first:%-d %B}" if len(due) > 1 else f"1 due {first:%-d %B}"


def late_in_words(due_on: date, day: date) -> str:
    days = (day - due_on).days
    return "1 day late" if days == 1 else f"{days} days late"


def last_decisions(people: Sequence[int], meeting: PanelMeeting) -> dict[int, PanelDecision]:
    """Each person's newest decision at an earlier meeting, those that merely carried over left out."""
    rows = PanelDecision.objects.made().filter(item__person__in=people, item__meeting__held_on__lt=meeting.held_on)
    newest = rows.order_by("item__person_id", "-item__meeting__held_on").distinct("item__person_id")
    return {row.item.person_id: row for row in newest.select_related("item__meeting")}


def open_actions(people: Sequence[int]) -> dict[int, list[date]]:
    """The due days of each person's open actions."""
    found: dict[int, list[date]] = defaultdict(list)
    for person, due_on in PanelAction.objects.open().filter(person__in=people).values_list("person", "due_on"):
        found[person].append(due_on)
    return found


def first_matches(meeting: PanelMeeting, items: Sequence[AgendaItem]) -> dict[int, Cell | str]:
    """The first match of each person: as it stood at the freeze, before that as it stands now."""
    if meeting.agenda_frozen_at and meeting.state != "scheduled":
        kept = {item.person_id: item.matches[0] for item in items if item.matches}
        return {pk: match_cell(match["title"], match["to_check"]) for pk, match in kept.items()}
    lists = suggestions_for([item.person for item in items], top=1)
    return {pk: match_cell(rows[0].opportunity.title, rows[0].to_check) for pk, rows in lists.items() if rows}


def match_cell(title: str, to_check: Sequence[str]) -> Cell | str:
    if not to_check:
        return title
    words = "1 fact to ask" if len(to_check) == 1 else f"{len(to_check)} facts to ask"
    html: SafeString = format_html("{} {}", title, unknown(words))
    return Cell(f"{title} ({words})", html=html)
