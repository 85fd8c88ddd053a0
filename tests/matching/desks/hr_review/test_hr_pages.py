"""HR: vacancies that wait, the three questions, and promised interviews by opaque reference (O4, O5)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from matching.nominations.models import Nomination
from opportunities.actions import send_to_review
from opportunities.models import BarrierReview, Opportunity
from tests.factories.chain import at, make_nomination, on_the_day
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_audit, make_council, make_person, make_user

pytestmark = pytest.mark.django_db
__all__ = ["on_the_day"]
DESK = "/review/"
GOOD = {"appropriate": "yes", "entry_is_barrier": "no", "interview_guaranteed": "no", "outcome": "live"}


@pytest.fixture
def hr(client: Client) -> Client:
    client.force_login(make_user("hr_reviewer"))
    return client


def make_vacancy(**said: Any) -> Opportunity:
    facts = {"employer": make_employer(kind="council_department"), "title": "Parks apprentice"} | said
    row = make_opportunity("draft", **facts)
    send_to_review(row, by=None)
    return row


def review(client: Client, row: Opportunity, **said: str) -> str:
    address = reverse("review_vacancy", kwargs={"opportunity": row.public_id})
    return client.post(address, GOOD | said, follow=True).content.decode()


def shown(client: Client) -> str:
    return client.get(DESK).content.decode()


def test_nothing_waits(hr: Client) -> None:
    page = shown(hr)
    assert "No vacancy waits for you." in page and "No promised interview is open." in page


@pytest.mark.parametrize(("days", "words"), [(5, "In 5 days"), (2, "In 2 days"), (0, "Today"), (-1, "1 day late")])
def test_each_vacancy_has_its_due_day(days: int, words: str, hr: Client) -> None:
    make_vacancy()
    BarrierReview.objects.update(due_on=DAY + timedelta(days))
    page = shown(hr)
    assert "1 vacancy waits for the three questions." in page and words in page


def test_the_vacancy_is_read_with_what_it_asks(hr: Client) -> None:
    row = make_vacancy(description="You plant and prune.", requirements=[("other", "", "Five years' experience")])
    page = hr.get(reverse("review_vacancy", kwargs={"opportunity": row.public_id})).content.decode()
    assert "You plant and prune." in page and "Five years&#x27; experience" in page and "A must" in page
    assert "Answer by 27 November 2026." in page


def test_good_answers_make_it_live(hr: Client) -> None:
    row = make_vacancy()
    assert "It is live." in review(hr, row, interview_guaranteed="yes")
    row.refresh_from_db()
    assert (row.state, row.guaranteed_interview) == ("live", True)
    assert BarrierReview.objects.get().passed and "Went live" in shown(hr)


def test_it_goes_back_with_words_and_the_round_is_kept(hr: Client) -> None:
    row = make_vacancy()
    review(hr, row, outcome="back", appropriate="no", words="Say that training is given.")
    row.refresh_from_db()
    assert row.state == "draft"
    send_to_review(row, by=None)
    page = hr.get(reverse("review_vacancy", kwargs={"opportunity": row.public_id})).content.decode()
    assert "Sent back on" in page and "Say that training is given." in page and "Three questions" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"outcome": "back"}, "Say what the department should change"),
        ({"appropriate": "no"}, "You say it is not right for someone starting out"),
        ({"entry_is_barrier": "yes"}, "Say why the entry point stays as it is"),
        ({"appropriate": ""}, "Say if it is right for someone starting out"),
        ({"entry_is_barrier": ""}, "Say if the entry point is a barrier"),
        ({"interview_guaranteed": ""}, "Say if an interview is guaranteed"),
        ({"outcome": ""}, "Choose if it goes live or back to the department"),
    ],
)
def test_answers_that_do_not_go_together_are_named(said: dict[str, str], words: str, hr: Client) -> None:
    row = make_vacancy()
    page = review(hr, row, **said)
    assert words in page and "<title>Error: " in page
    row.refresh_from_db()
    assert row.state == "barrier_review"


def test_a_barrier_is_kept_with_a_reason(hr: Client) -> None:
    row = make_vacancy()
    review(hr, row, entry_is_barrier="yes", kept_because="The law asks for a DBS check.")
    assert BarrierReview.objects.get().kept_because == "The law asks for a DBS check."


def test_what_does_not_wait_has_no_form(hr: Client) -> None:
    row = make_opportunity(employer=make_employer(kind="council_department"))
    page = hr.get(reverse("review_vacancy", kwargs={"opportunity": row.public_id})).content.decode()
    assert "does not wait for a review" in page and "Record the review" not in page


def test_somebody_elses_vacancies_are_not_found(hr: Client) -> None:
    business = make_opportunity()
    elsewhere = make_vacancy(
        employer=make_employer(kind="council_department", council=make_council("E08000035", "Otherbeck"))
    )
    for row in (business, elsewhere):
        assert hr.get(reverse("review_vacancy", kwargs={"opportunity": row.public_id})).status_code == 404
    assert "No vacancy waits" in shown(hr)


def promised(days: int, state: str = "introduced", **said: Any) -> Nomination:
    person = make_person("neet", on_caseload_of=make_user(), name="Robin Fernbrook")
    department = make_employer(kind="council_department")
    row = make_nomination(state, "guaranteed_interview", person=person, **{"employer": department} | said)
    Nomination.objects.filter(pk=row.pk).update(interview_due_on=DAY + timedelta(days))
    return row


def test_promised_interviews_are_watched_by_reference_alone(hr: Client) -> None:
    late, coming = promised(-2), promised(9, "interview")
    page = shown(hr)
    assert "1 promised interview is past its day." in page
    assert str(late.public_id)[:8] in page and "2 days late" in page
    assert str(coming.public_id)[:8] in page and "Interview set" in page
    assert "Robin" not in page and "Fernbrook" not in page and late.person.child_id not in page


def test_one_that_was_held_and_those_of_businesses_are_not_hrs(hr: Client) -> None:
    held, business = promised(-2, "interview"), promised(-2, employer=make_employer())
    held.interviews.create(at=at(), place="Town hall", attended=True)
    page = shown(hr)
    assert str(held.public_id)[:8] not in page and str(business.public_id)[:8] not in page


def test_files_hold_the_same_rows(hr: Client) -> None:
    make_vacancy()
    late = promised(-2)
    assert "Parks apprentice" in hr.get(DESK, {"file": "vacancies"}).content.decode()
    assert str(late.public_id)[:8] in hr.get(DESK, {"file": "interviews"}).content.decode()
    assert "Outcome" in hr.get(DESK, {"file": "answered"}).content.decode()


def test_the_page_costs_the_same_for_many_rows(hr: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(30):
        make_vacancy()
        promised(3)
    with django_assert_max_num_queries(15):
        shown(hr)


CAR = "You drive between parks. Your own car is essential."


def make_drivers(number: int, **said: Any) -> None:
    for _ in range(number):
        make_audit(make_person("neet"), "parks", **said)


def page_of(client: Client, row: Opportunity) -> str:
    return client.get(reverse("review_vacancy", kwargs={"opportunity": row.public_id})).content.decode()


def test_wording_that_shuts_people_out_is_marked_explained_and_counted(hr: Client) -> None:
    make_drivers(22, licence="none", right_to_work="yes")
    make_drivers(8, licence="full")
    page = page_of(hr, make_vacancy(description=CAR))
    assert "<mark>Your own car is essential</mark>" in page and "A car costs more than most first wages" in page
    assert "Shuts out 22 of 30 young people not in EET. Without it, 22 more would meet every must-have." in page


def test_counts_of_few_are_never_exact(hr: Client) -> None:
    make_drivers(3, licence="none", right_to_work="yes")
    row = make_vacancy(description=CAR)
    assert "Too few young people not in EET to count" in page_of(hr, row)
    make_drivers(27, licence="full")
    page = page_of(hr, row)
    assert "Shuts out 1 to 4 of 30 young people not in EET. Without it, 1 to 4 more" in page


def test_what_cannot_be_counted_says_so(hr: Client) -> None:
    make_drivers(20, licence="none")
    described = "An enhanced DBS check is required. Two years' experience needed. A stable background is a must."
    page = page_of(hr, make_vacancy(description=f"{described} A car is useful."))
    assert "A record shuts nobody out by itself" in page and "nobody can be counted" in page
    assert "No fact we hold says whom this keeps away" in page and "It is nice to have" in page


def test_each_clause_is_decided_and_kept_with_the_round(hr: Client) -> None:
    row = make_vacancy(description=CAR)
    page = review(hr, row)
    assert "Choose whether “Your own car is essential” stays" in page
    assert "Say why “Your own car is essential” stays" in review(hr, row, finding_1="keep")
    assert "send it back" in review(hr, row, finding_1="soften")
    review(hr, row, finding_1="keep", reason_1="No bus runs there.")
    row.refresh_from_db()
    kept = {"label": "car", "words": "Your own car is essential", "decision": "keep", "reason": "No bus runs there."}
    assert row.state == "live" and BarrierReview.objects.get().findings == [kept]
    assert "kept, because: No bus runs there." in page_of(hr, row)


def test_what_is_to_be_softened_goes_back_with_its_softer_form(hr: Client) -> None:
    row = make_vacancy(description=CAR)
    review(hr, row, finding_1="soften", outcome="back")
    row.refresh_from_db()
    words = BarrierReview.objects.get().words
    assert row.state == "draft" and "“Your own car is essential”" in words and "bus pass" in words


def test_no_wording_found_is_said(hr: Client) -> None:
    assert "No wording was found that shuts people out" in page_of(hr, make_vacancy(description="You plant trees."))
