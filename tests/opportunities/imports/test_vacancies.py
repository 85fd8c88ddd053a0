"""Feeds of vacancies: refreshed by reference, bad ones set aside, gone ones listed and never closed."""

import json
import time
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from config.audit_trail.models import Event
from config.imports.actions import confirm_value
from config.imports.models import ImportFile, ValueToConfirm
from config.imports.sheets import SheetError
from config.places.models import Postcode
from config.refusal import Refused
from employers.models import Employer
from opportunities.imports.vacancies import VacancyReader
from opportunities.models import Opportunity
from tests.factories.offers import CENTRE, make_employer, make_opportunity
from tests.factories.people import make_user
from tests.opportunities.imports.sheets import DAY, asked, load_vacancies, refused

pytestmark = pytest.mark.django_db
NEXT_DAY = DAY + timedelta(days=1)


def advert(reference: str = "1", **said: Any) -> dict[str, Any]:
    return {
        "vacancyReference": reference,
        "title": "Bricklaying apprentice",
        "employerName": "Moorgrit Builders Ltd",
    } | said


def feed(*adverts: Any) -> dict[str, Any]:
    return {"vacancies": list(adverts)}


def test_an_advert_goes_live_under_its_reference_and_leaves_events() -> None:
    report = load_vacancies(feed(advert("VAC1000")))
    assert report.counts["taken"] == 1
    made = Opportunity.objects.get()
    assert (made.state, made.source, made.reference, made.confirmed_on) == ("live", "display_advert", "1000", DAY)
    assert (made.places, made.occupation != "", made.category) == (1, True, "construction_and_trades")
    assert set(Event.objects.filter(subject_id=made.public_id).values_list("verb", flat=True)) == {
        "opportunity_drafted",
        "opportunity_live",
    }


def test_a_council_vacancy_waits_for_its_review() -> None:
    make_employer("Parks Department", kind=Employer.Kind.COUNCIL_DEPARTMENT)
    load_vacancies(feed(advert(employerName="Parks department")))
    assert Opportunity.objects.get().state == "draft"
    assert Employer.objects.count() == 1


def test_an_employer_is_found_again_and_one_not_named_is_said_to_be_so() -> None:
    load_vacancies(feed(advert("1"), advert("2", employerName="MOORGRIT BUILDERS"), advert("3", employerName=None)))
    assert set(Employer.objects.values_list("name", flat=True)) == {
        "Moorgrit Builders Ltd",
        "Employer not named in the advert",
    }


def test_a_bad_record_is_set_aside_alone() -> None:
    report = load_vacancies(feed(advert("1"), advert("2", title=" "), {"title": "No reference"}, "nonsense", 5))
    assert [row for row, _, _ in refused(report)] == [2, 3, 4, 4, 5, 5]
    assert (report.is_refused, Opportunity.objects.count()) == (False, 1)


def test_the_same_advert_twice_in_one_file_is_set_aside() -> None:
    report = load_vacancies(feed(advert("VAC1"), advert("1"), advert("2")))
    assert report.counts["refused"] == 2
    assert Opportunity.objects.get().reference == "2"


def test_a_refresh_changes_what_changed_and_keeps_what_people_did() -> None:
    load_vacancies(feed(advert("1", hoursPerWeek=30), advert("2")))
    Opportunity.objects.filter(reference="1").update(state="paused")
    report = load_vacancies(feed(advert("VAC1", hoursPerWeek=37.5), advert("2")), as_of=NEXT_DAY)
    assert (report.counts["taken"], report.counts["unchanged"]) == (1, 1)
    changed = Opportunity.objects.get(reference="1")
    assert (changed.hours_per_week, changed.state) == (37.5, "paused")
    assert Event.objects.get(verb="opportunity_changed").fields == ["hours_per_week"]
    assert set(Opportunity.objects.values_list("confirmed_on", flat=True)) == {NEXT_DAY}


def test_what_is_gone_is_listed_and_found_and_not_closed() -> None:
    load_vacancies(feed(advert("1"), advert("2"), advert("3")))
    assert not Opportunity.objects.gone_from_feed().exists()
    report = load_vacancies(feed(advert("1"), advert("3", title="")), as_of=NEXT_DAY)
    assert report.absent_keys == ["2"]
    assert [gone.reference for gone in Opportunity.objects.gone_from_feed()] == ["2"]
    assert Opportunity.objects.get(reference="2").state == "live"
    Opportunity.objects.filter(reference="2").update(state="closed")
    assert not Opportunity.objects.gone_from_feed().exists()


def test_what_is_back_is_no_longer_gone() -> None:
    load_vacancies(feed(advert("1"), advert("2")))
    load_vacancies(feed(advert("1")), as_of=NEXT_DAY)
    load_vacancies(feed(advert("1"), advert("2", hoursPerWeek=20)), as_of=NEXT_DAY + timedelta(days=1))
    assert not Opportunity.objects.gone_from_feed().exists()


def test_offers_posted_here_are_never_gone_from_a_feed() -> None:
    make_opportunity(confirmed_on=date(2020, 1, 1))
    load_vacancies(feed(advert("1")))
    assert not Opportunity.objects.gone_from_feed().exists()


def test_an_older_file_is_refused_and_as_history_unsettles_nothing() -> None:
    load_vacancies(feed(advert("1", hoursPerWeek=37)), as_of=NEXT_DAY)
    with pytest.raises(Refused, match="a newer one"):
        load_vacancies(feed(advert("1", hoursPerWeek=20)))
    load_vacancies(feed(advert("1", hoursPerWeek=20)), older_anyway=True)
    made = Opportunity.objects.get()
    assert (made.hours_per_week, made.confirmed_on) == (37, NEXT_DAY)


def test_pay_under_the_minimum_is_taken_and_asked() -> None:
    wage = {"wageType": "Custom", "wageAmount": 11000, "wageUnit": "Annually"}
    report = load_vacancies(feed(advert("1", wage=wage, hoursPerWeek=37.5)))
    assert asked(report) == [("wage", "£11000 a year")]
    assert "£5.64 an hour is under the legal minimum for this age, £8.00" in report.rows[0].problems[0].sentence
    assert Opportunity.objects.get().pay_amount == 11000


UNREAD = {
    "closingDate": "2026-02-31",
    "numberOfPositions": "two",
    "hoursPerWeek": 375,
    "wage": {"wageAmount": "twelve pounds", "wageUnit": "Hourly"},
    "addresses": [{"addressLine1": "Mill Lane", "postcode": "ZZ1 1ZZ"}],
}


def test_what_cannot_be_read_is_asked_and_kept_and_without_its_closing_date_nothing_goes_live() -> None:
    report = load_vacancies(feed(advert("1", **UNREAD)))
    assert asked(report) == [
        ("numberOfPositions", "two"),
        ("closingDate", "2026-02-31"),
        ("hoursPerWeek", "375"),
        ("wage", "twelve pounds"),
        ("postcode", "ZZ1 1ZZ"),
    ]
    assert all(problem.sentence for problem in report.rows[0].problems)
    made = Opportunity.objects.get()
    assert (made.state, made.closes_on, made.places, made.pay_amount) == ("draft", None, 1, None)
    said = {"closingDate": "2026-02-31", "numberOfPositions": "two", "postcode": "ZZ1 1ZZ", "hoursPerWeek": "375"}
    assert made.also_said == said | {"wage": UNREAD["wage"]}


def test_a_posting_is_asked_about_too_and_a_range_is_no_question() -> None:
    posting = {"identifier": "1", "title": "Cook", "validThrough": "soon", "baseSalary": {"value": "twelve pounds"}}
    other = {"identifier": "2", "title": "Cook", "baseSalary": {"value": "Competitive"}, "workHours": "Mornings"}
    report = load_vacancies([posting, other], "jobposting")
    assert asked(report) == [("validThrough", "soon"), ("baseSalary", "twelve pounds")]
    assert [made.state for made in Opportunity.objects.order_by("reference")] == ["draft", "live"]


def test_a_closing_date_that_was_known_stands_until_the_new_one_can_be_read() -> None:
    load_vacancies(feed(advert("1", closingDate="2026-12-01")))
    load_vacancies(feed(advert("1", closingDate="2026-12-32")), as_of=NEXT_DAY)
    assert Opportunity.objects.values_list("state", "closes_on").get() == ("live", date(2026, 12, 1))
    question = ValueToConfirm.objects.get()
    confirm_value(question=question, code="2026-12-31", reader=VacancyReader("display-advert"), by=question.owner)
    assert Opportunity.objects.get().closes_on == date(2026, 12, 31)


def test_a_position_comes_from_the_postcode_or_else_from_two_numbers_of_this_country() -> None:
    Postcode.objects.create(code="BD1 1HY", location=CENTRE)
    addresses = [
        {"addressLine1": "Mill Lane", "postcode": "bd11hy", "latitude": 1, "longitude": 1},
        {"postcode": "ZE1 9ZZ", "latitude": "53.8", "longitude": "-1.76"},
        {"addressLine1": "Nowhere", "latitude": 0, "longitude": 0},
        {"addressLine1": "Odd", "latitude": "POINT(0 0)", "longitude": None},
    ]
    load_vacancies(feed(advert(addresses=addresses)))
    sites = Opportunity.objects.get().sites.order_by("pk")
    assert [site.location and site.location.coords for site in sites] == [CENTRE.coords, (-1.76, 53.8), None, None]


@pytest.mark.parametrize(
    "content",
    [
        [advert("1")],
        feed(advert("1")),
        {"@graph": [advert("1")]},
        advert("1"),
        json.dumps(feed(advert("1"))).encode("utf-16"),
    ],
)
def test_every_wrapping_is_read(content: Any) -> None:
    assert load_vacancies(content).counts["taken"] == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{not json", "cannot be read as JSON"),
        (b"\xff\xfe\xfd", "cannot be read as JSON"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (feed(), "no vacancies in it"),
        (
            {"jobs": []},
            "does not look like display-advert.* --format jobposting or .*; .* “vacancies” or “@graph”",
        ),
        ([1, 2], "does not look like display-advert"),
        ({"identifier": "1", "title": "Cook"}, "does not look like display-advert"),
        ({"vacancies": [advert("1")], "totalFiltered": 40, "totalPages": 40}, "1 of 40 vacancies"),
    ],
)
def test_another_file_is_refused_in_words(content: Any, says: str) -> None:
    with pytest.raises((Refused, SheetError), match=says):
        load_vacancies(content)
    assert not ImportFile.objects.exists()


def test_what_a_database_cannot_keep_is_left_out() -> None:
    numbers = b'"odd": 1e999, "not": NaN, "hoursPerWeek": Infinity'
    data = b'[{"vacancyReference": "1", "title": "Cook\\u0000 \\ud800", ' + numbers + b"}]"
    assert load_vacancies(data).counts["taken"] == 1
    made = Opportunity.objects.get()
    assert (made.title, made.hours_per_week, made.also_said) == ("Cook ?", None, {})


def test_a_large_feed_takes_no_more_queries_than_a_small_one(django_assert_max_num_queries) -> None:
    for number in (3, 300):
        adverts = [advert(f"{number}-{one}", employerName=f"Fern {number} {one}") for one in range(number)]
        with django_assert_max_num_queries(36):
            load_vacancies(feed(*adverts), as_of=DAY - timedelta(days=300 - number))
    assert Opportunity.objects.count() == 303


def test_the_command_needs_a_format_and_says_what_happened(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "vacancies.json"
    path.write_text(json.dumps(feed(advert("1"), advert("2", title=""))), encoding="utf-8")
    call_command("import_vacancies", str(path), format="display-advert", by=make_user("virtual_school").email)
    assert "1 taken, 1 refused" in capsys.readouterr().out


def test_a_feed_of_which_nothing_could_be_taken_stores_nothing_and_fails(tmp_path, capsys) -> None:
    load_vacancies(feed(advert("1")))
    path = tmp_path / "vacancies.json"
    path.write_text(json.dumps(feed(advert("1", title=""))), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        call_command("import_vacancies", str(path), format="display-advert", by=make_user("virtual_school").email)
    assert left.value.code == 1
    assert "This advert has no title" in (out := capsys.readouterr().out) and "nothing was stored" in out
    assert (ImportFile.objects.count(), Opportunity.objects.gone_from_feed().count()) == (1, 0)


def test_fewer_places_than_are_taken_keeps_the_taken_ones_and_asks() -> None:
    """O7: one advert of a feed that shrinks under young people does not stop the whole feed."""
    load_vacancies(feed(advert("1", numberOfPositions=3), advert("2")))
    Opportunity.objects.filter(reference="1").update(places_taken=2)
    report = load_vacancies(feed(advert("1", numberOfPositions=1), advert("2", title="Roofing apprentice")))
    assert report.committed and report.counts == {"taken": 1, "refused": 0, "to_confirm": 1, "unchanged": 0}
    kept = Opportunity.objects.get(reference="1")
    assert (kept.places, kept.places_taken) == (2, 2)
    question = ValueToConfirm.objects.get()
    assert (question.column, question.value) == ("numberOfPositions", "1")
    assert question.sentence.startswith("The advert now says 1 place, and 2 are taken by young people here.")
    assert Opportunity.objects.get(reference="2").title == "Roofing apprentice"


def test_a_feed_of_too_many_adverts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.imports.delimited.MOST_ROWS", 2)
    with pytest.raises(SheetError, match="has more than 2 rows"):
        load_vacancies(feed(advert("1"), advert("2"), advert("3")))


def test_a_huge_number_is_no_number_of_places() -> None:
    """A whole number of a million digits is never worked out: reading it takes no time."""
    before = time.perf_counter()
    load_vacancies(feed(advert("1", numberOfPositions="1e999999"), advert("2", numberOfPositions="9" * 4000)))
    assert time.perf_counter() - before < 5
    assert set(Opportunity.objects.values_list("places", flat=True)) == {1}
