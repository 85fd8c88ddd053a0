"""What can be chosen in the panel room for one case, with its key, its words and its ready-made sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from config.accounts.models import User
from config.reference.models import CodedTerm
from config.reference.vocabulary import terms
from matching.panel.case_facts import CaseFacts
from opportunities.vocabulary.kinds import kinds

KEYS = "P1234567890?"
FROM_PLAN = ("place_plan",)
"""Offered only where the plan gave them a place whose draft waits."""
SAID_YES = ("person_said_yes", "nominated", "panel_agreed")
NOT_ASKED = ("suggested", "shortlisted")
WHO_CAN_HAVE_ACTIONS = ["panel_chair", "panel_member", "virtual_school", "hr_reviewer"]
OUTSIDE_GROUPS = ("council", "outside")
"""Whom something can be raised with: not the team itself."""
Choice = tuple[str, str]
NO_REASON = {"unknown": "No activity is recorded yet.", "eet": "In education, employment or training now."}
"""Why there is no main reason to give, unless the panel knows one all the same."""


@dataclass(frozen=True, slots=True)
class DecisionChoice:
    """`why` is the ready-made sentence; '' where the reason must be their own. `needs` are fields of the form."""

    code: str
    key: str
    words: str
    why: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoomChoices:
    """Everything a room form offers for one case."""

    decisions: list[DecisionChoice]
    themes: list[CodedTerm]
    other_themes: list[tuple[str, list[Choice]]]
    system_issues: list[Choice]
    outside_issues: list[Choice]
    issue_owners: dict[str, str]
    forward: list[Choice]
    owners: list[Choice]
    referral_targets: list[Choice]
    enablers: list[Choice]
    kinds: list[Choice]
    wishes: list[Choice]
    no_reason: str
    activities: list[Choice]


NEEDS: dict[str, tuple[str, ...]] = {
    "nominate": ("forward",),
    "stepping_stone": ("kind", "wish_served", "due_on"),
    "refer": ("referral_target", "owner", "due_on"),
    "unblock": ("enabler", "owner", "due_on"),
    "hear_first": ("question", "owner", "due_on"),
    "check_facts": ("fact", "owner", "due_on"),
    "defer": ("review_on",),
    "escalate": ("issue", "question", "due_on"),
    "no_change": (),
    "now_eet": ("start_on", "activity"),
}


def choices_for(facts: CaseFacts, user: User, day: date) -> RoomChoices:
    council = facts.item.meeting.council
    themes = terms("themes", council=council, on=day)
    keyed = sorted((row for row in themes.values() if row.attributes.get("key")), key=lambda row: row.attributes["key"])
    forward, owners = forward_choices(facts), terms("owners", council=council)
    issues = [row for row in themes.values() if row.attributes["situation_of"] == "system"]
    outside = [row for row in issues if owners[row.attributes["owner"]].group in OUTSIDE_GROUPS]
    return RoomChoices(
        decisions=decision_choices(facts, terms("decisions", council=council, on=day).values(), forward),
        themes=keyed,
        other_themes=grouped(themes.values(), terms("theme_groups", council=council), user),
        system_issues=labelled(issues),
        outside_issues=[(row.code, f"{row.label} ({owners[row.attributes['owner']].label})") for row in outside],
        issue_owners={row.code: row.attributes["owner"] for row in outside},
        forward=forward,
        owners=owner_choices(facts),
        referral_targets=labelled(terms("referral_targets", council=council, on=day).values()),
        enablers=[(kind.code, kind.label) for kind in kinds().values() if kind.is_enabler],
        kinds=[(kind.code, kind.label) for kind in kinds().values() if not kind.is_enabler],
        wishes=[(str(wish.rank), f"“{wish.own_words}”") for wish in facts.wishes] or [("0", "No wish recorded yet")],
        no_reason=NO_REASON.get(facts.activity, ""),
        activities=[(row.code, row.label) for row in terms("activity", on=day).values() if row.group == "eet"],
    )


def labelled(rows: Iterable[CodedTerm]) -> list[Choice]:
    return [(row.code, row.label) for row in rows]


def grouped(themes: Iterable[CodedTerm], groups: dict[str, CodedTerm], user: User) -> list[tuple[str, list[Choice]]]:
    """The reasons without a key, by group. A restricted one is the chair's alone."""
    found: dict[str, list[Choice]] = {}
    for row in themes:
        restricted = row.attributes["see"] == "restricted" and "panel_chair" not in user.roles
        if not row.attributes.get("key") and not restricted:
            found.setdefault(row.group, []).append((row.code, row.label))
    return [(groups[code].label, rows) for code, rows in found.items()]


def forward_choices(facts: CaseFacts) -> list[Choice]:
    """What somebody can be put forward for: what waits already, then the matches nobody has begun with.

    Not the place that the plan gave them: accepting that is a decision of its own.
    """
    begun = {str(row.opportunity.public_id) for row in facts.nominations}
    planned = facts.planned and facts.planned.nomination.pk
    waiting = [row for row in facts.nominations if row.state in (*SAID_YES, *NOT_ASKED) and row.pk != planned]
    choices = [(f"nomination {row.public_id}", forward_words(row.opportunity.title, row.state)) for row in waiting]
    choices += [
        (f"opportunity {line.match['opportunity']}", forward_words(line.match["title"], "suggested"))
        for line in facts.matches
        if line.match["opportunity"] not in begun
    ]
    return choices


def forward_words(title: str, state: str) -> str:
    return title if state in SAID_YES else f"{title} (not asked yet)"


def owner_choices(facts: CaseFacts) -> list[Choice]:
    """The adviser and the manager first, then the panel and who works with it."""
    person = facts.item.person
    first = [person.adviser, person.manager]
    others = User.objects.filter(
        council=facts.item.meeting.council, is_active=True, roles__overlap=WHO_CAN_HAVE_ACTIONS
    )
    return [(str(user.public_id), user.name) for user in dict.fromkeys([*first, *others])]


def decision_choices(facts: CaseFacts, rows: Iterable[CodedTerm], forward: list[Choice]) -> list[DecisionChoice]:
    """In the order of their keys, the plan's place first; what the system sets is not offered."""
    offered = [row for row in rows if row.attributes["set_by"] == "panel"]
    offered = [row for row in offered if forward or row.code != "nominate"]
    offered = [row for row in offered if facts.planned or row.code not in FROM_PLAN]
    ordered = sorted(offered, key=lambda row: KEYS.find(row.attributes.get("key") or "?"))
    return [
        DecisionChoice(
            code=row.code,
            key=row.attributes.get("key", ""),
            words=words_of(row, facts, forward),
            why=ready_made(row.code, facts),
            needs=NEEDS.get(row.code, ()),
        )
        for row in ordered
    ]


def words_of(row: CodedTerm, facts: CaseFacts, forward: list[Choice]) -> str:
    if row.code in FROM_PLAN and facts.planned:
        return f"{row.label}: {forward_words(facts.planned.title, facts.planned.nomination.state)}"
    return f"{row.label} for {forward[0][1]}" if row.code == "nominate" else row.label


def ready_made(code: str, facts: CaseFacts) -> str:
    """Why, in a sentence that fits most cases of this decision; '' where only their own words do."""
    name = facts.item.person.called
    first = facts.nominations[0].state if facts.nominations else ""
    forward = f"{name} said yes, and a place is free." if first in SAID_YES else f"The best fit. {name} is asked first."
    planned = facts.planned.row.why if facts.planned else ""
    return {
        "place_plan": planned,
        "nominate": forward,
        "stepping_stone": f"A first step towards what {name} wants.",
        "refer": f"{name} needs this help first.",
        "unblock": f"Something practical is in {name}’s way.",
        "hear_first": f"{name}’s own view comes first.",
        "check_facts": "A fact is missing that this turns on.",
        "defer": "The panel looks again on the day chosen.",
        "escalate": "Another service has to move first.",
        "now_eet": f"{name} has started.",
    }.get(code, "")
