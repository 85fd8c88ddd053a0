"""Holes that were closed: nothing before it happened, no introduction after a withdrawal, no agreement with another."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.refusal import NotAllowed, Refused
from matching.nominations import actions
from matching.nominations.agreements import stop_sharing
from matching.nominations.models import Nomination
from matching.shortlists.actions import draw_up
from opportunities.actions import go_live, send_to_review
from tests.factories.chain import make_adult, make_nomination
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_council, make_user

pytestmark = pytest.mark.django_db


def test_nothing_is_introduced_before_it_happened() -> None:
    """A moment to come would also make somebody of 17 an adult before their birthday."""
    nomination = make_nomination("panel_agreed")
    with pytest.raises(Refused, match="still to come"):
        actions.introduce(nomination, by=nomination.person.adviser, occurred_at=timezone.now() + timedelta(days=2))
    assert Nomination.objects.get(pk=nomination.pk).state == "panel_agreed"


def test_nobody_under_18_goes_early_by_a_moment_to_come() -> None:
    employer = make_employer(safeguarding_check="open")
    person = make_adult(born_on=DAY.replace(year=DAY.year - 18) + timedelta(days=1))
    nomination = make_nomination("panel_agreed", person=person, employer=employer)
    with pytest.raises(Refused, match="under 18"):
        actions.introduce(nomination, by=person.adviser, occurred_at=timezone.now() + timedelta(days=2))


def test_an_old_copy_is_not_introduced_after_sharing_was_stopped() -> None:
    nomination = make_nomination("panel_agreed")
    stale = Nomination.objects.get(pk=nomination.pk)
    stop_sharing(nomination, by=nomination.person.adviser)
    with pytest.raises(Refused, match="Nothing may be shared yet"):
        actions.introduce(stale, by=nomination.person.adviser)


def test_an_agreement_does_not_go_over_to_another_employer_of_the_feed() -> None:
    nomination = make_nomination("panel_agreed")
    opportunity = nomination.opportunity
    opportunity.employer = make_employer("Somebody Else Ltd")
    opportunity.save()
    with pytest.raises(Refused, match="the employer changed since they agreed"):
        actions.introduce(Nomination.objects.get(pk=nomination.pk), by=nomination.person.adviser)


def test_lists_of_another_council_are_not_drawn_up() -> None:
    with pytest.raises(NotAllowed, match="your own council only"):
        draw_up(council=make_council("E08000033", "Calder"), day=DAY, by=make_user())


def test_a_council_vacancy_never_goes_live_around_its_review() -> None:
    department = make_employer("Parks", kind="council_department")
    by = make_user("hr_reviewer")
    draft = make_opportunity(employer=department, state="draft")
    with pytest.raises(Refused, match="goes to the barrier review first"):
        go_live(draft, by=by)
    send_to_review(draft, by=by)
    with pytest.raises(Refused, match="goes to the barrier review first"):
        go_live(draft, by=by)
    draft.refresh_from_db()
    assert draft.state == "barrier_review"
