"""A PostgreSQL server that a proof may kill: its own files, its own socket, thrown away afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from time import monotonic, sleep

from config import postgres_programs
from config.private_server import NAME
from config.setup_steps import SetupError, as_user

PATIENCE_S = 60.0


class ThrowawayServer:
    """The server of a folder directly under /tmp. As root it runs as `postgres`, whom PostgreSQL does not refuse."""

    def __init__(self, folder: Path) -> None:
        found = postgres_programs.find()
        if found is None:
            raise SetupError("PostgreSQL with PostGIS is needed: run `python3 manage.py devdb start` first.")
        self.programs, self.folder, self.data = found, folder, folder / "data"
        self.user = "postgres" if os.geteuid() == 0 else None

    @classmethod
    def make(cls) -> "ThrowawayServer":
        folder = Path(tempfile.mkdtemp(prefix="eet-proof-", dir="/tmp"))
        server = cls(folder)
        if server.user:
            os.chown(folder, pwd.getpwnam(server.user).pw_uid, -1)
        server._run("initdb", "-D", server.data, "--auth=trust", f"--username={NAME}", "--locale=C.UTF-8")
        server.start()
        server._run("createdb", "-h", folder, "-U", NAME, NAME)
        return server

    @property
    def url(self) -> str:
        return f"postgis://{NAME}@/{self.folder}/{NAME}"

    def start(self) -> None:
        """Again and again: after a kill the old server's processes need a moment to be gone."""
        settings = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        until = monotonic() + PATIENCE_S
        while self._run(
            "pg_ctl", "start", "-w", "-D", self.data, "-l", self.folder / "log", "-o", settings, sure=False
        ):
            if monotonic() > until:
                raise SetupError(f"The proof's database did not start: see {self.folder / 'log'}.")
            sleep(0.5)

    def crash(self) -> None:
        """Kill the server as a failing machine would, and start it: it recovers from its log."""
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        self.start()

    def throw_away(self, *, keep_logs: bool) -> None:
        """Stop the server and remove its files; the logs and mails beside them only if they are not kept."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", self.data, sure=False)
        shutil.rmtree(self.data if keep_logs else self.folder, ignore_errors=True)

    def _run(self, program: str, *words: str | Path, sure: bool = True) -> int:
        done = subprocess.run(
            [self.programs.folder / program, *words], check=sure, cwd="/", env=self.programs.environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_user(self.user),
        )  # fmt: skip
        return done.returncode
