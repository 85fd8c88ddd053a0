"""The help an employer can give, in groups that a person reads through quickly (vocabularies.md 5)."""

from datetime import date

from config.accounts.models import Council
from config.reference.vocabulary import terms

GROUPS: dict[str, tuple[str, str]] = {
    "hours": (
        "Hours",
        "flexible_hours part_time school_hours term_time fixed_rota adjustable_hours paid_appointments hybrid "
        "prayer_time",
    ),
    "starting": (
        "Interview and start",
        "questions_ahead pa_welcome work_trial gradual_start start_flexible record_discussed",
    ),
    "people": ("People", "mentor buddy peer_group_time journey_companion"),
    "clear": (
        "Understanding each other",
        "plain_instructions esol_support interpreter communication_support assistive_software",
    ),
    "costs": (
        "Costs and kit",
        "fares_paid pickup kit_supplied device_lent weekly_pay advance childcare_costs childcare_nearby",
    ),
    "place": ("The place", "quiet_space step_free light_tasks diet"),
}
THE_REST = "rest"


def grouped(council: Council, on: date) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Heading and (code, label) pairs by group, in the council's wording; what it added itself comes last."""
    labels = {code: term.label for code, term in terms("support_attributes", council=council, on=on).items()}
    groups = {name: (heading, [c for c in codes.split() if c in labels]) for name, (heading, codes) in GROUPS.items()}
    placed = {code for _, codes in groups.values() for code in codes}
    groups[THE_REST] = ("More", [code for code in labels if code not in placed])
    return {
        name: (heading, [(code, labels[code]) for code in codes]) for name, (heading, codes) in groups.items() if codes
    }
