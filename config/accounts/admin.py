"""Councils and users, for administrators."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from config.accounts.models import Council, User
from config.accounts.permissions import Permission
from config.accounts.roles import ROLES
from config.audit_trail.admin import RecordedAdmin, user_of

ROLE_CHOICES = [(role.code, f"{role.label}: {role.sentence}") for role in ROLES.values()]


class UserForm(forms.ModelForm):
    """Roles are ticked from the list, each with its sentence."""

    roles = forms.MultipleChoiceField(choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple, required=False)

    class Meta:
        model = User
        fields = ("email", "name", "council", "team", "roles", "is_active", "is_staff")


@admin.register(User)
class UserAdmin(RecordedAdmin):
    verb = "user_changed"
    permission = Permission.MANAGE_USERS
    of_council = True
    form = UserForm
    list_display = ("name", "email", "council", "team", "roles", "is_active")
    list_filter = ("council", "is_active")
    search_fields = ("name", "email")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """An administrator of a council sees its users, and nobody of the installation."""
        rows, user = super().get_queryset(request), user_of(request)
        return rows if user.is_superuser else rows.filter(council=user.council, is_superuser=False)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        return () if user_of(request).is_superuser else ("council",)


@admin.register(Council)
class CouncilAdmin(RecordedAdmin):
    verb = "council_changed"
    permission = Permission.MANAGE_USERS
    list_display = ("name", "code")
