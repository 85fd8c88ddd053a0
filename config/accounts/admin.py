"""Councils and users, for administrators."""

from django import forms
from django.contrib import admin

from config.accounts.models import Council, User
from config.accounts.roles import ROLES
from config.audit_trail.admin import RecordedAdmin

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
    form = UserForm
    list_display = ("name", "email", "council", "team", "roles", "is_active")
    list_filter = ("council", "is_active")
    search_fields = ("name", "email")


@admin.register(Council)
class CouncilAdmin(RecordedAdmin):
    verb = "council_changed"
    list_display = ("name", "code")
