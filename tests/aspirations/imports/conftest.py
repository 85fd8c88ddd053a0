"""Files are loaded after the days that they tell of."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories.people import DAY, make_user
from tests.factories.people_sheets import load_cohort


@pytest.fixture(autouse=True)
def after_every_file() -> Iterator[None]:
    noon = datetime.combine(DAY + timedelta(days=100), datetime.min.time(), timezone.get_default_timezone())
    with time_machine.travel(noon + timedelta(hours=12)):
        yield


@pytest.fixture
def manager(db):
    return make_user("team_manager", name="Bryony Heath")


@pytest.fixture
def rowan(db):
    return make_user("personal_adviser", name="Rowan Beck")


@pytest.fixture
def cohort(manager, rowan):
    """Loads rows as the team manager."""

    def load_rows(*rows, as_of=DAY, **options):
        return load_cohort(list(rows), manager, as_of, **options)

    return load_rows
