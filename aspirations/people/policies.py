"""Who may open and change a young person's record. `visible_to` is the rule; this says it kindly."""

from aspirations.people.models import YoungPerson
from config.accounts.models import User, check_may
from config.accounts.permissions import Permission
from config.refusal import NotAllowed

NOT_YOURS = "This young person is not among those you work with. Ask the team manager if you need the record."


def can_open(user: User, person: YoungPerson) -> bool:
    return YoungPerson.objects.visible_to(user).filter(pk=person.pk).exists()


def can_change(user: User, permission: Permission, person: YoungPerson) -> bool:
    return user.may(permission) and YoungPerson.objects.changeable_by(user, permission).filter(pk=person.pk).exists()


def check_can_change(user: User | None, permission: Permission, person: YoungPerson) -> None:
    """The permission, and the record. The system (None) may. The sentence does not say whether there is one."""
    if user is not None:
        check_may(user, permission)
        if not can_change(user, permission, person):
            raise NotAllowed(NOT_YOURS)


def can_be_adviser(user: User, person: YoungPerson) -> bool:
    """Somebody of the same council, still at work, whose role has a caseload."""
    return user.council_id == person.council_id and user.may(Permission.SEE_OWN_CASELOAD)


def check_can_be_adviser(user: User, person: YoungPerson) -> None:
    if not can_be_adviser(user, person):
        raise NotAllowed(
            f"{user} cannot be given a caseload here: choose a personal adviser, social worker or manager."
        )


def check_can_be_manager(user: User, person: YoungPerson) -> None:
    check_can_be_adviser(user, person)
    if not user.may(Permission.ASSIGN_ADVISER):
        raise NotAllowed(f"{user} is no team manager: choose somebody who looks after a team's caseloads.")
