"""The returns on screen (R4): ask first, one a person, filled in in place, then gone; the files for who exports."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from matching.reports.oc3 import oc3_return
from matching.reports.oc3_rules import ReturnYear
from tests.factories.chain import at
from tests.factories.people import DAY, make_council, make_person, make_user

pytestmark = pytest.mark.django_db
ASK = "/returns/ask-first/"
EIGHTEEN_IN_MAY = date(2008, 5, 10)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(at(DAY, 12)):
        yield


@pytest.fixture
def rowan(client: Client) -> User:
    user = make_user(name="Rowan")
    client.force_login(user)
    return user


def drawn(adviser: User, name: str = "Robin", born_on: date | None = EIGHTEEN_IN_MAY, **said: object) -> YoungPerson:
    facts = {"local_status": "former_relevant", "gender": "female", "ethnicity": "WBRI", "pupil_number": "UN3"}
    return make_person(on_caseload_of=adviser, name=name, born_on=born_on, **facts | said)


def page(client: Client, address: str = ASK) -> str:
    return client.get(address).content.decode()


def form_of(person: YoungPerson) -> str:
    return reverse("answer_return", kwargs={"person": person.public_id})


def test_one_line_a_person_until_everything_is_told(rowan: User, client: Client) -> None:
    robin = drawn(rowan, ethnicity="")
    words = page(client)
    assert "In touch, activity, accommodation, ethnicity" in words and "Not yet" in words
    one = page(client, form_of(robin))
    assert "Answer for 10 May 2026" in one and "Sex" not in one
    said = {"in_touch": "YES", "activity": "F2", "accommodation": "U", "suitability": "1"}
    after = client.post(form_of(robin), said, follow=True).content.decode()
    assert "Saved. 1 more to ask about Robin." in after and ">Ethnicity<" in after.replace("\n", "").replace("  ", "")
    assert (
        "Nothing more is asked about Robin."
        in client.post(form_of(robin), {"ethnicity": "WBRI"}, follow=True).content.decode()
    )
    assert "Nothing is left to ask" in page(client)
    (row,) = oc3_return(make_council(), ReturnYear(2027), DAY).rows
    assert row.answers == ("YES", "F2", "U1")


def test_what_nobody_knows_stays_not_known(rowan: User, client: Client) -> None:
    robin = drawn(rowan)
    assert "Fill in at least one answer" in client.post(form_of(robin), {}).content.decode()
    assert "Say whether it was suitable" in client.post(form_of(robin), {"accommodation": "U"}).content.decode()
    assert not robin.leaving_care_facts.exists()


@pytest.mark.parametrize(("number", "taken"), [("UN3", True), ("a123456789012", True), ("12", False), ("UN1", False)])
def test_a_pupil_number_has_its_shape(number: str, taken: bool, rowan: User, client: Client) -> None:
    robin = drawn(rowan, pupil_number="")
    client.post(form_of(robin), {"pupil_number": number})
    robin.refresh_from_db()
    assert robin.pupil_number == (number.upper() if taken else "")


def test_a_birthday_to_come_waits_for_its_day(rowan: User, client: Client) -> None:
    drawn(rowan, born_on=date(2007, DAY.month, DAY.day) + timedelta(1))
    assert "Nothing is left to ask" in page(client)
    with time_machine.travel(at(DAY + timedelta(1), 0, 0)):
        client.force_login(rowan)
        assert "Robin" in page(client)


@pytest.mark.parametrize(
    ("born_on", "year", "birthday"),
    [
        (date(2008, 2, 29), 2026, date(2026, 3, 1)),
        (date(2009, 3, 31), 2026, date(2026, 3, 31)),
        (date(2009, 4, 1), 2027, date(2026, 4, 1)),
        (date(2005, 11, 20), 2027, date(2026, 11, 20)),
    ],
)
def test_the_birthday_of_the_year(born_on: date, year: int, birthday: date, rowan: User, client: Client) -> None:
    """29 February is 1 March; the last and first day of a year of the return; a 21st birthday today."""
    drawn(rowan, born_on=born_on)
    assert f"{birthday:%-d %B %Y}" in page(client, f"{ASK}?year={year}")


def test_a_manager_sees_whose_they_are_and_one_advisers_part(rowan: User, client: Client) -> None:
    drawn(rowan, name="Robin"), drawn(make_user(name="Hazel"), name="Wren")
    manager = make_user("team_manager")
    client.force_login(manager)
    words = page(client)
    assert "Robin" in words and "Wren" in words and "Every adviser" in words
    one = page(client, f"{ASK}?of={rowan.public_id}")
    assert "Robin" in one and "Wren" not in one
    text = client.get(f"{ASK}?file=csv&of={rowan.public_id}").content.decode()
    assert "Robin" in text and "Wren" not in text
    assert Event.objects.filter(verb="export_made", actor=manager).count() == 1


def test_others_people_are_not_listed_and_not_found(rowan: User, client: Client) -> None:
    wren = drawn(make_user(name="Hazel"), name="Wren")
    assert "Wren" not in page(client)
    assert client.get(form_of(wren)).status_code == 404


def test_the_list_costs_the_same_whatever_its_length(rowan: User, client: Client) -> None:
    asked = []
    drawn(rowan), page(client)
    for more in (1, 30):
        for number in range(more):
            drawn(rowan, name=f"Wren {number}")
        with CaptureQueriesContext(connection) as queries:
            page(client)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 15, asked


# The files


def test_the_files_of_the_return_and_each_download_in_the_trail(client: Client) -> None:
    chair = make_user("panel_chair")
    client.force_login(chair)
    drawn(make_user(name="Hazel"))
    words = page(client, "/returns/")
    assert "0 rows are ready, of 1 young person" in words and "Hazel" in words and "Robin" not in words
    answer = client.get("/returns/?year=2027&file=oc3")
    archive = ZipFile(BytesIO(answer.content))
    assert answer["Content-Disposition"] == 'attachment; filename="care-leavers-2026-27.zip"'
    assert archive.namelist() == ["header.csv", "oc3.csv", "ask_first.csv"]
    assert archive.read("oc3.csv").decode().strip() == "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM"
    for kind in ("csv", "xlsx"):
        assert client.get(f"/returns/?file={kind}")["Content-Disposition"] == f'attachment; filename="list-9.{kind}"'
    made = Event.objects.filter(verb="export_made", actor=chair).values_list("context__export", flat=True)
    assert list(made.order_by("pk")) == ["oc3", "list9", "list9"]


def test_every_file_and_page_counts_the_same_people(rowan: User, client: Client) -> None:
    """Two of Rowan's and one of Hazel's: the adviser's list, its file, the chair's table, the archive, list 9."""
    drawn(rowan, name="Robin"), drawn(rowan, name="Lark", pupil_number=""), drawn(make_user(name="Hazel"), name="Wren")
    assert client.get(ASK).context["left"] == 2
    assert len(client.get(f"{ASK}?file=csv").content.decode().splitlines()) == 1 + 2
    client.force_login(make_user("panel_chair"))
    shown = client.get("/returns/?year=2027")
    assert {row[0]: row[1:] for row in shown.context["table"].rows} == {"Rowan": [2, 2], "Hazel": [1, 1]}
    asked = ZipFile(BytesIO(client.get("/returns/?year=2027&file=oc3").content)).read("ask_first.csv").decode()
    assert len({line.split(",")[0] for line in asked.splitlines()[1:]}) == 3
    lines = client.get("/returns/?file=csv").content.decode().splitlines()
    book = CalamineWorkbook.from_filelike(BytesIO(client.get("/returns/?file=xlsx").content))
    assert len(lines) == len(book.get_sheet_by_name("List 9").to_python()) == 1 + 3


@pytest.mark.parametrize("year", ["1999", "2099", "soon", ""])
def test_a_year_that_is_none_shows_the_one_that_runs(year: str, client: Client) -> None:
    client.force_login(make_user("panel_chair"))
    assert "Care leavers of 2026-27" in page(client, f"/returns/?year={year}")
