#!/usr/bin/env python3
"""`demo`, `test`, `get_text_model` set everything up first; `devdb` handles the database; others are plain Django."""

import os
import sys


def main() -> None:
    """Checks the Python before importing what an older one cannot read, then prepares and carries out the words."""
    needed, found = (3, 11), sys.version_info[:2]
    if found < needed:
        sys.exit(f"Python 3.11 or later is needed and this is {found[0]}.{found[1]}: run it as `python3.11 manage.py`.")
    if sys.platform == "win32":
        sys.exit("Windows itself is not supported: run this in the Windows Subsystem for Linux (`wsl --install`).")
    from config import bootstrap

    words = sys.argv[1:]
    code = bootstrap.main(words)
    sys.exit(carry_out(words) if code is None else code)


def carry_out(words: "list[str]") -> int:
    """Runs the checks and tests for `test`, and Django's command for any other word. Returns the exit code."""
    testing = words[:1] == ["test"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test" if testing else "config.settings.dev")
    if testing:
        from config import checks

        return checks.main(words[1:])
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    main()
