"""The Virtual School's first page, wishes beside places, the invitation list and departments (E5, E6)."""

import csv
from datetime import timedelta

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.test import Client
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.models import Event
from config.places.models import Postcode, Ward
from employers.models import EmployerContact
from tests.factories.offers import CENTRE, make_employer, make_event, make_opportunity, make_pledge
from tests.factories.people import make_audit, make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(answer.content.decode().splitlines()))


def wishing(number: int, category: str, postcode: str = "BD5 0AA") -> None:
    for _ in range(number):
        audit = make_audit(make_person("neet"), "words", postcode=postcode)
        audit.wishes.update(category=category)


def test_what_waits_is_said_with_how_long(signed_in: Client) -> None:
    (
        make_pledge(state="captured", pledged_on=TODAY - timedelta(days=12)),
        make_pledge(state="captured", pledged_on=TODAY),
    )
    make_opportunity(closes_on=TODAY - timedelta(days=1))
    make_employer("Millwheel Motor"), make_employer("Milwheel Motor")
    page = signed_in.get("/virtual-school/").content.decode()
    assert "2 pledges wait for a first look." in page and "Oldest: 12 days" in page and "eet-tag--red" in page
    assert "No round of the aspiration audit is open." in page
    assert "1 opportunity is past its closing day, and is offered to nobody." in page and "tab=past" in page
    assert "1 employer with a live offer has no cleared safeguarding check" in page
    assert "may be one" in page


def test_nothing_waits(signed_in: Client, officer: User) -> None:
    from aspirations.audits.rounds import open_round

    open_round(council=officer.council, name="Autumn", opened_on=TODAY, by=officer)
    page = signed_in.get("/virtual-school/").content.decode()
    assert "Nothing waits for you." in page and "No event is planned." in page


def test_wishes_beside_places_never_tell_one_to_four_people(signed_in: Client) -> None:
    """E6: the words of the page and of the file are the same, the map's numbers are those of the rows."""
    Postcode.objects.create(code="BD5 0AA", location=CENTRE, area_code="E08000032")
    wishing(8, "animal_care"), wishing(3, "transport"), wishing(9, "healthcare", "LS29 1AA")
    page = signed_in.get("/wishes-and-places/").content.decode()
    assert "20 young people not in EET, 20 wishes." in page
    assert 'class="eet-areas__number"' in page and "1 is BD5, short by 11; 2 is LS29, short by 9." in " ".join(
        page.split()
    )
    rows = {row["Career category"]: row for row in rows_of(signed_in.get("/wishes-and-places/?file=kinds-of-work"))}
    assert rows["Transport"] == {
        "Career category": "Transport", "People": "1 to 4", "Places": "0", "Short by": "Too few to show",
    }  # fmt: skip
    assert rows["Animal care"]["People"] == "Not shown" and rows["Healthcare"]["People"] == "9"
    assert len(rows) == 25
    assert Event.objects.filter(verb="export_made").count() == 1


def test_the_map_draws_wards_where_they_are_loaded(signed_in: Client) -> None:
    """E6: by ward, in the table and on the map; the file has the same rows."""
    around = MultiPolygon(Polygon.from_bbox((-1.80, 53.75, -1.70, 53.85)))
    ward = Ward.objects.create(code="E05001348", name="City", area_code="E08000032", boundary=around)
    Postcode.objects.create(code="BD5 0AA", location=CENTRE, area_code="E08000032", ward=ward)
    wishing(12, "animal_care")
    page = " ".join(signed_in.get("/wishes-and-places/").content.decode().split())
    assert "Map of the council&#x27;s wards" in page.replace("council's", "council&#x27;s")
    assert "1 is City, short by 12." in page and "An area is a ward" in page
    assert page.count("eet-areas__patch ") == 1 and "eet-areas__patch--2" in page
    assert [row["Area"] for row in rows_of(signed_in.get("/wishes-and-places/?file=areas"))] == ["City"]


def test_without_wishes_or_postcodes_the_page_still_helps(signed_in: Client) -> None:
    page = signed_in.get("/wishes-and-places/").content.decode()
    assert "0 young people not in EET" in page and "No map: the postcodes of this council are not loaded yet." in page


def test_the_invitation_list_names_employers_of_that_work_and_sends_nothing(signed_in: Client) -> None:
    vets, parks = make_employer("Burrow Vets", sector="Animal care"), make_employer("Wren Garage")
    EmployerContact.objects.create(employer=vets, name="Ash Carter", email="ash@example.org")
    EmployerContact.objects.create(employer=vets, name="A stranger", email="x@example.org", awaits_check=True)
    make_pledge(employer=parks, category="engineering_and_maintenance", pledged_on=TODAY)
    page = signed_in.get("/wishes-and-places/invite/?category=animal_care").content.decode()
    assert "List of 1 made." in page and "Burrow Vets" in page and "ash@example.org" in page and "Never yet" in page
    assert "Wren Garage" not in page and "x@example.org" not in page
    both = rows_of(
        signed_in.get("/wishes-and-places/invite/?category=animal_care&category=engineering_and_maintenance&file=csv")
    )
    assert [row["Employer"] for row in both] == ["Burrow Vets", "Wren Garage"]


def test_departments_show_who_has_offered_nothing(signed_in: Client) -> None:
    parks = make_employer("Parks", kind="council_department")
    make_employer("Roads", kind="council_department")
    make_pledge(employer=parks, state="fulfilled")
    page = signed_in.get("/departments/").content.decode()
    assert "Departments kept 3 of 3 places they promised." in " ".join(page.split())
    assert "1 of 2 has offered nothing yet." in " ".join(page.split()) and page.index("Roads") < page.index("Parks")


@pytest.mark.parametrize(
    "address",
    [
        "/virtual-school/",
        "/wishes-and-places/",
        "/wishes-and-places/invite/",
        "/departments/",
        "/pledges/",
        "/employers/",
    ],
)
def test_queries_stay_few_whatever_the_rows(address: str, signed_in: Client, django_assert_max_num_queries) -> None:
    event = make_event()
    for number in range(12):
        department = make_employer(
            f"Department {'abcdefghijklm'[number] * 9}", kind="council_department", sector="Transport"
        )
        EmployerContact.objects.create(employer=department, name="Ash")
        pledge = make_pledge(employer=department, event=event, category="transport")
        make_opportunity(employer=department, pledge=pledge)
        wishing(1, "transport", f"BD{number} 1AA")
    signed_in.get(address)
    with django_assert_max_num_queries(19):
        assert signed_in.get(address).status_code == 200
