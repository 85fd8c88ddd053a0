"""What the web server and the cluster read before their first work, which would wait for it."""

import gc

from django.conf import settings
from django.utils.module_loading import import_string


def read_at_start() -> None:
    """Processes that are forked afterwards share it."""
    for read in settings.READ_AT_START:
        import_string(read)()
    gc.collect()
    gc.freeze()  # what was read stays; a full collection that walked through it made every fifth page 0.2 s later
