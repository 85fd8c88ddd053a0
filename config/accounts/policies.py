"""Who may keep users and councils. Nobody gives rights to themselves, and nobody here makes a keeper of them all."""

from collections.abc import Collection

from django.db.models import QuerySet

from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.refusal import NotAllowed, Refused

NOT_YOURS = "This user is not of your council."
INVITED_ONLY = (
    "The Virtual School invites an employer's contact, on the page of their organisation: so they act for it alone. "
    "Leave “Employer contact” out here"
)
NOT_YOURSELF = "You cannot change your own roles, or stop yourself from signing in. Ask another administrator."


def users_kept_by(user: User) -> QuerySet[User]:
    """The users whom this administrator keeps: those of the council, and never a keeper of the installation."""
    if user.is_active and user.is_superuser:
        return User.objects.filter(is_superuser=False)
    if not user.may(Permission.MANAGE_USERS) or user.council_id is None:
        return User.objects.none()
    return User.objects.filter(council=user.council_id, is_superuser=False)


def check_can_add(by: User, council: Council) -> None:
    """Administrators add to their own council, keepers of the installation to any."""
    if by.is_active and by.is_superuser:
        return
    check_may(by, Permission.MANAGE_USERS)
    if by.council_id != council.pk:
        raise NotAllowed("You can add users to your own council only.")


def check_can_keep(by: User, user: User) -> None:
    if not by.is_superuser:
        check_may(by, Permission.MANAGE_USERS)
    if not users_kept_by(by).filter(pk=user.pk).exists():
        raise NotAllowed(NOT_YOURS)


def check_can_change_rights(by: User, user: User) -> None:
    """Of roles and of signing in."""
    if by.pk == user.pk:
        raise NotAllowed(NOT_YOURSELF)
    check_can_keep(by, user)


def check_can_be_given(roles: Collection[str], *, had: Collection[str] = ()) -> None:
    """Raises Refused for an employer's contact made by hand: nobody would know for which organisation they act."""
    if "employer" in roles and "employer" not in had:
        raise Refused(INVITED_ONLY, field="roles")


def check_keeper(by: User) -> None:
    """Councils are kept by who keeps the installation."""
    if not (by.is_active and by.is_superuser):
        raise NotAllowed("Councils are added and renamed by who keeps this installation.")
