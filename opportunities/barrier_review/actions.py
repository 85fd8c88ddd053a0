"""Writing the rounds of review down. The vacancy itself is moved by `opportunities.actions`."""

from typing import Any

from django.utils import timezone

from config.accounts.models import User
from config.reference.due_days import due_on
from opportunities.barrier_review.models import BarrierReview
from opportunities.models import Opportunity

STEP = "barrier_review"


def ask(opportunity: Opportunity, *, by: User | None) -> BarrierReview:
    """A round begins; one that still waits is asked afresh."""
    asked = {
        "asked_at": timezone.now(),
        "asked_by": by,
        "due_on": due_on(STEP, timezone.localdate(), opportunity.council),
    }
    return BarrierReview.objects.update_or_create(opportunity=opportunity, answered_at=None, defaults=asked)[0]


def answer(opportunity: Opportunity, *, by: User, **answers: Any) -> BarrierReview:
    """The waiting round gets its answers; `answers` are fields of BarrierReview."""
    review = BarrierReview.objects.filter(opportunity=opportunity, answered_at=None).first()
    review = review or BarrierReview(opportunity=opportunity, asked_at=timezone.now())
    for name, value in answers.items():
        setattr(review, name, value)
    review.answered_at, review.answered_by = timezone.now(), by
    review.save()
    return review
