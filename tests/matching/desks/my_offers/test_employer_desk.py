"""The employer's first page, and closing what people are put forward for (E4, O3)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from employers.models import Employer
from matching.nominations.models import Nomination
from tests.factories.chain import at, make_contact, make_nomination, on_the_day
from tests.factories.offers import make_employer, make_opportunity, make_pledge
from tests.factories.people import DAY, make_user

pytestmark = pytest.mark.django_db
__all__ = ["on_the_day"]
DESK = "/employer/"


@pytest.fixture
def employer() -> Employer:
    return make_employer("Millwheel Motors")


@pytest.fixture
def mine(client: Client, employer: Employer) -> Client:
    client.force_login(make_contact(employer))
    return client


def shown(client: Client, **asked: str) -> str:
    return client.get(DESK, asked).content.decode()


def test_an_empty_desk_says_what_to_do(mine: Client) -> None:
    page = shown(mine)
    assert "Nobody waits for your answer" in page and "Post an opportunity" in page
    assert "No pledge yet. It takes about two minutes." in page


def test_answers_due_are_counted(mine: Client, employer: Employer) -> None:
    make_nomination("introduced", employer=employer)
    assert "1 person waits for your answer." in shown(mine)
    make_nomination("in_review", employer=employer)
    make_nomination("nominated", employer=employer)
    assert "2 people wait for your answer." in shown(mine)


def test_tabs_add_up_and_hold_only_what_is_mine(mine: Client, employer: Employer) -> None:
    make_opportunity(employer=employer, title="Garage assistant")
    make_opportunity(employer=employer, title="Valeter", state="paused")
    make_opportunity("draft", employer=employer, title="Receptionist")
    make_opportunity(title="Somebody else's")
    page = shown(mine)
    assert "Open (2)" in page and "Not finished (1)" in page and "Closed" not in page
    assert "Garage assistant" in page and "Receptionist" not in page and "Somebody" not in page
    assert "Receptionist" in shown(mine, tab="drafts")


@pytest.mark.parametrize(
    ("days", "words"), [(29, None), (30, "Still open?"), (59, "Still open?"), (60, "Not confirmed for 60 days")]
)
def test_freshness_is_asked_after_30_and_60_days(
    days: int, words: str | None, mine: Client, employer: Employer
) -> None:
    make_opportunity(employer=employer, title="Valeter", confirmed_on=DAY - timedelta(days))
    page = shown(mine)
    assert ("Is Valeter still open?" in page) == (words is not None)
    assert (words or "20") in page and ("Not confirmed" in page) == (days >= 60)


def test_what_is_past_its_closing_day_has_a_tab_and_ways_out(mine: Client, employer: Employer) -> None:
    """O3: nobody is offered it any more; the employer keeps it open for longer, or closes it."""
    past = make_opportunity(employer=employer, title="Valeter", closes_on=DAY - timedelta(1))
    make_opportunity(employer=employer, title="Garage assistant", closes_on=DAY)
    page = shown(mine)
    assert "Open (1)" in page and "Past their closing day (1)" in page
    assert "The closing day of Valeter has passed" in page and page.count(f"/{past.public_id}/longer/") == 1
    assert f"/{past.public_id}/close/" in page
    page = shown(mine, tab="past")
    assert page.count(f"/{past.public_id}/longer/") == 2 and "Garage assistant" not in page
    assert mine.get(f"/employer/opportunities/{past.public_id}/longer/").status_code == 200


def test_pledges_say_what_is_posted_and_the_next_step(mine: Client, employer: Employer) -> None:
    make_pledge(employer=employer, quantity_pledged=3, quantity_converted=1)
    make_pledge(employer=employer, state="withdrawn", title="Old")
    page = shown(mine)
    assert "1 of 3" in page and "We have it" in page and page.count("Make it ready to post") == 1


def test_a_draft_that_was_begun_from_a_pledge_is_finished_first(mine: Client, employer: Employer) -> None:
    """Its places count as used, so “Nothing to do” would stand there although nobody is offered them."""
    pledge = make_pledge(employer=employer, quantity_pledged=3, quantity_converted=3)
    draft = make_opportunity("draft", employer=employer, pledge=pledge)
    page = shown(mine)
    where = reverse("edit_opportunity", kwargs={"opportunity": draft.public_id})
    assert f'href="{where}">Finish and post it' in page and "Nothing to do" not in page


def test_files_hold_the_same_rows(mine: Client, employer: Employer) -> None:
    make_opportunity(employer=employer, title="=HYPERLINK(1)")
    make_pledge(employer=employer, reference="P-0417")
    file = mine.get(DESK, {"file": "opportunities"}).content.decode()
    assert "'=HYPERLINK(1)" in file and "Live" in file and "<" not in file
    assert "P-0417" in mine.get(DESK, {"file": "pledges"}).content.decode()


def test_the_page_costs_the_same_for_forty_rows(
    mine: Client, employer: Employer, django_assert_max_num_queries: Any
) -> None:
    for _ in range(40):
        make_opportunity(employer=employer)
        make_pledge(employer=employer)
    with django_assert_max_num_queries(15):
        shown(mine)


def test_no_word_that_employers_are_not_told(mine: Client, employer: Employer) -> None:
    make_opportunity("ring_fenced", employer=employer)
    make_nomination("introduced", employer=employer)
    assert not re.search(r"\bcare\b|neet|virtual school|vulnerable|\bcase\b", shown(mine).lower())


def test_hr_sees_the_departments_and_the_virtual_school_everybody(client: Client, employer: Employer) -> None:
    make_opportunity(employer=employer, title="Valeter")
    make_opportunity(employer=make_employer(kind="council_department"), title="Gardener")
    client.force_login(make_user("hr_reviewer"))
    page = shown(client)
    assert "Gardener" in page and "Valeter" not in page and "Who offers it" in page
    client.force_login(make_user("virtual_school"))
    page = shown(client)
    assert "Gardener" in page and "Valeter" in page


def test_closing_tells_everybody_in_flight(mine: Client, employer: Employer) -> None:
    row = make_opportunity(employer=employer, places=3)
    told = make_nomination("introduced", opportunity=row)
    not_yet = make_nomination("nominated", opportunity=row)
    address = reverse("close_opportunity", kwargs={"opportunity": row.public_id})
    assert "1 person is put forward for it" in mine.get(address).content.decode()
    page = mine.post(address, follow=True).content.decode()
    assert "Closed. Everybody who was put forward is told" in page
    row.refresh_from_db()
    assert row.state == "closed"
    assert set(Nomination.objects.values_list("state", flat=True)) == {"place_gone"} and told and not_yet


def test_nobody_closes_what_is_anothers(mine: Client) -> None:
    address = reverse("close_opportunity", kwargs={"opportunity": make_opportunity().public_id})
    assert {mine.get(address).status_code, mine.post(address).status_code} == {404}


def test_what_hr_sent_back_waits_for_the_department_and_not_for_hr(client: Client, employer: Employer) -> None:
    employer.kind = Employer.Kind.COUNCIL_DEPARTMENT
    employer.save()
    offer = make_opportunity(employer=employer, title="Housing officer", state="draft")
    no = dict.fromkeys(("appropriate", "entry_is_barrier", "interview_guaranteed", "passed"), False)
    offer.reviews.create(asked_at=at(), answered_at=at(), words="Ask for less.", **no)
    for user, said in (
        (make_contact(employer), "HR has words for you about Housing officer."),
        (make_user("virtual_school"), "HR has words for Millwheel Motors about Housing officer."),
        (make_user("hr_reviewer"), ""),
    ):
        client.force_login(user)
        page = " ".join(shown(client).split())
        assert said in page and ("HR has words" in page) == bool(said)


def test_those_who_see_many_find_one_by_its_title_or_who_offers_it(client: Client, employer: Employer) -> None:
    make_opportunity(employer=employer, title="Garage hand", state="live")
    make_opportunity(employer=make_employer("Heron Textiles"), title="Machinist", state="live")
    client.force_login(make_user("virtual_school"))
    for words, found, other in (("garage", "Garage hand", "Machinist"), ("heron mach", "Machinist", "Garage hand")):
        page = client.get(reverse("employer_desk"), {"words": words}).content.decode()
        assert found in page and other not in page and "Open (1)" in page
        file = client.get(reverse("employer_desk"), {"words": words, "file": "opportunities"}).content.decode()
        assert found in file and other not in file
    page = client.get(reverse("employer_desk"), {"words": "x<y"}).content.decode()
    assert "Nothing here holds “x&lt;y”." in page
