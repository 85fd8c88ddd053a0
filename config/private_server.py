"""Making, starting and stopping the server of the private database, whoever runs it and however it last ended."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from config.postgres_programs import Programs
from config.setup_steps import DATA, ROOT, SetupError, as_user, run, sentence

NAME = "eet_match"  # of the database and of its one role
MARK = hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]
SOCKETS = Path(f"/tmp/eet-match-{MARK}")  # under /tmp because a socket's path may have 107 bytes at most
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_directories": str(SOCKETS),
    "shared_buffers": "256MB",
    "max_connections": "200",
}
PATIENCE = 10.0  # seconds for a server that lives but does not answer yet
ACCEPTS, STARTS_UP = 0, 1  # exit codes of pg_isready


def cluster() -> Path:
    """The folder of the database's files: in `.data/`, or under /var/lib where root's folders are closed to others."""
    if os.geteuid() == 0 and not all(folder.stat().st_mode & stat.S_IXOTH for folder in ROOT.parents):
        return Path(f"/var/lib/eet-match-{MARK}/postgres")
    return DATA / "postgres"


def owner() -> pwd.struct_passwd:
    """Whose server it is: the owner of its files, else this user, or `postgres` for root, whom PostgreSQL refuses.

    Raises SetupError where that user has no name, and for anybody else but root.
    """
    me, made = os.geteuid(), cluster().exists()
    try:
        found = pwd.getpwuid(cluster().stat().st_uid if made else me) if made or me else pwd.getpwnam("postgres")
    except KeyError:
        raise SetupError("PostgreSQL needs a named user that is not root: add one, such as `postgres`.") from None
    if me not in (0, found.pw_uid):
        raise SetupError(f"The private database here is {found.pw_name}'s: run this as {found.pw_name} or as root.")
    return found


class PrivateServer:
    """The server of this copy of the project, run by one installation's programs."""

    def __init__(self, programs: Programs) -> None:
        self.programs = programs

    @staticmethod
    def made_by() -> int | None:
        """The major version whose programs the files need; None before they are made. Raises as `owner` does."""
        if not cluster().exists():
            return None
        owner()
        return int((cluster() / "PG_VERSION").read_text())

    def answers(self) -> bool:
        """True when the server accepts connections on its socket, in a folder nobody else can have laid."""
        return cluster().exists() and _is_ours(SOCKETS) and self._readiness() == ACCEPTS

    def make(self) -> None:
        """Makes the files under another name first, so that a set-up killed in the middle leaves no half database."""
        fresh = cluster().with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.parent.mkdir(mode=0o755, exist_ok=True)
        _lay_private(fresh)
        words = ["--auth=trust", f"--username={NAME}", "--encoding=UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "-D", fresh, *words)
        # The server without a socket: the database is there before the files get their name.
        single: list[str | Path] = ["--single", "-D", fresh, "-c", "exit_on_error=on", "template1"]
        self._run("postgres", *single, given=f"CREATE DATABASE {NAME};\n")
        fresh.rename(cluster())

    def start(self) -> None:
        """Starts the server and waits until it answers, after whatever end it had: a kill, a reboot, a moved folder."""
        _lay_private(SOCKETS)
        if self._lives():
            if self._comes_up():
                return
            self.stop()  # it lost its socket: the folder was moved, or /tmp was cleaned
        for left_behind in (cluster() / "postmaster.pid", *SOCKETS.iterdir()):
            left_behind.unlink(missing_ok=True)
        self._launch()

    def stop(self) -> None:
        """Ends open connections and stops the server."""
        self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", cluster())

    def _launch(self) -> None:
        log = cluster() / "server.log"
        log.unlink(missing_ok=True)
        settings = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        words: list[str | Path] = ["-w", "-t", "120", "-D", cluster(), "-l", log, "-o", settings]
        try:
            self._run("pg_ctl", "start", *words, leaves_server=True)
        except SetupError as problem:
            told = log.read_text(errors="replace") if log.exists() else ""
            raise SetupError(sentence("The private database did not start", told, log)) from problem

    def _readiness(self) -> int:
        asked = self._ask(self.programs.folder / "pg_isready", "-h", SOCKETS, "-U", NAME, "-d", NAME)
        return asked.returncode

    def _comes_up(self) -> bool:
        """Waits for a living server: as long as it says that it starts up, else for a short while."""
        patient_until = time.monotonic() + PATIENCE
        while (readiness := self._readiness()) == STARTS_UP or time.monotonic() < patient_until:
            if readiness == ACCEPTS:
                return True
            time.sleep(0.2)
        return False

    def _lives(self) -> bool:
        """True when the noted process works in the folder; `pg_ctl status` is content with a zombie or a stranger."""
        note = cluster() / "postmaster.pid"
        pid = note.read_text().partition("\n")[0] if note.exists() else ""
        if not pid:
            return False
        if not Path("/proc/self").exists():
            return self._ask("ps", "-p", pid).returncode == 0
        return self._ask("readlink", f"/proc/{pid}/cwd").stdout.strip() == str(cluster().resolve())

    def _ask(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs a program that only tells something, as the server's user."""
        options = {"env": self.programs.environment(), **as_user(_user())}
        return subprocess.run([*command], capture_output=True, check=False, text=True, cwd="/", **options)

    def _run(self, program: str, *words: str | Path, given: str = "", leaves_server: bool = False) -> None:
        run(
            [self.programs.folder / program, *words],
            failure=f"PostgreSQL's `{program}` failed",
            env=self.programs.environment(),
            user=_user(),
            given=given,
            leaves_server=leaves_server,
        )


def _user() -> str | None:
    """The user to become, which only root can; anybody else runs the server as themselves."""
    name = owner().pw_name
    return name if os.geteuid() == 0 else None


def _is_ours(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == owner().pw_uid


def _lay_private(folder: Path) -> None:
    """Lays a folder that only the server's user may enter. Raises SetupError where somebody else laid it first."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if os.geteuid() == 0 and folder.lstat().st_uid == 0:
        os.lchown(folder, owner().pw_uid, owner().pw_gid)
    if not _is_ours(folder):
        raise SetupError(f"{folder} belongs to somebody else: have it removed, then run this again.")
    folder.chmod(0o700)
