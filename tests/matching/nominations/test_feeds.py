"""What a followed feed no longer holds: closed, with everybody told, unless the feed looks broken (O3, O7)."""

import json
from datetime import date

import pytest

from config.outbox.reaching import Fetched, NotReached
from matching.nominations.feeds import LEAST
from matching.nominations.tasks import feeds
from opportunities.feeds.actions import follow_feed
from opportunities.models import FollowedFeed, Opportunity
from tests.factories.chain import make_nomination
from tests.factories.people import DAY, make_council, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
EVE = date(2026, 11, 19)


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch):
    """Do the morning's job, with these references in the feed; none: it cannot be reached."""
    follow_feed(address="https://jobs.example.org/feed", source="job_posting", by=make_user("virtual_school"))

    def done(day: date, *references: int) -> int:
        def get(*_: object, **__: object) -> Fetched:
            if not references:
                raise NotReached("No such place.")
            adverts = [{"identifier": str(one), "title": "Porter", "hiringOrganization": "Inn"} for one in references]
            return Fetched(200, "", json.dumps(adverts).encode())

        monkeypatch.setattr("config.outbox.reaching.get", get)
        return sum(part.do() for part in feeds(make_council(), day))

    return done


def states() -> dict[str, str]:
    return dict(Opportunity.objects.filter(source="job_posting").values_list("reference", "state"))


def test_what_is_gone_is_closed_and_who_was_put_forward_is_told(morning) -> None:
    assert morning(EVE, 1, 2) == 2
    nomination = make_nomination("introduced", opportunity=Opportunity.objects.get(reference="2"))
    assert morning(DAY, 1, 3) == 2, "one is new, one is closed"
    nomination.refresh_from_db()
    assert states() == {"1": "live", "2": "closed", "3": "live"} and nomination.state == "place_gone"


def test_a_feed_that_cannot_be_read_closes_nothing(morning) -> None:
    morning(EVE, 1, 2)
    assert morning(DAY) == 0 and set(states().values()) == {"live"}
    assert FollowedFeed.objects.get().outcome == "No such place."


def test_a_feed_that_has_lost_most_of_its_offers_is_asked_about(morning) -> None:
    morning(EVE, *range(LEAST + 1))
    assert morning(DAY, 0) == 0
    assert set(states().values()) == {"live"}
    assert "nothing was closed" in FollowedFeed.objects.get().outcome
    assert morning(DAY, 0, 1, 2) == 3 and sorted(states().values()) == ["closed"] * 3 + ["live"] * 3
