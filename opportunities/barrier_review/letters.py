"""HR's answer by mail to the department's contacts, in kind words: what happened, and what is next (O4)."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from config.outbox.actions import put_mail
from opportunities.barrier_review.models import BarrierReview


def tell_department(review: BarrierReview) -> int:
    """Leave a mail for each contact the council knows, and for who sent it to HR. Returns how many."""
    opportunity = review.opportunity
    known = opportunity.employer.contacts.trusted().exclude(email="").values_list("email", flat=True)
    asked = [review.asked_by.email] if review.asked_by else []
    addresses = sorted({email.lower() for email in (*known, *asked)})
    page = settings.SERVICE_ADDRESS.rstrip("/") + reverse("edit_opportunity", args=[opportunity.public_id])
    body = render_to_string("barrier_review/answer.txt", {"review": review, "opportunity": opportunity, "page": page})
    subject = "Your vacancy is live" if review.passed else "Your vacancy: words from HR"
    for email in addresses:
        key = f"review-answer:{review.public_id}:{email}"
        put_mail(council=opportunity.council, to=email, subject=subject, body=body, key=key)
    return len(addresses)
