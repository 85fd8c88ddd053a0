"""Working through a run: part by part, each committed with its mark, in slices that leave the worker to others."""

import logging
import traceback
from time import monotonic
from uuid import uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from config.jobs.actions import claim, queue
from config.jobs.job import Part
from config.jobs.models import JobRun
from config.jobs.timetable import by_code
from config.refusal import Refused

SLICE_S = 20.0
"""After so many seconds the run goes to the end of the queue, so that nothing waits long behind it."""
GIVEN_UP = 10
DIED = "Its worker died each time it was tried. The server's log may say why."
logger = logging.getLogger("eet.jobs")


class TakenOver(Exception):
    """Another worker has this run now; what was just begun is rolled back."""


def carry_out(pk: int) -> str:
    """Work on a run until it is over, its slice is, or somebody else has it. Returns what happened, for the log."""
    run = claim(pk, uuid4(), timezone.now())
    if run is None:
        return "Nothing to do: it is over, or another worker has it."
    if run.tries > GIVEN_UP:
        return finish(run, [DIED])
    try:
        return work(run)
    except TakenOver:
        return "Another worker took it over."


def work(run: JobRun) -> str:
    until, faults = monotonic() + SLICE_S, []
    try:
        parts = plan(run)
    except (TakenOver, OperationalError, InterfaceError):
        raise
    except Exception as error:
        return finish(run, [fault(error)])
    for part in parts:
        if part.key in run.parts_done:
            continue
        if monotonic() > until:
            return hand_back(run)
        try:
            do(run, part)
        except (TakenOver, OperationalError, InterfaceError):
            raise  # the database went away, or the run did: the row is found, and the part done again
        except Exception as error:
            faults.append(fault(error))
    return finish(run, faults)


@transaction.atomic
def plan(run: JobRun) -> list[Part]:
    """What is to be done. The row stays locked meanwhile: who takes long over it is not taken for dead."""
    held(run)
    parts = by_code(run.job).parts_of(run.council, run.day)
    JobRun.objects.filter(pk=run.pk).update(parts=len(parts), beat_at=timezone.now())
    return parts


@transaction.atomic
def do(run: JobRun, part: Part) -> None:
    """One part with its mark. The row stays locked until both are committed: nobody takes over meanwhile."""
    row = held(run)
    row.counted += part.do()
    row.beat_at = timezone.now()
    if part.key:
        row.parts_done.append(part.key)
    row.save(update_fields=["counted", "beat_at", "parts_done"])


@transaction.atomic
def hand_back(run: JobRun) -> str:
    """To the end of the queue; what is done stays done, and counts as a success of the try."""
    held(run)
    row = JobRun.objects.filter(pk=run.pk)
    row.update(state="waiting", claim=None, tries=1)
    queue(row, timezone.now())
    return "Goes on in a moment."


@transaction.atomic
def finish(run: JobRun, faults: list[str]) -> str:
    held(run)
    state = "failed" if faults else "done"
    said = "; ".join(dict.fromkeys(faults))[:300]
    JobRun.objects.filter(pk=run.pk).update(state=state, claim=None, finished_at=timezone.now(), error=said)
    return said or "Done."


def held(run: JobRun) -> JobRun:
    """The row, locked, if it is still this worker's. Raises TakenOver."""
    row = JobRun.objects.select_for_update().filter(pk=run.pk, claim=run.claim).first()
    if row is None:
        raise TakenOver
    return row


def fault(error: Exception) -> str:
    """What went wrong, and where in our code. An error's own words may hold a person's data: only the log has them."""
    logger.error("A job's part failed", exc_info=error)
    if isinstance(error, Refused):
        return str(error)
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if str(settings.BASE_DIR) in frame.filename]
    where = ours[-1] if ours else traceback.extract_tb(error.__traceback__)[-1]
    place = where.filename.removeprefix(f"{settings.BASE_DIR}/")
    return f"{type(error).__name__} in {place}, line {where.lineno}"
