"""Putting forward, page by page: shown, agreed, introduced, answered, started, followed (N1-N7, R1, R2)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.accounts.models import User
from matching.nominations.models import AgreementToShare, Nomination
from matching.nominations.own_answers import answer_yes
from tests.factories.chain import make_nomination
from tests.factories.people import make_user
from tests.factories.service import a_job, well_known

pytestmark = pytest.mark.django_db
AGREED = {"disclosed": ["name", "own_words"], "agreed_by": "Robin", "how": "phone", "capacity": "no_doubt"}


@pytest.fixture
def adviser(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


def of(name: str, nomination: Nomination, **more: str) -> str:
    return reverse(name, kwargs={"nomination": nomination.public_id} | more)


def step(client: Client, nomination: Nomination, code: str, **said: str) -> str:
    answer = client.post(of("nomination_step", nomination, step=code), said, follow=True)
    nomination.refresh_from_db()
    return answer.content.decode()


def day(on, name: str) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def moment(name: str = "agreed_at") -> dict[str, str]:
    at = timezone.localtime() - timedelta(minutes=5)
    return day(at, name) | {f"{name}_time": f"{at:%H:%M}"}


def test_an_offer_is_shown_wanted_agreed_and_put_forward(adviser: User, client: Client) -> None:
    person, job = well_known(name="Robin Fernbrook", on_caseload_of=adviser), a_job(title="Garage assistant")
    pair = {"person": person.public_id, "opportunity": job.public_id}
    assert "Choose whether they have said yes" in client.post(reverse("put_forward", kwargs=pair)).content.decode()
    answer = client.post(reverse("put_forward", kwargs=pair), {"said": "yes"}, follow=True)
    assert "What Millwheel Motors" in answer.content.decode() and "will see" in answer.content.decode()
    nomination = Nomination.objects.get()
    page = client.post(of("agreement", nomination), AGREED | moment(), follow=True).content.decode()
    assert "is put forward; the panel sees it next." in page
    nomination.refresh_from_db()
    assert nomination.state == "nominated"
    assert nomination.agreements.get().disclosed == ["name", "own_words"]
    assert client.get(reverse("put_forward", kwargs=pair)).url == of("nomination", nomination)


def test_the_preview_follows_the_ticks_without_scripts_and_keeps_nothing(adviser: User, client: Client) -> None:
    """N2: what will be read stands there before anything leaves."""
    person = well_known("working in a garage", name="Robin Fernbrook", on_caseload_of=adviser)
    nomination = make_nomination("person_said_yes", person=person)
    before = client.get(of("agreement", nomination)).content.decode()
    assert 'data-code="own_words" hidden' in " ".join(before.split())
    after = client.post(
        of("agreement", nomination), {"again": "1", "disclosed": ["name", "own_words"]}
    ).content.decode()
    assert 'data-code="own_words" >' in " ".join(after.split()) and "working in a garage" in after
    assert "The council supports this person." in after
    assert not AgreementToShare.objects.exists()


@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        ("agreed_by", "Say who agreed"),
        ("how", "Say how they agreed"),
        ("capacity", "Say whether there is any doubt that they understood"),
        ("agreed_at_time", "Type a day and a time"),
    ],
)
def test_what_an_agreement_cannot_do_without(left_out: str, says: str, adviser: User, client: Client) -> None:
    nomination = make_nomination("person_said_yes", person=well_known(on_caseload_of=adviser))
    said = {name: value for name, value in (AGREED | moment()).items() if name != left_out}
    assert says in client.post(of("agreement", nomination), said).content.decode()
    assert not AgreementToShare.objects.exists()


def test_a_doubt_names_who_is_asked(adviser: User, client: Client) -> None:
    nomination = make_nomination("person_said_yes", person=well_known(on_caseload_of=adviser))
    said = AGREED | moment() | {"capacity": "some_doubt"}
    page = client.post(of("agreement", nomination), said).content.decode()
    assert '<a href="#id_capacity_asked_of">You chose some doubt: name who you will ask</a>' in page


def test_the_whole_way_from_the_panels_yes_to_the_thirteenth_week(adviser: User, client: Client) -> None:
    nomination = make_nomination("panel_agreed", person=well_known(on_caseload_of=adviser))
    nomination.opportunity.requirements.all().delete()
    assert "Recorded for" in step(client, nomination, "introduce")
    at = timezone.localtime() + timedelta(days=3)
    step(client, nomination, "interview", **day(at, "at"), at_time="10.30am", place="The yard")
    assert nomination.interviews.get().place == "The yard"
    step(client, nomination, "attended", attended="yes")
    assert nomination.interviews.get().attended is True
    step(client, nomination, "offer")
    step(client, nomination, "accept", others="keep")
    assert nomination.state == "accepted"
    today = timezone.localdate()
    page = step(client, nomination, "start", **day(today, "started_on"), hours_per_week="30")
    assert nomination.state == "started" and "After 13 weeks" in page
    first = nomination.placement.milestones.get(moment="start")
    answer = {"said": "sustained", "answered_for": "adviser"}
    client.post(reverse("milestone", kwargs={"milestone": first.public_id}), answer)
    first.refresh_from_db()
    assert first.answer == "sustained"
    later = today + timedelta(days=40)
    with time_machine.travel(timezone.now() + timedelta(days=41)):
        client.force_login(adviser)
        end = day(later, "ended_on") | {"ended_by": "person", "reason": "end_left", "next_activity": "G5"}
        client.post(of("end_placement", nomination), end)
    nomination.placement.refresh_from_db()
    assert (nomination.placement.ended_on, nomination.placement.end_reason) == (later, "end_left")


@pytest.mark.parametrize(
    ("state", "code", "reason", "ends"),
    [
        ("shortlisted", "no", "y_not_wanted", "declined_by_person"),
        ("introduced", "employer-no", "e_chose_other", "declined_by_employer"),
        ("nominated", "withdraw", "c_plan", "withdrawn"),
    ],
)
def test_a_no_has_its_coded_reason_and_removes_nobody(
    state: str, code: str, reason: str, ends: str, adviser: User, client: Client
) -> None:
    """N3."""
    nomination = make_nomination(state, person=well_known(on_caseload_of=adviser))
    assert "Choose the reason" in step(client, nomination, code)
    step(client, nomination, code, reason=reason)
    assert (nomination.state, nomination.reason) == (ends, reason)
    assert client.get(reverse("matches", kwargs={"person": nomination.person.public_id})).status_code == 200


def test_sharing_stops_at_once(adviser: User, client: Client) -> None:
    nomination = make_nomination("introduced", person=well_known(on_caseload_of=adviser))
    step(client, nomination, "stop-sharing")
    assert nomination.state == "withdrawn"
    assert "Not in force" in client.get(of("nomination", nomination)).content.decode()


def test_a_step_that_is_not_there_any_more_says_what_is_possible(adviser: User, client: Client) -> None:
    nomination = make_nomination("shortlisted", person=well_known(on_caseload_of=adviser))
    page = step(client, nomination, "offer")
    assert "There is a problem" in page and "it can become" in page
    assert client.get(of("nomination_step", nomination, step="dance")).status_code == 404


def test_a_promised_interview_that_was_not_held_is_said(adviser: User, client: Client) -> None:
    """O5: the adviser is told where it stands, not only HR and the panel."""
    nomination = make_nomination("introduced", person=well_known(on_caseload_of=adviser))
    for days, missed in ((1, False), (-1, True)):
        Nomination.objects.update(interview_due_on=timezone.localdate() + timedelta(days))
        page = client.get(of("nomination", nomination)).content.decode()
        assert ("none was held. HR and the panel see it too." in page) is missed
        assert ("An interview is guaranteed by" in page) is not missed


def test_the_list_says_what_is_late_and_is_a_file_too(adviser: User, client: Client) -> None:
    """N5: what is due first stands first."""
    late = make_nomination("introduced", person=well_known(name="Wren Oakapple", on_caseload_of=adviser))
    late.due_on = timezone.localdate() - timedelta(days=2)
    late.save()
    make_nomination("shortlisted", person=well_known(name="Ash Marlpit", on_caseload_of=adviser))
    make_nomination("introduced", person=well_known(name="Somebody Else", on_caseload_of=make_user()))
    page = client.get(reverse("put_forward_list")).content.decode()
    assert page.index("Wren Oakapple") < page.index("Ash Marlpit") and "2 days late" in page
    assert "Somebody Else" not in page and "All (2)" in page
    file = client.get(reverse("put_forward_list") + "?tab=employer&csv").content.decode()
    assert "Wren Oakapple" in file and "Ash Marlpit" not in file


def test_the_list_asks_the_same_of_the_database_however_long(
    adviser: User, client: Client, django_assert_max_num_queries: object
) -> None:
    for _ in range(8):
        make_nomination("introduced", person=well_known(on_caseload_of=adviser))
    with django_assert_max_num_queries(15):
        client.get(reverse("put_forward_list"))


@pytest.mark.parametrize("state", ["interview", "suggested"])
def test_a_step_that_is_not_offered_is_refused_in_words(state: str, adviser: User, client: Client) -> None:
    """An address typed by hand, and an employer's invitation that named no time."""
    nomination = make_nomination(state, person=well_known(on_caseload_of=adviser))
    assert "No time to meet is recorded yet" in step(client, nomination, "attended", attended="yes")
    assert nomination.state == state


def test_what_the_employer_says_is_waited_for_from_the_meeting_on(adviser: User, client: Client) -> None:
    """N5: setting a meeting for next month is not late this week."""
    nomination = make_nomination("introduced", person=well_known(on_caseload_of=adviser))
    at = timezone.localtime() + timedelta(days=30)
    step(client, nomination, "interview", **day(at, "at"), at_time="10.30am", place="The yard")
    assert nomination.due_on is not None and nomination.due_on > at.date()


def test_what_was_answered_on_the_own_page_is_said_to_be_theirs(adviser: User, client: Client) -> None:
    nomination = make_nomination("shortlisted", person=well_known(name="Robin", on_caseload_of=adviser))
    answer_yes(nomination)
    page = client.get(of("nomination", nomination)).content.decode()
    assert "Robin, on their own page" in page
