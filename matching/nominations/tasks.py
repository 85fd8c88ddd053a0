"""What the clock does for nominations (N5, O5)."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from config.accounts.models import Council
from config.jobs.job import Part, whole
from matching.nominations.asking import ask_for_answers
from matching.nominations.feeds import follow
from matching.nominations.silences import note_silences
from matching.nominations.telling import tell_of_breaches, tell_of_interviews_today
from opportunities.models import FollowedFeed


def employers_answers(council: Council, day: date) -> list[Part]:
    """Silences first: who has been silent too long is reminded no more."""
    return [
        Part("silences", partial(note_silences, council, day)),
        Part("ask", partial(_ask, council, day)),
    ]


def feeds(council: Council, day: date) -> Iterator[Part]:
    """One part a feed: one that cannot be read keeps no other from being read."""
    for feed in FollowedFeed.objects.filter(council=council, ended_at=None).order_by("pk"):
        yield Part(f"feed {feed.public_id}", partial(follow, feed, day))


def interviews_today(council: Council, day: date) -> list[Part]:
    return whole(tell_of_interviews_today, council, day)


def breaches(council: Council, day: date) -> list[Part]:
    return whole(tell_of_breaches, council, day)


def _ask(council: Council, day: date) -> int:
    return ask_for_answers(day, council)
