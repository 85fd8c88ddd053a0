"""A directory in numbered pages is read as one file, whole or not at all (Open Referral UK)."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from config.outbox.reaching import Fetched
from opportunities.feeds.actions import fetch, follow_feed
from opportunities.feeds.pages import MOST_PAGES, at_page
from opportunities.models import FollowedFeed, Opportunity
from tests.factories.chain import on_the_day
from tests.factories.people import DAY, make_council, make_user

__all__ = ["on_the_day"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
KIND = {"taxonomy_term": {"code": "travel_card", "taxonomy": "EET Match"}}


@pytest.fixture
def feed() -> FollowedFeed:
    by = make_user("virtual_school", council=make_council())
    return follow_feed(address="https://directory.example.org/services?per_page=1", source="open_referral", by=by)


def answers(monkeypatch: pytest.MonkeyPatch, *statuses: int, pages: int = 0) -> list[str]:
    """A directory of one service a page, each page answered with its status; the addresses that were asked."""
    asked: list[str] = []

    def get(address: str, headers: dict, *, most: int) -> Fetched:
        asked.append(address)
        number = int(parse_qs(urlsplit(address).query).get("page", ["1"])[0])
        one = {"id": f"S{number}", "name": f"Pass {number}", "status": "active", "attributes": [KIND]}
        page = {"total_pages": pages or len(statuses), "total_items": len(statuses), "contents": [one]}
        return Fetched(statuses[number - 1], '"first"', json.dumps(page).encode())

    for module in ("config.outbox.reaching", "opportunities.feeds.pages"):
        monkeypatch.setattr(f"{module}.get", get)
    return asked


def test_every_page_is_read_once_and_no_tag_is_kept(feed: FollowedFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, 200, 200, 200)
    assert fetch(feed, DAY) == 3 and feed.etag == ""
    assert asked == [feed.address, f"{feed.address}&page=2", f"{feed.address}&page=3"]
    assert set(Opportunity.objects.values_list("reference", flat=True)) == {"S1", "S2", "S3"}


def test_a_page_that_is_missing_keeps_all_as_it_was(feed: FollowedFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, 200, 500, 200)
    assert fetch(feed, DAY) is None and feed.outcome.startswith("Page 2 was answered with 500")
    assert not Opportunity.objects.exists()


def test_a_directory_of_very_many_pages_is_refused(feed: FollowedFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answers(monkeypatch, 200, pages=MOST_PAGES + 1)
    assert fetch(feed, DAY) is None and "per_page=100" in feed.outcome and len(asked) == 1


def test_one_page_keeps_its_tag(feed: FollowedFeed, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, 200)
    assert fetch(feed, DAY) == 1 and feed.etag == '"first"'


def test_the_number_replaces_one_that_was_there() -> None:
    assert at_page("https://a.example/x?page=7&q=a%20b", 2) == "https://a.example/x?q=a+b&page=2"
