"""Files are loaded after the days that they tell of."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories.people import DAY


@pytest.fixture(autouse=True)
def after_every_file() -> Iterator[None]:
    noon = datetime.combine(DAY + timedelta(days=100), datetime.min.time(), timezone.get_default_timezone())
    with time_machine.travel(noon + timedelta(hours=12)):
        yield
