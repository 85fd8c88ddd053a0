from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "config.reference"
