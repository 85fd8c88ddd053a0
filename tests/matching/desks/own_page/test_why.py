"""The person reads the main reason that was written and its note, after the adviser told them (vocabularies 1.2, 9)."""

import pytest

from config.audit_trail.models import Event
from config.reference.vocabulary import terms
from matching.desks.own_page.why import GROUPS
from tests.factories.chain import at as moment
from tests.factories.chain import make_decision, make_item, make_meeting

pytestmark = pytest.mark.django_db


def decided(person, told=True, **said):
    made = make_decision(make_item(make_meeting("minutes_agreed", council=person.council), person), **said)
    if told:
        made.told_at, made.told_by = moment(), person.adviser
        made.save()
    return made


def read(opened, at) -> str:
    return " ".join(opened.get(at("own_why")).content.decode().split())


def test_reason_and_note_as_they_were_written(opened, at, robin) -> None:
    decided(robin, theme="no_route", theme_note="The first bus is at ten.", person_view="differs")
    page = read(opened, at)
    assert "It is hard to get there." in page and "“No workable journey. The first bus is at ten.”" in page
    assert "We noted that you see it in a different way." in page and "Something looks wrong" in page
    assert Event.objects.filter(verb="record_seen", fields__contains=["themes"]).exists()


def test_nothing_before_the_adviser_told_them(opened, at, robin) -> None:
    decided(robin, told=False, theme="no_route")
    assert "We have written nothing here yet." in read(opened, at)


def test_a_private_reason_is_theirs_and_a_restricted_one_is_not_on_a_screen(opened, at, robin) -> None:
    made = decided(robin, theme="mental_health_first")
    assert "Mental health comes first now" in read(opened, at)
    made.theme = "staying_safe"
    made.save()
    page = read(opened, at)
    assert "We have written nothing here yet." in page and "Staying safe" not in page


def test_every_group_has_plain_words() -> None:
    assert GROUPS.keys() == terms("theme_groups").keys()
