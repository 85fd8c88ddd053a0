"""The reader of each kind of file, resolved from the settings, and who may load which."""

from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from config.accounts.models import User
from config.imports.models import Source
from config.imports.source import Reader


def reader_of(source: str) -> Reader:
    """A new one, for one load."""
    return cast(Reader, import_string(settings.IMPORT_READERS[source])())


def sources_for(user: User) -> list[Source]:
    """The kinds of file that this user may load, in the order of `Source`."""
    return [source for source in Source if user.may(reader_of(source).permission)]
