"""What has happened, newest first, from every room in one query: steps, contacts, activities, moves, decisions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat, TruncDate

from aspirations.models import AspirationAudit, ContactMade, EetSpell, Handover, SoftOutcome, YoungPerson
from aspirations.people.field_groups import Right
from aspirations.spells.activity import group, in_words
from config.accounts.models import Council
from config.reference.models import CodedTerm
from config.reference.vocabulary import lists
from matching.nominations.models import NominationMove
from matching.outcomes.models import OutcomeMilestone
from matching.panel.models import PanelDecision
from matching.placements.models import EetPlacement

Lists = dict[str, dict[str, CodedTerm]]
TEXT: CharField = CharField()
LISTS = ("soft_outcomes", "reasons", "decisions", "endings", "readiness", "support_needs", "follow_ups")


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing on a day, as a sentence; `step` is a step forward."""

    on: date
    words: str
    step: bool = False


def timeline(person: YoungPerson, rights: dict[str, Right], coded: Lists) -> list[Happened]:
    """Of what these rights let the reader see."""
    first, *others = _sources(person, rights)
    rows = first.union(*others, all=True).order_by("-t_day", "-t_kind")
    return [
        Happened(day, _said(person.called, kind, code, words, coded), kind == "step") for day, kind, code, words in rows
    ]


def _sources(person: YoungPerson, rights: dict[str, Right]) -> Iterator[QuerySet]:
    """Each as rows of day, kind, code and words."""
    yield _rows(EetSpell.objects.filter(person=person), "started_on", "spell", F("activity"), Value(""))
    yield _rows(SoftOutcome.objects.standing().filter(person=person), "on", "step", F("code"), F("words"))
    yield _rows(AspirationAudit.objects.filter(person=person), "asked_on", "audit", Cast("version", TEXT), Value(""))
    yield _rows(Handover.objects.filter(person=person), "handed_on", "handover", F("work"), F("worker_after__name"))
    if "contact" in rights:
        contacts = ContactMade.objects.filter(person=person)
        two_way = Cast("two_way", TEXT)
        yield _rows(contacts, "on", "contact", Concat(F("how"), Value(" "), two_way, output_field=TEXT), F("words"))
    if "nominations" in rights:
        moves = NominationMove.objects.filter(nomination__person=person)
        on, words = TruncDate("occurred_at"), F("nomination__opportunity__title")
        yield _rows(moves, on, "move", Concat(F("target"), Value(" "), F("reason"), output_field=TEXT), words)
        answers = OutcomeMilestone.objects.filter(placement__person=person, answered_at__isnull=False)
        said = Concat(F("moment"), Value(" "), F("answered_for"), Value(" "), F("answer"), output_field=TEXT)
        yield _rows(answers, TruncDate("answered_at"), "answer", said, F("placement__opportunity__title"))
        ends = EetPlacement.objects.filter(person=person, ended_on__isnull=False)
        yield _rows(ends, "ended_on", "end", F("end_reason"), F("opportunity__title"))
        decisions = PanelDecision.objects.filter(item__person=person).exclude(decision="carry_over")
        yield _rows(decisions, "item__meeting__held_on", "decision", F("decision"), F("why"))


def _rows(rows: QuerySet, on: Any, kind: str, code: Any, words: Any) -> QuerySet:
    said = {
        "day": Cast(on, DateField()),
        "kind": Value(kind, TEXT),
        "code": Cast(code, TEXT),
        "words": Cast(words, TEXT),
    }
    renamed = {f"t_{name}": value for name, value in said.items()}
    return rows.order_by().annotate(**renamed).values_list(*renamed)


def _said(short: str, kind: str, code: str, words: str, coded: Lists) -> str:
    makers: dict[str, Callable[[], str]] = {
        "spell": lambda: _spell(code),
        "step": lambda: f"{coded['soft_outcomes'][code].label if code else words}. A step forward.",
        "audit": lambda: f"Wishes and facts of {short} were written down",
        "handover": lambda: f"{words} became the {code.replace('_', ' ')}",
        "contact": lambda: _contact(short, code, words),
        "decision": lambda: f"Panel: {coded['decisions'][code].label.lower()}. {words}",
        "answer": lambda: _answer(short, code, words, coded),
        "end": lambda: _end(code, words, coded),
        "move": lambda: _move(short, code, words, coded),
    }
    return makers[kind]()


def _spell(code: str) -> str:
    known = {"eet": f"Began: {in_words(code).lower()}", "neet": "Not in EET from this day"}
    return known.get(group(code), "From here on nobody has told us")


def _contact(short: str, code: str, words: str) -> str:
    how, two_way = code.split(" ")
    label = ContactMade.How(how).label.lower()
    said = f"In touch with {short} {label}" if two_way == "true" else f"Tried to reach {short} {label}"
    return f"{said}. {words}" if words else said


MOVES = {
    "suggested": "{title} was suggested",
    "shortlisted": "{title} was shown to {who}",
    "person_said_yes": "{who} said yes to {title}",
    "nominated": "{who} was put forward for {title}",
    "panel_agreed": "The panel agreed: {title}",
    "introduced": "{who} was introduced: {title}",
    "in_review": "The employer began to look at it: {title}",
    "interview": "An interview was set: {title}",
    "offered": "{who} was offered {title}",
    "accepted": "{who} accepted {title}",
    "started": "{who} started: {title}",
    "postponed": "{title} waits for another day",
    "declined_by_person": "{who} said no to {title}",
    "declined_by_employer": "Not this time: {title}",
    "withdrawn": "No longer put forward: {title}",
    "place_gone": "The place has gone: {title}",
    "did_not_start": "{who} did not start: {title}",
}


def _move(short: str, code: str, title: str, coded: Lists) -> str:
    target, reason = code.split(" ")
    words = MOVES[target].format(who=short, title=title)
    row = coded["reasons"].get(reason)
    return f"{words}. Reason: {row.label.lower()}" if row else words


def _answer(short: str, code: str, title: str, coded: Lists) -> str:
    moment, said_by, answer = code.split(" ")
    row = coded["follow_ups"].get(moment)
    who = {"employer": "the employer", "adviser": "the adviser", "person": short}[said_by]
    when = f" {row.label.lower()}" if row else ""
    return f"How it goes{when}: {OutcomeMilestone.Answer(answer).label.lower()}, said {who}. {title}"


def _end(code: str, title: str, coded: Lists) -> str:
    row = coded["endings"].get(code)
    return f"{title} ended. Reason: {row.label.lower()}" if row else f"{title} ended"


def coded_lists(council: Council) -> Lists:
    """The wording that pages of a young person use, in one query."""
    return lists(LISTS, council=council)
