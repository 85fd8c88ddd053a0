"""Everyday tasks of the guides that no other journey walks: HR and a department, a pledge made ready, "not now"."""

from django.urls import reverse

from config.accounts.signed_links import Purpose, make_link
from employers.models import Employer
from matching.nominations.models import Nomination
from opportunities.barrier_review.actions import ask
from opportunities.models import Opportunity, Pledge
from tests.browser.conftest import TWO_WAYS, Opened, Way
from tests.browser.hands import choose, fill, follow, press, says_error
from tests.factories.chain import make_contact, make_nomination
from tests.factories.offers import make_employer, make_opportunity, make_pledge
from tests.factories.people import make_user
from tests.factories.service import well_known

PIN = "402918"
REVIEW = {"appropriate": "no", "entry_is_barrier": "yes", "interview_guaranteed": "yes", "outcome": "back"}


@TWO_WAYS
def test_a_young_person_says_not_now_and_later_yes(way: Way, opened: Opened) -> None:
    """S1, N2: an answer is three presses, and it can be changed."""
    adviser = make_user(name="Rowan Thistleby")
    person = well_known("summat with cars", name="Robin Fernbrook", preferred_name="Robin", on_caseload_of=adviser)
    nomination = make_nomination("shortlisted", person=person, title="Vehicle technician")
    facts = {"purpose": Purpose.OWN_PAGE, "subject": person, "council": person.council, "by": adviser, "days": 14}
    page = opened(way=way)
    page.goto(reverse("own_page", kwargs={"token": make_link(**facts, person=person, pin=PIN)[1]}))
    fill(page, pin=PIN)
    press(page, "Open my page")
    for link, answer, state in (
        ("Answer offer 1", "Not now", "postponed"),
        ("Change my answer", "Yes", "person_said_yes"),
    ):
        with page.expect_navigation():
            page.locator("main a").filter(has_text=link).first.click()
        choose(page, answer)
        press(page, "Send my answer")
        assert page.inner_text("h1") == f"Thanks, Robin. You said {answer.lower()}."
        assert Nomination.objects.get(pk=nomination.pk).state == state


@TWO_WAYS
def test_hr_sends_a_vacancy_back_and_the_department_reads_why(way: Way, opened: Opened) -> None:
    """O5: three questions, and words to the department."""
    department = make_employer("Council: Housing and Repairs", kind=Employer.Kind.COUNCIL_DEPARTMENT)
    vacancy = make_opportunity(employer=department, title="Housing officer", state="barrier_review")
    ask(vacancy, by=None)
    hr = opened(make_user("hr_reviewer"), way=way)
    hr.goto("/review/")
    follow(hr, "Housing officer")
    for name, value in REVIEW.items():
        hr.locator(f"[name={name}][value={value}]").check()
    press(hr, "Record the review")
    says_error(hr, "Say what the department should change")
    fill(hr, words="Five years is too much for a start.")
    press(hr, "Record the review")
    assert "Sent back. We mail your words to the department." in hr.inner_text("main")
    theirs = opened(make_contact(department), way=way)
    theirs.goto("/employer/")
    with theirs.expect_navigation():
        theirs.get_by_role("link", name="Read and change it").click()
    assert "Five years is too much for a start." in theirs.inner_text("main")
    assert Opportunity.objects.get(pk=vacancy.pk).state == "draft"


@TWO_WAYS
def test_a_pledge_is_looked_at_agreed_and_made_a_draft(way: Way, opened: Opened) -> None:
    """E3: from the first page of the Virtual School to the list of parts."""
    pledge = make_pledge(title="A day in the garage", quantity_pledged=2, state="captured")
    page = opened(make_user("virtual_school"), way=way)
    page.goto("/virtual-school/")
    with page.expect_navigation():
        page.get_by_role("link", name="Look at").first.click()
    follow(page, "A day in the garage")
    press(page, "I have looked at it")
    assert Pledge.objects.get(pk=pledge.pk).state == "triaged"
    follow(page, "Draft an opportunity")
    press(page, "Draft this opportunity")
    assert page.inner_text("h1") == "A day in the garage"
    assert "parts done" in page.inner_text("main")
    assert Opportunity.objects.get().pledge == pledge
