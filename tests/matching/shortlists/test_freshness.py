"""Lists follow what changes within a minute; whoever's list stays the same keeps the one they had (M9)."""

from datetime import date

import pytest

from aspirations.people.actions import pause
from config.audit_trail.models import Event
from config.audit_trail.trail import record_view
from matching.shortlists.actions import draw_up, draw_up_changed
from matching.shortlists.freshness import follow_changes
from matching.shortlists.models import LookedThrough, ShortlistEntry, ShortlistRun
from opportunities import actions as offers
from opportunities.models import Opportunity
from opportunities.posting.actions import save_part
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_audit, make_council, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Two who are not in EET, with a list of one opportunity each."""
    found = [make_person("neet"), make_person("neet")]
    for person in found:
        make_audit(person, "gardening")
    make_opportunity(title="Gardener")
    draw_up(council=make_council(), day=DAY, by=None)
    look()
    return found


def look(day: date = DAY) -> int:
    return follow_changes(make_council(), day)


def titles(person) -> list[str]:
    entries = ShortlistEntry.objects.newest().filter(person=person)
    return sorted(entries.values_list("opportunity__title", flat=True))


def test_a_new_opportunity_is_on_the_lists_at_the_next_look(people) -> None:
    draft = make_opportunity("draft", title="Tree surgeon")
    offers.go_live(draft, by=None)
    assert look() == 2
    assert [titles(person) for person in people] == [["Gardener", "Tree surgeon"]] * 2


def test_one_that_is_paused_leaves_them(people) -> None:
    offers.pause(Opportunity.objects.get(), by=None)
    assert look() == 2
    assert titles(people[0]) == []


def test_a_draft_changes_nothing(people) -> None:
    draft = make_opportunity("draft")
    save_part(draft, "work", by=None, title="Beekeeper")
    runs = ShortlistRun.objects.count()
    assert look() == 0
    assert ShortlistRun.objects.count() == runs


def test_only_the_person_who_changed_has_a_new_list(people) -> None:
    first, second = people
    before = ShortlistEntry.objects.newest().get(person=second)
    pause(person=first, kind="", from_on=DAY, until_on=date(2026, 12, 24), reason="y_not_now", by=None)
    assert look() == 1
    assert ShortlistRun.objects.latest("pk").only_for == [first.pk]
    assert titles(first) == []
    assert ShortlistEntry.objects.newest().get(person=second) == before


def test_looking_at_a_record_is_no_change(people) -> None:
    record_view(people[:1], council=make_council(), by=make_user(), purpose="record", fields=["name"])
    assert look() == 0


def test_each_event_is_looked_at_twice_and_then_no_more(people) -> None:
    """One whose transaction lasted longer than the next one's is found by the second look."""
    make_opportunity(title="Florist")
    event = Event.objects.create(
        council=make_council(), verb="opportunity_live", subject_type="opportunity",
        subject_id=make_opportunity().public_id, occurred_at="2026-11-20T12:00:00Z",
    )  # fmt: skip
    mark = LookedThrough.objects.get()
    LookedThrough.objects.update(event=event.pk, event_before=mark.event_before)
    assert look() == 2, "it had slipped past the first look"
    make_opportunity(title="Never looked at")
    assert look() == 0


def test_the_first_look_leaves_what_was_before_to_the_night() -> None:
    make_person("neet")
    make_opportunity()
    assert look() == 0
    assert not ShortlistRun.objects.exists()


def test_lists_that_are_the_same_are_not_stored_again(people) -> None:
    assert draw_up_changed(council=make_council(), day=DAY) is None


def test_another_councils_changes_are_not_ours(people) -> None:
    other = make_council("E08000035", "Otherbeck")
    draft = make_opportunity("draft", employer=make_employer(council=other))
    offers.go_live(draft, by=None)
    assert look() == 0
