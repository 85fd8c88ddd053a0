"""Adding users, changing what they may do, and stopping them from signing in. Users are never deleted."""

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.urls import reverse

from config.accounts import policies
from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.outbox.actions import put_mail
from config.refusal import Refused

INVITED = (
    "{by} has added you to EET Match for {council}, as: {roles}.\n\n"
    "The first time, choose a password here, with this e-mail address:\n{address}\n\n"
    "If you did not expect this, do nothing and tell {by}."
)


@transaction.atomic
def add_user(*, email: str, name: str, roles: Sequence[str], council: Council, by: User, team: str = "") -> User:
    """Add somebody to a council and tell them by mail. Raises Refused for an address that is in use, and for an
    employer's contact: those are invited (employers/inviting.py).
    """
    policies.check_can_add(by, council)
    policies.check_can_be_given(roles)
    check_team(roles, team)
    user = User(email=email.strip().lower(), name=name.strip(), council=council, team=team.strip(), roles=list(roles))
    user.set_unusable_password()
    _save(user)
    record("user_added", user, council=council, by=by, fields=["email", "name", "team", "roles"], roles=user.roles)
    put_mail(
        council=council,
        to=user.email,
        subject="You can sign in to EET Match",
        body=invited(user, by),
        key=f"user-added-{user.public_id}",
    )
    return user


def invited(user: User, by: User) -> str:
    address = settings.SERVICE_ADDRESS.rstrip("/") + reverse("account_reset_password")
    roles = ", ".join(user.role_labels) or "no role yet"
    return INVITED.format(by=by.name, council=user.council, roles=roles, address=address)


@transaction.atomic
def change_user(*, user: User, name: str, team: str, roles: Sequence[str], by: User) -> User:
    """Change somebody's name, team and roles. Nobody changes their own roles."""
    policies.check_can_keep(by, user)
    said = {
        "name": name.strip(),
        "team": team.strip(),
        "roles": user.roles if set(roles) == set(user.roles) else [*roles],
    }
    changed = [field for field, value in said.items() if getattr(user, field) != value]
    if "roles" in changed:
        policies.check_can_change_rights(by, user)
        policies.check_can_be_given(roles, had=user.roles)
    check_team(roles, team)
    if not changed:
        return user
    for field in changed:
        setattr(user, field, said[field])
    _save(user)
    context = {"roles": user.roles} if "roles" in changed else {}
    _record("user_changed", user, by, changed, **context)
    return user


@transaction.atomic
def stop_user(*, user: User, by: User) -> None:
    """Nobody is deleted: the user signs in no more, and their sessions end."""
    policies.check_can_change_rights(by, user)
    if not user.is_active:
        raise Refused(f"{user} cannot sign in already.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    _record("user_stopped", user, by, ["is_active"])


@transaction.atomic
def let_user_back(*, user: User, by: User) -> None:
    policies.check_can_change_rights(by, user)
    if user.is_active:
        raise Refused(f"{user} can sign in already.")
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record("user_let_back", user, by, ["is_active"])


@transaction.atomic
def add_council(*, code: str, name: str, by: User) -> Council:
    """A council of this installation, by its ONS code."""
    policies.check_keeper(by)
    council = Council(code=code.strip().upper(), name=name.strip())
    _save(council)
    record("council_changed", council, council=council, by=by, fields=["code", "name"])
    return council


@transaction.atomic
def rename_council(*, council: Council, name: str, by: User) -> Council:
    policies.check_keeper(by)
    council.name = name.strip()
    _save(council)
    record("council_changed", council, council=council, by=by, fields=["name"])
    return council


@transaction.atomic
def set_council_phone(*, phone: str, by: User) -> Council:
    """The number that young people may call, on each own page; '' takes it away."""
    check_may(by, Permission.MANAGE_USERS)
    council = by.council
    assert council is not None
    council.phone = phone.strip()
    _save(council)
    record("council_changed", council, council=council, by=by, fields=["phone"])
    return council


def check_team(roles: Sequence[str], team: str) -> None:
    """A team manager without a team would look after nobody's caseload."""
    if "team_manager" in roles and not team.strip():
        raise Refused("Type the team that this manager looks after, as the cohort file writes it", field="team")


def _save(row: Council | User) -> None:
    """Save a whole row. Raises Refused with the first broken rule, at its field."""
    try:
        row.full_clean(exclude=["password"])
    except ValidationError as error:
        name, said = next(iter(error.message_dict.items()))
        raise Refused(" ".join(said), field="" if name == NON_FIELD_ERRORS else name) from error
    row.save()


def _record(verb: str, user: User, by: User, fields: Sequence[str], **context: object) -> None:
    """In the trail of the user's council; somebody of no council is in nobody's trail."""
    if user.council:
        record(verb, user, council=user.council, by=by, fields=fields, **context)
