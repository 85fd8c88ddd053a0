"""A job that shows whether a part had its effect once: nothing in the database would refuse the second time."""

from datetime import date
from functools import partial
from time import sleep

from config import schedule
from config.accounts.models import Council
from config.audit_trail.models import Event
from config.audit_trail.trail import record
from config.jobs.job import Job, Part
from config.jobs.times import daily

PARTS = 20
PART_S = 0.1
VERB = "council_changed"
"""An event of this verb by nobody is a line of the ledger: its context says of which day and part."""


def parts(council: Council, day: date) -> list[Part]:
    return [Part(f"{number}", partial(write, council, day, number)) for number in range(PARTS)]


def write(council: Council, day: date, number: int) -> int:
    record(VERB, council, council=council, by=None, day=day.isoformat(), part=number)
    sleep(PART_S)
    return 1


def lines() -> list[tuple[int, str, int]]:
    """Every line there is, as (council's pk, day, part), doubles included."""
    rows = Event.objects.filter(verb=VERB, actor=None)
    return [(council, said["day"], said["part"]) for council, said in rows.values_list("council", "context")]


LEDGER = Job("ledger", "Write the ledger", daily("05:00"), "matching.proof.ledger.parts", "{n} lines", late_hours=24)
ALONE = (LEDGER,)
WITH_ALL = (*schedule.JOBS, LEDGER)
