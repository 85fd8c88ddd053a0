"""Noticing from outside that background work stands still: it cannot tell of its own death.

The pulse is written by a task that the queue's timetable starts twice a minute, so it stops whichever part dies.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django_q.models import OrmQ

from config.accounts.models import User
from config.jobs.models import JobRun, Pulse

STILL = timedelta(seconds=settings.JOBS_STILL_S)
QUEUED = timedelta(minutes=10)
AGAIN = timedelta(hours=4)
"""Administrators are told again after so long."""
SUBJECT = "Background work stands still"
BODY = (
    "{sentence}\n\nUntil it goes on, no mail leaves the service, shortlists are not drawn up, and nobody is reminded. "
    "Nothing is lost: all of it is done once it goes on.\n\nWhat to do: docs/running.md, “When background work stands "
    "still”. The timetable: {address}"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether background work moves, and one sentence about it."""

    moves: bool
    sentence: str


def pulse_has_stopped(now: datetime) -> bool:
    return not Pulse.objects.filter(at__gt=now - STILL).exists()


def standing(now: datetime) -> Standing:
    pulse = Pulse.objects.first()
    if pulse is None:
        return _without_pulse(now)
    if pulse_has_stopped(now):
        return Standing(False, f"Background work has stood still since {in_words(pulse.at)}.")
    oldest = OrmQ.objects.filter(lock__lt=now - QUEUED).order_by("lock").values_list("lock", flat=True).first()
    if oldest:
        return Standing(False, f"Background work is behind: something has waited since {in_words(oldest)}.")
    return Standing(
        True, f"Background work goes on; its last sign of life was at {timezone.localtime(pulse.at):%H:%M}."
    )


def _without_pulse(now: datetime) -> Standing:
    """The first sign of life comes within a minute of the start: until then a run that a worker took speaks for it."""
    if JobRun.objects.filter(started_at__gt=now - STILL).exists():
        return Standing(True, "Background work has begun; its first sign of life comes within a minute.")
    return Standing(False, "Background work was never started here.")


def tell_if_still(now: datetime, address: str) -> Standing:
    """Mail administrators when it stands still, every four hours at most. By itself: the outbox stands still too."""
    found = standing(now)
    if found.moves:
        Pulse.objects.exclude(told_at=None).update(told_at=None)
    elif not Pulse.objects.filter(told_at__gt=now - AGAIN).exists():
        to = User.objects.filter(is_active=True, roles__contains=["administrator"]).values_list("email", flat=True)
        for email in to:
            send_mail(SUBJECT, BODY.format(sentence=found.sentence, address=address), None, [email])
        Pulse.objects.update_or_create(pk=1, defaults={"told_at": now}, create_defaults={"at": now, "told_at": now})
    return found


def in_words(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B at %H:%M}"
