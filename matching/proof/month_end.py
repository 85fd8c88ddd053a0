"""A month's end in minutes: two clusters, every job of the timetable, day after day, while things are killed."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_binary_file
from email.policy import default
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

from config.accounts.models import Council
from config.audit_trail.models import Event
from config.audit_trail.trail import seal_waiting, verify
from config.jobs.actions import LEFT_OUT
from config.jobs.models import JobRun
from config.jobs.supervisor import Child
from config.jobs.times import LONDON
from config.jobs.timetable import jobs
from config.outbox.actions import put_mail
from config.outbox.models import Message
from employers.models import EmployerContact
from matching.demo.crowd import make_crowd
from matching.proof import ledger
from matching.proof.chaos import Chaos
from matching.shortlists.models import ShortlistRun
from opportunities.models import Opportunity

FIRST_DAY = date(2024, 2, 27)
"""Before the end of a February of 29 days; the clocks go forward on 31 March. Long past, so that no run comes early."""
STRIKE_AFTER_S = (2.0, 8.0)
COUNCILS, PEOPLE, OFFERS, MAILS = 3, 40, 60, 30
T = TypeVar("T")


def make_world() -> None:
    """Councils of people and offers; each offer was last confirmed on another day, and each employer can be asked."""
    for number in range(COUNCILS):
        council = make_crowd(PEOPLE, OFFERS, seed=number + 1, day=FIRST_DAY).council
        for index, offer in enumerate(Opportunity.objects.filter(council=council).select_related("employer")):
            Opportunity.objects.filter(pk=offer.pk).update(
                confirmed_on=FIRST_DAY - timedelta(days=index % 95), closes_on=None, starts_on=None
            )
            if not offer.employer.contacts.exists():
                EmployerContact.objects.create(employer=offer.employer, email=f"e{offer.employer.pk}@example.org")


def patiently(ask: Callable[[], T]) -> T:
    """What the database answers, once it answers again."""
    while True:
        try:
            return ask()
        except (OperationalError, InterfaceError):
            connection.close()
            sleep(0.5)


class MonthEnd:
    """Goes through days until `minutes` are over. `say` tells of each day."""

    def __init__(self, clusters: Sequence[Child], chaos: Chaos, say: Callable[[str], object]) -> None:
        self.clusters, self.chaos, self.say = clusters, chaos, say
        self.days: list[date] = []
        self.restarts = 0

    def run(self, minutes: float) -> None:
        """Whole days; the first three, which hold the month's end, in any case."""
        until, day = monotonic() + 60 * minutes, FIRST_DAY
        while monotonic() < until or len(self.days) < 3:
            began = monotonic()
            self._put_mails(day)
            for hour in (2, 4, 6, 7, 8, 23):
                self._until_done(datetime.combine(day, time(hour, 59), LONDON).astimezone(UTC))
            self.days.append(day)
            self.say(f"{day:%-d %B %Y}: {monotonic() - began:.0f} s; killed so far: {dict(self.chaos.done)}")
            day += timedelta(days=1)

    def _put_mails(self, day: date) -> None:
        for council in patiently(lambda: list(Council.objects.all())):
            for number in range(MAILS):
                patiently(partial(put_proof_mail, council, f"proof:{council.pk}:{day}:{number}"))

    def _until_done(self, moment: datetime) -> None:
        """Let the clock say this moment until all that is due by it is done, killing something now and then.

        Killing waits until both clusters have been at work for a few seconds: nothing is lost in one that starts.
        """
        next_strike = monotonic() + self.chaos.draw.uniform(*STRIKE_AFTER_S)
        while not patiently(lambda: is_done(moment)):
            for child in self.clusters:
                if child.why_again():
                    self.restarts += 1
                    child.again()
            patiently(lambda: tick(moment))
            if not self.chaos.all_at_work():
                next_strike = monotonic() + self.chaos.draw.uniform(*STRIKE_AFTER_S)
            elif monotonic() > next_strike:
                self.chaos.strike()
            sleep(0.5)


def put_proof_mail(council: Council, key: str) -> None:
    put_mail(council=council, to="somebody@example.org", subject="Proof", body=key, key=key)


def tick(moment: datetime) -> None:
    """What the queue's own timetable does twice a minute, in the proof's time."""
    if not OrmQ.objects.filter(lock__lte=timezone.now()).exists():
        async_task("config.jobs.tasks.tick", moment.isoformat())


def is_done(moment: datetime) -> bool:
    """Whether all that is due by this moment is done, and every mail sent. One that failed raises CommandError."""
    if failed := JobRun.objects.filter(state="failed").exclude(error=LEFT_OUT).first():
        raise CommandError(f"{failed.job} of {failed.day} failed: {failed.error}")
    councils = Council.objects.count()
    done = JobRun.objects.filter(state="done")
    for job in jobs():
        day = job.day_due(moment)
        if not job.when.often and day and done.filter(job=job.code, day=day).count() < councils:
            return False
    return not Message.objects.filter(sent_at=None).exists()


def faults(days: Sequence[date]) -> list[str]:
    """What was lost or done twice, one sentence each."""
    councils = list(Council.objects.all())
    found: list[str] = []
    wanted = {(one.pk, day.isoformat(), part) for one in councils for day in days for part in range(ledger.PARTS)}
    lines = ledger.lines()
    found += [f"Lost: {len(wanted - set(lines))} lines."] if wanted - set(lines) else []
    found += [f"Twice: {len(lines) - len(set(lines))} lines."] if len(lines) > len(set(lines)) else []
    for council in councils:
        for day in days:
            drawn = ShortlistRun.objects.filter(council=council, day=day, only_for=None).count()
            found += [f"{council}, {day}: {drawn} nightly rankings."] if drawn != 1 else []
        seal_waiting(council.pk)
        found += [f"{council}: {fault}" for fault in verify(council)]
    asked = Event.objects.filter(verb="employer_asked_whether_it_stands").values_list("subject_id", flat=True)
    months = len(days) / 30 + 2
    found += ["An employer was asked too often."] if any(list(asked).count(one) > months for one in set(asked)) else []
    return found


def delivered(folder: Path) -> list[str]:
    """The Message-ID of every mail that the mail server was handed, doubles included."""
    found = []
    for path in folder.iterdir():
        for piece in path.read_bytes().split(b"-" * 79 + b"\n"):
            if piece.strip():
                path.with_suffix(".one").write_bytes(piece)
                with path.with_suffix(".one").open("rb") as one:
                    found.append(str(message_from_binary_file(one, policy=default)["Message-ID"]))
    return found
