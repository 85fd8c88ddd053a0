"""Feeds that are fetched every day (O7): by ETag, within limits, never from a private address, one of a kind."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.conf import LazySettings

from config.accounts.models import User
from config.audit_trail.models import Event
from config.imports.models import ImportFile
from config.outbox import reaching
from config.refusal import NotAllowed, Refused
from opportunities.feeds import actions
from opportunities.feeds.actions import end_feed, fetch, follow_feed
from opportunities.models import FollowedFeed, Opportunity
from tests.factories.chain import on_the_day
from tests.factories.people import DAY, make_council, make_user

__all__ = ["on_the_day"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
EVE = DAY - timedelta(days=1)


class Board(ThreadingHTTPServer):
    """A job board: its adverts, and how it answers; the ETags it was asked with."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.body, self.status, self.asked, self.says_length = b"[]", 200, [], 0

    def offers(self, *references: str) -> None:
        adverts = [{"identifier": one, "title": f"Porter {one}", "hiringOrganization": "Inn"} for one in references]
        self.body = json.dumps(adverts).encode()


class Answers(BaseHTTPRequestHandler):
    server: Board

    def do_GET(self) -> None:
        self.server.asked.append(self.headers.get("If-None-Match"))
        tag = f'"{hash(self.server.body)}"'
        status = 304 if self.server.asked[-1] == tag else self.server.status
        self.send_response(status)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(self.server.says_length or len(self.server.body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(self.server.body)

    def log_message(self, *args: Any) -> None:
        """Nothing on the screen."""


@pytest.fixture
def board(settings: LazySettings) -> Iterator[Board]:
    settings.REACH_PRIVATE_ADDRESSES = True
    with Board() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(timeout=5)


@pytest.fixture
def officer() -> User:
    return make_user("virtual_school", council=make_council())


@pytest.fixture
def feed(board: Board, officer: User) -> FollowedFeed:
    board.offers("1", "2")
    return follow_feed(address=f"http://127.0.0.1:{board.server_port}/feed.json", source="job_posting", by=officer)


def test_a_feed_is_read_in_the_name_of_who_follows_it(board: Board, feed: FollowedFeed) -> None:
    assert fetch(feed, DAY) == 2
    assert feed.outcome == "Read: 2 new or changed, 0 as before." and feed.read_at is not None
    assert ImportFile.objects.get().by == feed.by
    assert set(Opportunity.objects.values_list("state", flat=True)) == {"live"}


def test_what_has_not_changed_is_not_sent_again_and_still_stands(board: Board, feed: FollowedFeed) -> None:
    fetch(feed, EVE)
    assert fetch(feed, DAY) == 0 and board.asked[0] is None and board.asked[1] == feed.etag
    assert feed.outcome == "It is as it was."
    assert set(Opportunity.objects.values_list("confirmed_on", flat=True)) == {DAY}


def test_only_what_changed_is_counted(board: Board, feed: FollowedFeed) -> None:
    fetch(feed, EVE)
    board.offers("1", "2", "3")
    assert fetch(feed, DAY) == 1 and feed.outcome == "Read: 1 new or changed, 2 as before."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"status": 302}, "answered with 302"),
        ({"status": 500}, "answered with 500"),
        ({"body": b"<html>"}, "cannot be read as JSON"),
        ({"body": b"[]"}, "no vacancies in it"),
        ({"body": b'[{"identifier": "7"}]'}, "No row could be taken"),
        ({"body": b" " * 2000}, "larger than"),
        ({"body": b"[", "says_length": 900}, "broke off|cannot be read"),
    ],
)
def test_what_cannot_be_read_changes_nothing_and_is_said(
    board: Board, feed: FollowedFeed, said: dict[str, Any], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch(feed, EVE)
    before, tag = list(Opportunity.objects.order_by("pk").values()), feed.etag
    monkeypatch.setattr(actions, "LARGEST_FILE", 1000)
    monkeypatch.setattr(reaching, "PATIENCE_S", 1)
    for name, value in said.items():
        setattr(board, name, value)
    board.body = board.body + b" " if "status" in said else board.body
    assert fetch(feed, DAY) is None
    feed.refresh_from_db()
    assert re.search(sentence, feed.outcome) and feed.etag == tag
    assert list(Opportunity.objects.order_by("pk").values()) == before


def test_a_private_address_and_one_who_may_not_any_more_are_said(
    board: Board, feed: FollowedFeed, settings: LazySettings
) -> None:
    User.objects.filter(pk=feed.by.pk).update(is_active=False)
    feed.refresh_from_db()
    assert fetch(feed, DAY) is None and "is for" in feed.outcome
    settings.REACH_PRIVATE_ADDRESSES = False
    assert fetch(feed, DAY) is None and feed.outcome == reaching.PRIVATE and len(board.asked) == 1


def test_one_of_a_kind_by_who_may_and_ended_once(officer: User) -> None:
    said = {"address": "https://jobs.example.org/feed.json", "source": "job_posting"}
    made = follow_feed(**said, by=officer)
    with pytest.raises(Refused, match="End that one first"):
        follow_feed(**said, by=officer)
    with pytest.raises(NotAllowed):
        follow_feed(**said, by=make_user("employer", council=officer.council))
    with pytest.raises(Refused, match="such as https"):
        follow_feed(address="http://10.0.0.1/", source="open_referral", by=officer)
    with pytest.raises(Refused):
        end_feed(made, by=make_user("virtual_school", council=make_council("E08000035", "Otherbeck")))
    end_feed(made, by=officer)
    with pytest.raises(Refused, match="not followed any more"):
        end_feed(made, by=officer)
    assert follow_feed(**said, by=officer) and Event.objects.filter(verb="feed_ended").count() == 1


def test_a_list_of_the_councils_own_posts_is_followed_too(board: Board, officer: User) -> None:
    board.body = b"Job Ref,Job Title,Closing Date\nA1,Cleaner,18/12/2026\nA2,Clerk,18/12/2026\n"
    address = f"http://127.0.0.1:{board.server_port}/posts.csv"
    feed = follow_feed(address=address, source="council_vacancies", by=officer)
    assert fetch(feed, EVE) == 2 and feed.outcome == "Read: 2 new or changed, 0 as before."
    assert set(Opportunity.objects.values_list("reference", "state")) == {("A1", "draft"), ("A2", "draft")}
    board.body = b"<html>We are closed for maintenance</html>"
    assert fetch(feed, DAY) is None and "heading" in feed.outcome
    assert Opportunity.objects.count() == 2
