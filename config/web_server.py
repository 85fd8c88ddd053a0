"""What gunicorn serves the pages with: `gunicorn config.wsgi:application --config python:config.web_server`.

A signed link opens a page without a password, and its secret stands in the address; so no log of the server holds it.
"""

import os
import re
from logging import LogRecord
from typing import Any

from gunicorn.glogging import Logger

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
SECRET = re.compile(rf"(?<![\w-])(?!{UUID}(?![\w-]))[\w-]{{32,}}")
"""Anything in an address as long as a link's secret, but for the opaque ids of rows, which open nothing."""
MASKED = "[secret]"


def without_secrets(record: LogRecord) -> bool:
    """Keeps each line and takes the secrets out of it, whichever part of the request it names."""
    record.msg, record.args = SECRET.sub(MASKED, record.getMessage()), ()
    return True


class LoggerWithoutSecrets(Logger):
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.addFilter(without_secrets)


workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 2
accesslog = "-"
logger_class = LoggerWithoutSecrets
control_socket_disable = True
