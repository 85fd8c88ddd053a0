"""The timetable page and the watch over the cluster (S5)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import OrmQ, Schedule

from config.audit_trail.models import Event
from config.jobs.actions import beat
from config.jobs.models import JobRun, Pulse
from config.jobs.watch import standing
from config.outbox.actions import CLEARED, TRIES, put_mail, send_due
from config.outbox.models import Message
from config.schedule import JOBS
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def page(client: Client):
    client.force_login(make_user("administrator"))

    def said() -> str:
        return client.get(reverse("timetable")).content.decode()

    return said


def make_run(job: str = "rank", state: str = "done", **said: object) -> JobRun:
    now = timezone.now()
    facts = {"day": timezone.localdate(now), "started_at": now - HOUR, "council": make_council()}
    if state in ("done", "failed"):
        facts["finished_at"] = now
    if state == "running":
        facts["claim"] = "11111111-1111-4111-8111-111111111111"
    return JobRun.objects.create(job=job, state=state, **facts | said)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.code)
def test_every_job_names_what_it_does_and_has_words(job) -> None:
    assert callable(import_string(job.parts))
    assert "{n}" in job.said and job.label and job.when.words
    assert isinstance(job.parts_of(make_council(), timezone.localdate()), list)


def test_codes_are_different() -> None:
    assert len({job.code for job in JOBS}) == len(JOBS)


def test_the_page_says_what_each_job_did(page) -> None:
    make_run("rank", counted=302)
    said = page()
    assert "302 young people have a new list" in said
    assert said.count("Run now") == len(JOBS)
    assert "Not yet" in said


def test_progress_and_failure_stand_on_the_page(page) -> None:
    make_run("rank", "running", parts=4, parts_done=["a"])
    assert "1 of 4 parts done" in page() and "Look again" in page()
    JobRun.objects.update(
        state="failed", claim=None, finished_at=timezone.now(), error="ValueError in x.py, line 3", tries=2
    )
    assert "Did not finish" in page() and "ValueError in x.py, line 3. Tried 2 of 3 times." in page()


@pytest.mark.parametrize("parts", [0, 1])
def test_a_job_of_one_piece_claims_no_result_and_no_fraction_while_it_is_at_work(page, parts: int) -> None:
    make_run("rank", "running", parts=parts)
    said = page()
    assert "Not over yet, at it for 60 minutes." in said and "0 of" not in said and "0 young people" not in said
    yesterday = timezone.localdate() - timedelta(days=1)
    begun = timezone.now() - timedelta(days=1, seconds=8)
    make_run("rank", day=yesterday, started_at=begun, finished_at=begun + timedelta(seconds=8))
    assert "The last time it took 8 seconds." in page()


def test_another_councils_runs_are_not_there(page) -> None:
    make_run("rank", counted=4444, council=make_council("E08000035", "Otherbeck"))
    assert "4,444" not in page()


def test_a_chair_reads_and_has_no_buttons(client: Client) -> None:
    client.force_login(make_user("panel_chair"))
    assert "Run now" not in client.get(reverse("timetable")).content.decode()


def test_mails_that_did_not_arrive_are_told_to_who_can_mend_it(client: Client, page) -> None:
    for key, council in (("here", make_council()), ("there", make_council("E08000035", "Otherbeck"))):
        put_mail(council=council, to=f"{key}@example.org", subject="An answer is due", body="B", key=key)
    assert "Mails and events that did not arrive" not in page()
    Message.objects.update(tries=TRIES, last_error="No such mailbox")
    said = page()
    assert "here@example.org" in said and "No such mailbox" in said and "there@example.org" not in said
    client.force_login(make_user("panel_chair"))
    assert "here@example.org" not in page()


def a_lost_mail(**said: object) -> Message:
    facts = {"council": make_council(), "to": "gone@example.org", "subject": "S", "body": "B", "key": "k"}
    return Message.objects.create(**facts | {"tries": TRIES, "last_error": "Full"} | said)


def test_a_mail_that_did_not_arrive_is_sent_again_by_the_button(client: Client) -> None:
    boss = make_user("administrator")
    client.force_login(boss)
    lost = a_lost_mail()
    address = reverse("send_mail_again", args=[lost.public_id])
    said = client.post(address, follow=True).content.decode()
    assert "The mail to gone@example.org leaves again within a minute." in said
    assert "Mails and events that did not arrive" not in said
    event = Event.objects.get(verb="mail_sent_again")
    assert (event.actor, event.subject_id) == (boss, lost.public_id)
    assert send_due() == 1 and [one.to for one in mail.outbox] == [["gone@example.org"]]
    assert "not among what did not arrive any more" in client.post(address, follow=True).content.decode()


def test_a_link_that_is_not_kept_is_not_sent_again(client: Client) -> None:
    client.force_login(make_user("administrator"))
    lost = a_lost_mail(body=CLEARED)
    said = client.post(reverse("send_mail_again", args=[lost.public_id]), follow=True).content.decode()
    assert "This mail held a link" in said and send_due() == 0


def test_another_council_and_a_chair_send_nothing_again(client: Client) -> None:
    lost = a_lost_mail(council=make_council("E08000035", "Otherbeck"))
    client.force_login(make_user("administrator"))
    assert client.post(reverse("send_mail_again", args=[lost.public_id])).status_code == 404
    client.force_login(make_user("panel_chair", council=lost.council))
    assert client.post(reverse("send_mail_again", args=[lost.public_id])).status_code == 403
    assert send_due() == 0


def test_run_now_by_the_button(client: Client) -> None:
    client.force_login(make_user("administrator"))
    answer = client.post(reverse("run_job", args=["rank"]), follow=True)
    assert "“Draw up everybody’s shortlist” starts in a moment." in answer.content.decode().replace("&#x27;", "’")
    assert OrmQ.objects.count() == 1


def test_queries_do_not_grow_with_runs(client: Client, django_assert_max_num_queries) -> None:
    client.force_login(make_user("administrator"))
    for days in range(40):
        make_run("rank", day=timezone.localdate() - timedelta(days=days))
    with django_assert_max_num_queries(10):
        client.get(reverse("timetable"))


def test_a_pulse_that_stops_is_noticed_and_told_once(capsys) -> None:
    make_user("administrator", email="boss@example.org")
    make_user("administrator", email="left@example.org", is_active=False)
    beat(timezone.now() - HOUR)
    for _ in range(2):
        with pytest.raises(SystemExit) as ended:
            call_command("watch_cluster")
        assert ended.value.code == 1
    (sent,) = mail.outbox
    assert sent.to == ["boss@example.org"] and "has stood still since" in sent.body
    beat(timezone.now())
    call_command("watch_cluster")
    assert "goes on" in capsys.readouterr().out
    assert Pulse.objects.get().told_at is None


def test_never_started_is_said(page) -> None:
    assert not standing(timezone.now()).moves
    assert "Background work was never started here." in page()
    make_user("administrator")
    with pytest.raises(SystemExit):
        call_command("watch_cluster")
    assert Pulse.objects.get().told_at is not None


def test_a_run_that_a_worker_took_speaks_for_the_first_minute() -> None:
    now = timezone.now()
    run = make_run(started_at=now)
    assert standing(now).moves
    JobRun.objects.filter(pk=run.pk).update(started_at=now - HOUR)
    assert not standing(now).moves


def test_a_queue_that_is_not_emptied_is_noticed() -> None:
    now = timezone.now()
    beat(now)
    assert standing(now).moves
    OrmQ.objects.create(key="eet-match", payload="", lock=now - HOUR)
    assert "something has waited since" in standing(now).sentence


def test_setting_up_the_schedule_again_changes_nothing() -> None:
    call_command("set_up_schedule", verbosity=0)
    Schedule.objects.update(next_run=timezone.now() + HOUR)
    before = set(Schedule.objects.values_list("pk", "next_run"))
    call_command("set_up_schedule", verbosity=0)
    assert set(Schedule.objects.values_list("pk", "next_run")) == before
    assert {callable(import_string(row.func)) for row in Schedule.objects.all()} == {True}
