"""Events, posters, paper cards and pledges on screen (E2, E4, E5)."""

import pytest
from django.test import Client
from django.utils import timezone

from opportunities.models import Opportunity, Pledge
from tests.factories.offers import make_employer, make_event, make_opportunity, make_pledge

pytestmark = pytest.mark.django_db
CARD = {"organisation": "Fern & Co", "kind_of_organisation": "charity", "kind_1": "job", "many_1": "2"}


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_an_event_is_added_and_put_right(signed_in: Client) -> None:
    said = {"name": "Open Doors", "held_on_day": "21", "held_on_month": "1", "held_on_year": "2027", "postcode": ""}
    assert "Open Doors is added." in words(signed_in.post("/events/new/", said, follow=True))
    assert "already there" in words(signed_in.post("/events/new/", said))
    assert "Type the event&#39;s name" in words(signed_in.post("/events/new/", {}))


def test_the_poster_and_its_code_hold_the_public_address(signed_in: Client, settings) -> None:
    settings.SERVICE_ADDRESS = "https://eet.example.org"
    event = make_event()
    address = f"https://eet.example.org/pledge/{event.public_id}/"
    assert address in words(signed_in.get(f"/events/{event.public_id}/"))
    assert address in words(signed_in.get(f"/events/{event.public_id}/poster/"))
    svg, png = (signed_in.get(f"/events/{event.public_id}/code.{kind}?save=1") for kind in ("svg", "png"))
    assert svg["Content-Type"] == "image/svg+xml" and b"<svg" in svg.content
    assert png.content.startswith(b"\x89PNG") and png["Content-Disposition"].endswith('"pledge-code.png"')
    assert signed_in.get(f"/events/{event.public_id}/code.exe").status_code == 404


def test_a_card_is_typed_in_and_the_next_one_follows(signed_in: Client) -> None:
    address = f"/events/{make_event().public_id}/card/"
    answer = signed_in.post(address, {**CARD, "kind_2": "mentoring", "many_2": "1", "another": "yes"}, follow=True)
    assert "2 pledges of Fern &amp; Co written down as CARD-0001." in words(answer)
    assert answer.redirect_chain == [(address, 302)] and Pledge.objects.count() == 2


def test_the_words_of_a_card_fill_it_in_and_write_nothing_down(signed_in: Client) -> None:
    """E3: what was read stands in the form, and what to look at beside it."""
    event, known = make_event(), make_employer("Millwheel Motors")
    make_pledge(
        employer=known, kind="mentoring", quantity_pledged=1, reference="P-0007", pledged_on=timezone.localdate()
    )
    read = f"/events/{event.public_id}/card/words/"
    assert f'href="{read}"' in words(signed_in.get(f"/events/{event.public_id}/card/"))
    pasted = "Organisation: Millwheel Motor Ltd\n2 jobs, mentors, 3 laptops, 1 bike. Ask for Tansy on 0113 496 0123"
    page = words(signed_in.post(read, {"pasted": pasted}))
    assert 'value="Millwheel Motors"' in page and 'value="Tansy"' in page and 'value="0113 496 0123"' in page
    assert '<option value="job" selected>' in page and '<option value="mentoring" selected>' in page
    assert "Mentoring: the words name no number, so 1 is filled in." in page
    assert "Type these as a second card: 1 × Travel card." in page
    assert "“Millwheel Motor Ltd” looks like Millwheel Motors of your register" in page
    assert "pledged 1 × Mentoring on" in page and "(P-0007). Is this the same?" in page
    assert f'action="/events/{event.public_id}/card/"' in page and Pledge.objects.count() == 1


def test_words_without_an_offer_say_so_and_none_at_all_is_an_error(signed_in: Client) -> None:
    read = f"/events/{make_event().public_id}/card/words/"
    assert "We read no offer in these words." in words(signed_in.post(read, {"pasted": "happy to help"}))
    page = words(signed_in.post(read, {"pasted": " "}))
    assert "<title>Error: " in page and "Paste the words first, or go back and type the card" in page


def test_the_kind_of_work_on_a_card_is_kept(signed_in: Client) -> None:
    said = CARD | {"category": "hospitality_and_food"}
    signed_in.post(f"/events/{make_event().public_id}/card/", said)
    assert Pledge.objects.get().category == "hospitality_and_food"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"kind_1": ""}, "Choose at least one thing that stands on the card"),
        ({"many_1": ""}, "Type how many, such as 2"),
        ({"many_2": "3"}, "Choose what these are"),
        ({"organisation": ""}, "Type the organisation on the card"),
        ({"email": "nobody"}, "Type an e-mail with an @"),
    ],
)
def test_errors_of_a_card_say_the_way_out(said: dict[str, str], error: str, signed_in: Client) -> None:
    page = words(signed_in.post(f"/events/{make_event().public_id}/card/", CARD | said))
    assert "<title>Error: " in page and error in page and not Pledge.objects.exists()


def test_pledges_are_found_by_state_kind_event_and_words(signed_in: Client) -> None:
    event = make_event()
    make_pledge(title="Garage hand", event=event), make_pledge(title="Kitchen hand", state="live", kind="mentoring")
    for query, found, other in (
        ("state=captured", "Garage hand", "Kitchen hand"),
        ("kind=mentoring", "Kitchen hand", "Garage hand"),
        (f"event={event.public_id}", "Garage hand", "Kitchen hand"),
        ("event=none", "Kitchen hand", "Garage hand"),
        ("words=kitchen", "Kitchen hand", "Garage hand"),
    ):
        page = words(signed_in.get(f"/pledges/?{query}"))
        assert found in page and other not in page
        assert other.encode() not in signed_in.get(f"/pledges/?{query}&file=csv").content
    assert "No pledge is found." in words(signed_in.get("/pledges/?event=nonsense"))


def test_a_pledge_is_looked_at_agreed_and_drafted_from(signed_in: Client) -> None:
    pledge = make_pledge(quantity_pledged=3)
    address = f"/pledges/{pledge.public_id}/"
    assert "Looked at. Next: agree it" in words(signed_in.post(f"{address}next/", {"target": "triaged"}, follow=True))
    signed_in.post(f"{address}next/", {"target": "agreed"})
    answer = signed_in.post(f"{address}draft/", {"places": "2"})
    draft = Opportunity.objects.get()
    assert answer["Location"] == f"/employer/opportunities/{draft.public_id}/" and draft.places == 2
    page = words(signed_in.get(address))
    assert "2 in offers, 0 taken, 1 left." in page
    assert "This pledge has 1 left of 3" in words(signed_in.post(f"{address}draft/", {"places": "2"}))


@pytest.mark.parametrize("target", ["fulfilled", "nonsense", ""])
def test_a_step_that_is_not_next_is_refused_in_words(target: str, signed_in: Client) -> None:
    pledge = make_pledge()
    page = words(signed_in.post(f"/pledges/{pledge.public_id}/next/", {"target": target}, follow=True))
    pledge.refresh_from_db()
    assert "This could not be done" in page and pledge.state == "captured"


def test_a_pledge_is_put_right_and_what_is_drafted_stays(signed_in: Client) -> None:
    pledge, other = make_pledge(quantity_converted=2), make_employer("Other")
    said = {"title": "Mentor", "kind": "mentoring", "quantity_pledged": "5", "employer": str(other.public_id)}
    signed_in.post(f"/pledges/{pledge.public_id}/change/", said)
    pledge.refresh_from_db()
    assert (pledge.title, pledge.kind, pledge.quantity_pledged, pledge.employer) == ("Mentor", "mentoring", 5, other)
    page = words(signed_in.post(f"/pledges/{pledge.public_id}/change/", said | {"quantity_pledged": "1"}))
    assert "2 are already turned into opportunities" in page and 'href="#quantity_pledged' in page.replace("id_", "")


def test_promises_kept_by_event_and_by_employer(signed_in: Client) -> None:
    pledge = make_pledge(event=make_event("Open Doors"), quantity_pledged=4, state="live", quantity_converted=2)
    make_opportunity(employer=pledge.employer, pledge=pledge, places=2, places_taken=1)
    assert "1 of 4 promised are kept." in words(signed_in.get("/pledges/kept/"))
    page = words(signed_in.get("/pledges/kept/?by=employer"))
    assert pledge.employer.name in page and "1 of 4 kept" in page
