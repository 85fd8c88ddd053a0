import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config.jobs.models import JobRun
from config.jobs.programs import background_work
from config.jobs.supervisor import Child
from config.outbox.models import Message
from config.reference.load import load_reference
from matching.proof import month_end
from matching.proof.chaos import A_DOZEN, Chaos, group
from matching.proof.server import ThrowawayServer

STOPPED = 128 + signal.SIGTERM


class Command(BaseCommand):
    help = (
        "Two clusters through a simulated month's end while workers, clusters and the database are killed, on a "
        "server of its own: every job done, none twice in effect. Exit code 1 where something was lost or doubled."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--minutes", type=float, default=20)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--inside", type=Path, help="used by the command itself")

    def handle(self, *, minutes: float, seed: int, inside: Path | None, **options: object) -> None:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED))  # so that what was started is ended
        if inside:
            self.prove(minutes, seed, ThrowawayServer(inside))
            return
        server, code = ThrowawayServer.make(), STOPPED
        try:
            words = [f"--minutes={minutes}", f"--seed={seed}", f"--inside={server.folder}"]
            code = run_inside([str(Path(settings.BASE_DIR) / "manage.py"), "prove_jobs", *words], environment(server))
        finally:
            server.throw_away(keep_logs=code not in (0, STOPPED))
        if code not in (0, STOPPED):
            self.say(f"What the clusters and the database said is kept in {server.folder}.")
        sys.exit(code)

    def prove(self, minutes: float, seed: int, server: ThrowawayServer) -> None:
        began = monotonic()
        call_command("migrate", verbosity=0)
        load_reference()
        month_end.make_world()
        root, folder = Path(settings.BASE_DIR), server.folder
        clusters = [background_work(root, folder / f"{name}.signed", folder / f"{name}.log") for name in ("one", "two")]
        chaos = Chaos(seed, clusters, server)
        month = month_end.MonthEnd(clusters, chaos, self.say)
        for cluster in clusters:
            cluster.start()
        try:
            month.run(minutes)
        finally:
            for cluster in clusters:
                cluster.kill()
        self.tell(month, monotonic() - began, left_over(clusters), folder / "mails")

    def tell(self, month: month_end.MonthEnd, seconds: float, left: list[int], mails: Path) -> None:
        found = month_end.patiently(lambda: month_end.faults(month.days))
        runs, messages = JobRun.objects.filter(state="done").count(), Message.objects.count()
        handed = Counter(month_end.delivered(mails))
        found += [f"{messages - len(handed)} mails never left."] if len(handed) != messages else []
        found += [f"{len(left)} processes are left running."] if left else []
        spared = sorted(set(A_DOZEN) - set(month.chaos.done))
        found += [f"Not proved: never killed {', '.join(spared)}. Give it more minutes."] if spared else []
        again = sum(handed.values()) - len(handed)
        self.say(
            f"{len(month.days)} days in {seconds / 60:.1f} minutes, killed: {dict(month.chaos.done)}; clusters started "
            f"again {month.restarts} times. {runs} runs done. {messages} mails, each left; {again} were handed over a "
            "second time under the same Message-ID, after a kill between the mail server's yes and our note of it."
        )
        if found:
            self.say("\n".join(found))
            sys.exit(1)
        self.say("Nothing was lost, and nothing had its effect twice.")

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def run_inside(words: list[str], environment: dict[str, str]) -> int:
    """The exit code of a Python program that is told to stop, and waited for, when this one is."""
    with subprocess.Popen([sys.executable, *words], env=environment) as program:
        try:
            return program.wait()
        finally:
            program.terminate()
            program.wait()


def left_over(clusters: Sequence[Child]) -> list[int]:
    """Processes that still live some seconds after all were killed: the system needs a moment to end them."""
    until = monotonic() + 10
    while (left := [pid for cluster in clusters for pid in group(cluster)]) and monotonic() < until:
        sleep(0.2)
    return left


def environment(server: ThrowawayServer) -> dict[str, str]:
    """As in production, with a folder for a mail server; a dead worker is taken for dead sooner."""
    mails = server.folder / "mails"
    mails.mkdir()
    return os.environ | {
        "DATABASE_URL": server.url,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "for this proof alone",
        "ALLOWED_HOSTS": "localhost",
        "EMAIL_URL": f"filemail:///{mails}",
        "JOBS_TIMETABLE": "matching.proof.ledger.WITH_ALL",
        "JOBS_SILENT_S": "3",
    }
