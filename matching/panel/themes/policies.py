"""Who may say what a council does about a theme."""

from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.refusal import NotAllowed

ANSWERS = (Permission.DECIDE_AT_PANEL, Permission.KEEP_EMPLOYERS, Permission.ASSIGN_ADVISER)
"""The panel, the Virtual School and the team managers: whoever can move something for everybody."""


def can_answer(user: User) -> bool:
    return any(user.may(permission) for permission in ANSWERS)


def check_can_answer(user: User, council: Council) -> None:
    if not can_answer(user):
        check_may(user, Permission.DECIDE_AT_PANEL)
    if user.council_id != council.pk:
        raise NotAllowed("This is another council's answer.")
