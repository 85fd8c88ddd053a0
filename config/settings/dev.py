"""A developer's machine and the demonstration."""

from config.settings.base import *

DEBUG = True
SECRET_KEY = "for-development-only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
READ_AT_START = []  # the server starts at once; the first page that reads words waits
