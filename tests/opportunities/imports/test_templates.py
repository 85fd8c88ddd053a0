"""The templates that councils fill in import cleanly, invented rows and all: nothing refused, nothing asked."""

from datetime import date
from pathlib import Path

import pytest

from aspirations.imports.audit_sheet import AuditReader
from aspirations.imports.cohort import CohortReader
from aspirations.models import YoungPerson
from config.imports.report import ImportReport
from config.imports.run import load
from config.imports.source import Reader
from config.places.models import Postcode
from opportunities.imports.council_sheet import COLUMNS
from opportunities.imports.pledge_sheet import HEADINGS, PledgeReader
from opportunities.imports.vacancies import VacancyReader
from opportunities.models import Opportunity, Pledge
from tests.factories.offers import CENTRE
from tests.factories.people import make_council, make_user

DOCS = Path(__file__).parents[3] / "docs"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place() -> None:
    for code in ("BD1 1AA", "BD1 1HY"):
        Postcode.objects.create(code=code, location=CENTRE, area_code="E08000032")


def load_template(name: str, reader: Reader) -> ImportReport:
    data = (DOCS / "templates" / name).read_bytes()
    by = make_user("virtual_school")
    report = load(data, name, reader=reader, council=make_council(), by=by, as_of=date(2026, 11, 20))
    assert report.unread_columns == ()
    return report


def test_the_templates_about_people_import_cleanly() -> None:
    make_user("team_manager")
    for role, name in (("social_worker", "Ivy"), ("personal_adviser", "Rowan")):
        make_user(role, name=name)
    for name, reader in (("cohort.csv", CohortReader()), ("audit.csv", AuditReader())):
        report = load_template(name, reader)
        assert report.counts == {"taken": 2, "refused": 0, "to_confirm": 0, "unchanged": 0}, report.as_dict()
    assert YoungPerson.objects.count() == 2


def test_the_pledge_template_imports_cleanly() -> None:
    assert load_template("pledges.csv", PledgeReader()).counts["taken"] == Pledge.objects.count() == 2
    assert Opportunity.objects.get().requirements.count() == 6


def test_the_vacancy_template_imports_cleanly() -> None:
    assert load_template("vacancies.json", VacancyReader("display-advert")).counts["taken"] == 2
    kinds = set(Opportunity.objects.values_list("kind", flat=True))
    assert kinds == {"apprenticeship", "foundation_apprenticeship"}


def test_the_council_vacancy_template_imports_cleanly_and_waits_for_its_review() -> None:
    assert load_template("council-vacancies.csv", VacancyReader("council-sheet")).counts["taken"] == 2
    assert set(Opportunity.objects.values_list("kind", "state")) == {
        ("apprenticeship", "draft"), ("council_ringfenced", "draft")
    }  # fmt: skip


def test_the_page_about_files_names_every_column_of_the_council_sheet() -> None:
    page = (DOCS / "file-formats.md").read_text(encoding="utf-8")
    assert [column for column in COLUMNS if column not in page] == []


def test_the_page_about_files_names_every_column_of_the_pledge_sheet() -> None:
    page = (DOCS / "file-formats.md").read_text(encoding="utf-8")
    assert not [heading for heading in HEADINGS.values() if heading not in page]
