"""Two real clusters, each on its own processes, through ends of a worker, a parent and every connection: all is done,
nothing twice (S5).

The long run, with the database itself killed too, is `manage.py prove_jobs`.
"""

import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

from config.jobs.models import JobRun
from config.jobs.programs import background_work
from config.jobs.supervisor import Child
from matching.proof import ledger
from matching.proof.chaos import HEALTHY, group
from tests.factories.people import make_council

pytestmark = pytest.mark.django_db(transaction=True)
DAY = "2024-02-29"
"""Behind us: a run that was done before it was due would rightly be done again."""
MOMENT = f"{DAY}T12:00:00+00:00"
PATIENCE_S = 240.0
"""On a machine that is busy with other things."""

OF_CLUSTERS = "proof of background work"
"""What the clusters call their connections. Ours are more than one: while a browser test's event loop runs in this
thread, Django gives it another connection than before and after.
"""


def database_url() -> str:
    """The test's database, as the settings of another process take it."""
    used = connection.settings_dict
    secret = f":{used['PASSWORD']}" if used["PASSWORD"] else ""
    place = f"/{used['HOST']}" if used["HOST"].startswith("/") else f"{used['HOST']}:{used['PORT'] or 5432}"
    return f"postgis://{used['USER']}{secret}@{place}/{used['NAME']}"


def a_cluster(name: str, folder: Path) -> Child:
    child = background_work(Path(settings.BASE_DIR), folder / f"{name}.signed", folder / f"{name}.log")
    child.env = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "JOBS_TIMETABLE": "matching.proof.ledger.ALONE",
        "JOBS_SILENT_S": "2",
        "PGAPPNAME": OF_CLUSTERS,
    }
    return child


@pytest.fixture
def clusters(tmp_path: Path) -> Iterator[list[Child]]:
    """Whatever becomes of the test, no process of theirs and no connection is left when the tables are emptied."""
    children = [a_cluster(name, tmp_path) for name in ("one", "two")]
    try:
        for child in children:
            child.start()
        yield children
    finally:
        for child in children:
            if child.process:
                child.kill()
        send_away()
    wait_until(lambda: not any(group(child) for child in children))


def send_away() -> int:
    """End every connection of the clusters to the database. Returns how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = %s",
            [OF_CLUSTERS],
        )
        return len(cursor.fetchall())


def wait_until(true: Callable[[], bool], *, meanwhile: Callable[[], object] = lambda: None) -> None:
    until = monotonic() + PATIENCE_S
    while not true():
        assert monotonic() < until, "it took too long"
        meanwhile()
        sleep(0.3)


def done() -> bool:
    states = list(JobRun.objects.values_list("state", flat=True))
    return len(states) == 2 and set(states) == {"done"}


def test_kills_of_workers_parents_and_connections_lose_nothing(clusters: list[Child], settings) -> None:
    settings.JOBS_TIMETABLE = "matching.proof.ledger.ALONE"
    councils = [make_council(), make_council("E08000035", "Otherbeck")]
    draw, kills, sent_away = random.Random(4), [], []

    def go_on() -> None:
        """What the supervisor and the clock do; and every connection is ended, then a worker is killed, then the parent
        of the other cluster.
        """
        for child in clusters:
            if child.why_again():
                child.again()
        if not OrmQ.objects.filter(lock__lte=timezone.now()).exists():
            async_task("config.jobs.tasks.tick", MOMENT)
        if not JobRun.objects.exclude(state="waiting").exists():
            return
        if not sent_away:
            sent_away.append(send_away())
        elif len(kills) < 2 and len(living := group(clusters[len(kills)])) >= HEALTHY:
            os.kill(living[0] if kills else draw.choice(living[1:]), signal.SIGKILL)
            kills.append(len(living))

    wait_until(lambda: len(kills) == 2 and done(), meanwhile=go_on)
    assert sent_away[0] > 0
    written = Counter(ledger.lines())
    assert written == {(one.pk, DAY, part): 1 for one in councils for part in range(ledger.PARTS)}
    assert set(JobRun.objects.values_list("counted", flat=True)) == {ledger.PARTS}
