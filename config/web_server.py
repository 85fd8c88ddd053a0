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


# A page is nearly all computing, and two threads of one process compute in turns: so a process answers one page at a
# time, and one process more than processors computes while another waits for the database. The proxy has slow readers.
workers = int(os.environ.get("WEB_CONCURRENCY") or (os.cpu_count() or 1) + 1)
preload_app = True  # words are read once and shared
timeout = 120  # the pack as PDF, a file of 10,000 rows
accesslog = "-"
logger_class = LoggerWithoutSecrets
control_socket_disable = True
