"""The test suite: as production, but quick to sign in, never sending anything and calling as often as it likes."""

from config.settings.base import *
from config.settings.base import REST_FRAMEWORK

DEBUG = False
SECRET_KEY = "for-tests-only"
ALLOWED_HOSTS = ["testserver", "localhost"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"anon": "100000/min", "user": "100000/min"}
