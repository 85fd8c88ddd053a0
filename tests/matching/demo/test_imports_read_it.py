"""The product's own imports read every row; what they ask is what was meant to be asked."""

from collections import Counter

import pytest

from aspirations.imports.cohort import CohortReader
from config.accounts.models import Council, User
from config.imports.report import Outcome
from config.imports.run import load
from config.places.models import Postcode
from matching.demo import council as invented
from matching.demo.employers import employers
from matching.demo.files import DemoFiles, write_files
from matching.demo.spellings import ASKED
from opportunities.imports.pledge_sheet import PledgeReader
from opportunities.imports.vacancies import VacancyReader

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Council:
    council = Council.objects.create(code=invented.CODE, name=invented.NAME)
    User.objects.bulk_create(
        User(email=user.email, name=user.name, council=council, team=user.team, roles=list(user.roles))
        for user in invented.users()
    )
    return council


@pytest.fixture
def files(tmp_path) -> DemoFiles:
    return write_files(tmp_path)


def checked(path, reader, council, day):
    by = User.objects.get(email="virtual.school@example.org")
    report = load(path.read_bytes(), path.name, reader=reader, council=council, by=by, as_of=day, dry_run=True)
    return report, Counter(row.outcome for row in report.rows)


def test_cohort_files(council, files):
    old_codes = 7
    for (day, path), asked in zip(files.cohorts, (0, 0, len(ASKED) + old_codes), strict=True):
        _, outcomes = checked(path, CohortReader(), council, day)
        assert outcomes[Outcome.TO_CONFIRM] == asked
        assert outcomes[Outcome.REFUSED] == 0


def test_vacancies(council, files):
    _, outcomes = checked(files.vacancies, VacancyReader("display-advert"), council, invented.DAY)
    assert outcomes[Outcome.REFUSED] == 1  # the one without a title
    assert sum(outcomes.values()) == 33


def test_pledge_sheet(council, files):
    Postcode.objects.bulk_create(Postcode(code=code) for code in {code for one in employers() for code in one.sites})
    report, outcomes = checked(files.pledges, PledgeReader(), council, invented.DAY)
    assert outcomes == {Outcome.TAKEN: 230}, [row for row in report.rows if row.problems]
