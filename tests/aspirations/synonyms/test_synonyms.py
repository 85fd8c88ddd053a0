"""A council's own words: how wishes that hold them are read, found and matched (A3)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aspirations.audits.actions import correct_wish
from aspirations.audits.versions import Told, add_versions
from aspirations.models import Aspiration, Synonym, YoungPerson
from aspirations.synonyms.actions import add_synonym, end_synonym
from aspirations.synonyms.meanings import Meanings
from config.accounts.models import Council, User
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from matching.shortlists.actions import draw_up
from matching.shortlists.lists import suggestions_for
from tests.factories.people import DAY, make_council, make_person, make_user
from tests.factories.service import a_job, well_known

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return make_user("administrator", council=make_council())


def mean(admin: User, said: str, means: str) -> tuple[Synonym, int]:
    assert admin.council
    return add_synonym(said=said, means=means, council=admin.council, by=admin)


def a_wish(words: str, council: Council | None) -> Aspiration:
    return told(make_person(council=council), words)


def told(person: YoungPerson, words: str) -> Aspiration:
    return add_versions([Told(person, DAY, [words], {})], by=None)[0].wishes.get()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("summat down t'quarry", "summat down stone cutting"),
        ("T’QUARRY", "stone cutting"),
        ("t quarry", "t quarry"),
        ("working at big blue shed", "working at warehouse packing"),
        ("at Big-Blue  Shed please", "at warehouse packing please"),
        ("a shedding of tears", "a shedding of tears"),
        ("shed", "gardening"),
    ],
)
def test_words_stand_for_their_meaning_longest_first_and_whole(text: str, meant: str) -> None:
    meanings = Meanings([("tquarry", "stone cutting"), ("shed", "gardening"), ("big blue shed", "warehouse packing")])
    assert meanings([text]) == [meant]


def test_without_words_of_its_own_a_council_reads_what_was_said() -> None:
    assert Meanings([])(["owt with dogs"]) == ["owt with dogs"]


def test_a_wish_told_later_is_read_by_its_meaning_and_quoted_as_said(admin: User) -> None:
    before = a_wish("down at Ollerby's", admin.council)
    mean(admin, "Ollerby's", "fixing cars")
    wish = a_wish("down at Ollerbys", admin.council)
    assert (wish.occupation, before.occupation) == ("5231", before.occupation) and before.occupation != "5231"
    assert wish.own_words == "down at Ollerbys" and wish.because.startswith("You said “down at Ollerbys”")
    assert a_wish("down at Ollerby's", make_council("C", "Yonder")).occupation == before.occupation


def test_wishes_of_today_are_read_again_and_again_when_it_is_taken_back(admin: User) -> None:
    wish, other = a_wish("down at Ollerby's", admin.council), a_wish("looking after dogs", admin.council)
    first = wish.occupation
    row, number = mean(admin, "ollerby’s", "fixing cars")
    wish.refresh_from_db()
    assert (number, wish.occupation) == (1, "5231")
    assert end_synonym(synonym=row, by=admin) == 1 and end_synonym(synonym=row, by=admin) == 0
    wish.refresh_from_db()
    assert wish.occupation == first
    assert other.occupation == Aspiration.objects.get(pk=other.pk).occupation
    verbs = Event.objects.filter(verb__startswith="synonym").values_list("verb", flat=True)
    assert sorted(verbs) == ["synonym_added", "synonym_ended"]


def test_what_a_person_put_right_and_what_worries_stay(admin: User) -> None:
    adviser = make_user(council=admin.council)
    person = make_person(council=admin.council, on_caseload_of=adviser)
    right = told(person, "down at Ollerby's")
    correct_wish(wish=right, occupation="6139", category="", by=adviser)
    worry = a_wish("I want to kill myself at Ollerby's", admin.council)
    assert worry.reading == "worry"
    assert mean(admin, "Ollerby's", "fixing cars")[1] == 0
    right.refresh_from_db()
    worry.refresh_from_db()
    assert (right.occupation, worry.reading, worry.occupation) == ("6139", "worry", "")


@pytest.mark.parametrize(
    ("said", "means", "sentence"),
    [
        ("self harm", "gardening", "may be about safety"),
        ("the shed", "zzqx", "do not know these words either"),
        ("!!", "gardening", "with a letter in them"),
        ("Ollerbys", "gardening", "have a meaning already"),
    ],
)
def test_what_cannot_be_a_synonym_says_why(admin: User, said: str, means: str, sentence: str) -> None:
    mean(admin, "Ollerby's", "fixing cars")
    with pytest.raises(Refused, match=sentence):
        mean(admin, said, means)
    assert Synonym.objects.count() == 1


def test_only_an_administrator_of_the_council_words_it(admin: User) -> None:
    assert admin.council
    row, _ = mean(admin, "Ollerby's", "fixing cars")
    elsewhere = make_user("administrator", council=make_council("B", "Elsewhere"))
    for user in (make_user("virtual_school", council=admin.council), elsewhere):
        with pytest.raises(NotAllowed):
            add_synonym(said="shed", means="gardening", council=admin.council, by=user)
        with pytest.raises(NotAllowed):
            end_synonym(synonym=row, by=user)


def test_the_ranking_knows_it(admin: User) -> None:
    person = well_known("down at Ollerby's")
    car, dog = a_job(title="Vehicle technician"), a_job(title="Dog groomer")
    add_synonym(said="Ollerby's", means="dog grooming", council=person.council, by=make_user("administrator"))
    draw_up(council=person.council, day=timezone.localdate(), by=None)
    assert [row.opportunity for row in suggestions_for([person])[person.pk]] == [dog, car]


def test_the_pages(client: Client, admin: User) -> None:
    client.force_login(admin)
    wish = a_wish("down at Ollerby's", admin.council)
    said = {"said": "Ollerby's", "means": "fixing cars"}
    page = client.post(reverse("synonyms"), said, follow=True).content.decode()
    assert "“Ollerby&#x27;s” means “fixing cars” from now on. 1 wish is read again." in page
    again = client.post(reverse("synonyms"), said).content.decode()
    assert "These words have a meaning already. End it first." in again
    row = Synonym.objects.get()
    page = client.post(reverse("take_back_synonym", args=[row.public_id]), follow=True).content.decode()
    assert "Taken back. 1 wish is read again." in page and "No words of your own yet." in page
    assert client.get(reverse("take_back_synonym", args=[row.public_id])).status_code == 404
    wish.refresh_from_db()
    assert wish.occupation != "5231"
