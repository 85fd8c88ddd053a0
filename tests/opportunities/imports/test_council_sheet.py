"""A council's own list of vacancies, in the words of several recruitment systems (O7)."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest

from config.imports.models import ValueToConfirm
from config.imports.report import ImportReport
from config.imports.run import load
from config.places.models import Postcode
from config.refusal import Refused
from employers.models import Employer
from opportunities.imports.vacancies import VacancyReader
from opportunities.models import Opportunity
from tests.factories.offers import CENTRE
from tests.factories.people import make_council, make_user
from tests.opportunities.imports.sheets import DAY

pytestmark = pytest.mark.django_db


def load_posts(*posts: dict[str, str], as_of: date = DAY) -> ImportReport:
    Postcode.objects.get_or_create(code="BD1 1HY", defaults={"location": CENTRE, "area_code": "E08000032"})
    written = io.StringIO()
    headings = list(dict.fromkeys(heading for post in posts for heading in post))
    table = csv.DictWriter(written, headings, restval="")
    table.writeheader()
    table.writerows(posts)
    by = make_user("virtual_school")
    reader = VacancyReader("council-sheet")
    return load(written.getvalue().encode(), "jobs.csv", reader=reader, council=make_council(), by=by, as_of=as_of)


def test_a_post_under_the_headings_of_another_system() -> None:
    report = load_posts(
        {
            "Requisition Number": "R7", "Job_Title": "Customer Service Assistant", "Directorate": "Customer Services",
            "Job Base": "ignored", "Work Location": "Town Hall", "Post Code": "BD1 1HY", "Salary Range": "£13 an hour",
            "Pay Grade": "Band 4", "Weekly Hours": "22.2", "Contract Type": "Permanent", "No. of Posts": "2",
            "Closing Date": "18/12/2026", "Essential Criteria": "Listens well; Arrives on time", "Main Duties": "Help.",
        }
    )  # fmt: skip
    assert (report.counts["taken"], report.unread_columns) == (1, ("Job Base",))
    post = Opportunity.objects.get()
    assert (post.reference, post.title, post.employer.name) == ("R7", "Customer Service Assistant", "Customer Services")
    assert (post.kind, post.places, str(post.closes_on)) == ("job", 2, "2026-12-18")
    assert (post.pay_amount, post.pay_unit, post.pay_words) == (Decimal(13), "hour", "£13 an hour; Band 4")
    assert (post.hours_per_week, post.hours_pattern, post.description) == (Decimal("22.2"), "Permanent", "Help.")
    assert {one.words for one in post.requirements.all()} == {"Listens well", "Arrives on time"}
    assert [(site.address, site.postcode) for site in post.sites.all()] == [("Town Hall", "BD1 1HY")]
    assert post.also_said == {"Job Base": "ignored"}


def test_every_post_is_a_departments_and_waits_for_its_review() -> None:
    load_posts({"Reference": "1", "Title": "Cleaner", "Department": ""}, {"Reference": "2", "Title": "Clerk"})
    assert set(Employer.objects.values_list("kind", flat=True)) == {Employer.Kind.COUNCIL_DEPARTMENT}
    assert set(Opportunity.objects.values_list("state", flat=True)) == {"draft"}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"Title": "Apprentice Gardener"}, "apprenticeship"),
        ({"Title": "Gardener", "Contract": "Apprenticeship (24 months)"}, "apprenticeship"),
        ({"Title": "Foundation apprentice, highways"}, "foundation_apprenticeship"),
        ({"Title": "Supported internship in the archive"}, "supported_internship"),
        ({"Title": "Intern, press office"}, "internship"),
        ({"Title": "Internal Auditor"}, "job"),
        ({"Title": "Volunteer driver"}, "volunteering"),
        ({"Title": "Clerk", "Ring Fenced": "Y"}, "council_ringfenced"),
        ({"Title": "Clerk", "Ring Fenced": "No"}, "job"),
    ],
)
def test_its_kind(said: dict[str, str], kind: str) -> None:
    load_posts({"Reference": "1"} | said)
    assert Opportunity.objects.get().kind == kind


def test_a_range_and_hours_in_words_stay_words_and_nonsense_is_asked() -> None:
    report = load_posts(
        {"Ref": "1", "Role": "Clerk", "Salary": "£24,404 - £25,119", "Hours": "37 hours a week, flexible"},
        {"Ref": "2", "Role": "Cook", "Salary": "see advert", "Hours": "Part time", "Closing Date": "soon"},
    )
    first, second = Opportunity.objects.order_by("reference")
    assert (first.pay_amount, first.pay_words, first.hours_per_week) == (None, "£24,404 - £25,119", Decimal(37))
    assert (second.hours_per_week, second.hours_pattern) == (None, "Part time")
    assert report.counts["to_confirm"] == 1
    assert set(ValueToConfirm.objects.values_list("column", flat=True)) == {"Salary", "Closes On"}


def test_several_places_and_work_from_home() -> None:
    load_posts(
        {"Ref": "1", "Role": "Clerk", "Location": "Town Hall BD1 1HY; Mill Lane", "Postcode": "BD1 1HY"},
        {"Ref": "2", "Role": "Adviser", "Location": "Home based", "Postcode": ""},
    )
    first, second = Opportunity.objects.order_by("reference")
    assert {(site.address, site.postcode) for site in first.sites.all()} == {
        ("Town Hall", "BD1 1HY"),
        ("Mill Lane", ""),
    }
    assert (second.is_remote, second.sites.count()) == (True, 0)


def test_a_newer_list_refreshes_and_says_what_is_gone() -> None:
    load_posts({"Ref": "1", "Role": "Clerk"}, {"Ref": "2", "Role": "Cook"})
    report = load_posts({"Ref": "1", "Role": "Senior clerk"}, as_of=DAY + timedelta(1))
    assert Opportunity.objects.get(reference="1").title == "Senior clerk"
    assert [one.reference for one in Opportunity.objects.gone_from_feed()] == ["2"]
    assert report.counts["taken"] == 1


def test_a_sheet_without_references_is_refused() -> None:
    with pytest.raises(Refused, match="lacks the columns Reference"):
        load_posts({"Role": "Clerk", "Salary": "£12"})


def test_what_a_row_lacks_sets_it_aside_alone() -> None:
    report = load_posts({"Ref": "1", "Role": ""}, {"Ref": "2", "Role": "Cook"})
    assert (report.counts["refused"], report.counts["taken"]) == (1, 1)
