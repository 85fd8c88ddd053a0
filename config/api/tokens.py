"""Making, using and ending tokens of organisations' programs."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.accounts.permissions import ABOUT_PEOPLE
from config.accounts.policies import check_can_keep
from config.accounts.signed_links import hash_of
from config.api.models import ApiToken
from config.audit_trail.trail import record
from config.refusal import NotAllowed, Refused
from config.validation import check_row

LONGEST_DAYS = 366
USED_EVERY = timedelta(minutes=1)
"""How exactly the last use is kept: not with every call."""


@transaction.atomic
def make_token(*, user: User, label: str, scopes: Sequence[str], days: int, by: User) -> tuple[ApiToken, str]:
    """A token and its secret, which cannot be read again: made by an administrator of the user's council or the user.

    A scope about young people is given by the user alone: an administrator sees no record, by no token either.
    """
    check_can_keep_token(by, user)
    if ABOUT_PEOPLE & set(scopes) and by != user:
        raise NotAllowed(f"Only {user} can let a program read about young people in their name: they sign in for it.")
    if user.council is None or not user.is_active:
        raise Refused(f"{user} does not sign in for a council, so no program can act in their name.", field="user")
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(f"A token holds for 1 to {LONGEST_DAYS} days.", field="days")
    secret = f"eet_{secrets.token_urlsafe(32)}"
    now = timezone.now()
    token = ApiToken(
        user=user,
        label=label.strip(),
        scopes=sorted(set(scopes)),
        token_hash=hash_of(secret),
        made_at=now,
        made_by=by,
        expires_at=now + timedelta(days),
    )
    check_row(token)
    token.save()
    record("api_token_made", token, council=user.council, by=by, label=token.label, scopes=token.scopes)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User) -> None:
    check_can_keep_token(by, token.user)
    locked = ApiToken.objects.select_for_update().get(pk=token.pk)
    if locked.revoked_at is not None:
        raise Refused(f"“{token}” was revoked before.")
    locked.revoked_at = token.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])
    assert token.user.council is not None
    record("api_token_revoked", token, council=token.user.council, by=by)


def check_can_keep_token(by: User, user: User) -> None:
    """Everybody keeps their own; an administrator those of the council's users."""
    if by != user:
        check_can_keep(by, user)


def token_of(secret: str) -> ApiToken | None:
    """The token that this secret opens now; its use is noted."""
    rows = ApiToken.objects.select_related("user__council").filter(revoked_at=None, user__is_active=True)
    now = timezone.now()
    token = rows.filter(token_hash=hash_of(secret), expires_at__gt=now).first()
    if token and (token.last_used_at is None or now - token.last_used_at > USED_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token
