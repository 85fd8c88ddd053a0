"""What is live, in the formats of others (O7): what stands in a feed, and that our own import takes it whole."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from opportunities.models import Opportunity
from tests.factories.chain import at
from tests.factories.offers import make_opportunity
from tests.factories.people import DAY, make_user
from tests.opportunities.imports.sheets import load_vacancies

pytestmark = pytest.mark.django_db
FEEDS = {"jobposting": ("job-postings", "@graph"), "display-advert": ("display-adverts", "vacancies")}
ALL = FEEDS | {"open-referral": ("services", "contents")}


@pytest.fixture(autouse=True)
def _today(client: Client):
    client.force_login(make_user("virtual_school"))
    with time_machine.travel(at(DAY, 12)):
        yield


@pytest.fixture
def offers() -> None:
    make_opportunity(kind="apprenticeship", title="Apprentice")
    make_opportunity(kind="job", title="Porter")
    make_opportunity(kind="work_clothes", title="Work boots")
    make_opportunity(kind="apprenticeship", title="Over", closes_on=date(2026, 11, 19))
    make_opportunity(kind="apprenticeship", title="Draft", state="draft")
    make_opportunity(kind="apprenticeship", title="Full", places=1, places_taken=1)


@pytest.mark.parametrize(
    ("form", "expected"), [("jobposting", ["Porter", "Apprentice"]), ("display-advert", ["Apprentice"])]
)
def test_a_feed_holds_what_is_live_and_fits_it(client: Client, offers: None, form: str, expected: list[str]) -> None:
    name, rows = FEEDS[form]
    page = client.get(f"/api/v1/opportunities/{name}/").json()
    assert [row["title"] for row in page[rows]] == expected
    assert page["next"] is None
    found = client.get(f"/api/v1/opportunities/{name}/", {"text": "appren"}).json()
    assert [row["title"] for row in found[rows]] == ["Apprentice"]


@pytest.mark.parametrize("form", ALL)
def test_a_whole_feed_is_taken_by_our_own_import(client: Client, offers: None, form: str) -> None:
    name, rows = ALL[form]
    answer = client.get(f"/api/v1/opportunities/{name}/")
    before = Opportunity.objects.count()
    report = load_vacancies(answer.content, form)
    assert {row.outcome.value for row in report.rows} == {"taken"}
    assert Opportunity.objects.count() == before + len(answer.json()[rows])


@pytest.mark.parametrize("form", ALL)
def test_a_pull_of_what_has_not_changed_is_empty(client: Client, offers: None, form: str) -> None:
    where = f"/api/v1/opportunities/{ALL[form][0]}/"
    first = client.get(where)
    again = client.get(where, headers={"If-None-Match": f'"other", W/{first["ETag"]}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "private, no-cache"
    for row in Opportunity.objects.open_on(DAY):
        row.requirements.create(type="other", words="Like dogs")
    changed = client.get(where, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]


def test_services_are_paged_as_open_referral_uk_does(client: Client, offers: None) -> None:
    for number in range(50):
        make_opportunity(kind="travel_card", title=f"Pass {number}")
    where = "/api/v1/opportunities/services/"
    page = client.get(where).json()
    last = client.get(where, {"page": 2}).json()
    assert {name: value for name, value in page.items() if name != "contents"} == {
        "total_items": 51, "total_pages": 2, "page_number": 1, "size": 50,
        "first_page": True, "last_page": False, "empty": False,
    }  # fmt: skip
    assert (last["size"], last["first_page"], last["last_page"]) == (1, False, True)
    names = [row["name"] for row in [*page["contents"], *last["contents"]]]
    assert len(set(names)) == 51 and "Work boots" in names and "Porter" not in names
    for wrong in ("3", "0", "-1", "two", "²", "9999999999999999999999"):
        assert client.get(where, {"page": wrong}).status_code == 400


def test_without_any_help_there_is_one_empty_page(client: Client) -> None:
    page = client.get("/api/v1/opportunities/services/").json()
    assert (page["total_items"], page["total_pages"], page["empty"], page["contents"]) == (0, 1, True, [])
