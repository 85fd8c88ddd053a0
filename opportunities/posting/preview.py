"""What a young person reads of an opportunity: short, plain, and honest about what is not known."""

from dataclasses import dataclass

from config.reference.vocabulary import terms
from opportunities.models import Opportunity
from opportunities.posting.overview import NOT_KNOWN, hours_in_words, pay_in_words, where_in_words

LEFT_OUT = ("care_leaver",)
"""Not said on a young person's page: those who can see it are all supported by the council."""


@dataclass(frozen=True, slots=True)
class Preview:
    """`facts` are question and answer; an answer that nobody knows yet is None."""

    who: str
    what: str
    facts: list[tuple[str, str | None]]
    musts: list[str]
    nice: list[str]
    helps: list[str]


def preview_of(opportunity: Opportunity) -> Preview:
    needs = [need for need in opportunity.requirements.order_by("pk") if need.type not in LEFT_OUT]
    labels = terms("support_attributes", council=opportunity.council)
    facts = [
        ("Where", where_in_words(opportunity)),
        ("Pay", pay_in_words(opportunity, hours=False)),
        ("Hours", hours_in_words(opportunity)),
        ("Starts", f"{opportunity.starts_on:%-d %B %Y}" if opportunity.starts_on else NOT_KNOWN),
        ("How long", opportunity.duration or NOT_KNOWN),
    ]
    return Preview(
        who=opportunity.employer.name,
        what=opportunity.description,
        facts=[(question, None if answer == NOT_KNOWN else answer) for question, answer in facts],
        musts=[need.words for need in needs if need.essential],
        nice=[need.words for need in needs if not need.essential],
        helps=[labels[code].label for code in opportunity.support_given if code in labels],
    )
