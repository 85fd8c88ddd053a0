"""The offers on the own page, as they are shown: in plain words, one at a time (screens.md 5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef

from aspirations.models import YoungPerson
from config.templatetags.screens import long_day
from matching.desks.own_page import words
from matching.desks.own_page.reasons import Ask, not_known, reasons
from matching.nominations.models import AgreementToShare, Nomination
from matching.nominations.own_answers import can_be_answered
from matching.nominations.states import ENDED, LIVE
from matching.shortlists.explaining import looked_at
from opportunities.models import Opportunity

STILL_SHOWN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer: what and where, pay and days, why this one, what is not known yet."""

    nomination: Nomination
    kind: str
    facts: list[str]
    reasons: list[str]
    not_known: list[Ask]
    details: str

    @property
    def title(self) -> str:
        return self.nomination.opportunity.title


@dataclass(frozen=True, slots=True)
class Answered:
    nomination: Nomination
    stands: str
    can_change: bool
    told: bool
    meets: bool


def nominations_of(person: YoungPerson, day: date) -> list[Nomination]:
    """Everything shown to this person: live, or ended not long ago. The newest of each offer, first shown first."""
    rows = Nomination.objects.filter(person=person).exclude(state="suggested")
    told = AgreementToShare.objects.filter(nomination=OuterRef("pk"), withdrawn_at=None)
    rows = rows.select_related("opportunity__employer", "opportunity__council").prefetch_related(
        "opportunity__sites", "opportunity__requirements"
    )
    rows = rows.annotate(is_told=Exists(told), meeting_at=Max("interviews__at"))
    recent = [row for row in rows if row.state in LIVE or row.state_since_at.date() >= day - STILL_SHOWN]
    newest = {row.opportunity_id: row for row in sorted(recent, key=lambda row: row.recorded_at)}
    return [row for row in newest.values() if row.state != "started"]


def to_answer(nominations: Sequence[Nomination]) -> list[Nomination]:
    return [row for row in nominations if row.state == "shortlisted"]


def in_plain_words(person: YoungPerson, nominations: Sequence[Nomination], adviser: str, day: date) -> list[Offer]:
    audit = person.aspiration_audits.current().prefetch_related("wishes").first()
    wishes = list(audit.wishes.all()) if audit else []
    offers = [row.opportunity for row in nominations]
    audits = {person.pk: audit} if audit else {}
    looks = looked_at(person=person, opportunities=offers, day=day, audits=audits) if offers else []
    return [
        Offer(
            nomination=row,
            kind=words.KINDS.get(row.opportunity.kind, ""),
            facts=list(_facts(row.opportunity)),
            reasons=reasons(audit, wishes, row.opportunity, explanation, minutes),
            not_known=not_known(row.opportunity, explanation, adviser),
            details=row.opportunity.description,
        )
        for row, (explanation, minutes) in zip(nominations, looks, strict=True)
    ]


def _facts(offer: Opportunity) -> Iterator[str]:
    town = next((site.address.split(",")[-1].strip() or site.postcode for site in offer.sites.all()), "")
    yield ", ".join(filter(None, (offer.employer.name, town)))
    if offer.pay_amount is not None:
        yield f"£{offer.pay_amount:,.2f} {offer.get_pay_unit_display()}".replace(".00 ", " ")
    elif offer.pay_words:
        yield f"Pay: {offer.pay_words}"
    hours = f"{offer.hours_per_week.normalize():f} hours a week" if offer.hours_per_week is not None else ""
    starts = f"from {long_day(offer.starts_on)}" if offer.starts_on else ""
    if hours or starts:
        line = ", ".join(filter(None, (hours, starts)))
        yield line[0].upper() + line[1:]
    if offer.closes_on:
        yield f"Open until {long_day(offer.closes_on)}"


def answered(nominations: Sequence[Nomination], adviser: str) -> list[Answered]:
    """What was answered, and how each stands now."""
    return [
        Answered(
            row,
            _stands(row, adviser),
            can_change=can_be_answered(row),
            told=getattr(row, "is_told", False) and row.state not in ENDED,
            meets=row.state == "interview" and getattr(row, "meeting_at", None) is not None,
        )
        for row in nominations
        if row.state != "shortlisted"
    ]


def _stands(row: Nomination, adviser: str) -> str:
    if row.state == "interview" and (meeting_at := getattr(row, "meeting_at", None)):
        return f"They want to meet you on {long_day(meeting_at)}. {adviser} knows the time and place."
    if row.state == "postponed" and row.postponed_until:
        return f"You said not now. We will ask you again on {long_day(row.postponed_until)}."
    return words.STANDS[row.state].format(adviser=adviser)
