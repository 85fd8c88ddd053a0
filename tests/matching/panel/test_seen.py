"""P2: what was seen is kept: weights by name, everything else by public id, and a past month keeps its own matches."""

import json

import pytest
from django.contrib.gis.geos import MultiPolygon, Point

from config.places.models import Postcode, Ward
from matching.panel import agenda, cycle
from matching.panel.counted_as import counted_as
from matching.panel.listing import cases, kept_cases
from matching.panel.models import AgendaItem, PanelMeeting
from matching.panel.seen import snapshot
from matching.shortlists.actions import draw_up
from opportunities.models import Opportunity
from tests.factories.chain import make_adult, make_item, make_meeting
from tests.factories.offers import make_opportunity
from tests.factories.people import DAY, make_audit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(db: None) -> PanelMeeting:
    """One person with one match, drawn up and marked."""
    make_audit(make_adult(), "garage")
    meeting = make_meeting()
    make_opportunity(title="Garage trainee", with_training=True)
    draw_up(council=meeting.council, day=DAY, by=None)
    agenda.draw_up_agenda(meeting, by=make_user("panel_chair"))
    meeting.items.update(to_discuss=True)
    return meeting


def test_the_snapshot_names_weights_ranking_and_parts_that_add_up(meeting: PanelMeeting) -> None:
    seen = snapshot(meeting.items.get())
    run = meeting.council.shortlist_runs.get()
    weights = {"id": str(run.weights.public_id), "name": "expert-2026"}
    assert seen["ranking"] == {"id": str(run.public_id), "day": DAY.isoformat(), "weights": weights}
    (match,) = seen["matches"]
    assert match["opportunity"] == str(Opportunity.objects.get().public_id)
    assert match["title"] == "Garage trainee"
    assert sum(part["points"] for part in match["parts"]) == match["points"]
    assert all(part["sentence"].endswith(".") for part in match["parts"])


def test_the_snapshot_holds_no_row_numbers(meeting: PanelMeeting) -> None:
    item = make_item(make_meeting("in_session", DAY.replace(month=10)), meeting.items.get().person)
    for seen in (snapshot(meeting.items.get()), snapshot(item)):
        ids = [
            seen["ranking"]["id"],
            seen["ranking"]["weights"]["id"],
            *(row["opportunity"] for row in seen["matches"]),
        ]
        assert all(len(str(value)) == 36 for value in ids)
        json.dumps(seen)


def test_a_frozen_agenda_keeps_its_own_matches(meeting: PanelMeeting) -> None:
    """P1: what is ranked later does not change what a past month shows."""
    cycle.freeze(meeting, by=make_user("panel_chair"))
    Opportunity.objects.update(title="Renamed")
    make_opportunity(title="Newer garage trainee", with_training=True)
    draw_up(council=meeting.council, day=DAY, by=None)
    items = list(meeting.items.select_related("person"))
    assert [match["title"] for match in kept_cases(items)[0].matches] == ["Garage trainee"]
    assert len(cases(items, meeting.council, DAY)[0].matches) == 2
    assert AgendaItem.objects.get().ranking["weights"]["name"] == "expert-2026"


def test_who_has_no_list_has_no_matches_and_no_ranking() -> None:
    seen = snapshot(make_item(make_meeting("in_session")))
    assert seen["matches"] == [] and seen["ranking"] is None


def test_as_what_somebody_is_counted_is_kept_with_the_ward_they_live_in() -> None:
    """P4: themes by ward; the district where no boundary is loaded, and nothing where no postcode was given."""
    point = Point(-1.78, 53.83, srid=4326)
    ward = Ward.objects.create(
        code="E05001341", name="Baildon", area_code="E08000032", boundary=MultiPolygon(point.buffer(0.01), srid=4326)
    )
    Postcode.objects.create(code="BD17 7AA", location=point, area_code="E08000032", ward=ward)
    counted = {}
    for postcode in ("BD17 7AA", "BD5 0AA", ""):
        person = make_adult(team="North")
        make_audit(person, "garage", postcode=postcode)
        counted[postcode] = counted_as(person, DAY)["area"]
    assert counted == {"BD17 7AA": "Baildon", "BD5 0AA": "BD5", "": ""}
