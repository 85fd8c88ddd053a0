"""Whom each clause of an opportunity shuts out today, and who would fit without it (O4), from the must-haves."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from aspirations.models import Aspiration, YoungPerson
from config.reference.models import AgeRule
from matching.engine.audience import ShutOut, changed_without
from matching.engine.columns import UNKNOWN_DAY, Days, day_number
from matching.engine.opportunities import Opportunities
from matching.shortlists.actions import neet
from matching.shortlists.opportunity_profiles import opportunity_profiles
from matching.shortlists.people_profiles import area_number, people_profiles
from matching.shortlists.requirements import asked_of
from opportunities.barrier_review.findings import Finding
from opportunities.models import Opportunity, Requirement

COUNTED_AS = {"car": ("licence", "full")}
"""Clauses that ask for no fact of their own: nobody can use a car of their own without a licence."""
Ask = tuple[str, str]


def whom_it_shuts_out(opportunity: Opportunity, findings: Sequence[Finding], day: date) -> list[ShutOut | None]:
    """Counts of each finding among those not in EET who hope for this kind of work (all, where its kind is not known).

    None where the finding asks for nothing that is known of people."""
    people = _who_hope_for(opportunity, neet(opportunity.council, day))
    profiles = people_profiles(people, {opportunity.pk: (0, opportunity.employer_id)}, day)
    offer = opportunity_profiles([opportunity], day)
    rule = AgeRule.objects.on(day).filter(kind=opportunity.kind).first()
    written = {(row.type, row.value): row for row in opportunity.requirements.all() if row.essential}
    for finding in findings:
        for type_, value in asks_of(finding):
            written.setdefault((type_, value), Requirement(type=type_, value=value, words=finding.words))

    def asking(rows: Iterable[Requirement]) -> Opportunities:
        return _asking(offer, opportunity, rows, rule, day)

    whole = asking(written.values())
    counts: list[ShutOut | None] = []
    for finding in findings:
        asks = set(asks_of(finding))
        rest = [row for ask, row in written.items() if ask not in asks]
        counts.append(changed_without(profiles, whole, asking(rest), day=day) if asks else None)
    return counts


def asks_of(finding: Finding) -> tuple[Ask, ...]:
    """What a finding asks that bars: nothing where it is nice to have or leaves another way."""
    if not finding.clause.essential or finding.clause.or_else:
        return ()
    return (COUNTED_AS[finding.clause.label],) if finding.clause.label in COUNTED_AS else finding.asked


def _who_hope_for(opportunity: Opportunity, people: list[YoungPerson]) -> list[YoungPerson]:
    if not opportunity.category:
        return people
    wished = Aspiration.objects.filter(
        audit__is_current=True, audit__person__in=people, reading="wish", category=opportunity.category
    )
    hoping = set(wished.values_list("audit__person", flat=True))
    return [person for person in people if person.pk in hoping]


def _asking(
    offer: Opportunities, opportunity: Opportunity, rows: Iterable[Requirement], rule: AgeRule | None, day: date
) -> Opportunities:
    """The one opportunity, asking for these requirements."""
    asked = asked_of(opportunity, rows, rule, day)
    return replace(
        offer,
        requires=np.array([asked.requires], dtype=np.uint64),
        born_from=_day(offer.born_from, asked.born_from),
        born_to=_day(offer.born_to, asked.born_to),
        area_required=np.array([area_number(asked.area_code)], dtype=offer.area_required.dtype),
    )


def _day(column: Days, day: date | None) -> Days:
    return np.array([day_number(day) if day else UNKNOWN_DAY], dtype=column.dtype)
