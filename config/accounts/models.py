"""People who sign in, and the councils they work for."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from config.accounts.permissions import Permission
from config.accounts.roles import ROLES, permissions_of
from config.public_ids import PublicIdModel
from config.refusal import NotAllowed

TAKEN = "Somebody already uses this e-mail."
EMPLOYER_ALONE = "An employer's contact has that role and no other: they see only what is shared with their employer."


class Council(PublicIdModel):
    """A children's services authority. `code` is its ONS code, such as E08000032."""

    code = models.CharField(max_length=9, unique=True, error_messages={"unique": "A council of this code is here."})
    name = models.CharField(max_length=100, unique=True, error_messages={"unique": "A council of this name is here."})
    phone = models.CharField(max_length=30, blank=True, help_text="That young people may call; on their own page")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """E-mail addresses name users, whatever their capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user: User = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def create_superuser(self, email: str, password: str, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


def check_roles(codes: list[str]) -> None:
    unknown = sorted(set(codes) - ROLES.keys())
    if unknown:
        raise ValidationError(f"Choose roles from the list; unknown: {', '.join(unknown)}.")
    if "employer" in codes and len(set(codes)) > 1:
        raise ValidationError(EMPLOYER_ALONE)


class User(AbstractBaseUser, PermissionsMixin, PublicIdModel):
    """Somebody who signs in by e-mail. Young people have no account: they use a signed link."""

    email = models.EmailField(unique=True, error_messages={"unique": TAKEN})
    name = models.CharField(max_length=100)
    council = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="users")
    team = models.CharField(max_length=100, blank=True)
    roles = ArrayField(models.CharField(max_length=30), default=list, blank=True, validators=[check_roles])
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text="May open the reference data pages.")

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_email", violation_error_message=TAKEN)
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role_labels(self) -> list[str]:
        """In the order of the page of roles."""
        return [role.label for code, role in ROLES.items() if code in self.roles]

    def may(self, permission: Permission) -> bool:
        """Whether one of this user's roles allows it."""
        return self.is_active and permission in permissions_of(self.roles)


class SignedLink(PublicIdModel):
    """A way in without an account: one purpose, one subject, one secret that is shown once and kept only as a hash.

    It ends by its day, by being used (where it is for one use), or by being revoked. A link with a PIN also asks for
    that; three wrong ones revoke it. Opening a link changes nothing: programs that scan mails open links too.
    """

    class Purpose(models.TextChoices):
        OWN_PAGE = "own_page", "A young person's own page"
        ANSWER = "answer", "An employer's answer"
        OUTCOME = "outcome", "How it goes, from the employer"
        INVITATION = "invitation", "An invitation to sign in"
        CALENDAR = "calendar", "A calendar feed"
        CONFIRM_EMAIL = "confirm_email", "Confirming an e-mail address"

    council = models.ForeignKey(Council, models.CASCADE, related_name="signed_links")
    purpose = models.CharField(max_length=15, choices=Purpose)
    subject_id = models.UUIDField(help_text="Public id of what the link opens")
    person_id = models.UUIDField(null=True, help_text="Public id of the young person it concerns")
    token_hash = models.CharField(max_length=64, unique=True)
    pin_hash = models.CharField(max_length=128, blank=True)
    tries_left = models.PositiveSmallIntegerField(default=3)
    for_one_use = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-made_at"]
        indexes: ClassVar = [models.Index(fields=["purpose", "subject_id"]), models.Index(fields=["person_id"])]

    def __str__(self) -> str:
        return self.get_purpose_display()


def check_may(user: User, permission: Permission) -> None:
    """Raises NotAllowed with the roles that could do it."""
    if not user.may(permission):
        able = [role.label for role in ROLES.values() if permission in role.permissions]
        raise NotAllowed(f"You cannot do this: “{permission.value}” is for: {', '.join(able)}.")
