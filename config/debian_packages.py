"""Packages of Debian and Ubuntu: installed by root, or downloaded, checked by apt and unpacked by anybody."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from config.setup_steps import DATA, Say, SetupError, run, step

APT = DATA / "apt"
SYSTEM_STATUS = Path("/var/lib/dpkg/status")
# apt with folders of its own, so that no right to the system's is needed.
OWN_FOLDERS = (
    *("-o", f"Dir::State={APT}/state"),
    *("-o", f"Dir::State::status={APT}/status"),
    *("-o", f"Dir::Cache={APT}/cache"),
    *("-o", "Acquire::Languages=none"),
)


def usable() -> bool:
    """True on Debian, Ubuntu and their relatives."""
    return bool(shutil.which("apt-get") and shutil.which("dpkg-deb") and SYSTEM_STATUS.exists())


def install(pattern: str, say: Say) -> None:
    """As root: installs the packages of the newest name that matches `pattern`, without what is only recommended."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with step("Reading the list of Debian's packages", say):
        run(["apt-get", "update"], env=env, failure="`apt-get update` failed")
    name = newest(pattern)
    with step(f"Installing {name}", say):
        words = ["--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
        run(["apt-get", "install", *words, name], env=env, failure=f"{name} could not be installed")


def unpack(pattern: str, into: Path, say: Say, family: Callable[[str], list[str]] = lambda name: [name]) -> None:
    """As anybody: downloads the newest package whose name matches `pattern` and unpacks it with what is missing here.

    The packages of its `family` are unpacked even where the system has them, as they must lie side by side.
    """
    _lay_own_folders()
    with step("Reading the list of Debian's packages", say):
        run(["apt-get", *OWN_FOLDERS, "update"], failure="The list of Debian's packages could not be read")
    name = newest(pattern, *OWN_FOLDERS)
    with step(f"Downloading {name} and what it needs", say):
        words = ["--yes", "--no-install-recommends", "--reinstall", "--download-only", *family(name)]
        run(["apt-get", *OWN_FOLDERS, "install", *words], failure=f"{name} could not be downloaded")
    with step(f"Unpacking {name}", say):
        _unpack_downloads(into)
    shutil.rmtree(APT)


def newest(pattern: str, *options: str) -> str:
    """The matching package name with the highest version number in it. Raises SetupError when there is none."""
    command = ["apt-cache", *options, "search", "--names-only", pattern]
    found = subprocess.run(command, capture_output=True, check=False, text=True, cwd="/").stdout.splitlines()
    names = [line.split()[0] for line in found]
    if not names:
        sought = pattern.strip("^$").replace("[0-9]+", "N")
        raise SetupError(f"Debian's list of packages shows no {sought}: check the network, then run this again.")
    return max(names, key=lambda name: [int(number) for number in re.findall(r"\d+", name)])


def _lay_own_folders() -> None:
    for folder in ("state/lists/partial", "cache/archives/partial"):
        (APT / folder).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SYSTEM_STATUS, APT / "status")


def _unpack_downloads(into: Path) -> None:
    fresh = into.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for package in sorted((APT / "cache" / "archives").glob("*.deb")):
        run(["dpkg-deb", "-x", package, fresh], failure=f"{package.name} could not be unpacked")
    shutil.rmtree(into, ignore_errors=True)
    fresh.rename(into)
