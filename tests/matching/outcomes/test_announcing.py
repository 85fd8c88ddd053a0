"""What other systems are told on the day that somebody asks how a start goes (R2)."""

import json
from datetime import timedelta

import pytest

from config.accounts.models import User
from config.outbox.models import Message
from config.outbox.webhooks import make_webhook
from matching.outcomes.announcing import NEWS_FOR
from matching.outcomes.models import OutcomeMilestone
from matching.outcomes.tasks import milestones
from tests.factories.chain import make_contact, make_placement
from tests.factories.people import DAY, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def listens(user: User) -> User:
    make_webhook(address="https://jobs.example.org/events", events=["outcome.due"], by=user)
    return user


def told(user: User) -> list[dict[str, str]]:
    return [json.loads(row.body)["data"] for row in Message.objects.filter(webhook__owner=user).order_by("pk")]


def test_adviser_and_employer_are_told_once_and_who_may_not_know_is_not() -> None:
    placement = make_placement(started_on=DAY)
    due = placement.milestones.get(moment="start")
    OutcomeMilestone.objects.filter(pk=due.pk).update(due_on=DAY)
    adviser, employer = listens(placement.person.adviser), listens(make_contact(placement.opportunity.employer))
    others = [listens(make_user(role, council=placement.council)) for role in ("personal_adviser", "administrator")]
    for _ in range(2):
        for part in milestones(placement.council, DAY):
            part.do()
    (said,) = told(adviser)
    assert said == {
        "milestone": str(due.public_id), "state": "waiting", "moment": "start", "due_on": DAY.isoformat(),
        "placement": str(placement.public_id), "nomination": str(placement.nomination.public_id),
    }  # fmt: skip
    assert told(employer) == [said] and [told(user) for user in others] == [[], []]


def test_a_day_long_past_is_no_news() -> None:
    placement = make_placement(started_on=DAY)
    placement.milestones.update(due_on=DAY - NEWS_FOR)
    adviser = listens(placement.person.adviser)
    milestones(placement.council, DAY)[1].do()
    assert told(adviser) == []
    milestones(placement.council, DAY - timedelta(days=1))[1].do()
    assert len(told(adviser)) == placement.milestones.count()
