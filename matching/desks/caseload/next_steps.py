"""The best next step of each person on a page of the caseload, in a constant number of queries. Never points."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from aspirations.models import Aspiration, AspirationAudit, Pause
from aspirations.spells.activity import in_words
from config.accounts.models import Council
from config.reference.vocabulary import terms
from matching.desks.caseload.standing import Standing
from matching.desks.links import address
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
    """What next steps turn on, by person's pk."""

    pauses: dict[int, Pause]
    told: dict[int, AspirationAudit]
    suggestions: dict[int, list[Suggestion]]
    milestones: dict[int, OutcomeMilestone]
    readiness: dict[str, str]


def known_of(rows: Sequence[Standing], council: Council, day: date) -> Known:
    people = [row.person for row in rows]
    looking = [row.person for row in rows if row.group != "eet" and not row.nominations]
    working = [row.person for row in rows if row.group == "eet"]
    pauses = Pause.objects.filter(person__in=people, kind="", lifted_at=None, from_on__lte=day, until_on__gt=day)
    a_wish = Exists(Aspiration.objects.filter(audit=OuterRef("pk"), reading="wish"))
    told = AspirationAudit.objects.current().filter(person__in=people).annotate(has_wish=a_wish)
    asked = OutcomeMilestone.objects.filter(placement__person__in=working, answer="", cancelled_at=None)
    return Known(
        pauses={row.person_id: row for row in pauses.order_by("until_on")},
        told={row.person_id: row for row in told.defer("home")},
        suggestions=suggestions_for(looking, top=1) if looking else {},
        milestones={row.placement.person_id: row for row in asked.select_related("placement").order_by("-due_on")},
        readiness={code: row.label for code, row in terms("readiness", council=council).items()},
    )


def next_step(row: Standing, known: Known, day: date) -> NextStep:
    """The first of these that holds: put forward, paused, in EET, not asked yet, the best match, nothing fits."""
    person, short = row.person, row.person.called
    if row.nominations and row.nominations[0].state != "postponed":
        return _put_forward(row.nominations[0], short)
    if pause := known.pauses.get(person.pk):
        by = f"Paused by {short}" if pause.reason.startswith("y_") else "Paused"
        return NextStep(f"{by} until {pause.until_on:%-d %B}", quiet=True)
    if row.group == "eet":
        return _in_eet(known.milestones.get(person.pk), day)
    audit = known.told.get(person.pk)
    if row.group == "unknown":
        return NextStep(
            "What do they do now?", ask=f"Ask {short}", href=address("record_spell", person=person.public_id)
        )
    if audit is None or not getattr(audit, "has_wish", False):
        return NextStep("No wishes asked yet", ask=f"Ask {short}", href=address("wishes", person=person.public_id))
    return _match(row, known.suggestions.get(person.pk, []))


def _match(row: Standing, suggestions: Sequence[Suggestion]) -> NextStep:
    href = address("matches", person=row.person.public_id)
    if not suggestions:
        return NextStep("Nothing fits every must-have yet. See what is in the way", href=href)
    best = suggestions[0]
    if best.to_check:
        return NextStep(f"{best.to_check[0]}: not known yet", best.opportunity.title, f"Ask {row.person.called}", href)
    return NextStep(_phrases(best), best.opportunity.title, href=href)


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
    }[nomination.state]
    return NextStep(words, nomination.opportunity.title, href=address("nomination", nomination=nomination.public_id))


def _in_eet(milestone: OutcomeMilestone | None, day: date) -> NextStep:
    if milestone is None:
        return NextStep("Nothing waits", quiet=True)
    when = "How did the start go?" if milestone.week == 0 else f"How is it going after {milestone.week} weeks?"
    return NextStep(f"{when} Due {milestone.due_on:%-d %B}", quiet=milestone.due_on > day)


def situation(row: Standing, known: Known, day: date) -> str:
    """What a colleague would say first. Never health, a child, or a home."""
    for nomination in row.nominations:
        coming = [each.at for each in nomination.interviews.all() if each.at.date() >= day]
        if nomination.state == "interview" and coming:
            return f"Interview on {coming[0]:%A %-d %B}"
    audit = known.told.get(row.person.pk)
    if row.group == "neet" and audit and audit.readiness:
        return known.readiness.get(audit.readiness, "Not in EET")
    return in_words(row.activity)
