"""The private database: where it is, whose it is, which programs run it, and that it comes back from a kill."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import environ
import pytest

from config import devdb, postgres_programs, private_server
from config.setup_steps import ROOT, SetupError

LONGEST_SOCKET_PATH = 107
NOBODY = 65534


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """Lays an installation of PostgreSQL as PG_BINDIR names it, and returns the folder of its extensions."""
    for name, text in (
        ("initdb", ""),
        ("pg_config", f"echo 'SHAREDIR = {tmp_path}'; echo 'VERSION = PostgreSQL 15.3'"),
    ):
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "extension").mkdir()
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    return tmp_path / "extension"


def test_the_url_names_the_socket_as_the_settings_read_it():
    settings = environ.Env().db_url_config(devdb.url())

    assert settings["HOST"] == str(private_server.SOCKETS)
    assert (settings["NAME"], settings["USER"]) == ("eet_match", "eet_match")
    assert len(f"{private_server.SOCKETS}/.s.PGSQL.5432.lock") <= LONGEST_SOCKET_PATH


def test_a_database_of_the_callers_own_is_left_alone(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgis://elsewhere/theirs")
    monkeypatch.setattr(devdb, "is_running", lambda: pytest.fail("The private database was looked at."))
    devdb.ensure_running()

    assert devdb.status() == "DATABASE_URL is set, so the private database is not used."


def test_variables_for_another_server_are_forgotten_and_ours_kept(monkeypatch):
    monkeypatch.setenv("PGHOST", "elsewhere")
    monkeypatch.setenv("PG_BINDIR", "here")
    postgres_programs.forget_other_servers()

    assert "PGHOST" not in os.environ
    assert os.environ["PG_BINDIR"] == "here"


@pytest.mark.parametrize("words", [[], ["dance"], ["start", "now"]])
def test_unknown_words_are_told_the_known_ones(words):
    with pytest.raises(SetupError, match=r"Say `python3 manage\.py devdb start`"):
        devdb.main(words)


def test_only_an_installation_with_postgis_is_found(installation):
    assert postgres_programs.find() is None

    (installation / "postgis.control").touch()

    assert postgres_programs.find() == postgres_programs.Programs(installation.parent, 15)
    assert postgres_programs.find(major=14) is None


def test_a_chosen_folder_is_never_passed_over_for_an_installation(installation):
    with pytest.raises(SetupError, match="set PG_BINDIR to the folder that holds `initdb`"):
        postgres_programs.obtain(print)


@pytest.mark.parametrize(
    ("user", "mode", "place"),
    [(0, 0o700, "/var/lib/eet-match-{mark}/postgres"), (0, 0o755, "{data}/postgres"), (1000, 0o700, "{data}/postgres")],
)
def test_root_keeps_the_files_where_the_server_may_go(user, mode, place, monkeypatch):
    with tempfile.TemporaryDirectory() as closed:
        Path(closed).chmod(mode)
        monkeypatch.setattr(os, "geteuid", lambda: user)
        monkeypatch.setattr(private_server, "ROOT", Path(closed) / "project")

        assert str(private_server.cluster()) == place.format(mark=private_server.MARK, data=private_server.DATA)


def test_a_database_of_somebody_else_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(private_server, "cluster", lambda: tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: NOBODY)

    with pytest.raises(SetupError, match=r"is \w+'s: run this as \w+"):
        private_server.owner()


def test_a_socket_folder_laid_by_somebody_else_is_refused(tmp_path, monkeypatch):
    (tmp_path / "real").mkdir()
    (tmp_path / "sockets").symlink_to(tmp_path / "real")
    monkeypatch.setattr(private_server, "cluster", lambda: tmp_path)

    with pytest.raises(SetupError, match="belongs to somebody else"):
        private_server._lay_private(tmp_path / "sockets")


@pytest.fixture
def copy_of_the_set_up():
    """A folder with the set-up's own files, open to the server's user, whose database is stopped and removed after."""
    if postgres_programs.find() is None:
        pytest.skip("PostgreSQL with PostGIS is not on this machine: `python3 manage.py devdb start` brings it.")
    root = Path(tempfile.mkdtemp(prefix="eet-match-test-"))
    root.chmod(0o755)
    (root / "config").mkdir()
    for name in ("devdb", "private_server", "postgres_programs", "debian_packages", "setup_steps"):
        shutil.copy(ROOT / "config" / f"{name}.py", root / "config")
    yield root
    say(root, "devdb.main(['stop'])")
    say(root, "import shutil; shutil.rmtree(private_server.SOCKETS); shutil.rmtree(private_server.cluster())")
    shutil.rmtree(root)


def say(root: Path, words: str) -> str:
    """What a process of its own prints when it does this in the copy."""
    program = f"from config import devdb, private_server; {words}"
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True).stdout


def test_a_killed_server_comes_back_and_two_starts_make_one(copy_of_the_set_up):
    root = copy_of_the_set_up
    first = say(root, "devdb.main(['start'])")
    noted = Path(say(root, "print(private_server.cluster() / 'postmaster.pid')").strip())
    killed = int(noted.read_text().splitlines()[0])
    os.kill(killed, signal.SIGKILL)
    second = say(root, "devdb.main(['start'])")
    third = say(root, "devdb.main(['start'])")

    assert "Making the private database" in first
    assert "Making" not in second
    assert "Starting" in second
    assert int(noted.read_text().splitlines()[0]) != killed
    assert third.startswith("The private database runs")
