"""Every job of the timetable does something here, and has its effect once however often it is delivered (S5)."""

from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import mail
from django.utils import timezone

from config.accounts.models import Council
from config.audit_trail.trail import record
from config.jobs import working
from config.jobs.job import Job
from config.jobs.models import JobRun
from config.outbox.actions import TRIES
from config.outbox.models import Message
from config.outbox.reaching import Fetched
from config.schedule import JOBS
from matching.nominations.models import Nomination
from matching.outcomes.models import OutcomeMilestone
from matching.proof import ledger
from matching.shortlists.freshness import follow_changes
from opportunities.models import Opportunity
from tests.factories.chain import at, make_contact, make_nomination, make_placement, on_the_day
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY
from tests.factories.world import make_world

__all__ = ["on_the_day"]
pytestmark = pytest.mark.django_db
OF_THE_QUEUE = {"jobs.JobRun", "jobs.Pulse", "django_q.OrmQ", "shortlists.LookedThrough"}
DRAWS_ANEW = {"rank", "pack"}
"""Asked for again by hand they draw up another list and another draft; the mark keeps a run from doing so."""


@pytest.fixture
def council(monkeypatch: pytest.MonkeyPatch) -> Council:
    """One in which each job has something to do on DAY."""
    world = make_world()
    council, yesterday = world.council, DAY - timedelta(1)
    follow_changes(council, DAY)
    employer = make_employer(council=council)
    contact = make_contact(employer)
    employer.contacts.update(email=contact.email, name="Ash Carter")
    Opportunity.objects.filter(pk=make_opportunity(employer=employer).pk).update(confirmed_on=DAY - timedelta(30))
    Opportunity.objects.filter(pk=make_opportunity(employer=employer).pk).update(confirmed_on=DAY - timedelta(90))
    make_nomination("interview", employer=employer).interviews.create(at=at(DAY, 14), place="The yard")
    late = make_nomination("introduced", "guaranteed_interview", employer=employer)
    Nomination.objects.filter(pk=late.pk).update(interview_due_on=yesterday, due_on=DAY)
    placement = make_placement(employer=employer, started_on=DAY)
    OutcomeMilestone.objects.filter(placement=placement).update(due_on=DAY)
    record("weights_set", council, council=council, by=None)
    sent = Message.objects.create(council=council, to="x@example.org", body="B", key="sent", sent_at=timezone.now())
    monkeypatch.setattr("config.outbox.tasks.never_arrived", lambda: [(sent.public_id, "No such mailbox")])
    Message.objects.create(council=council, to="y@example.org", subject="S", body="B", key="due")
    told = {"webhook": world.rows["webhook"], "to": "https://jobs.example.org/events", "subject": "outcome.due"}
    Message.objects.create(council=council, body="{}", key="event", **told)
    monkeypatch.setattr("config.outbox.reaching.post", lambda *_: 204)
    feed = Fetched(200, '"one"', b'[{"identifier": "1", "title": "Porter", "hiringOrganization": "Moorgrit Hotel"}]')
    monkeypatch.setattr("config.outbox.reaching.get", lambda *_, **__: feed)
    return council


def effects() -> dict[str, int]:
    """How many rows of each kind there are, how many mails and events left, and how many were given up."""
    models = [one for one in apps.get_models() if one._meta.label not in OF_THE_QUEUE]
    rows = {one._meta.label: one._default_manager.count() for one in models}
    lost = Message.objects.filter(tries__gte=TRIES).count()
    told = Message.objects.filter(webhook__isnull=False).exclude(sent_at=None).count()
    return rows | {"left": len(mail.outbox), "told": told, "lost": lost}


def run_of(job: Job, council: Council) -> JobRun:
    run = JobRun.objects.create(job=job.code, council=council, day=DAY)
    working.carry_out(run.pk)
    run.refresh_from_db()
    assert (run.state, run.error) == ("done", "")
    assert run.counted, f"{job.code} had nothing to do: this would prove nothing"
    return run


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.code)
def test_a_task_that_is_delivered_twice(job: Job, council: Council) -> None:
    before = effects()
    run = run_of(job, council)
    once = effects()
    assert once != before
    working.carry_out(run.pk)
    assert effects() == once


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.code)
def test_a_worker_that_dies_before_it_can_say_that_it_is_done(job: Job, council: Council) -> None:
    run = run_of(job, council)
    once, counted = effects(), run.counted
    JobRun.objects.update(state="running", claim=uuid4(), finished_at=None, beat_at=at(DAY, 1))
    working.carry_out(run.pk)
    run.refresh_from_db()
    assert (effects(), run.state, run.counted) == (once, "done", counted)


def do_all(job: Job, council: Council, day: date) -> None:
    for part in job.parts_of(council, day):
        part.do()


@pytest.mark.parametrize("job", [job for job in JOBS if job.code not in DRAWS_ANEW], ids=lambda job: job.code)
def test_run_now_after_the_nightly_run(job: Job, council: Council) -> None:
    """Without any mark: by hand on the same day, every part is done again."""
    do_all(job, council, DAY)
    once = effects()
    do_all(job, council, DAY)
    assert effects() == once


@pytest.mark.parametrize("job", [job for job in JOBS if job.code in DRAWS_ANEW], ids=lambda job: job.code)
def test_what_draws_up_anew_writes_to_nobody(job: Job, council: Council) -> None:
    again = partial(do_all, job, council, DAY)
    again()
    messages = Message.objects.count()
    again()
    assert Message.objects.count() == messages


def test_a_job_that_is_not_safe_would_be_seen(council: Council) -> None:
    do_all(ledger.LEDGER, council, DAY)
    once = effects()
    do_all(ledger.LEDGER, council, DAY)
    assert effects() != once
