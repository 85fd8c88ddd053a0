"""Figures for the Corporate Parenting Board: never a name."""

from datetime import date

from config.accounts.models import User, check_may
from config.accounts.permissions import Permission
from matching.desks.sections import Section
from matching.reports.summary import position_in_words


def sections(user: User, day: date) -> list[Section]:
    check_may(user, Permission.SEE_FIGURES)
    assert user.council is not None
    return [Section(f"Where we stand on {day:%-d %B %Y}", " ".join(position_in_words(user.council, day)))]
