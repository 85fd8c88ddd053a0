"""Posting as a task list: part by part, checked, previewed, and looked after (O1-O3, O8, screens.md 7)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.accounts.models import User
from employers.models import Employer
from opportunities.models import Opportunity, Requirement
from opportunities.posting.need_forms import NEEDS
from opportunities.posting.parts import PARTS
from opportunities.vocabulary.kinds import kinds
from tests.factories.chain import make_contact, on_the_day
from tests.factories.offers import make_employer, make_opportunity, make_pledge
from tests.factories.people import DAY, make_user

pytestmark = pytest.mark.django_db
__all__ = ["on_the_day"]
WORK = {
    "kind": "apprenticeship",
    "title": "Vehicle technician apprentice",
    "description": "You learn to look after cars.",
    "with_training": "yes",
}
LATER = DAY + timedelta(30)


@pytest.fixture
def employer() -> Employer:
    return make_employer("Millwheel Motors")


@pytest.fixture
def mine(client: Client, employer: Employer) -> Client:
    client.force_login(make_contact(employer))
    return client


def address(name: str, row: Opportunity, **more: Any) -> str:
    return reverse(name, kwargs={"opportunity": row.public_id, **more})


def send(client: Client, name: str, row: Opportunity, said: Any = None, **more: Any) -> str:
    return client.post(address(name, row, **more), said or {}, follow=True).content.decode()


def day(name: str, value: Any) -> dict[str, Any]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def test_an_opportunity_is_posted_part_by_part(mine: Client, employer: Employer) -> None:
    page = mine.post(reverse("post_opportunity"), WORK, follow=True).content.decode()
    row = Opportunity.objects.get()
    assert (row.employer, row.state) == (employer, "draft")
    assert "1 of 7 parts done" in page and "Cannot start yet" in page
    send(mine, "post_where", row, {"where": "places", "sites": "3 Mill Lane, Bradford BD1 1HX\nShipley BD17 7AA"})
    send(mine, "post_places", row, {"places": "3", "ring_fenced": "no"} | day("closes_on", LATER))
    send(mine, "post_pay", row, {"hours_per_week": "37", "pay_amount": "£8.00", "pay_unit": "hour"})
    send(mine, "post_need", row, {"age_from": "18", "essential": "must"}, what="age")
    send(mine, "post_needs", row)
    page = send(mine, "post_help", row, {"people": ["mentor"], "guaranteed_interview": "no"})
    assert "6 of 7 parts done" in page and "Ready when you are" in page
    check = mine.get(address("post_check", row)).content.decode()
    assert "£8 an hour" in check and "Shipley, BD17 7AA" in check and "Age 18 or over" in check and "Mentor" in check
    page = send(mine, "post_check", row)
    assert "Live. We show it to people it fits from tonight." in page
    row.refresh_from_db()
    assert (row.state, row.places, row.closes_on, row.sites.count()) == ("live", 3, LATER, 2)


ERRORS = [
    ("post_work", {}, ["Choose what you offer", "Type a title", "Say in a few sentences what somebody would do"]),
    ("post_where", {"where": "places", "sites": "Shipley"}, ["“Shipley” does not end with a full postcode"]),
    ("post_where", {}, ["Choose where it is done"]),
    ("post_places", {"places": "many", "ring_fenced": "no"}, ["Type how many places there are, such as 2"]),
    (
        "post_places",
        {"places": "1"} | day("closes_on", DAY),
        ["Choose a closing date after today", "Choose if you keep"],
    ),
    (
        "post_places",
        {"places": "1", "ring_fenced": "no"} | day("starts_on", LATER) | day("closes_on", LATER + timedelta(1)),
        ["Choose a closing date on or before the start date"],
    ),
    (
        "post_places",
        {"places": "1", "ring_fenced": "no"} | day("starts_on", DAY - timedelta(1)),
        ["Choose a start date from today on"],
    ),
    ("post_pay", {"pay_amount": "8"}, ["Say whether the pay is by the hour, week, month or year"]),
    ("post_pay", {"pay_amount": "8", "pay_unit": "year"}, ["Can £8.00 a year be right?"]),
    ("post_pay", {"pay_amount": "eight", "hours_per_week": "200"}, ["Type the pay in pounds", "Type the hours a week"]),
    ("post_pay", {"pay_amount": "7.20", "pay_unit": "hour"}, ["£7.20 an hour is under the legal minimum"]),
    ("post_help", {}, ["Choose if you promise an interview"]),
    (
        "post_help",
        {"people": ["mentor"], "support_not_given": ["mentor"], "guaranteed_interview": "no"},
        ["You say that you give “Mentor” and that you cannot"],
    ),
]


@pytest.mark.parametrize(("part", "said", "words"), ERRORS)
def test_an_error_names_the_field_and_saves_nothing(
    part: str, said: Any, words: list[str], mine: Client, employer: Employer
) -> None:
    row = make_opportunity("draft", employer=employer)
    page = send(mine, part, row, said)
    assert all(sentence in page for sentence in words) and "<title>Error: " in page
    row.refresh_from_db()
    assert row.parts_done == []


@pytest.mark.parametrize("what", NEEDS)
def test_every_kind_of_need_has_its_page_and_says_what_is_wrong(what: str, mine: Client, employer: Employer) -> None:
    row = make_opportunity("draft", employer=employer)
    page = mine.get(address("post_need", row, what=what)).content.decode()
    assert NEEDS[what].label in page.replace("&#x27;", "'") and "Is it a must?" in page
    page = send(mine, "post_need", row, {}, what=what)
    assert "Choose if it is a must or nice to have" in page
    assert not row.requirements.exists()


@pytest.mark.parametrize(
    ("what", "said", "stored"),
    [
        ("age", {"age_from": "18", "age_to": "24"}, ("18-24", "Ages 18 to 24")),
        ("english", {"level": "1"}, ("1", "English: level 1 or above")),
        ("maths", {"level": "2", "words": "GCSE maths"}, ("2", "GCSE maths")),
        ("licence", {"licence": "full"}, ("full", "A full driving licence")),
        ("dbs", {"dbs": "enhanced"}, ("enhanced", "DBS check: Enhanced")),
        ("document", {"document": "photo_id"}, ("photo_id", "Photo identity")),
        ("residence", {}, ("E08000032", "Living in the council's area")),
        ("other", {"words": "A smile"}, ("", "A smile")),
        ("experience", {"words": "A year in a kitchen"}, ("", "A year in a kitchen")),
    ],
)
def test_a_need_is_stored_as_code_and_words(
    what: str, said: Any, stored: tuple[str, str], mine: Client, employer: Employer
) -> None:
    row = make_opportunity("draft", employer=employer)
    page = send(mine, "post_need", row, said | {"essential": "must"}, what=what)
    need = Requirement.objects.get()
    assert (need.value, need.words, need.essential) == (*stored, True)
    assert need.words in page.replace("&#x27;", "'") and "A must" in page


def test_a_need_is_changed_and_taken_away(mine: Client, employer: Employer) -> None:
    row = make_opportunity("draft", employer=employer, requirements=[("english", "1", "English: level 1 or above")])
    need = row.requirements.get()
    form = mine.get(address("post_need_change", row, need=need.public_id)).content.decode()
    assert 'value="1" selected' in form and "English: level 1 or above" not in form
    send(mine, "post_need_change", row, {"level": "E3", "essential": "nice"}, need=need.public_id)
    need.refresh_from_db()
    assert (need.value, need.words, need.essential) == ("E3", "English: entry level 3 or above", False)
    assert "Taken away" in send(mine, "post_need_drop", row, need=need.public_id)
    assert not row.requirements.exists()


def test_interviews_are_promised_where_the_kind_has_them(mine: Client, employer: Employer) -> None:
    for kind in ("job", "shadowing"):
        row = make_opportunity("draft", employer=employer, kind=kind)
        page = mine.get(address("post_help", row)).content.decode()
        assert ("Do you promise an interview" in page) == (kinds()[kind].route == "work")


def test_pay_under_the_minimum_of_some_ages_is_a_warning(mine: Client, employer: Employer) -> None:
    row = make_opportunity("draft", employer=employer)
    page = send(mine, "post_pay", row, {"pay_amount": "10", "pay_unit": "hour"})
    assert "Check the pay" in page


def test_what_is_live_says_its_state_and_what_can_be_done(mine: Client, employer: Employer) -> None:
    row = make_opportunity(employer=employer, places=3, places_taken=1)
    page = mine.get(address("edit_opportunity", row)).content.decode()
    assert "1 of 3 places taken" in page and "Pause it" in page and "It still stands" in page
    assert "Thank you. We ask again in 30 days." in send(mine, "still_stands", row)
    assert "Paused." in send(mine, "pause_opportunity", row)
    assert "Live again." in send(mine, "resume_opportunity", row)
    assert f"Open until {LATER:%-d %B %Y}." in send(mine, "extend_opportunity", row, day("closes_on", LATER))
    row.refresh_from_db()
    assert (row.state, row.confirmed_on, row.closes_on) == ("live", DAY, LATER)


def test_a_day_that_is_over_is_said_at_its_field(mine: Client, employer: Employer) -> None:
    row = make_opportunity(employer=employer)
    page = send(mine, "extend_opportunity", row, day("closes_on", DAY))
    assert 'href="#id_closes_on-day">Choose a closing date after today.' in page


def test_a_start_that_has_passed_may_stay_and_a_closing_day_after_it_may_not(mine: Client, employer: Employer) -> None:
    row = make_opportunity(employer=employer, starts_on=DAY - timedelta(9))
    stays = {"places": "4", "ring_fenced": "no"} | day("starts_on", row.starts_on)
    send(mine, "post_places", row, stays)
    row.refresh_from_db()
    assert row.places == 4
    assert "or change the start first." in send(mine, "extend_opportunity", row, day("closes_on", LATER))


def test_posting_twice_is_as_good_as_once(mine: Client, employer: Employer) -> None:
    """Somebody presses the button twice, or goes back to the page they posted from."""
    row = make_opportunity(employer=employer)
    assert mine.get(address("post_check", row)).url == address("edit_opportunity", row)
    page = send(mine, "post_check", row)
    assert "There is a problem" not in page and "cannot become" not in page and "Pause it" in page


def test_what_was_asked_so_far_shows_before_the_part_is_done(mine: Client, employer: Employer) -> None:
    row = make_opportunity("draft", employer=employer, sites=[])
    assert "Begun" not in mine.get(address("edit_opportunity", row)).content.decode()
    row.requirements.create(type="other", words="A smile", essential=True)
    page = mine.get(address("edit_opportunity", row)).content.decode()
    assert "1 must" in page and page.count("Begun") == 1


def test_a_closed_one_is_listed_again_copied_or_put_away(mine: Client, employer: Employer) -> None:
    row = make_opportunity("closed", employer=employer)
    page = send(mine, "copy_opportunity", row)
    assert "Copied." in page and "5 of 7 parts done" in page
    again = {"places": "2"} | day("closes_on", LATER)
    assert "Live again." in send(mine, "list_again", row, again)
    Opportunity.objects.filter(pk=row.pk).update(state="closed")
    assert "Put away" in send(mine, "put_away", row)


def test_what_cannot_be_done_now_is_said_on_the_page(mine: Client, employer: Employer) -> None:
    row = make_opportunity("closed", employer=employer)
    assert "From here it can become" in send(mine, "pause_opportunity", row)


def test_a_preview_never_says_care_leaver(mine: Client, employer: Employer) -> None:
    row = make_opportunity(
        employer=employer,
        requirements=[("care_leaver", "yes", "Care leavers only"), ("other", "", "A smile")],
        support_given=["mentor"],
    )
    page = mine.get(address("post_preview", row)).content.decode()
    assert "A smile" in page and "Mentor" in page and "Not known yet" in page
    assert "care leaver" not in page.lower()


def test_a_draft_from_a_pledge(mine: Client, employer: Employer) -> None:
    """E5: the pledge's places are counted, and never more than it has left."""
    pledge = make_pledge(employer=employer, quantity_pledged=3)
    where = reverse("post_from_pledge", kwargs={"pledge": pledge.public_id})
    assert "3 of 3 left" in mine.get(where).content.decode()
    assert "3 left of 3" in mine.post(where, {"title": "Mechanic", "places": "4"}).content.decode()
    page = mine.post(where, {"title": "Mechanic", "places": "2"}, follow=True).content.decode()
    assert f"From your pledge {pledge.reference}" in page
    assert "2 places" in page and page.count("Begun") == 2, "what the pledge said stands there to be looked at"
    pledge.refresh_from_db()
    assert pledge.quantity_left == 1


@pytest.fixture
def officer() -> User:
    return make_user("virtual_school")


def test_the_councils_own_kind_of_job_is_for_its_departments(client: Client, mine: Client, employer: Employer) -> None:
    assert "Ring-fenced council job" not in mine.get(reverse("post_opportunity")).content.decode()
    department = make_employer("Parks", kind=Employer.Kind.COUNCIL_DEPARTMENT)
    row = make_opportunity("draft", employer=department)
    client.force_login(make_user("virtual_school"))
    for page in (reverse("post_opportunity"), address("post_work", row)):
        assert "Ring-fenced council job" in client.get(page).content.decode()


def test_staff_choose_for_whom_they_post(client: Client, officer: User, employer: Employer) -> None:
    department = make_employer("Parks", kind="council_department")
    client.force_login(officer)
    assert "Choose who offers it" in client.post(reverse("post_opportunity"), WORK).content.decode()
    client.post(reverse("post_opportunity"), WORK | {"employer": str(department.public_id)})
    assert Opportunity.objects.get().employer == department


def test_a_council_job_goes_to_hr_and_comes_back_with_words(client: Client, officer: User) -> None:
    """O4: the department reads HR's words where it changes the draft."""
    row = make_opportunity("draft", employer=make_employer(kind="council_department"), parts_done=[
        "work", "where", "places", "pay", "needs", "help"
    ])  # fmt: skip
    client.force_login(officer)
    assert "Waiting for HR. Due Friday 27 November." in send(client, "post_check", row)
    assert "HR is reading this now" in client.get(address("post_work", row)).content.decode()
    row.reviews.update(
        passed=False, appropriate=False, entry_is_barrier=False, interview_guaranteed=False, answered_at=on(DAY),
        words="Say that training is given.",
    )  # fmt: skip
    Opportunity.objects.update(state="draft")
    page = client.get(address("edit_opportunity", row)).content.decode()
    assert "HR sent this back" in page and "Say that training is given." in page


def on(day_: Any) -> str:
    return f"{day_.isoformat()}T12:00Z"


def test_nobody_opens_what_is_anothers(mine: Client) -> None:
    other = make_opportunity("draft", employer=make_employer())
    for name in ("edit_opportunity", "post_work", "post_check", "post_preview", "post_needs"):
        assert mine.get(address(name, other)).status_code == 404
        assert mine.post(address(name, other)).status_code in (404, 405)
    assert mine.post(address("pause_opportunity", other)).status_code == 404
    pledge = make_pledge()
    assert mine.get(reverse("post_from_pledge", kwargs={"pledge": pledge.public_id})).status_code == 404


ASKING = "You drive our van. A full driving licence is essential. Two years' experience or NVQ 2 is needed."


def test_what_the_description_asks_is_proposed_and_added_by_a_person(mine: Client, employer: Employer) -> None:
    row = make_opportunity("draft", employer=employer, description=ASKING)
    page = mine.get(address("post_needs", row)).content.decode()
    assert "Your words ask for this too" in page and "A full driving licence is essential"[:22] in page
    place = {"place": str(ASKING.index("A full"))}
    page = send(mine, "post_need_proposed", row, place | {"must": "yes"}, what="licence")
    need = Requirement.objects.get()
    assert (need.type, need.value, need.essential) == ("licence", "full", True) and "Added." in page
    again = send(mine, "post_need_proposed", row, place | {"must": "no"}, what="licence")
    assert "it is asked already" in again and Requirement.objects.count() == 1


def test_wording_that_keeps_people_away_is_shown_without_counts_before_posting(
    mine: Client, employer: Employer
) -> None:
    row = make_opportunity("draft", employer=employer, description=ASKING, parts_done=list(PARTS))
    page = mine.get(address("post_check", row)).content.decode()
    assert "Wording to look at again" in page and "<mark>A full driving licence</mark>" in page
    assert "Lessons and a test cost over a thousand pounds" in page and "Shuts out" not in page
    row.description = "You learn to look after cars."
    row.save()
    assert "Wording to look at again" not in mine.get(address("post_check", row)).content.decode()
