"""The public pledge: four screens, no account, one copy by mail (E2, screens.md 6)."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from config.accounts.models import Council, SignedLink
from config.outbox.models import Message
from employers.models import EmployerContact
from opportunities.models import Pledge
from opportunities.pledging import limits
from tests.factories.chain import make_contact
from tests.factories.offers import make_employer, make_event
from tests.factories.people import make_council

pytestmark = pytest.mark.django_db
WHERE = {"postcode": "bd1 1hx", "could_start": "three_months"}
TANSY = {"organisation": "Millwheel Motors", "name": "Tansy Copperwheel", "email": "tansy@millwheel.example"}


@pytest.fixture(autouse=True)
def council() -> Council:
    cache.clear()
    return make_council()


def go(client: Client, page: str, /, **said: Any) -> Any:
    return client.post(reverse(page), said, follow=True)


def pledge(client: Client, **sender: str) -> Any:
    go(client, "pledge", kinds=["apprenticeship", "shadowing"])
    go(client, "pledge_how_many", apprenticeship="2", shadowing="4", **WHERE)
    return go(client, "pledge_who", **TANSY | sender)


def test_four_screens_and_it_is_written_down(client: Client) -> None:
    first = client.get(reverse("pledge"))
    assert "What could you offer a young person?" in first.content.decode()
    page = go(client, "pledge", kinds=["apprenticeship", "shadowing"])
    assert "Apprenticeships, how many" in page.content.decode() and "Jobs, how many" not in page.content.decode()
    page = go(client, "pledge_how_many", apprenticeship="2", shadowing="4", **WHERE)
    assert "Work shadowing for 4 people" in page.content.decode() and "BD1 1HX" in page.content.decode()
    assert not Pledge.objects.exists()
    page = go(client, "pledge_who", **TANSY).content.decode()
    assert "Thank you. We have your pledge." in page and "P-0001" in page and "tansy@millwheel.example" in page
    assert set(Pledge.objects.values_list("kind", "quantity_pledged")) == {("apprenticeship", 2), ("shadowing", 4)}


@pytest.mark.parametrize(
    ("page", "said", "words"),
    [
        ("pledge", {}, ["Choose at least one thing you could offer"]),
        (
            "pledge_how_many",
            {"postcode": "Bradford"},
            [
                "Type how many apprenticeships, such as 2",
                "Type a full postcode, such as ZZ1 1AA",
                "Choose when it could start",
            ],
        ),
        ("pledge_who", TANSY | {"phone": "ask Moss"}, ["Type the phone number with its area code"]),
        ("pledge_who", {"email": "tansy"}, ["Type an e-mail with an @", "Type your name", "name of your organisation"]),
    ],
)
def test_an_error_names_the_field_and_the_way_out(client: Client, page: str, said: Any, words: list[str]) -> None:
    go(client, "pledge", kinds=["apprenticeship"])
    if page == "pledge_who":
        go(client, "pledge_how_many", apprenticeship="2", **WHERE)
    shown = go(client, page, **said).content.decode()
    assert all(sentence in shown for sentence in words) and "<title>Error: " in shown
    assert not Pledge.objects.exists()


def test_what_helps_is_counted_one_by_one_and_needs_one_number(client: Client) -> None:
    page = go(client, "pledge", kinds=["help"]).content.decode()
    assert "Driving lessons" in page and "Postcode of the workplace" not in page
    page = go(client, "pledge_how_many", could_start="now").content.decode()
    assert "Type how many next to at least one thing that helps" in page
    go(client, "pledge_how_many", could_start="now", driving_lessons="3")
    go(client, "pledge_who", **TANSY)
    assert Pledge.objects.get().kind == "driving_lessons"


def test_a_page_further_on_opened_by_itself_leads_to_the_first(client: Client) -> None:
    for name in ("pledge_how_many", "pledge_who", "pledge_sent"):
        assert client.get(reverse(name)).url == reverse("pledge")


def test_sent_twice_is_one_pledge_and_one_mail(client: Client) -> None:
    pledge(client)
    again = go(client, "pledge_who", **TANSY).content.decode()
    assert "P-0001" in again
    assert (Pledge.objects.count(), Message.objects.count()) == (2, 1)


def test_the_copy_says_what_was_pledged_and_nothing_personal_in_its_subject(client: Client) -> None:
    pledge(client)
    message = Message.objects.get()
    assert message.to == "tansy@millwheel.example" and message.subject == "Your pledge P-0001"
    assert "2 apprenticeships" in message.body and "within 5 working days" in message.body


def test_one_address_is_never_flooded(client: Client) -> None:
    for number in range(1, 10):
        go(client, "pledge", kinds=["job"])
        go(client, "pledge_how_many", job=str(number), **WHERE)
        page = go(client, "pledge_who", **TANSY).content.decode()
    assert Message.objects.count() == 6 and "A copy is on its way" not in page
    assert Pledge.objects.get().quantity_pledged == 9


def confirm_address() -> str:
    return re.findall(r"http://testserver(/pledge/confirm/\S+)", Message.objects.get().body)[0]


def test_the_link_in_the_copy_confirms_the_e_mail_on_the_button_alone(client: Client) -> None:
    pledge(client)
    address = confirm_address()
    assert "tansy@millwheel.example" in Client().get(address).content.decode()
    assert EmployerContact.objects.get().email_confirmed_at is None
    assert "Your e-mail is confirmed" in Client().post(address).content.decode()
    contact = EmployerContact.objects.get()
    assert contact.email_confirmed_at and contact.awaits_check
    again = Client().get(address).content.decode()
    assert "confirmed already" in again and "<form" not in again


def test_a_link_that_ran_out_says_that_the_pledge_is_safe(client: Client) -> None:
    pledge(client)
    address = confirm_address()
    SignedLink.objects.update(expires_at="2020-01-01T00:00Z")
    for answer in (client.get(address), client.post(address), client.get("/pledge/confirm/nonsense/")):
        assert answer.status_code == 410 and "Your pledge is safe" in answer.content.decode()
    assert EmployerContact.objects.get().email_confirmed_at is None


def test_a_machine_that_fills_in_the_hidden_box_sends_nothing(client: Client) -> None:
    page = pledge(client, website="https://spam.example").content.decode()
    assert "Leave the last box empty" in page and not Pledge.objects.exists()


def test_a_full_hall_may_send_and_a_machine_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PLEDGES", 2)
    for number in range(3):
        page = pledge(Client(), email=f"tansy{number}@millwheel.example", organisation=f"Mill {number}")
    assert "Your answers are kept" in page.content.decode()
    assert EmployerContact.objects.count() == 2


def test_the_page_of_an_event_stays_open_all_year(client: Client) -> None:
    event = make_event(held_on=date(2025, 3, 12))
    client.post(reverse("pledge", kwargs={"event": event.public_id}), {"kinds": ["job"]})
    go(client, "pledge_how_many", job="1", **WHERE)
    go(client, "pledge_who", **TANSY)
    assert Pledge.objects.get().event == event
    assert client.get(reverse("pledge", kwargs={"event": event.council.public_id})).status_code == 404


def test_where_several_councils_ask_the_council_is_chosen(client: Client) -> None:
    other = make_council("E08000035", "Otherbeck")
    assert "Choose a council" in go(client, "pledge", kinds=["job"]).content.decode()
    go(client, "pledge", kinds=["job"], council=str(other.public_id))
    go(client, "pledge_how_many", job="1", **WHERE)
    go(client, "pledge_who", **TANSY)
    assert Pledge.objects.get().council == other


def test_who_goes_back_to_change_the_pledge_types_the_name_once(client: Client) -> None:
    go(client, "pledge", kinds=["job"])
    go(client, "pledge_how_many", job="1", **WHERE)
    half = {"name": "Tansy Reed", "email": "not yet", "change": "yes"}
    assert client.post(reverse("pledge_who"), half).url == reverse("pledge") + "?change=yes"
    assert not Pledge.objects.exists()
    go(client, "pledge", kinds=["job"])
    page = go(client, "pledge_how_many", job="2", **WHERE).content.decode()
    assert 'value="Tansy Reed"' in page and 'value="not yet"' in page
    assert page.index("Send my pledge") < page.index("Change my pledge")  # Enter in a field presses the first button


def test_somebody_signed_in_is_not_asked_who_they_are(client: Client) -> None:
    employer = make_employer("Alder Bakery")
    user = make_contact(employer)
    employer.contacts.update(name="Somebody before")
    client.force_login(user)
    go(client, "pledge", kinds=["job"])
    page = go(client, "pledge_how_many", job="1", **WHERE).content.decode()
    assert "Alder Bakery" in page and "Your name" not in page
    assert f"We will talk to you, {user.name}," in page and "Somebody before" not in page
    go(client, "pledge_who")
    assert Pledge.objects.get().employer == employer


def test_the_next_person_at_the_same_phone_sees_nothing_of_the_one_before(client: Client) -> None:
    pledge(client)
    assert "checked" not in client.get(reverse("pledge")).content.decode()
    assert "checked" in client.get(reverse("pledge") + "?change=yes").content.decode()
    go(client, "pledge", kinds=["job"])
    go(client, "pledge_how_many", job="1", **WHERE)
    assert "Tansy" not in client.get(reverse("pledge_who")).content.decode()


def test_no_page_says_what_employers_are_not_told(client: Client) -> None:
    pages = [client.get(reverse("pledge")), go(client, "pledge", kinds=["job", "help"]), pledge(client)]
    shown = " ".join(page.content.decode().lower() for page in pages)
    assert not re.search(r"\bcare\b|care leaver|neet|virtual school|vulnerable", shown)
