"""Setting up: what is made, what is left alone, and what a person is told when it cannot go on."""

import os
import stat
import subprocess
import sys
import threading

import pytest

import manage
from config import bootstrap, debian_packages, devdb, setup_steps
from config.setup_steps import ROOT, SetupError


@pytest.fixture
def said():
    """What was said, piece by piece."""
    return []


@pytest.fixture
def say(said):
    return lambda text="", end="\n", flush=False: said.append(text + end)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project folder with a lock of two packages, whose making and installing are noted, not done."""
    (tmp_path / "requirements.lock").write_text("asgiref==1 \\\n    --hash=x\ndjango==2 \\\n    --hash=y\n")
    for module, name, path in (
        (setup_steps, "ROOT", ""),
        (setup_steps, "DATA", ".data"),
        (setup_steps, "LOG", ".data/setup.log"),
        (bootstrap, "VENV", ".venv"),
        (bootstrap, "PYTHON", ".venv/bin/python"),
        (bootstrap, "STAMP", ".venv/installed"),
        (bootstrap, "LOCK", "requirements.lock"),
    ):
        monkeypatch.setattr(module, name, tmp_path / path)
    return tmp_path


@pytest.fixture
def done(project, monkeypatch):
    """The steps taken in `project`, in order."""
    steps = []

    def make(say):
        steps.append("make")
        (project / ".venv" / "bin").mkdir()
        (project / ".venv" / "bin" / "python").touch()
        (project / ".venv" / "lib" / f"python{bootstrap.SERIES}").mkdir(parents=True)

    monkeypatch.setattr(bootstrap, "_make", make)
    monkeypatch.setattr(bootstrap, "_install", lambda: steps.append("install"))
    return steps


def test_a_fresh_clone_gets_an_environment(done, say, said):
    bootstrap.fill_environment(say)

    assert done == ["make", "install"]
    assert "".join(said) == "Installing 2 packages ... 0 s\n"


def test_nothing_is_done_twice(done, say):
    bootstrap.fill_environment(say)
    bootstrap.fill_environment(say)

    assert done == ["make", "install"]


def test_a_changed_lock_is_installed_into_the_same_environment(done, say, project):
    bootstrap.fill_environment(say)
    with (project / "requirements.lock").open("a") as lock:
        lock.write("numpy==3 \\\n    --hash=z\n")
    bootstrap.fill_environment(say)

    assert done == ["make", "install", "install"]


def test_an_environment_killed_while_it_was_filled_is_made_anew(done, say, project, monkeypatch):
    def killed():
        raise KeyboardInterrupt

    whole = bootstrap._install
    monkeypatch.setattr(bootstrap, "_install", killed)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.fill_environment(say)
    (project / ".venv" / "half a package").touch()
    monkeypatch.setattr(bootstrap, "_install", whole)
    bootstrap.fill_environment(say)

    assert done == ["make", "make", "install"]
    assert not (project / ".venv" / "half a package").exists()


def test_an_environment_of_another_python_is_made_anew(done, say, project, monkeypatch):
    bootstrap.fill_environment(say)
    monkeypatch.setattr(bootstrap, "SERIES", "3.99")
    bootstrap.fill_environment(say)

    assert done == ["make", "install", "make", "install"]


def test_a_half_made_environment_is_not_entered(done, say, project):
    bootstrap.fill_environment(say)
    (project / ".venv" / "installed").write_text(bootstrap.UNFINISHED)

    with pytest.raises(SetupError, match=r"Run `python3 manage.py demo` first"):
        bootstrap.enter_environment()


@pytest.mark.parametrize(
    ("word", "steps"),
    [("demo", ["database", "packages"]), ("test", ["database", "packages"]), ("rank", ["database"]), ("help", [])],
)
def test_each_word_prepares_what_it_needs(word, steps, monkeypatch):
    taken = []
    monkeypatch.setattr(devdb, "exists", lambda: True)
    monkeypatch.setattr(devdb, "ensure_running", lambda: taken.append("database"))
    monkeypatch.setattr(bootstrap, "fill_environment", lambda: taken.append("packages"))
    monkeypatch.setattr(os, "umask", lambda mask: None)
    bootstrap.prepare(word)

    assert taken == steps


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (SetupError("Do this."), "Do this.\n"),
        (PermissionError(13, "Permission denied", "there"), "Permission denied (there): see whose it is"),
    ],
)
def test_what_stands_in_the_way_is_one_sentence(problem, told, monkeypatch, capsys):
    def refuse(word):
        raise problem

    monkeypatch.setattr(bootstrap, "prepare", refuse)

    assert bootstrap.main(["demo"]) == 1
    assert capsys.readouterr().err.startswith(told)


def test_an_old_python_is_told_what_is_needed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))

    with pytest.raises(SystemExit, match=r"Python 3\.11 or later is needed and this is 3\.10"):
        manage.main()


@pytest.mark.parametrize(
    ("output", "way_out"),
    [
        ("write: No space left on device", "the disk is full"),
        ("Could not resolve 'a.example'", "no package server could be reached"),
        ("E: Could not get lock", "wait for another package manager"),
        ("Segmentation fault", r"see the end of \.data/setup\.log"),
    ],
)
def test_a_failed_program_tells_the_way_out_and_keeps_its_output(output, way_out, project):
    with pytest.raises(SetupError, match=f"^It failed: {way_out}"):
        setup_steps.run(["sh", "-c", f'echo "{output}"; exit 4'], failure="It failed")

    assert output in (project / ".data" / "setup.log").read_text()


def test_a_step_that_fails_ends_its_line(say, said):
    with pytest.raises(SetupError), setup_steps.step("Trying", say):
        raise SetupError

    assert "".join(said) == "Trying ... stopped\n"


def test_a_second_set_up_waits_for_the_first(project, say, said):
    entered = threading.Event()

    def second():
        with setup_steps.only_one(say):
            entered.set()

    with setup_steps.only_one(print):
        thread = threading.Thread(target=second)
        thread.start()
        assert not entered.wait(0.2)
    thread.join(5)

    assert entered.is_set()
    assert said == ["Waiting for another set-up of this project to finish\n"]


def test_what_is_laid_may_be_read_by_others_and_the_callers_habit_comes_back(project, say):
    habit = os.umask(0o077)
    try:
        with setup_steps.only_one(say):
            (project / "laid").touch()
        (project / "later").touch()
    finally:
        os.umask(habit)

    modes = [stat.S_IMODE((project / name).stat().st_mode) for name in (".data", "laid", "later")]
    assert modes == [0o755, 0o644, 0o600]


def test_the_newest_package_is_chosen_by_number(tmp_path, monkeypatch):
    listing = tmp_path / "apt-cache"
    listing.write_text("#!/bin/sh\necho 'postgresql-9-postgis-3 - nine'; echo 'postgresql-15-postgis-3 - fifteen'\n")
    listing.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    assert debian_packages.newest("^postgresql-[0-9]+-postgis-3$") == "postgresql-15-postgis-3"


def test_setting_up_needs_the_standard_library_alone():
    alone = "from config import bootstrap, checks, devdb"
    subprocess.run([sys.executable, "-S", "-W", "error", "-c", alone], cwd=ROOT, check=True)
