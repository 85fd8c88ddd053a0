"""The parts of posting an opportunity: what each asks, and which are still to do before it can be posted."""

from dataclasses import dataclass

from opportunities.models import Opportunity


@dataclass(frozen=True, slots=True)
class Part:
    """`fields` are those of Opportunity that the part may change; sites and requirements hang on it."""

    code: str
    label: str
    fields: frozenset[str]


PARTS: dict[str, Part] = {
    part.code: part
    for part in (
        Part(
            "work",
            "What the work is",
            frozenset(["kind", "title", "description", "category", "duration", "with_training"]),
        ),
        Part("where", "Where", frozenset(["sites", "is_remote"])),
        Part(
            "places",
            "Places and dates",
            frozenset(["places", "intake_per_month", "starts_on", "closes_on", "ring_fenced"]),
        ),
        Part(
            "pay",
            "Hours and pay",
            frozenset(["hours_per_week", "hours_pattern", "pay_amount", "pay_unit", "pay_words"]),
        ),
        Part("needs", "What the person needs", frozenset(["requirements"])),
        Part(
            "help",
            "Help you give",
            frozenset(["support_given", "support_not_given", "guaranteed_interview", "contextual_minimum"]),
        ),
    )
}
REVIEWED = ("work", "needs")
"""What HR reads in the barrier review: after it, these parts of a council vacancy stay as they are."""


def still_to_do(opportunity: Opportunity) -> list[Part]:
    """Parts that nobody has gone through yet. What was written elsewhere than on the form counts as gone through."""
    written = opportunity.source != "" or opportunity.state != "draft"
    return [] if written else [part for part in PARTS.values() if part.code not in opportunity.parts_done]
