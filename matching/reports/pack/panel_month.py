"""What the month's panel saw, decided and set to be done; and the steps forward that were recorded (A6)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from aspirations.models import SoftOutcome
from config.reference.vocabulary import lists
from matching.panel.models import AgendaItem, PanelAction, PanelDecision, PanelMeeting
from matching.panel.states import AGREED
from matching.reports.pack.ledger import Key, Ledger, Printed
from matching.reports.pack.period import Period
from matching.reports.pack.standing_tables import PEOPLE
from matching.reports.pack.tree import Cell, Column, Section, Table

CASES = Column("Cases", "people")
LISTED, DISCUSSED, DECIDED = ("panel", "listed"), ("panel", "discussed"), ("panel", "decided")
DRAFTED = ("minutes_drafted", *AGREED)
OPEN, LATE = ("action", "open"), ("action", "late")
ON_AGENDA = {
    "neet": "Not in EET, each once", "no_activity": "No recorded activity", "asked": "Discussion asked for",
    "discussed": "To be discussed", "decided": "Decided", "not_reached": "Not reached, carried over",
}  # fmt: skip
ACTIONS = {
    "set": "Set at the meeting", "done": "Done in the month", "open": "Open on the day", "late": "Late on the day",
    "manager": "Late for two meetings, with the manager", "board": "Late for three meetings, for the Board",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PanelMonth:
    """Numbers by name; `meeting` is None in a month without one. `decisions` by label."""

    period: Period
    meeting: PanelMeeting | None
    agenda: dict[str, int]
    decisions: dict[str, int]
    actions: dict[str, int]

    @classmethod
    def of(cls, period: Period) -> "PanelMonth":
        meeting = PanelMeeting.objects.filter(council=period.council).in_month(period.month).first()
        agenda = _agenda(meeting) if meeting else {}
        return cls(period, meeting, agenda, _decisions(meeting) if meeting else {}, _actions(period, meeting))

    def enter(self, ledger: Ledger) -> None:
        for name, count in self.agenda.items():
            ledger.enter(("panel", name), count)
        if self.agenda:
            ledger.add_up([DECIDED, ("panel", "not_reached"), *self._waiting(ledger)], DISCUSSED)
            ledger.enter_parts("decision", self.decisions, DECIDED)
        for name, count in self.actions.items():
            ledger.enter(("action", name), count)
        on_time = ledger.enter(("action", "on_time"), self.actions["open"] - self.actions["late"], kept_back=True)
        ledger.add_up([on_time, LATE], OPEN)

    def _waiting(self, ledger: Ledger) -> list[Key]:
        """Once the minutes are drafted every case is decided or carried over, and each reader knows it."""
        waiting = self.agenda["discussed"] - self.agenda["decided"] - self.agenda["not_reached"]
        if not waiting and self.meeting and self.meeting.state in DRAFTED:
            return []
        return [ledger.enter(("panel", "waiting"), waiting, kept_back=True)]

    def section(self, shown: Printed) -> Section:
        return Section("panel", "The panel", says=self._says(shown), tables=tuple(self._tables(shown)))

    def _says(self, shown: Printed) -> tuple[str, ...]:
        if self.meeting is None:
            return (f"The panel did not meet in {self.period.month:%B %Y}.",)
        if self.meeting.held_on > self.period.day:
            return (f"The panel meets on {self.meeting.held_on:%-d %B %Y}.",)
        decided, late = shown.said(*DECIDED), shown.said(*LATE)
        return (
            f"The panel met on {self.meeting.held_on:%-d %B %Y} and decided {decided} of "
            f"{shown.said(*DISCUSSED)} cases marked for discussion. {late.capitalize()} actions are late.",
        )

    def _tables(self, shown: Printed):
        if self.agenda:
            rows = tuple((Cell(words), shown.cell("panel", name)) for name, words in ON_AGENDA.items())
            yield Table("agenda", "On the agenda", (Column("What"), CASES), rows)
            decisions = tuple((Cell(label), shown.cell("decision", label)) for label in self.decisions)
            last = (Cell("All"), shown.cell(*DECIDED))
            yield Table("decisions", "What the panel decided", (Column("Decision"), CASES), (*decisions, last))
        rows = tuple((Cell(words), shown.cell("action", name)) for name, words in ACTIONS.items())
        yield Table("actions", "Actions", (Column("What"), Column("Actions", "people")), rows)


def _agenda(meeting: PanelMeeting) -> dict[str, int]:
    made = Q(decision__isnull=False)
    carried = Q(decision__decision="carry_over")
    return meeting.items.aggregate(
        neet=Count("pk", filter=Q(part=AgendaItem.Part.NEET)),
        no_activity=Count("pk", filter=Q(part=AgendaItem.Part.NO_ACTIVITY)),
        asked=Count("pk", filter=Q(asked_by__isnull=False)),
        discussed=Count("pk", filter=Q(to_discuss=True)),
        decided=Count("pk", filter=made & ~carried),
        not_reached=Count("pk", filter=carried),
    )


def _decisions(meeting: PanelMeeting) -> dict[str, int]:
    """By label, most first."""
    labels = lists(["decisions"], council=meeting.council)["decisions"]
    rows = PanelDecision.objects.made().filter(item__meeting=meeting).order_by()
    found = rows.values_list("decision").annotate(cases=Count("pk")).order_by("-cases", "decision")
    return {labels[code].label: cases for code, cases in found}


def _actions(period: Period, meeting: PanelMeeting | None) -> dict[str, int]:
    rows = PanelAction.objects.filter(person__council=period.council, decision__decided_at__date__lte=period.day)
    on_day = rows.filter(Q(done_at=None) | Q(done_at__date__gt=period.day))
    late = on_day.filter(due_on__lt=period.day)
    goes = Counter(action.goes_to for action in late.only("carried_by"))
    done = rows.filter(done_at__date__gte=period.month, done_at__date__lte=period.day)
    return {
        "set": rows.filter(decision__item__meeting=meeting).count() if meeting else 0,
        "done": done.count(),
        "open": on_day.count(),
        "late": late.count(),
        "manager": goes["manager"],
        "board": goes["board"],
    }


@dataclass(frozen=True, slots=True)
class Steps:
    """How many people took each step of the ladder in the month, by its label, in the ladder's order."""

    people: dict[str, int]

    @classmethod
    def of(cls, period: Period) -> "Steps":
        rows = SoftOutcome.objects.filter(
            person__council=period.council, on__gte=period.month, on__lte=period.day, undone_at=None
        ).order_by()
        found = dict(rows.values_list("code").annotate(people=Count("person", distinct=True)))
        ladder = lists(["soft_outcomes"], council=period.council)["soft_outcomes"]
        return cls({term.label: found.get(code, 0) for code, term in ladder.items()} | _own_words(found))

    def enter(self, ledger: Ledger) -> None:
        for label, count in self.people.items():
            ledger.enter(("step", label), count)

    def section(self, shown: Printed) -> Section:
        rows = tuple((Cell(label), shown.cell("step", label)) for label in self.people)
        steps = sum(bool(count) for count in self.people.values())
        says = (
            f"{steps} of {len(self.people)} kinds of step were taken this month." if steps else "No step was recorded."
        )
        note = "Steps on the way, each once a quarter for a person. They are never counted as EET."
        table = Table("steps", "Steps forward this month", (Column("Step"), PEOPLE), rows, note)
        return Section("steps", "Steps on the way", says=(says,), tables=(table,))


def _own_words(found: dict[str, int]) -> dict[str, int]:
    return {"In own words": found[""]} if "" in found else {}
