"""Pages of what all councils share, for who keeps the installation (a superuser); every change leaves an event.

A council's administrators have screens of their own: users, words of the lists, targets, weights.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from config.accounts.models import Council, User
from config.audit_trail.trail import record
from config.public_ids import PublicIdModel


class RecordedAdmin(admin.ModelAdmin):
    """A reference page: every save leaves an event in the trail of the changer's council; nothing is deleted here."""

    verb = "reference_changed"

    def save_model(self, request: HttpRequest, obj: PublicIdModel, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        user = user_of(request)
        for council in councils_of(user):
            record(self.verb, obj, council=council, by=user, fields=form.changed_data)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = request.user
        return isinstance(user, User) and user.is_active and user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def user_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def councils_of(user: User) -> list[Council]:
    """Whose trail is told: somebody without a council of their own changes what all councils share."""
    return [user.council] if user.council else list(Council.objects.all())
