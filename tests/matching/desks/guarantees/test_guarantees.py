"""What councils promise by age: written down, read by every council, by the young person at their age, by a program."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from config.accounts.models import User
from config.accounts.signed_links import Purpose, make_link
from config.audit_trail.models import Event
from config.reference.guarantees import end, guarantees, publish
from config.reference.models import Guarantee
from config.refusal import NotAllowed, Refused
from tests.factories.chain import make_adult
from tests.factories.people import DAY, make_council, make_user

pytestmark = pytest.mark.django_db
PIN = "402918"


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_user("administrator")
    client.force_login(user)
    return user


def written(by: User, label: str = "No council tax", *ages: int | None, on: date = DAY) -> Guarantee:
    assert by.council is not None
    from_age, until_age = ages or (18, 21)
    return publish(
        label=label, from_age=from_age or 16, until_age=until_age, valid_from=on, source="Local offer", more="Ask us.",
        council=by.council, by=by,
    )  # fmt: skip


@pytest.mark.parametrize(("age", "found"), [(17, []), (18, ["No council tax"]), (20, ["No council tax"]), (21, [])])
def test_it_counts_from_an_age_until_a_birthday(age: int, found: list[str], administrator: User) -> None:
    written(administrator)
    assert [row.label for row in guarantees(DAY, age=age)] == found


def test_one_is_written_down_once_ends_and_can_be_written_down_again(administrator: User) -> None:
    row = written(administrator, on=DAY - timedelta(9))
    with pytest.raises(Refused, match="stands already"):
        written(administrator, "no council tax")
    with pytest.raises(Refused, match="must be higher"):
        written(administrator, "Travel card", 21, 18)
    end(row, on=DAY, by=administrator)
    with pytest.raises(Refused, match="has ended already"):
        end(row, on=DAY, by=administrator)
    fresh = written(administrator)
    with pytest.raises(Refused, match="tomorrow at the earliest"):
        end(fresh, on=DAY, by=administrator)
    verbs = Event.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "council_guarantee_published", "council_guarantee_ended", "council_guarantee_published",
    ]  # fmt: skip


def test_another_councils_are_not_changed(administrator: User) -> None:
    row = written(administrator)
    stranger = make_user("administrator", council=make_council("E08000035", "Otherbeck"))
    with pytest.raises(NotAllowed):
        end(row, on=DAY + timedelta(1), by=stranger)


def test_the_page_takes_one_shows_it_to_every_council_and_ends_it(administrator: User, client: Client) -> None:
    wrong = client.post(reverse("publish_guarantee"), {"label": "", "from_age": "99"}).content.decode()
    assert "Type what is promised, such as No council tax" in wrong and "Type an age between 14 and 30" in wrong
    said = {"label": "No council tax", "from_age": "18", "until_age": "21", "source": "Local offer, April 2026"}
    day = {"valid_from_day": "1", "valid_from_month": "4", "valid_from_year": "2026"}
    page = client.post(reverse("publish_guarantee"), said | day, follow=True).content.decode()
    assert "Written down: No council tax." in page and "18 to 20" in page
    client.force_login(make_user(council=make_council("E08000035", "Otherbeck")))
    address = reverse("guarantees")
    page = client.get(address, {"age": "19"}).content.decode()
    assert "No council tax" in page and "Write down a guarantee" not in page
    assert "No council tax" not in client.get(address, {"age": "21"}).content.decode()
    assert "No council tax" not in client.get(address, {"council": "E08000035"}).content.decode()
    assert b"No council tax" in client.get(address, {"file": "csv"}).content
    calls = client.get(reverse("api_councils")).json()["results"]
    assert [(council["name"], [row["label"] for row in council["guarantees"]]) for council in calls] == [
        ("Ashbeck", ["No council tax"]), ("Otherbeck", []),
    ]  # fmt: skip
    row = Guarantee.objects.get()
    assert client.post(reverse("end_guarantee", args=[row.public_id])).status_code == 403
    client.force_login(administrator)
    client.post(reverse("end_guarantee", args=[row.public_id]))
    assert Guarantee.objects.get().valid_to is not None


def test_a_young_person_reads_those_of_their_age_and_council(administrator: User, client: Client) -> None:
    adviser = make_user(name="Rowan Thistleby")
    robin = make_adult(adviser=adviser)
    written(administrator)
    written(administrator, "Rent guarantor", 18, None)
    written(administrator, "First pathway plan", 16, 17)
    written(make_user("administrator", council=make_council("E08000035", "Otherbeck")), "Bus pass", 18, 25)
    token = make_link(
        purpose=Purpose.OWN_PAGE, subject=robin, council=robin.council, by=adviser, days=14, person=robin, pin=PIN
    )[1]
    client.post(reverse("own_page", args=[token]), {"pin": PIN})
    page = client.get(reverse("own_promises", args=[token])).content.decode()
    assert "No council tax" in page and "Until you turn 21." in page and "Rent guarantor" in page
    assert "First pathway plan" not in page and "Bus pass" not in page
    Guarantee.objects.all().delete()
    page = client.get(reverse("own_promises", args=[token])).content.decode()
    assert "Ask Rowan what you can count on." in page
