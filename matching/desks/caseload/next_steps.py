"""The best next step of each person on a page of the caseload, in a constant number of queries. Never points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from aspirations.models import AspirationAudit, Pause, YoungPerson
from aspirations.spells.activity import in_words
from config.accounts.models import Council
from config.reference.vocabulary import label_of
from matching.desks.caseload.standing import Standing
from matching.desks.links import address
from matching.engine.facts import BY_CODE
from matching.nominations.models import Nomination
from matching.outcomes.models import OutcomeMilestone
from matching.shortlists.lists import Suggestion, suggestions_for

PHRASES = {
    "wording": "Close to the wish",
    "occupation": "Close to the wish",
    "travel": "Near enough",
    "readiness": "The right step now",
    "preferences": "The hours and kind wanted",
    "support": "Gives the support asked for",
}
ABOUT = {"Hours a week": "the hours", "Right to work": "the right to work"}
PROPER = ("English", "National Insurance")


@dataclass(frozen=True, slots=True)
class NextStep:
    """`title` stands first and bold, `ask` is an unknown fact's tag ("Ask Jet"), `words` follow; `href` leads there."""

    words: str
    title: str = ""
    ask: str = ""
    href: str = ""
    quiet: bool = False

    def __str__(self) -> str:
        return " ".join(filter(None, (self.title and f"{self.title}.", self.ask and f"{self.ask}:", self.words)))


@dataclass(frozen=True, slots=True)
class Known:
    """What next steps turn on, by person's pk; `facts` are rows with the annotations of `facts_on`."""

    facts: dict[int, YoungPerson]
    suggestions: dict[int, list[Suggestion]]
    milestones: dict[int, OutcomeMilestone]


def known_of(rows: Sequence[Standing], milestones: Iterable[OutcomeMilestone], council: Council, day: date) -> Known:
    """`milestones`: those not answered. Three queries."""
    people = YoungPerson.objects.filter(pk__in=[row.person.pk for row in rows])
    last_first = sorted(milestones, key=lambda row: row.due_on, reverse=True)
    looking = [row.person for row in rows if row.group != "eet" and not row.nominations]
    return Known(
        facts={row.pk: row for row in people.only("pk").annotate(**facts_on(day, council))},
        suggestions=suggestions_for(looking, top=1) if looking else {},
        milestones={row.placement.person_id: row for row in last_first},
    )


def facts_on(day: date, council: Council) -> dict[str, Any]:
    """Annotations: `paused_until`, `paused_for`, `has_wish`, `readiness` (its label)."""
    mine = {"person": OuterRef("pk")}
    pauses = Pause.objects.filter(kind="", lifted_at=None, from_on__lte=day, until_on__gt=day, **mine)
    pause = pauses.order_by("-until_on")
    audits = AspirationAudit.objects.current().filter(**mine)
    labelled = audits.annotate(label=label_of("readiness", OuterRef("readiness"), council))
    return {
        "paused_until": Subquery(pause.values("until_on")[:1]),
        "paused_for": Subquery(pause.values("reason")[:1]),
        "has_wish": Exists(audits.filter(wishes__reading="wish")),
        "readiness": Subquery(labelled.values("label")[:1]),
    }


def next_step(row: Standing, known: Known, day: date) -> NextStep:
    """The first of these that holds: put forward, paused, in EET, not asked yet, the best match, nothing fits."""
    person, short = row.person, row.person.called
    if row.nominations:
        return _put_forward(row.nominations[0], short)
    facts: Any = known.facts[person.pk]
    if facts.paused_until:
        by = f"Paused by {short}" if facts.paused_for.startswith("y_") else "Paused"
        return NextStep(f"{by} until {facts.paused_until:%-d %B}", quiet=True)
    if row.group == "eet":
        return _in_eet(known.milestones.get(person.pk), day)
    if row.group == "unknown":
        return NextStep(
            "What do they do now?", ask=f"Ask {short}", href=address("record_spell", person=person.public_id)
        )
    if not facts.has_wish:
        return NextStep("No wishes asked yet", ask=f"Ask {short}", href=address("wishes", person=person.public_id))
    return _match(row, known.suggestions.get(person.pk, []))


def _match(row: Standing, suggestions: Sequence[Suggestion]) -> NextStep:
    href = address("matches", person=row.person.public_id)
    if not suggestions:
        return NextStep("Nothing fits every must-have yet. See what is in the way", href=href)
    best = suggestions[0]
    if best.to_check:
        return NextStep(_to_ask(best, row.person.called), best.opportunity.title, href=href)
    return NextStep(_phrases(best), best.opportunity.title, href=href)


def _to_ask(best: Suggestion, short: str) -> str:
    """May fit, and what to ask first: hours that the offer does not name are the employer's to say."""
    first = best.to_check[0]
    of_employer = first == BY_CODE["hours"].label and best.opportunity.hours_per_week is None
    what = ABOUT.get(first) or (first if first.startswith(PROPER) else first[:1].lower() + first[1:])
    return f"May fit: ask {best.opportunity.employer if of_employer else short} about {what}"


def _phrases(best: Suggestion) -> str:
    """The two parts that count most, in words; a part that is not known says nothing."""
    if best.parts is None:
        return "Added by a colleague"
    told = [(points, name) for name, points in best.parts.items() if points and name not in best.unknown]
    phrases = list(dict.fromkeys(PHRASES[name] for _, name in sorted(told, reverse=True)))
    return "; ".join([*phrases[:1], *(phrase[:1].lower() + phrase[1:] for phrase in phrases[1:2])]) or "Fits"


def _put_forward(nomination: Nomination, short: str) -> NextStep:
    words = {
        "suggested": f"Show it to {short}",
        "shortlisted": f"{short} is thinking about it",
        "person_said_yes": f"{short} said yes",
        "nominated": "Waiting for the panel",
        "panel_agreed": "The panel agreed: introduce them",
        "introduced": "Waiting for the employer",
        "in_review": "The employer is looking at it",
        "interview": "Waiting for the interview",
        "offered": "An offer to answer",
        "accepted": "Accepted: a start to come",
        "postponed": f"Waits until {nomination.postponed_until:%-d %B}" if nomination.postponed_until else "",
    }[nomination.state]
    return NextStep(words, nomination.opportunity.title, href=address("nomination", nomination=nomination.public_id))


def _in_eet(milestone: OutcomeMilestone | None, day: date) -> NextStep:
    if milestone is None:
        return NextStep("Nothing waits", quiet=True)
    return NextStep(f"{milestone.label}: how is it going? Due {milestone.due_on:%-d %B}", quiet=milestone.due_on > day)


def situation(row: Standing, known: Known, day: date) -> str:
    """What a colleague would say first. Never health, a child, or a home."""
    for nomination in row.nominations:
        meets_at = getattr(nomination, "meets_at", None)
        if nomination.state == "interview" and meets_at:
            return f"Interview on {timezone.localtime(meets_at):%A %-d %B}"
    facts: Any = known.facts[row.person.pk]
    return facts.readiness if row.group == "neet" and facts.readiness else in_words(row.activity)
