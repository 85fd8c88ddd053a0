"""Finding opportunities by call (O1, S3): filters, order, pages, the map."""

from datetime import date

import pytest
from django.contrib.gis.geos import Point
from django.test import Client

from config.places.models import Postcode
from tests.factories.offers import CENTRE, make_employer, make_opportunity
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PLACE = "/api/v1/opportunities/"
FAR = Point(-0.1276, 51.5072, srid=4326)


@pytest.fixture(autouse=True)
def _adviser(client: Client) -> None:
    client.force_login(make_user("personal_adviser"))
    Postcode.objects.create(code="BD1 1HX", location=CENTRE)


def titles(client: Client, **asked: str) -> list[str]:
    answer = client.get(PLACE, {"ordering": "title"} | asked)
    assert answer.status_code == 200, answer.content
    return [row["title"] for row in answer.json()["results"]]


def sentence(client: Client, **asked: str) -> dict[str, str]:
    answer = client.get(PLACE, asked)
    assert answer.status_code == 400
    first: dict[str, str] = answer.json()["errors"][0]
    return first


def test_each_filter_keeps_what_it_says(client: Client) -> None:
    make_opportunity(title="A", kind="taster", category="")
    make_opportunity(title="B", closes_on=date(2026, 11, 30), description="Mend bicycles")
    closed = make_opportunity("closed", title="C")
    assert titles(client, kind="taster") == ["A"]
    assert titles(client, state="closed") == ["C"]
    assert titles(client, open_on="2026-11-30") == ["A", "B"]
    assert titles(client, open_on="2026-12-01") == ["A"]
    assert titles(client, text="bicycle") == ["B"]
    assert titles(client, employer=str(closed.employer.public_id)) == ["C"]


def test_near_a_postcode_and_what_is_done_from_home(client: Client) -> None:
    make_opportunity(title="Near")
    make_opportunity(title="Far", sites=[FAR])
    make_opportunity("remote", title="Remote")
    assert titles(client, near="bd11hx", km="10") == ["Near", "Remote"]
    assert titles(client, near="BD1 1HX") == ["Near", "Remote"]


def test_what_cannot_be_asked_is_said_at_its_field(client: Client) -> None:
    assert sentence(client, km="5") == {
        "field": "near", "sentence": "Give the postcode from which the kilometres count."
    }  # fmt: skip
    assert sentence(client, near="ZZ9 9ZZ")["sentence"].startswith("We do not know this postcode")
    assert sentence(client, kind="nothing")["field"] == "kind"
    assert sentence(client, open_on="tomorrow")["field"] == "open_on"
    assert sentence(client, near="BD1 1HX", km="nan")["field"] == "km"


def test_the_pages_hold_every_row_once(client: Client) -> None:
    employer = make_employer()
    for number in range(120):
        make_opportunity(employer=employer, title=f"Same title {number // 60}")
    seen, where = [], f"{PLACE}?ordering=title"
    while where:
        page = client.get(where).json()
        seen += [row["id"] for row in page["results"]]
        where = page["next"]
    assert len(seen) == len(set(seen)) == 120


def test_the_map_is_geojson_of_the_same_rows(client: Client) -> None:
    make_opportunity(title="Near")
    make_opportunity("remote", title="Remote")
    found = client.get(f"{PLACE}map/", {"ordering": "title"}).json()
    assert found["type"] == "FeatureCollection"
    near, remote = found["features"]
    assert near["type"] == "Feature"
    assert near["geometry"] == {"type": "MultiPoint", "coordinates": [[CENTRE.x, CENTRE.y]]}
    assert (remote["geometry"], remote["properties"]["title"]) == (None, "Remote")


def test_one_row_says_its_version(client: Client) -> None:
    offer = make_opportunity(requirements=[("age", "16-24", "Aged 16 to 24")])
    answer = client.get(f"{PLACE}{offer.public_id}/")
    assert answer["ETag"].startswith('"')
    assert answer.json()["requirements"] == [
        {"type": "age", "value": "16-24", "words": "Aged 16 to 24", "essential": True}
    ]
    assert "no-store" in answer["Cache-Control"]
