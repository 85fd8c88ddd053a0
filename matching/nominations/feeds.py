"""What a followed feed no longer holds is closed, and everybody put forward for it is told (O3, O7)."""

from datetime import date

from django.db import transaction

from matching.nominations.actions import close_opportunity
from opportunities.feeds.actions import fetch
from opportunities.models import FollowedFeed, Opportunity

MOST_GONE = 0.5
"""A feed that has lost more than half of what was open is more likely broken than true."""
LEAST = 5
"""Of fewer, any number may go at once."""
BROKEN = " {gone} of {all} open offers are not in it any more: nothing was closed. Please look whether it is complete."


@transaction.atomic
def follow(feed: FollowedFeed, day: date) -> int:
    """Fetch it, and close what is gone. Returns how many offers are new, changed or closed."""
    taken = fetch(feed, day)
    if taken is None:
        return 0
    rows = Opportunity.objects.filter(council=feed.council, source=feed.source)
    gone, still_open = list(rows.gone_from_feed()), rows.exclude(state__in=("closed", "archived")).count()
    if still_open >= LEAST and len(gone) > MOST_GONE * still_open:
        feed.outcome += BROKEN.format(gone=len(gone), all=still_open)
        feed.save(update_fields=["outcome"])
        return taken
    for opportunity in gone:
        close_opportunity(opportunity, by=None)
    return taken + len(gone)
