"""Following a feed and ending that on the screen (O7)."""

import pytest
from django.test import Client
from django.urls import reverse

from opportunities.models import FollowedFeed
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
SENT = {"address": "https://jobs.example.org/posts.csv", "source": "council_vacancies"}


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(make_user("virtual_school", council=make_council()))
    return client


def test_a_feed_is_followed_shown_and_ended(officer: Client) -> None:
    page = reverse("followed_feeds")
    assert "None yet." in officer.get(page).content.decode()
    said = officer.post(page, SENT, follow=True).content.decode()
    assert "It is read from tomorrow morning on." in said and SENT["address"] in said
    feed = FollowedFeed.objects.get()
    assert reverse("end_feed", args=[feed.public_id]) in said
    said = officer.post(reverse("end_feed", args=[feed.public_id]), follow=True).content.decode()
    assert "It is read no more." in said and "None yet." in said
    assert officer.post(reverse("end_feed", args=[feed.public_id])).status_code == 404


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"address": ""}, "Type the address of the feed"),
        ({"source": ""}, "Choose what the feed holds"),
        ({"address": "http://10.0.0.1/feed"}, "https"),
    ],
)
def test_what_cannot_be_followed_is_said(officer: Client, sent: dict[str, str], sentence: str) -> None:
    answer = officer.post(reverse("followed_feeds"), SENT | sent)
    assert sentence in answer.content.decode() and not FollowedFeed.objects.exists()


def test_a_second_of_a_kind_is_refused_in_words(officer: Client) -> None:
    officer.post(reverse("followed_feeds"), SENT)
    said = officer.post(reverse("followed_feeds"), SENT | {"address": "https://other.example.org/"}).content.decode()
    assert "follows a feed of this kind already" in said and FollowedFeed.objects.count() == 1


def test_the_files_page_leads_there_for_who_may(officer: Client) -> None:
    assert reverse("followed_feeds") in officer.get(reverse("files")).content.decode()
    officer.force_login(make_user("team_manager", council=make_council()))
    assert reverse("followed_feeds") not in officer.get(reverse("files")).content.decode()
