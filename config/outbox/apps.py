from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "config.outbox"
