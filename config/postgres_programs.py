"""Where the programs of PostgreSQL with PostGIS are on this machine, and how they come onto it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config import debian_packages
from config.setup_steps import DATA, Say, SetupError

UNPACKED = DATA / "pgroot"
POSTGIS_PACKAGE = r"^postgresql-[0-9]+-postgis-3$"
LIBPQ = re.compile("PG[A-Z]")
FOREIGN = re.compile("PG[A-Z]|PROJ_(DATA|LIB)$")
INSTALLED = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
)


@dataclass(frozen=True)
class Programs:
    """One installation of PostgreSQL that has PostGIS."""

    folder: Path
    major: int

    def environment(self) -> dict[str, str]:
        """The environment of these programs alone: no variables meant for another server or PROJ, and own libraries."""
        kept = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
        if self.folder.is_relative_to(UNPACKED):
            kept["LD_LIBRARY_PATH"] = ":".join(_library_folders())
            if (proj := UNPACKED / "usr/share/proj").exists():
                kept["PROJ_DATA"] = str(proj)
        return kept


def forget_other_servers() -> None:
    """Takes libpq's variables (PGHOST, PGPORT, PGSERVICE ...) out of this process's environment, and only those."""
    for name in [name for name in os.environ if LIBPQ.match(name)]:
        del os.environ[name]


def find(major: int | None = None) -> Programs | None:
    """The newest installation with PostGIS, of version `major` if the database's files need it; None if not here."""
    for folder in _folders():
        programs = _look_into(folder)
        if programs and major in (None, programs.major):
            return programs
    return None


def obtain(say: Say, major: int | None = None) -> Programs:
    """Brings PostgreSQL with PostGIS onto this machine. Raises SetupError where only a person can."""
    if sys.platform == "darwin":
        raise SetupError("PostGIS is needed: run `brew install postgresql@17 postgis`, then run this again.")
    if not debian_packages.usable() or "PG_BINDIR" in os.environ:
        raise SetupError(
            "PostgreSQL with PostGIS is needed: install both with your system's package manager and set PG_BINDIR to "
            "the folder that holds `initdb`, or set DATABASE_URL to a database of yours, then run this again."
        )
    if os.geteuid() == 0 and not _installed_are_ignored():
        debian_packages.install(POSTGIS_PACKAGE, say)
    else:
        debian_packages.unpack(POSTGIS_PACKAGE, UNPACKED, say, _family)
        _name_extensions()
    found = find(major)
    if found is None:
        raise SetupError(
            f"The private database needs PostgreSQL {major or ''} with PostGIS, which was not found: install it and "
            "set PG_BINDIR to the folder that holds `initdb`, then run this again."
        )
    return found


def _folders() -> Iterator[Path]:
    if chosen := os.environ.get("PG_BINDIR"):
        yield Path(chosen)
        return
    if not _installed_are_ignored():
        found = [folder for pattern in INSTALLED for folder in Path("/").glob(pattern)]
        yield from sorted(found, key=_version_in, reverse=True)
        if on_path := shutil.which("initdb"):
            yield Path(on_path).resolve().parent
    yield from UNPACKED.glob("usr/lib/postgresql/*/bin")


def _look_into(folder: Path) -> Programs | None:
    if not (folder / "initdb").exists() or not (folder / "pg_config").exists():
        return None
    told = subprocess.run([folder / "pg_config"], capture_output=True, check=False, text=True, cwd="/").stdout
    facts = dict(line.split(" = ", 1) for line in told.splitlines() if " = " in line)
    if not Path(facts.get("SHAREDIR", ""), "extension", "postgis.control").exists():
        return None
    return Programs(folder, _version_in(facts["VERSION"]))


def _version_in(text: str | Path) -> int:
    numbers = re.findall(r"\d+", str(text))
    return int(numbers[0]) if numbers else 0


def _installed_are_ignored() -> bool:
    """PG_IGNORE_INSTALLED=1 proves the way of a user without rights on a machine that has PostGIS already."""
    return os.environ.get("PG_IGNORE_INSTALLED") == "1"


def _library_folders() -> list[str]:
    found = {file.parent for depth in ("*", "*/*") for file in UNPACKED.glob(f"usr/lib/{depth}/*.so*")}
    return sorted(str(folder) for folder in found)


def _family(postgis: str) -> list[str]:
    server = postgis.removesuffix("-postgis-3")
    return [postgis, f"{postgis}-scripts", server, server.replace("postgresql-", "postgresql-client-")]


def _name_extensions() -> None:
    """Debian's installer offers `postgis-3.control` as `postgis.control`; unpacking alone does not."""
    for control in UNPACKED.glob("usr/share/postgresql/*/extension/postgis*-3.control"):
        shutil.copy(control, control.with_name(control.name.replace("-3.control", ".control")))
