"""Coded lists and dated figures, for administrators."""

from django.contrib import admin
from django.http import HttpRequest

from config.audit_trail.admin import RecordedAdmin, user_of
from config.reference.models import AgeRule, Benchmark, Bursary, CodedTerm, MinimumWage, Target


@admin.register(CodedTerm)
class CodedTermAdmin(RecordedAdmin):
    of_council = True
    list_display = ("list", "code", "label", "group", "council", "valid_from", "valid_to", "hidden")
    list_filter = ("list", "council")
    search_fields = ("code", "label", "definition")

    def get_readonly_fields(self, request: HttpRequest, obj: CodedTerm | None = None) -> tuple[str, ...]:
        """Codes are never renamed or moved to another list."""
        own = () if user_of(request).is_superuser else ("council",)
        return ("list", "code", "council") if obj else own


@admin.register(Target)
class TargetAdmin(RecordedAdmin):
    of_council = True
    list_display = ("measure", "percent", "council", "valid_from", "valid_to", "source")

    def get_readonly_fields(self, request: HttpRequest, obj: Target | None = None) -> tuple[str, ...]:
        return () if user_of(request).is_superuser else ("council",)


@admin.register(MinimumWage, AgeRule, Bursary)
class DatedAdmin(RecordedAdmin):
    list_display = ("__str__", "valid_from", "valid_to", "source")


@admin.register(Benchmark)
class BenchmarkAdmin(RecordedAdmin):
    list_display = ("area", "measure", "age_band", "year", "percent")
    list_filter = ("area", "measure")
