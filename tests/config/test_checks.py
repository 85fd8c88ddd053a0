"""`manage.py test`: every check is run even after one that fails, and the exit code tells."""

import pytest

from config import checks


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """An environment with a program that is content, one that is not, and a pytest that shows its words."""
    for name, text in (("content", "exit 0"), ("discontent", "exit 1"), ("pytest", 'echo "pytest $*"')):
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setattr(checks, "PROGRAMS", tmp_path)
    return tmp_path


@pytest.mark.parametrize(("style", "code", "outcome"), [("content", 0, "good"), ("discontent", 1, "TO MEND")])
def test_all_are_run_and_summed_up(style, code, outcome, programs, monkeypatch, capfd):
    monkeypatch.setattr(checks, "CHECKS", (("style", style), checks.PYTEST))

    assert checks.main([]) == code
    shown = capfd.readouterr().out
    assert "pytest" in shown
    assert f"style       {outcome}" in shown
    assert "tests       good" in shown


def test_words_go_to_pytest_alone(programs, capfd):
    assert checks.main(["tests/config", "-k", "lock"]) == 0
    assert capfd.readouterr().out == "\n== pytest tests/config -k lock\npytest tests/config -k lock\n"


def test_a_check_that_fails_is_never_silent():
    assert not [check for check in checks.CHECKS if "--quiet" in check]


def test_pytest_comes_last():
    assert checks.CHECKS[-1] == checks.PYTEST
