"""The minutes in words, drafted from what was decided: each case, what carries over, and the actions set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.reference.models import CodedTerm
from config.reference.vocabulary import terms
from matching.panel.models import AgendaItem, PanelAction, PanelDecision, PanelMeeting

RESTRICTED_REASON = "A reason that only the chair reads"


@dataclass(frozen=True, slots=True)
class Entry:
    """One decided case. `who` is a name only for a reader who may open the record; else the number of the case."""

    number: int
    who: str
    named: bool
    decision: PanelDecision
    label: str
    reason: str
    system_issue: str
    actions: list[str]
    stepped_back: list[str]


class Wording:
    """The labels that minutes need, read once."""

    def __init__(self, meeting: PanelMeeting, reader: User) -> None:
        council = meeting.council
        self.decisions = terms("decisions", council=council)
        self.themes = terms("themes", council=council)
        self.owners = terms("owners", council=council)
        self.types = terms("action_types", council=council)
        self.reads_restricted = "panel_chair" in reader.roles

    def reason(self, decision: PanelDecision) -> str:
        if not decision.theme:
            waived = decision.theme_waived_by
            return f"Waived by {waived.name}, because {decision.theme_waived_because}" if waived else "Not discussed"
        theme = self.themes[decision.theme]
        if theme.attributes["see"] == "restricted" and not self.reads_restricted:
            return RESTRICTED_REASON
        return f"{theme.label}. {decision.theme_note}" if decision.theme_note else theme.label

    def system_issue(self, decision: PanelDecision) -> str:
        if not decision.system_issue:
            return ""
        return f"{self.themes[decision.system_issue].label} ({self.owners[decision.system_owner].label})"

    def action(self, action: PanelAction) -> str:
        who = action.owner.name if action.owner else self.owners[action.owner_role].label
        words = f": {action.words}" if action.words else ""
        done = f", done {action.done_at:%-d %B}" if action.done_at else ""
        return f"{self.types[action.type].label}{words}. {who}, due {action.due_on:%-d %B}{done}."

    def label(self, decision: PanelDecision) -> str:
        return label_of(self.decisions, decision)


def label_of(labels: dict[str, CodedTerm], decision: PanelDecision) -> str:
    """With the opportunity, where somebody was put forward."""
    label = labels[decision.decision].label
    if decision.nomination is None:
        return label
    opportunity = decision.nomination.opportunity
    return f"{label} for {opportunity.title}, {opportunity.employer}"


def entries(meeting: PanelMeeting, reader: User) -> tuple[list[Entry], list[Entry]]:
    """What was decided, and what was not reached, in the order of the agenda. A constant number of queries."""
    found = meeting.items.filter(to_discuss=True).in_order().select_related(
        "person", "decision__theme_waived_by", "decision__tells_person", "decision__decided_by",
        "decision__nomination__opportunity__employer",
    ).prefetch_related("decision__actions__owner", "conflicts__member")  # fmt: skip
    items = list(found)
    wording = Wording(meeting, reader)
    named = may_name(items, reader)
    made = [
        _entry(number, item, item.person_id in named, wording)
        for number, item in enumerate(items, start=1)
        if hasattr(item, "decision")
    ]
    return (
        [entry for entry in made if entry.decision.decision != "carry_over"],
        [entry for entry in made if entry.decision.decision == "carry_over"],
    )


def may_name(items: Sequence[AgendaItem], reader: User) -> set[int]:
    """The people whose record the reader may open, those of a case they stepped back from left out."""
    own = {item.person_id for item in items if any(row.member_id == reader.pk for row in item.conflicts.all())}
    visible = YoungPerson.objects.visible_to(reader).filter(pk__in=[item.person_id for item in items])
    return set(visible.values_list("pk", flat=True)) - own


def _entry(number: int, item: AgendaItem, named: bool, wording: Wording) -> Entry:
    decision = item.decision
    return Entry(
        number=number,
        who=item.person.called if named else f"Case {number}",
        named=named,
        decision=decision,
        label=wording.label(decision),
        reason=wording.reason(decision),
        system_issue=wording.system_issue(decision),
        actions=[wording.action(action) for action in decision.actions.all()],
        stepped_back=[row.member.name for row in item.conflicts.all()],
    )


def late_actions(meeting: PanelMeeting, day: date) -> dict[str, int]:
    """How many actions of the council are late on the meeting's day, and how far up they went."""
    late = PanelAction.objects.open().filter(person__council=meeting.council, due_on__lt=min(day, meeting.held_on))
    goes = [action.goes_to for action in late]
    return {"all": len(goes), "manager": goes.count("manager"), "board": goes.count("board")}
