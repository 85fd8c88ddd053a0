"""Changing what I want on my own page (A3, A8, A10)."""

import pytest

from aspirations.models import AspirationDraft, Concern

pytestmark = pytest.mark.django_db


def answer(opened, at, question, **said):
    return opened.post(at("own_wish", question=question), said, follow=True).content.decode()


def test_changes_are_kept_until_they_are_sent(opened, robin, at):
    page = answer(opened, at, "wishes", wish_1="dogs, not cars")
    assert "“dogs, not cars”" in page
    assert "Send my changes" in page
    assert robin.aspiration_audits.count() == 1
    answer(opened, at, "licence", licence="provisional")
    page = opened.post(at("own_wishes"), follow=True).content.decode()
    assert "Thanks, Robin." in page
    audit = robin.aspiration_audits.current().get()
    assert (audit.version, audit.recorded_by, audit.licence, audit.travel_minutes) == (2, None, "provisional", 45)
    assert audit.wishes.get().own_words == "dogs, not cars"


def test_leaving_it_as_it_was(opened, robin, at):
    answer(opened, at, "travel", travel_minutes="10")
    opened.post(at("own_drop_wishes"))
    assert not AspirationDraft.objects.exists()
    assert robin.aspiration_audits.get().travel_minutes == 45


def test_what_cannot_be_read_says_the_way_out(opened, at):
    page = answer(opened, at, "travel", travel_minutes="far")
    assert "Type a number up to 240, such as 45" in page
    assert opened.get(at("own_wish", question="shoes")).status_code == 404


def test_a_worry_goes_to_the_adviser(opened, rowan, at):
    answer(opened, at, "wishes", wish_1="i want to die")
    page = opened.post(at("own_wishes"), follow=True).content.decode()
    assert "call 999" in page
    assert Concern.objects.get().owner == rowan


def test_how_the_words_are_read_is_shown_with_the_way_to_say_no(opened, robin, at):
    """A3: a draft is said not to be sent; once sent, each wish has its field, or the ask for other words."""
    page = answer(opened, at, "wishes", wish_1="hairdresser", wish_2="zxqv blorp")
    assert "Not sent yet." in page and "How we read it" not in page
    opened.post(at("own_wishes"))
    page = " ".join(opened.get(at("own_wishes")).content.decode().split())
    assert "“hairdresser”: we look in “Beauty and wellbeing”." in page
    assert "“zxqv blorp”: we do not know these words yet. Can you say it another way?" in page
    assert at("own_wrong") in page and "Not sent yet." not in page
