"""The entry point for a web server."""

import os

from django.core.wsgi import get_wsgi_application

from config.reading_at_start import read_at_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
read_at_start()
