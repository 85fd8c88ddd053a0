"""A developer's machine and the demonstration, which shows its own pages for what is not found, not Django's."""

from config.settings.base import *
from config.settings.base import MIDDLEWARE, env

DEBUG = env.bool("EET_DEBUG", default=False)
MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # styles and scripts straight from their folders
SECRET_KEY = "for-development-only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
READ_AT_START = []  # the server starts at once; the first page that reads words waits
