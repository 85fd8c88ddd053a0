"""A way to the wish (M4), and taking back one's own change of a list (M10)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aspirations.models import YoungPerson
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from matching.shortlists.actions import override, take_back
from matching.shortlists.lists import suggestions_for
from matching.shortlists.matches import matches_of
from tests.factories.people import make_user
from tests.factories.service import a_job, well_known

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def person() -> YoungPerson:
    return well_known("working in a garage", on_caseload_of=make_user())


def way(person: YoungPerson) -> list[str]:
    return [step.title for step in matches_of(person, TODAY).way]


def test_days_to_try_the_work_come_before_the_job(person: YoungPerson) -> None:
    """M4: of the same field of work; another field's taster is no step."""
    a_job(title="Garage assistant", category="engineering_and_maintenance")
    a_job(kind="shadowing", title="A day in a garage", category="engineering_and_maintenance")
    a_job(kind="shadowing", title="A day in a nursery", category="teaching_and_education")
    assert way(person) == ["A day in a garage", "Garage assistant"]


def test_what_removes_the_one_barrier_stands_before_the_goal(person: YoungPerson) -> None:
    audit = person.aspiration_audits.get(is_current=True)
    audit.english = "none"
    audit.save()
    a_job(title="Garage assistant", requirements=[("english", "1", "English level 1")])
    a_job(kind="functional_skills", title="English at the college")
    assert way(person) == ["English at the college", "Garage assistant"]


def test_a_goal_that_is_open_now_needs_no_way(person: YoungPerson) -> None:
    a_job(title="Garage assistant")
    assert way(person) == []


def test_what_somebody_left_out_can_be_put_back(person: YoungPerson, client: Client) -> None:
    """M10: with the reason on the page, and an event of its own."""
    job, adviser = a_job(title="Garage assistant"), person.personal_adviser
    override(person=person, opportunity=job, act="add", reason="First try", by=adviser)
    change = override(person=person, opportunity=job, act="leave_out", reason="Too early in the day", by=adviser)
    client.force_login(adviser)
    page = reverse("matches", kwargs={"person": person.public_id})
    assert "Too early in the day" in client.get(page).content.decode()
    back = reverse("take_back_change", kwargs={"person": person.public_id, "override": change.public_id})
    assert "stands again where the ranking puts it" in client.post(back, follow=True).content.decode()
    assert "Too early in the day" not in client.get(page).content.decode()
    assert suggestions_for([person])[person.pk] == []
    assert Event.objects.filter(verb="shortlist_override_ended", person_id=person.public_id).count() == 1


def test_taking_back_twice_or_somebody_elses_is_refused(person: YoungPerson) -> None:
    change = override(
        person=person, opportunity=a_job(), act="leave_out", reason="Too early", by=person.personal_adviser
    )
    with pytest.raises(NotAllowed):
        take_back(change, by=make_user(team="South"))
    take_back(change, by=person.personal_adviser)
    with pytest.raises(Refused, match="already taken back"):
        take_back(change, by=person.personal_adviser)
