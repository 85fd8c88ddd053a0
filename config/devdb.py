"""The private database of this copy of the project: PostgreSQL with PostGIS, reached by a Unix socket only.

It is used when DATABASE_URL is unset. Nothing here needs an installed package, and importing it starts nothing.
"""

import os

from config import postgres_programs
from config.private_server import NAME, SOCKETS, PrivateServer, cluster
from config.setup_steps import Say, SetupError, only_one, step

STATUS_OF_STOPPED = 3  # as `pg_ctl status` and `systemctl status` have it


def url() -> str:
    """The private database in the words of DATABASE_URL (a socket's folder comes before the name), running or not."""
    return f"postgis://{NAME}@/{SOCKETS}/{NAME}"


def exists() -> bool:
    """True once the private database has been made."""
    return cluster().exists()


def is_running() -> bool:
    """True when the private database answers on its socket."""
    server = _server()
    return server is not None and server.answers()


def ensure_running(say: Say = print) -> None:
    """Makes the private database if need be and starts it if it is down; does nothing where DATABASE_URL is set.

    This process then forgets libpq's variables, which would lead it to another server.
    Raises SetupError, a sentence that says what to do.
    """
    if "DATABASE_URL" in os.environ:
        return
    postgres_programs.forget_other_servers()
    if is_running():
        return
    with only_one(say):
        server = _server() or PrivateServer(postgres_programs.obtain(say, PrivateServer.made_by()))
        if not exists():
            with step("Making the private database", say):
                server.make()
        if not server.answers():
            with step("Starting the private database", say):
                server.start()


def stop(say: Say = print) -> None:
    """Stops the private database if it runs."""
    with only_one(say):
        server = _server()
        if server and server.answers():
            with step("Stopping the private database", say):
                server.stop()


def status() -> str:
    """One sentence: whether the private database runs, and what to do next."""
    if "DATABASE_URL" in os.environ:
        return "DATABASE_URL is set, so the private database is not used."
    if not exists():
        return "There is no private database yet; `python3 manage.py devdb start` makes it."
    if not is_running():
        return f"The private database in {cluster()} is stopped; `python3 manage.py devdb start` starts it."
    return f"The private database runs; `psql -h {SOCKETS} -U {NAME} {NAME}` looks into it."


def main(words: list[str]) -> int:
    """`manage.py devdb start|stop|status`. Returns the exit code."""
    match words:
        case ["start"]:
            ensure_running()
        case ["stop"]:
            stop()
        case ["status"]:
            pass
        case _:
            raise SetupError("Say `python3 manage.py devdb start`, `devdb stop` or `devdb status`.")
    print(status())
    return STATUS_OF_STOPPED if words == ["status"] and not is_running() else 0


def _server() -> PrivateServer | None:
    """The server, if the programs its files need are on this machine."""
    programs = postgres_programs.find(PrivateServer.made_by())
    return PrivateServer(programs) if programs else None
