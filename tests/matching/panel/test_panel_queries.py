"""Drawing up an agenda and showing it take the same number of queries for a few people as for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aspirations.models import YoungPerson
from matching.panel.agenda import agenda_items
from matching.panel.listing import cases
from matching.panel.models import PanelMeeting
from matching.panel.need_facts import need_facts
from matching.shortlists.actions import draw_up
from matching.shortlists.lists import suggestions_for
from tests.factories.chain import make_adult, make_item, make_meeting, make_nomination
from tests.factories.offers import make_opportunity
from tests.factories.people import DAY, make_audit, make_council

pytestmark = pytest.mark.django_db


def fill(meeting: PanelMeeting, number: int) -> None:
    """People with a wish, a spell, a nomination that is late and a place on the agenda."""
    for _ in range(number):
        person = make_adult()
        make_audit(person, "garage")
        make_nomination("introduced", person=person)
        make_item(meeting, person)


def reads(meeting: PanelMeeting) -> dict[str, int]:
    """Queries of each read over everyone there is."""
    people = list(YoungPerson.objects.all())
    council = meeting.council
    items = list(meeting.items.select_related("person"))
    counts = {}
    for name, read in {
        "cases": lambda: cases(items, council, DAY),
        "need_facts": lambda: need_facts(people, meeting, set()),
        "suggestions_for": lambda: suggestions_for(people),
        "agenda_items": lambda: agenda_items(meeting, YoungPerson.objects.filter(council=council)),
    }.items():
        with CaptureQueriesContext(connection) as captured:
            read()
        counts[name] = len(captured)
    return counts


def test_the_number_of_queries_does_not_grow_with_people() -> None:
    meeting, council = make_meeting(), make_council()
    make_opportunity(with_training=True)
    fill(meeting, 2)
    draw_up(council=council, day=DAY, by=None)
    few = reads(meeting)
    fill(meeting, 6)
    draw_up(council=council, day=DAY, by=None)
    assert reads(meeting) == few
    assert few["suggestions_for"] == 2
