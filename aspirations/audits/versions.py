"""Storing what young people told us as new versions (A3): the earlier ones stay, to compare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q

from aspirations.audits.models import Aspiration, AspirationAudit, AspirationRound
from aspirations.audits.worries import raise_concerns, worries_known
from aspirations.people.models import YoungPerson
from aspirations.synonyms.meanings import meanings_of
from config.accounts.models import User
from config.imports.models import ImportFile
from opportunities.vocabulary.reading import WishReading, WishState

CERTAINTY_PLACES = Decimal("0.01")
CORRECTED = ("reading", "occupation", "category", "certainty", "because", "corrected_by_id", "corrected_at")


@dataclass(frozen=True, slots=True)
class Told:
    """What one person told us on a day. `facts` are fields of AspirationAudit; a field left out is not known."""

    person: YoungPerson
    asked_on: date
    wishes: Sequence[str]
    facts: Mapping[str, Any]
    round: AspirationRound | None = None


def add_versions(told: Sequence[Told], *, by: User | None, file: ImportFile | None = None) -> list[AspirationAudit]:
    """One new version each, current unless something later was told; in a number of queries that does not grow.

    One `Told` for a person at most.
    """
    people = [one.person for one in told]
    by_person = AspirationAudit.objects.filter(person__in=people).values("person").order_by()
    known = by_person.annotate(last=Max("version"), asked=Max("asked_on", filter=Q(is_current=True)))
    before = {row["person"]: row for row in known}
    audits = [version_of(one, before.get(one.person.pk), by=by, file=file) for one in told]
    newer = [audit.person_id for audit in audits if audit.is_current]
    AspirationAudit.objects.filter(person__in=newer, is_current=True).update(is_current=False)
    AspirationAudit.objects.bulk_create(audits)
    add_wishes(audits, told, by=by)
    return audits


def version_of(
    told: Told, before: Mapping[str, Any] | None, *, by: User | None, file: ImportFile | None
) -> AspirationAudit:
    last, asked = (before["last"], before["asked"]) if before else (0, None)
    return AspirationAudit(
        person=told.person,
        round=told.round,
        version=last + 1,
        is_current=asked is None or told.asked_on >= asked,
        asked_on=told.asked_on,
        recorded_by=by,
        file=file,
        **told.facts,
    )


def add_wishes(audits: Sequence[AspirationAudit], told: Sequence[Told], *, by: User | None) -> None:
    """The own words as spoken, each read once, all in one batch. A worry that is new becomes a concern."""
    said = [
        (audit, rank, words)
        for audit, one in zip(audits, told, strict=True)
        for rank, words in enumerate(one.wishes, 1)
    ]
    different = list(dict.fromkeys(words for *_, words in said))
    council = told[0].person.council_id if told else None
    readings = dict(zip(different, meanings_of(council).read(different), strict=True))
    corrected = corrections([audit.person_id for audit in audits])
    wishes = [
        Aspiration(
            audit=audit,
            rank=rank,
            own_words=words,
            **(corrected.get((audit.person_id, words)) or as_read(readings[words])),
        )
        for audit, rank, words in said
    ]
    worries_told = worries_known([audit.person_id for audit in audits])
    Aspiration.objects.bulk_create(wishes)
    new = (wish for wish in wishes if (wish.audit.person_id, wish.own_words) not in worries_told)
    raise_concerns(new, by=by)


def corrections(people: Sequence[int]) -> dict[tuple[int, str], dict[str, Any]]:
    """What a person said that words mean, by young person and words: the newest correction stands in later versions."""
    found = Aspiration.objects.filter(audit__person__in=people, corrected_at__isnull=False).order_by("corrected_at")
    rows = found.values("audit__person", "own_words", *CORRECTED)
    return {(row.pop("audit__person"), row.pop("own_words")): row for row in rows}


def as_read(reading: WishReading) -> dict[str, Any]:
    """Fields of Aspiration. Words that worry us are never read as work: a person reads them with care (A10)."""
    said = {"reading": reading.state.value, "because": reading.sentence[:400]}
    if reading.state != WishState.WISH:
        return said
    first = next(iter(reading.occupations), None)
    category = next(iter(reading.categories), None)
    surest = first or category
    return {
        **said,
        "occupation": str(first.unit_group) if first else "",
        "category": category.code if category else "",
        "certainty": Decimal(surest.certainty).quantize(CERTAINTY_PLACES) if surest else None,
    }
