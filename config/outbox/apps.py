from django.apps import AppConfig
from django.core.checks import register

from config.outbox.notify import check_settings


class OutboxConfig(AppConfig):
    name = "config.outbox"

    def ready(self) -> None:
        register(check_settings)
