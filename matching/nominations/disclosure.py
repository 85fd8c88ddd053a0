"""What an employer is told: exactly what the agreement to share names, and nothing else (N2)."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from aspirations.models import AspirationAudit, YoungPerson
from aspirations.people.ages import age_on
from config.reference.models import CodedTerm
from config.reference.vocabulary import terms
from matching.nominations.models import AgreementToShare
from opportunities.models import Opportunity
from opportunities.vocabulary.kinds import kinds
from opportunities.vocabulary.levels import LEVEL_BY_CODE

Field = Callable[[YoungPerson, AspirationAudit | None], Any]

FIELDS: dict[str, tuple[str, Field]] = {
    "name": ("Name", lambda person, audit: person.preferred_name or person.name),
    "pronouns": ("Pronouns", lambda person, audit: person.pronouns),
    "contact": ("How to reach them", lambda person, audit: _contact(person)),
    "age": ("Age", lambda person, audit: _age(person)),
    "own_words": ("What they hope for, in their words", lambda person, audit: _own_words(audit)),
    "strengths": ("Strengths, in their words", lambda person, audit: audit and audit.strengths),
    "level": ("Highest level held", lambda person, audit: audit and audit.level and LEVEL_BY_CODE[audit.level].label),
    "english": ("English", lambda person, audit: audit and audit.english and LEVEL_BY_CODE[audit.english].label),
    "maths": ("Maths", lambda person, audit: audit and audit.maths and LEVEL_BY_CODE[audit.maths].label),
    "licence": ("Driving licence", lambda person, audit: audit and audit.get_licence_display()),
    "days": ("Days and hours", lambda person, audit: audit and audit.days),
}
NEED = "need:"
ALWAYS_SAID = {
    "none": "",
    "supported": "The council supports this person.",
    "care_known": "The council supports this person, and this place is kept for care leavers.",
}


def disclosure_of(opportunity: Opportunity) -> str:
    """'none', 'supported' or 'care_known': a ring-fence lifts any kind to the last (vocabularies.md 6)."""
    kind = kinds()[opportunity.kind]
    if kind.disclosure == "none":
        return "none"
    return "care_known" if opportunity.ring_fenced else kind.disclosure


def is_field(code: str) -> bool:
    """A plain field, or one support need shared by itself ('need:quiet_place')."""
    return code in FIELDS or (code.startswith(NEED) and code.removeprefix(NEED) in terms("support_needs"))


def what_employer_sees(agreement: AgreementToShare) -> dict[str, Any]:
    """Label to value, for the fields agreed and known; empty after the agreement was withdrawn."""
    return _told(agreement, terms("support_needs") if _names_a_need(agreement) else {})


def what_employers_see(agreements: QuerySet[AgreementToShare]) -> dict[int, dict[str, Any]]:
    """The same for many agreements in force, by the nomination's key, in a fixed number of queries."""
    rows = list(agreements.filter(withdrawn_at=None).select_related("nomination__person"))
    read_what_may_be_told([row.nomination.person for row in rows])
    needs = terms("support_needs") if any(map(_names_a_need, rows)) else {}
    return {row.nomination_id: _told(row, needs) for row in rows}


def read_what_may_be_told(people: Sequence[YoungPerson]) -> None:
    """Read beforehand, for all of them at once, what the fields are made of."""
    current = AspirationAudit.objects.filter(is_current=True).prefetch_related("wishes")
    prefetch_related_objects(people, "contact_ways", Prefetch("aspiration_audits", queryset=current))


def _told(agreement: AgreementToShare, needs: dict[str, CodedTerm]) -> dict[str, Any]:
    if agreement.withdrawn_at is not None:
        return {}
    person = agreement.nomination.person
    audit = next((audit for audit in person.aspiration_audits.all() if audit.is_current), None)
    said = ALWAYS_SAID[agreement.disclosure]
    seen: dict[str, Any] = {"Always said": said} if said else {}
    for code in agreement.disclosed:
        if code in FIELDS:
            label, read = FIELDS[code]
            seen[label] = read(person, audit) or "Not known yet"
    helps = [needs[code.removeprefix(NEED)].label for code in agreement.disclosed if code.startswith(NEED)]
    return seen | ({"What helps": helps} if helps else {})


def _names_a_need(agreement: AgreementToShare) -> bool:
    return any(code.startswith(NEED) for code in agreement.disclosed)


def _contact(person: YoungPerson) -> str:
    return ", ".join(way.value for way in person.contact_ways.all())


def _age(person: YoungPerson) -> int | None:
    return age_on(person.born_on, timezone.localdate()) if person.born_on else None


def _own_words(audit: AspirationAudit | None) -> list[str]:
    return [wish.own_words for wish in audit.wishes.all() if wish.reading == "wish"] if audit else []
