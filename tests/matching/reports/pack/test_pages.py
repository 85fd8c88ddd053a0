"""The pages of the pack: who sees what, the buttons, and the sentences when something is missing (P6)."""

from datetime import date

import pytest
from django.test import Client

from matching.reports.pack.models import MonthlyPack
from tests.factories.chain import make_item, make_meeting
from tests.factories.packs import make_pack
from tests.factories.people import make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(client: Client):
    """The words of a page as somebody with this role sees it."""

    def page(role: str, address: str) -> str:
        client.force_login(make_user(role))
        answer = client.get(address)
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return page


def post(client: Client, address: str, **data: str):
    return client.post(address, data, follow=True)


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_panel_draws_up_a_month_that_has_no_pack(client: Client) -> None:
    for _ in range(6):
        make_person("neet")
    client.force_login(make_user("panel_member"))
    assert "Draw up the pack of October 2026" in said(client.get("/pack/"))
    page = said(post(client, "/pack/draw-up/", month="2026-10"))
    assert "Position on 31 October 2026. 6 young people in the service." in page
    assert "Draft of 20 November 2026, not agreed yet." in page and "data:image/svg+xml;base64," in page
    assert "Agree pack" not in page and "Draw up again" in page
    assert "Draw up the pack of October 2026" not in said(client.get("/pack/"))


def test_the_chair_agrees_what_is_read(client: Client) -> None:
    pack = make_pack()
    client.force_login(make_user("panel_chair", name="Ivy Hazelgrove"))
    page = said(client.get(f"/pack/{pack.public_id}/"))
    assert "Agree pack" in page and f'value="{pack.drawn_up_at.isoformat()}"' in page
    page = said(post(client, f"/pack/{pack.public_id}/agree/", drawn_up_at=pack.drawn_up_at.isoformat()))
    assert "Agreed by Ivy Hazelgrove, 20 November 2026." in page
    assert "Agree pack" not in page and "Correct this pack" in page


def test_what_is_missing_is_said_with_the_way_to_it(opened) -> None:
    meeting = make_meeting("in_session", date(2026, 10, 29))
    for _ in range(3):
        make_item(meeting)
    page = opened("panel_chair", f"/pack/{make_pack().public_id}/")
    assert "3 main reasons are missing." in page and f'href="/panel/{meeting.public_id}/room/"' in page
    assert "See them" in page and "Agree pack" not in page


@pytest.mark.parametrize("sent", ["", "nonsense"])
def test_a_button_without_the_page_it_stands_on_changes_nothing(client: Client, sent: str) -> None:
    pack = make_pack()
    client.force_login(make_user("panel_chair"))
    assert "Read the pack on its page" in said(post(client, f"/pack/{pack.public_id}/agree/", drawn_up_at=sent))
    assert "Choose the month of the pack" in said(post(client, "/pack/draw-up/", month=sent))
    assert MonthlyPack.objects.get().state == "draft"


def test_a_correction_asks_what_was_wrong(client: Client) -> None:
    pack = make_pack("agreed")
    client.force_login(make_user("panel_chair"))
    address = f"/pack/{pack.public_id}/correct/"
    assert "Say what was wrong, in a sentence" in said(post(client, address, because=" "))
    page = said(post(client, address, because="Two starts were recorded late."))
    assert "Version 2 is drawn up. Read it, then agree it." in page
    assert MonthlyPack.objects.filter(version=2, because="Two starts were recorded late.").exists()


@pytest.mark.parametrize("role", ["board_viewer", "team_manager", "virtual_school"])
def test_others_read_what_was_agreed_and_no_draft(role: str, client: Client) -> None:
    agreed, draft = make_pack("agreed"), make_pack(version=2, because="A mistake.")
    client.force_login(make_user(role))
    page = said(client.get(f"/pack/{agreed.public_id}/"))
    assert "Agreed by Ivy Hazelgrove" in page and "Correct this pack" not in page and "Draw up again" not in page
    assert client.get(f"/pack/{draft.public_id}/").status_code == 404
    assert "Draft" not in said(client.get("/pack/"))


def test_without_packs_the_page_says_so(opened) -> None:
    assert "No pack has been drawn up yet." in opened("board_viewer", "/pack/")


def test_a_picture_says_what_it_shows(opened) -> None:
    page = opened("board_viewer", f"/pack/{make_pack('agreed').public_id}/")
    assert "1 to 4" in page and 'alt="Everyone: 55.9% in EET."' in page
