"""Pages of reference data that leave a trail event for every change."""

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
        assert isinstance(request.user, User)
        for council in councils_of(request.user):
            record(self.verb, obj, council=council, by=request.user, fields=form.changed_data)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def councils_of(user: User) -> list[Council]:
    """Whose trail is told: somebody without a council of their own changes what all councils share."""
    return [user.council] if user.council else list(Council.objects.all())
