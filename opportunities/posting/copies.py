"""A draft made from another opportunity: the same work, posted afresh."""

from django.db import transaction

from config.accounts.models import User
from config.audit_trail.trail import record
from opportunities.models import Opportunity, OpportunitySite, Requirement
from opportunities.policies import check_can_change
from opportunities.posting.parts import PARTS

KEPT = (
    "kind", "title", "description", "occupation", "category", "is_remote", "is_national", "places", "intake_per_month",
    "hours_per_week", "hours_pattern", "pay_amount", "pay_unit", "pay_words", "duration", "with_training",
    "support_given", "support_not_given", "ring_fenced", "guaranteed_interview", "contextual_minimum",
)  # fmt: skip


@transaction.atomic
def clone(opportunity: Opportunity, *, by: User | None) -> Opportunity:
    """A draft with the same words, sites and needs. Dates are asked again, and it counts against no pledge."""
    check_can_change(by, opportunity)
    copy = Opportunity.objects.create(
        council=opportunity.council,
        employer=opportunity.employer,
        parts_done=sorted(PARTS.keys() - {"places"}),
        **{name: getattr(opportunity, name) for name in KEPT},
    )
    OpportunitySite.objects.bulk_create(
        OpportunitySite(opportunity=copy, address=site.address, postcode=site.postcode, location=site.location)
        for site in opportunity.sites.order_by("pk")
    )
    Requirement.objects.bulk_create(
        Requirement(opportunity=copy, type=row.type, value=row.value, essential=row.essential, words=row.words)
        for row in opportunity.requirements.order_by("pk")
    )
    record("opportunity_drafted", copy, council=copy.council, by=by, copied_from=str(opportunity.public_id))
    return copy
