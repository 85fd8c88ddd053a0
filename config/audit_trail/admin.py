"""Pages of reference data, open to administrators by their role, that leave a trail event for every change.

Somebody of the installation (a superuser, who has no council) changes what all councils share. An administrator of a
council sees it, and changes what is the council's own.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.public_ids import PublicIdModel

COUNCIL = "council"


class RecordedAdmin(admin.ModelAdmin):
    """A reference page: every save leaves an event in the trail of the changer's council; nothing is deleted here."""

    verb = "reference_changed"
    permission = Permission.MANAGE_REFERENCE
    of_council = False
    """Whether rows belong to a council by a column of that name; empty there means shared by all."""

    def save_model(self, request: HttpRequest, obj: PublicIdModel, form: Any, change: bool) -> None:
        user = user_of(request)
        if self.of_council and user.council and not user.is_superuser:
            setattr(obj, COUNCIL, user.council)
        super().save_model(request, obj, form, change)
        for council in councils_of(user):
            record(self.verb, obj, council=council, by=user, fields=form.changed_data)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = request.user
        return isinstance(user, User) and user.is_active and (user.is_superuser or user.may(self.permission))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request) and (user_of(request).is_superuser or self.of_council)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not self.has_view_permission(request):
            return False
        own = self.of_council and (obj is None or obj.council == user_of(request).council)
        return user_of(request).is_superuser or own

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows, user = super().get_queryset(request), user_of(request)
        if not self.of_council or user.is_superuser:
            return rows
        return rows.filter(Q(council=user.council) | Q(council=None))


def user_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def councils_of(user: User) -> list[Council]:
    """Whose trail is told: somebody without a council of their own changes what all councils share."""
    return [user.council] if user.council else list(Council.objects.all())
