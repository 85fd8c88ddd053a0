"""Coded lists and dated figures that all councils share, for who keeps the installation."""

from django.contrib import admin
from django.http import HttpRequest

from config.audit_trail.admin import RecordedAdmin
from config.reference.models import AgeRule, Benchmark, Bursary, CodedTerm, MinimumWage, Target


@admin.register(CodedTerm)
class CodedTermAdmin(RecordedAdmin):
    list_display = ("list", "code", "label", "group", "council", "valid_from", "valid_to", "hidden")
    list_filter = ("list", "council")
    search_fields = ("code", "label", "definition")

    def get_readonly_fields(self, request: HttpRequest, obj: CodedTerm | None = None) -> tuple[str, ...]:
        """Codes are never renamed or moved to another list."""
        return ("list", "code", "council") if obj else ()


@admin.register(Target)
class TargetAdmin(RecordedAdmin):
    list_display = ("measure", "percent", "council", "valid_from", "valid_to", "source")


@admin.register(MinimumWage, AgeRule, Bursary)
class DatedAdmin(RecordedAdmin):
    list_display = ("__str__", "valid_from", "valid_to", "source")


@admin.register(Benchmark)
class BenchmarkAdmin(RecordedAdmin):
    list_display = ("area", "measure", "age_band", "year", "percent")
    list_filter = ("area", "measure")
