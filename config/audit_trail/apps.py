from django.apps import AppConfig


class AuditTrailConfig(AppConfig):
    name = "config.audit_trail"
