"""Told at once and never kept for a digest: interviews of today, and guaranteed interviews that are late (O5)."""

from datetime import timedelta

import pytest

from config.outbox.models import Message
from matching.nominations.telling import tell_of_breaches, tell_of_interviews_today
from tests.factories.chain import at, make_adult, make_nomination
from tests.factories.people import DAY, make_council, make_user

pytestmark = pytest.mark.django_db


def test_the_adviser_hears_of_todays_interview_once() -> None:
    nomination = make_nomination("interview", person=make_adult(name="Robin Fernbrook"))
    nomination.interviews.create(at=at(DAY, 14, 30), place="The yard")
    nomination.interviews.create(at=at(DAY + timedelta(1)), place="The yard")
    assert [tell_of_interviews_today(make_council(), DAY) for _ in range(2)] == [1, 0]
    told = Message.objects.get()
    assert told.to == nomination.person.adviser.email
    assert "at 14:30" in told.body and "Robin" not in told.subject + told.body


def test_an_interview_that_is_off_is_not_told_of() -> None:
    nomination = make_nomination("withdrawn")
    nomination.interviews.create(at=at(DAY), place="The yard")
    assert tell_of_interviews_today(make_council(), DAY) == 0


def test_hr_and_the_chair_hear_of_a_breach_once_and_read_no_name() -> None:
    hr, chair = make_user("hr_reviewer"), make_user("panel_chair")
    make_user("hr_reviewer", is_active=False)
    nomination = make_nomination("introduced", "guaranteed_interview", person=make_adult(name="Robin Fernbrook"))
    nomination.interview_due_on = DAY - timedelta(1)
    nomination.save()
    assert tell_of_breaches(make_council(), DAY - timedelta(1)) == 0, "the day itself still counts"
    assert [tell_of_breaches(make_council(), DAY) for _ in range(2)] == [2, 0]
    mails = Message.objects.all()
    assert {mail.to for mail in mails} == {hr.email, chair.email}
    assert all("Robin" not in mail.body and nomination.opportunity.title in mail.body for mail in mails)
