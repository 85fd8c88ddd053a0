"""What every command needs: naming councils, users and days, and printing tables."""

from datetime import date
from typing import TextIO, cast

from django.core.management.base import CommandError, OutputWrapper
from rich.console import Console

from config.accounts.models import Council, User

YEARS = range(2000, 2100)


def council_called(code: str | None, by: User | None = None) -> Council:
    """The council with this ONS code; else that of `by`, else the only one. CommandError says which there are."""
    if code is None and by and by.council:
        return by.council
    councils = list(Council.objects.all())
    if code is None and len(councils) == 1:
        return councils[0]
    found = [council for council in councils if council.code == code]
    if found:
        return found[0]
    known = ", ".join(f"{council.code} ({council.name})" for council in councils) or "none yet"
    raise CommandError(f"Name the council with --council CODE. Councils here: {known}.")


def user_called(email: str) -> User:
    """The user with this e-mail address."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise CommandError(f"Nobody signs in as {email}. Check the address, or ask an administrator to add them.")
    return user


def day_called(text: str) -> date:
    """A day written YYYY-MM-DD."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"“{text}” is not a day. Write it as YYYY-MM-DD, such as 2026-11-20.") from error
    if day.year not in YEARS:
        raise CommandError(f"“{text}” is too far off: give a day from {YEARS.start} to {YEARS.stop - 1}.")
    return day


def month_called(text: str) -> date:
    """The first day of a month written YYYY-MM."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise CommandError(f"“{text}” is not a month. Write it as YYYY-MM, such as 2026-11.") from error
    if month.year not in YEARS:
        raise CommandError(f"“{text}” is too far off: give a month from {YEARS.start} to {YEARS.stop - 1}.")
    return month


def console_on(stdout: OutputWrapper, width: int) -> Console:
    """A console for tables: as wide as the screen, or `width` characters where there is none."""
    return Console(file=cast(TextIO, stdout), width=None if stdout.isatty() else width, highlight=False)
