"""What a process of the web server reads at its start."""

import gc
from collections.abc import Iterator
from importlib import reload

import pytest
from django.conf import LazySettings

from config import wsgi

READ: list[str] = []


def read() -> None:
    READ.append("read")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_words_are_read_before_the_first_page_and_never_searched_for_garbage(settings: LazySettings) -> None:
    settings.READ_AT_START = [f"{__name__}.read"]
    READ.clear()
    reload(wsgi)
    assert READ == ["read"] and gc.get_freeze_count() > 10_000
