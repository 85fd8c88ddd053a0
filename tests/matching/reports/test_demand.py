"""What young people hope for beside what is open (E6)."""

from datetime import date

import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon

from aspirations.models import YoungPerson
from config.places.models import Postcode, Ward
from matching.reports.demand import Demand, demand
from opportunities.models import Opportunity
from tests.factories.offers import CENTRE, make_opportunity
from tests.factories.people import DAY, make_audit, make_person

pytestmark = pytest.mark.django_db
AROUND = MultiPolygon(Polygon.from_bbox((-1.80, 53.75, -1.70, 53.85)))
FAR = Point(-1.90, 53.92, srid=4326)


def wishing(number: int, *categories: str, postcode: str = "BD1 1HX", activity: str = "neet") -> None:
    for _ in range(number):
        person = make_person(activity)
        audit = make_audit(person, *("words" for _ in categories), postcode=postcode)
        for wish, category in zip(audit.wishes.order_by("rank"), categories, strict=True):
            wish.category = category
            wish.save()


def found(day: date = DAY) -> Demand:
    return demand(YoungPerson.objects.all(), Opportunity.objects.all(), day)


def row(label: str) -> tuple[str, int | None, int | None]:
    rows = [*found().by_category, *found().by_area]
    gap = next(gap for gap in rows if gap.label == label)
    return gap.people.text, gap.places, gap.short


def test_the_largest_gap_stands_first_and_places_are_those_left() -> None:
    wishing(9, "construction_and_trades")
    wishing(6, "retail_and_sales")
    make_opportunity(category="retail_and_sales", places=5, places_taken=1)
    assert [gap.label for gap in found().by_category][:2] == ["Construction and trades", "Retail and sales"]
    assert row("Construction and trades") == ("9", 0, 9) and row("Retail and sales") == ("6", 4, 2)


def test_somebody_who_wishes_the_same_twice_is_one_person() -> None:
    wishing(6, "animal_care", "animal_care")
    assert row("Animal care")[0] == "6" and found().wishes.text == "12"


@pytest.mark.parametrize(
    "said", [{"kind": "taster"}, {"kind": "mentoring"}, {"state": "draft"}, {"closes_on": date(2026, 11, 1)}]
)
def test_only_open_places_that_count_as_eet_are_supply(said: dict[str, object]) -> None:
    make_opportunity(category="healthcare", **said)
    assert found().places == 0


def test_an_area_is_the_ward_where_wards_are_loaded_and_else_the_district() -> None:
    ward = Ward.objects.create(code="E05001348", name="City", area_code="E08000032", boundary=AROUND)
    Postcode.objects.create(code="BD1 1HX", location=CENTRE, area_code="E08000032", ward=ward)
    wishing(7, "healthcare"), wishing(6, "healthcare", postcode="LS1 1UR")
    make_opportunity(category="healthcare", places=5)
    assert row("City") == ("7", 5, 2) and row("LS1")[0] == "6"
    assert "BD1" not in [gap.label for gap in found().by_area]


def test_those_in_eet_and_the_dead_wish_for_nothing_here() -> None:
    wishing(6, "healthcare", activity="eet")
    make_audit(make_person("neet", died_on=DAY), "nurse")
    assert row("Healthcare") == ("0", 0, 0) and found().people.text == "0"


def test_one_to_four_people_are_not_told_and_neither_is_their_gap() -> None:
    wishing(3, "science_and_research"), wishing(8, "transport"), wishing(20, "social_care")
    assert row("Science and research") == ("1 to 4", 0, None)
    assert row("Transport") == ("Not shown", 0, None) and row("Social care") == ("20", 0, 20)


def test_places_near_two_areas_are_shared_by_how_many_people_live_there() -> None:
    Postcode.objects.create(code="BD1 1HX", location=CENTRE)
    Postcode.objects.create(code="BD5 1HX", location=CENTRE)
    Postcode.objects.create(code="LS29 1HX", location=FAR)
    wishing(10, postcode="BD1 1HX"), wishing(20, postcode="BD5 1HX"), wishing(10, postcode="LS29 1HX")
    make_opportunity(places=9)
    make_opportunity("remote", places=4)
    assert row("BD1") == ("10", 4, 6) and row("BD5") == ("20", 8, 12) and row("LS29") == ("10", 1, 9)


def test_who_has_no_postcode_is_a_row_of_its_own() -> None:
    wishing(7, postcode="")
    make_person("neet")
    assert row("Not known yet") == ("8", None, None)
    assert found().by_area[-1].label == "Not known yet"


def test_queries_do_not_grow(django_assert_max_num_queries) -> None:
    for postcode in ("BD1 1HX", "BD2 1HX", "BD3 1HX", "BD4 1HX"):
        wishing(3, "transport", postcode=postcode)
        make_opportunity()
    with django_assert_max_num_queries(10):
        found()
