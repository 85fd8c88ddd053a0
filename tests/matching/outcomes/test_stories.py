"""A story in their own words and what it may be used for (R3): agreed, dated, taken back at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aspirations.models import YoungPerson
from config.audit_trail.models import Event
from config.refusal import Refused
from matching.outcomes import stories
from matching.outcomes.models import Story
from tests.factories.chain import events_of, everyone_around, make_adult, who_may
from tests.factories.offers import make_employer
from tests.factories.people import make_council

pytestmark = pytest.mark.django_db


def told(person: YoungPerson, **said: Any) -> Story:
    facts = {"words": "Summat good happened.", "uses": ["pack"], "how": "phone", "by": person.adviser}
    return stories.tell(person=person, **facts | said)


def usable(use: str = "pack") -> list[Story]:
    return list(Story.objects.usable_for(use, make_council()))


def test_only_for_what_was_agreed() -> None:
    story = told(make_adult())
    assert usable() == [story] and usable("website") == []
    assert story.agreed_at is not None and story.used_for == ["In the council's monthly report"]


def test_without_a_use_it_is_theirs_alone() -> None:
    story = told(make_adult(), uses=[], how="")
    assert (story.agreed_at, usable(), usable("website")) == (None, [], [])


def test_a_use_says_how_it_was_agreed() -> None:
    with pytest.raises(Refused, match="how they agreed"):
        told(make_adult(), how="")
    with pytest.raises(Refused, match="in their words"):
        told(make_adult(), words="  ")
    with pytest.raises(Refused):
        told(make_adult(), uses=["poster"])


def test_taken_back_counts_from_that_moment_and_it_can_be_agreed_again() -> None:
    story = told(make_adult())
    stories.take_back(story, by=None)
    assert usable() == [] and story.taken_back_at is not None
    with pytest.raises(Refused, match="used for nothing"):
        stories.take_back(story, by=None)
    stories.agree_to_use(story, uses=["website"], how="face_to_face", by=story.person.adviser)
    assert usable("website") == [story] and story.taken_back_at is None
    stories.agree_to_use(story, uses=[], how="", by=story.person.adviser)
    assert usable("website") == []


@pytest.mark.parametrize("stop", [{"is_restricted": True}, {"died_on": timezone.localdate()}])
def test_a_restricted_record_and_a_death_stop_it(stop: dict[str, Any]) -> None:
    story = told(make_adult())
    YoungPerson.objects.filter(pk=story.person_id).update(**stop)
    assert usable() == []


def test_the_first_name_only_where_they_chose_it() -> None:
    person = make_adult(name="Robin Fernbrook")
    assert told(person).signed == "A young person"
    assert told(person, with_first_name=True).signed == "Robin"


def test_of_another_council_never() -> None:
    told(make_adult())
    assert not Story.objects.usable_for("pack", make_council("E08000035", "Otherbeck")).exists()


def test_a_worry_in_a_story_finds_its_owner() -> None:
    """A10."""
    story = told(make_adult(), words="I want to kill myself", by=None, how="link")
    assert story.person.concerns.get().source == "own_page"


def test_the_trail_holds_what_for_and_never_the_words() -> None:
    person = make_adult()
    (event,) = events_of(lambda: told(person, words="Marker words"))
    assert (event.verb, event.context) == ("story_told", {"uses": ["pack"]})
    story = Story.objects.get()
    assert [row.verb for row in events_of(lambda: stories.take_back(story, by=person.adviser))] == ["story_taken_back"]


def test_who_may_write_one_down_and_read_it() -> None:
    person = make_adult()
    users = everyone_around(person, make_employer())
    able = who_may(lambda user: told(person, by=user), users)
    assert able == {"own adviser", "own manager", "manager of the team"}
    told(person)
    readers = {name for name, user in users.items() if Story.objects.visible_to(user).exists()}
    assert readers == able


def test_on_the_record(client: Client) -> None:
    person = make_adult(name="Robin")
    client.force_login(person.adviser)
    page = reverse("tell_story", kwargs={"person": person.public_id})
    said = {"words": "I like it.", "uses": ["pack"], "with_first_name": "yes"}
    assert "Say how they agreed to it" in client.post(page, said).content.decode()
    words = client.post(page, said | {"how": "phone"}, follow=True).content.decode()
    story = Story.objects.get()
    assert "Their story" in words and (story.uses, story.with_first_name) == (["pack"], True)
    one = reverse("story", kwargs={"story": story.public_id})
    assert "signed “Robin”" in client.get(one).content.decode()
    assert "used for nothing" in client.post(one, {"with_first_name": "no"}, follow=True).content.decode()
    assert Event.objects.filter(verb="record_seen", context__purpose="story").exists()
    client.force_login(make_adult().adviser)
    assert client.get(one).status_code == client.get(page).status_code == 404
