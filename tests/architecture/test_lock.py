"""The lock files hold names, versions and hashes, and nothing of the machine that made them."""

import re
import tomllib

import pytest

from config.bootstrap import LOCK, UV_LOCK
from config.setup_steps import ROOT

PACKAGE = re.compile(r"^(?P<name>[a-z0-9-]+)==[^ ]+( ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


@pytest.mark.parametrize("lock", [LOCK, UV_LOCK], ids=lambda lock: lock.name)
def test_each_line_is_a_pinned_package_or_a_hash(lock):
    strangers = [line for line in lock.read_text().splitlines() if not PACKAGE.match(line) and not HASH.match(line)]

    assert strangers == []


@pytest.mark.parametrize("lock", [LOCK, UV_LOCK], ids=lambda lock: lock.name)
def test_each_package_has_a_hash(lock):
    lines = lock.read_text().splitlines()
    bare = [line for line, following in zip(lines, [*lines[1:], ""], strict=True) if _bare(line, following)]

    assert bare == []


@pytest.mark.parametrize("lock", [LOCK, UV_LOCK], ids=lambda lock: lock.name)
def test_no_address_and_no_path(lock):
    assert not re.search(r"://|file:|@|(^|\s)\.{0,2}/", lock.read_text(), re.MULTILINE)


def test_everything_the_project_asks_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked = {match["name"] for line in LOCK.read_text().splitlines() if (match := PACKAGE.match(line))}

    assert {re.split(r"[\[<>=!~ ;]", line, maxsplit=1)[0].lower() for line in asked} <= locked


def _bare(line: str, following: str) -> bool:
    return bool(PACKAGE.match(line)) and not HASH.match(following)
