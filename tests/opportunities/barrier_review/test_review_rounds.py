"""Every round of the barrier review is kept, with its answers and its due day (O4)."""

from datetime import date

import pytest

from config.outbox.models import Message
from config.refusal import Refused
from employers.models import EmployerContact
from opportunities import actions
from opportunities.models import BarrierReview, Opportunity
from tests.factories.chain import events_of, on_the_day
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_user

pytestmark = pytest.mark.django_db
__all__ = ["on_the_day"]
GOOD = {"appropriate": True, "entry_is_barrier": False, "interview_guaranteed": False}


@pytest.fixture
def vacancy(db: None) -> Opportunity:
    draft = make_opportunity("draft", employer=make_employer(kind="council_department"))
    actions.send_to_review(draft, by=make_user("virtual_school"))
    return draft


def answer(vacancy: Opportunity, **said: object) -> Opportunity:
    return actions.pass_review(vacancy, by=make_user("hr_reviewer"), **GOOD | said)


def test_a_round_is_due_five_working_days_after_it_was_asked(vacancy: Opportunity) -> None:
    review = BarrierReview.objects.get()
    assert (review.asked_at.date(), review.due_on, review.passed) == (DAY, date(2026, 11, 27), None)


def test_two_rounds_are_kept_with_who_answered_what(vacancy: Opportunity) -> None:
    answer(vacancy, appropriate=False, words="Say that training is given.")
    actions.send_to_review(vacancy, by=None)
    answer(vacancy)
    second, first = BarrierReview.objects.order_by("-pk")
    assert (first.passed, first.appropriate, first.words) == (False, False, "Say that training is given.")
    assert (second.passed, second.appropriate, second.answered_by.roles) == (True, True, ["hr_reviewer"])
    vacancy.refresh_from_db()
    assert vacancy.state == "live"


def test_an_entry_point_that_is_a_barrier_is_kept_with_a_reason_alone(vacancy: Opportunity) -> None:
    with pytest.raises(Refused, match="Say what the department should change"):
        answer(vacancy, entry_is_barrier=True)
    assert answer(vacancy, entry_is_barrier=True, kept_because="The law asks for it.").state == "live"
    assert BarrierReview.objects.get().kept_because == "The law asks for it."


def test_words_for_the_department_send_it_back_whatever_the_answers(vacancy: Opportunity) -> None:
    assert answer(vacancy, words="Please name the bus.").state == "draft"


def test_an_interview_that_hr_says_is_guaranteed_is_one_from_now_on(vacancy: Opportunity) -> None:
    answer(vacancy, interview_guaranteed=True)
    vacancy.refresh_from_db()
    assert vacancy.guaranteed_interview


def test_the_department_and_who_asked_hear_by_mail_what_is_next(vacancy: Opportunity) -> None:
    contact = EmployerContact.objects.create(employer=vacancy.employer, name="Ash", email="ash@example.org")
    EmployerContact.objects.create(employer=vacancy.employer, email="new@example.org", awaits_check=True)
    answer(vacancy, appropriate=False, words="Say that training is given.")
    back = Message.objects.get(to=contact.email)
    assert "Say that training is given." in back.body and f"/opportunities/{vacancy.public_id}/" in back.body
    assert Message.objects.count() == 2 and vacancy.title not in back.subject
    actions.send_to_review(vacancy, by=None)
    answer(vacancy, interview_guaranteed=True)
    live = Message.objects.filter(to=contact.email).latest("pk")
    assert live.subject == "Your vacancy is live" and "An interview is promised" in live.body


def test_the_words_stay_out_of_the_trail(vacancy: Opportunity) -> None:
    (event,) = events_of(lambda: answer(vacancy, words="Please name the bus."))
    assert "bus" not in str(event.context)


def test_a_vacancy_sent_again_before_the_answer_waits_once(vacancy: Opportunity) -> None:
    actions.close(vacancy, by=None)
    actions.send_to_review(vacancy, by=None)
    assert BarrierReview.objects.filter(answered_at=None).count() == 1
