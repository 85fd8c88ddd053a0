"""What the panel room shows of one case before anything is decided: the person first, then matches and what is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from aspirations.models import Aspiration, AspirationAudit, YoungPerson
from aspirations.people.ages import age_on
from aspirations.spells.activity import group
from aspirations.spells.lengths import months_between
from config.reference.vocabulary import terms
from matching.nominations.models import Nomination
from matching.panel.agenda_rows import in_words, last_decisions
from matching.panel.listing import most_first
from matching.panel.models import AgendaItem, PanelAction, PanelDecision
from matching.panel.plan.planned import PlannedPlace, planned_place
from matching.panel.seen import Kept, shown_matches
from opportunities.models import Opportunity

NEEDS_SHOWN = 3
UNKNOWN_SHOWN = 4


@dataclass(frozen=True, slots=True)
class MatchLine:
    """One match in a line: its strongest reason, and how far it has come with this person."""

    match: Kept
    reason: str
    stands: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    item: AgendaItem
    age: int | None
    own_words: str
    wishes: list[Aspiration]
    standing: str
    activity: str
    """"neet", "eet" or "unknown"."""
    why_now: list[str]
    why_all: str
    matches: list[MatchLine]
    planned: PlannedPlace | None
    last: PanelDecision | None
    last_label: str
    actions: list[str]
    unknown: list[str]
    more_unknown: int
    nominations: list[Nomination]
    opportunities: dict[str, Opportunity]


def facts_of(item: AgendaItem, day: date) -> CaseFacts:
    """Everything of one case in a constant number of queries."""
    person, council = item.person, item.meeting.council
    matches = shown_matches(item)
    live = Nomination.objects.live().filter(person=person).select_related("opportunity__employer")
    nominations = sorted(live, key=lambda row: -FURTHEST.get(row.state, 0))
    offered = Opportunity.objects.filter(public_id__in=[match["opportunity"] for match in matches])
    opportunities = {str(row.public_id): row for row in offered}
    unknown = list(dict.fromkeys(label for match in matches for label in match["to_check"]))
    wishes = wishes_of(item)
    standing, activity = standing_of(item, day)
    last = last_decisions([person.pk], item.meeting).get(person.pk)
    return CaseFacts(
        item=item,
        age=age_on(person.born_on, day) if person.born_on else None,
        own_words=wishes[0].own_words if wishes else "",
        wishes=wishes,
        standing=standing,
        activity=activity,
        why_now=why_now(item),
        why_all=in_words(item.parts),
        matches=[line_of(match, nominations, opportunities) for match in matches],
        planned=planned_place(item),
        last=last,
        last_label=terms("decisions", council=council)[last.decision].label if last else "",
        actions=actions_in_words(item),
        unknown=unknown[:UNKNOWN_SHOWN],
        more_unknown=max(0, len(unknown) - UNKNOWN_SHOWN),
        nominations=nominations,
        opportunities=opportunities,
    )


FURTHEST = {"nominated": 5, "person_said_yes": 4, "shortlisted": 3, "suggested": 2, "panel_agreed": 1}
"""Which nomination is decided first: the one that waits for the panel."""


def why_now(item: AgendaItem) -> list[str]:
    """What weighs most besides the months, which stand in the line above."""
    weighty = sorted((part for part in item.parts if part[0] != "months"), key=lambda part: -part[1])
    return [sentence for _, _, sentence in weighty[:NEEDS_SHOWN]]


def actions_in_words(item: AgendaItem) -> list[str]:
    """What is still open, first due first."""
    rows = PanelAction.objects.open().filter(person=item.person).select_related("owner")
    types = terms("action_types", council=item.meeting.council)
    return [
        f"{types[row.type].label}, due {row.due_on:%-d %B}{f', {row.owner.name}' if row.owner else ''}." for row in rows
    ]


def wishes_of(item: AgendaItem) -> list[Aspiration]:
    """What was read as a wish; words that a person has to read with care are not shown here."""
    audit = AspirationAudit.objects.current().filter(person=item.person)
    return list(Aspiration.objects.filter(audit__in=audit, reading=Aspiration.Reading.WISH).order_by("rank"))


def standing_of(item: AgendaItem, day: date) -> tuple[str, str]:
    """What they do now, how ready they are, who works with them and whether that person is here; and their group."""
    adviser = item.person.adviser
    audits = AspirationAudit.objects.current().filter(person=OuterRef("pk"))
    now = (
        YoungPerson.objects.filter(pk=item.person_id)
        .doing_on(day)
        .annotate(
            readiness=Subquery(audits.values("readiness")[:1]),
            adviser_is_here=Exists(item.meeting.present.filter(pk=adviser.pk)),
        )
        .values("activity", "activity_since", "activity_or_before", "readiness", "adviser_is_here")[0]
    )
    ready = terms("readiness", council=item.meeting.council).get(now["readiness"])
    doing = now_in_words(now["activity"], now["activity_since"], now["activity_or_before"], day)
    readiness = f"{ready.label}." if ready else "Readiness not known yet."
    here = ", here today" if now["adviser_is_here"] else ""
    return f"{doing} {readiness} Adviser: {adviser.name}{here}.", group(now["activity"] or "")


def now_in_words(activity: str | None, since: date, or_before: bool, day: date) -> str:
    if activity is None or group(activity) == "unknown":
        return "No recorded activity."
    if group(activity) == "eet":
        return "In EET now."
    months = months_between(since, day)
    length = "1 month" if months == 1 else f"{months} months" if months else "less than a month"
    return f"Not in EET for {'at least ' if or_before and months else ''}{length}."


def line_of(match: Kept, nominations: Sequence[Nomination], opportunities: dict[str, Opportunity]) -> MatchLine:
    known = [part["sentence"] for part in most_first(match) if part["known"] and part["points"]]
    reason = in_short(known[0]) if known else match["added_because"]
    return MatchLine(match, reason, stands_in_words(match, nominations, opportunities))


def in_short(sentence: str) -> str:
    """The first half of a sentence; its whole stands with the parts."""
    return sentence.split(";", maxsplit=1)[0].rstrip(".") + "."


def stands_in_words(match: Kept, nominations: Sequence[Nomination], opportunities: dict[str, Opportunity]) -> str:
    """How far it has come with this person, and how many places are left."""
    nomination = next((row for row in nominations if str(row.opportunity.public_id) == match["opportunity"]), None)
    opportunity = opportunities.get(match["opportunity"])
    left = opportunity.places_left if opportunity else 0
    places = "1 place free." if left == 1 else f"{left} places free." if left else "No place free any more."
    if opportunity is None or not opportunity.is_open_on(timezone.localdate()):
        places = "Closed meanwhile."
    return f"{nomination.get_state_display()}. {places}" if nomination else places
