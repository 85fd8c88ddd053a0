from django.apps import AppConfig


class AspirationsConfig(AppConfig):
    name = "aspirations"
