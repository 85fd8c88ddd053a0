"""The aspiration audit: joined to the cohort, versions kept, unknowns asked."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.gis.geos import Point
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aspirations.imports.audit_sheet import AuditReader
from aspirations.models import AspirationAudit, AspirationRound, CarePeriod
from config.audit_trail.models import Event
from config.imports.actions import confirm_value
from config.imports.models import ValueToConfirm
from config.imports.sheet_error import SheetError
from config.outbox.models import Message
from config.places.models import Postcode
from opportunities.vocabulary.career_categories import BY_CODE
from tests.factories.people import DAY, make_audit, make_council, make_person, make_user
from tests.factories.people_sheets import load_audit

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=31)
WORRY = "i want to kill myself"
HOME = Point(-1.7519, 53.7944, srid=4326)


@pytest.fixture
def officer(db):
    return make_user("virtual_school")


@pytest.fixture
def robin(db):
    return make_person(child_id="C1", on_caseload_of=make_user())


@pytest.fixture(autouse=True)
def known_postcode(db):
    Postcode.objects.create(code="BD1 1HX", location=HOME, area_code="E08000032")


@pytest.fixture
def audit(officer, robin):
    """Loads rows about C1 (unless they say otherwise) as the Virtual School."""

    def load_rows(*rows, as_of=DAY, **options):
        return load_audit(
            [{"Child Unique ID": "C1", "Asked On": "01/11/2026", **row} for row in rows], officer, as_of, **options
        )

    return load_rows


def current():
    return AspirationAudit.objects.get(person__child_id="C1", is_current=True)


def test_a_full_row(audit, robin, officer):
    report = audit(
        {
            "Preferred Name": "Rob",
            "Round": "Autumn 2026",
            "Wish 1": "summat with cars",
            "Wish 2": "dunno",
            "Kinds Wanted": "Job; apprenticeship; work_experience",
            "Readiness": "Ready with support",
            "Hours Least": "16",
            "Hours Most": "37.5 hours",
            "Days": "not Fridays",
            "Furthest Travel (minutes)": "1 hour",
            "Travel By": "bus",
            "Home Postcode": "bd11hx",
            "Highest Level": "Level 2",
            "English": "Entry 3",
            "Maths": "none",
            "Driving Licence": "Provisional",
            "Right To Work": "Yes",
            "Right To Work Until": "31/12/2028",
            "Documents Held": "passport; NI number",
            "Documents Missing": "bank account",
            "On Benefits": "Y",
            "EHC Plan": "No",
            "Support Needs": "Flexible hours; quiet_place",
            "Circumstances": "young parent",
            "Strengths": "good with engines",
            "Care Periods": "01/02/2015-03/04/2021; 05/06/2021-",
        }
    )
    assert report.counts["taken"] == 1, report.rows
    told = current()
    assert (told.version, told.asked_on, told.round.name, told.recorded_by) == (
        1,
        date(2026, 11, 1),
        "Autumn 2026",
        officer,
    )
    assert told.kinds_wanted == ["job", "apprenticeship", "work_experience"]
    assert (told.readiness, told.days, told.strengths) == ("ready_supported", "not Fridays", "good with engines")
    assert (told.hours_least, told.hours_most, told.travel_minutes, told.travel_mode) == (
        16,
        Decimal("37.5"),
        60,
        "bus",
    )
    assert (told.postcode, told.home_area_code, told.home.coords) == ("BD1 1HX", "E08000032", HOME.coords)
    assert (told.level, told.english, told.maths) == ("2", "E3", "none")
    assert (told.licence, told.right_to_work, told.right_to_work_until) == ("provisional", "yes", date(2028, 12, 31))
    assert (told.documents_held, told.documents_missing) == (["photo_id", "ni_number"], ["bank_account"])
    assert (told.on_benefits, told.ehc_plan) == ("yes", "no")
    assert (told.support_needs, told.circumstances) == (["flexible_time", "quiet_place"], ["parent"])
    assert [(wish.rank, wish.own_words, wish.reading) for wish in told.wishes.order_by("rank")] == [
        (1, "summat with cars", "wish"),
        (2, "dunno", "no_wish"),
    ]
    robin.refresh_from_db()
    assert robin.preferred_name == "Rob"
    periods = robin.care_periods.values_list("started_on", "ended_on")
    assert list(periods) == [(date(2015, 2, 1), date(2021, 4, 3)), (date(2021, 6, 5), None)]
    assert AspirationRound.objects.get().opened_on == date(2026, 11, 1)
    event = Event.objects.get(verb="aspirations_recorded")
    assert (event.person_id, event.subject_id) == (robin.public_id, told.public_id)
    assert "wish_1" in event.fields
    assert "cars" not in str(event.context)


def test_a_wish_is_read_as_an_occupation_and_a_category(audit):
    audit({"Wish 1": "plumber"})
    wish = current().wishes.get()
    assert len(wish.occupation) == 4
    assert wish.category in BY_CODE
    assert 0 < wish.certainty <= 1
    assert "plumber" in wish.because


def test_a_worry_is_never_read_as_work(audit):
    audit({"Wish 1": WORRY})
    wish = current().wishes.get()
    assert wish.own_words == WORRY
    assert (wish.reading, wish.occupation, wish.category, wish.certainty) == ("worry", "", "", None)


def test_blank_is_not_known(audit):
    audit({"Wish 1": "nursing"})
    told = current()
    assert (told.level, told.english, told.maths, told.readiness) == ("", "", "", "")
    assert (told.licence, told.right_to_work, told.on_benefits, told.ehc_plan) == ("unknown",) * 4
    assert (told.hours_least, told.travel_minutes, told.home, told.postcode) == (None, None, None, "")
    assert not ValueToConfirm.objects.exists()


def test_an_unknown_id_is_refused_with_the_nearest(audit):
    make_person(child_id="AB1234")
    make_person(child_id="AB1235", council=make_council("E08000035", "Otherby"))
    report = audit({"Child Unique ID": "AB1243", "Wish 1": "nursing"}, {"Child Unique ID": "ZZ99", "Wish 1": "nursing"})
    near, far = (row.problems[0].sentence for row in report.rows)
    assert near.endswith("Did you mean “AB1234”?")
    assert "Load the cohort first" in far
    assert not AspirationAudit.objects.exists()


def test_one_row_for_each_person(audit):
    report = audit({"Wish 1": "nursing"}, {"Wish 1": "plumbing"})
    assert report.counts["refused"] == 2


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Kinds Wanted", "astronaut camp"),
        ("Readiness", "very ready indeed maybe"),
        ("Hours Least", "a few"),
        ("Hours Most", "200"),
        ("Furthest Travel (minutes)", "not far"),
        ("Travel By", "broomstick"),
        ("Home Postcode", "BD1 1ZZ"),
        ("Home Postcode", "round the corner"),
        ("Highest Level", "some GCSEs"),
        ("Driving Licence", "yes"),
        ("Right To Work", "pre-settled status"),
        ("Right To Work Until", "next year"),
        ("Documents Held", "a letter"),
        ("On Benefits", "sort of"),
        ("Support Needs", "a unicorn"),
        ("Circumstances", "it's complicated"),
        ("Asked On", "01/12/2031"),
        ("Care Periods", "since forever"),
        ("Care Periods", "01/02/2015-; 05/06/2021-"),
        ("Care Periods", "01/02/2015-01/01/2014"),
    ],
)
def test_a_value_in_doubt_is_unknown_and_asked(audit, robin, column, cell):
    report = audit({"Wish 1": "nursing", column: cell})
    assert report.counts["to_confirm"] == 1
    question = ValueToConfirm.objects.get()
    assert (question.column, question.owner, question.subject_id) == (column, robin.personal_adviser, robin.public_id)
    told = current()
    assert (told.kinds_wanted, told.documents_held, told.support_needs, told.circumstances) == ([], [], [], [])
    assert (told.readiness, told.level, told.licence, told.right_to_work, told.on_benefits, told.travel_mode) == (
        "",
        "",
        "unknown",
        "unknown",
        "unknown",
        "unknown",
    )
    assert (told.hours_least, told.hours_most, told.travel_minutes, told.right_to_work_until) == (None,) * 4
    assert told.home is None
    assert not CarePeriod.objects.exists()


def test_hours_the_wrong_way_round_are_both_asked(audit):
    audit({"Hours Least": "30", "Hours Most": "16"})
    assert (current().hours_least, current().hours_most) == (None, None)
    assert set(ValueToConfirm.objects.values_list("column", flat=True)) == {"Hours Least", "Hours Most"}


def test_certain_values_of_a_list_are_kept_beside_one_in_doubt(audit, robin):
    audit({"Support Needs": "Flexible hours; a unicorn"})
    assert current().support_needs == ["flexible_time"]
    question = ValueToConfirm.objects.get()
    assert question.value == "a unicorn"
    confirm_value(question=question, code="quiet_place", reader=AuditReader(), by=robin.personal_adviser)
    assert current().support_needs == ["flexible_time", "quiet_place"]


def test_a_confirmed_postcode_puts_the_home_on_the_map(audit, robin):
    audit({"Home Postcode": "BD1 1XH"})
    question = ValueToConfirm.objects.get()
    confirm_value(question=question, code="BD1 1HX", reader=AuditReader(), by=robin.personal_adviser)
    assert current().home.coords == HOME.coords
    assert current().version == 2


def test_a_new_answer_is_a_new_version_and_the_old_one_stays(audit):
    audit({"Wish 1": "nursing", "Maths": "1"})
    audit({"Wish 1": "plumbing", "Maths": "Level 2", "Asked On": "01/12/2026"}, as_of=LATER)
    versions = AspirationAudit.objects.order_by("version").values_list("version", "is_current", "maths")
    assert list(versions) == [(1, False, "1"), (2, True, "2")]
    assert current().wishes.get().own_words == "plumbing"


def test_the_same_row_again_makes_no_version(audit):
    audit({"Wish 1": "nursing"})
    report = audit({"Days": "", "Wish 1": "nursing"}, as_of=LATER)
    assert report.counts["unchanged"] == 1
    assert AspirationAudit.objects.count() == 1


def test_what_was_asked_before_does_not_replace_what_was_told_since(audit, robin):
    make_audit(robin, "painting", asked_on=date(2026, 11, 10))
    audit({"Wish 1": "nursing"})
    assert current().wishes.get().own_words == "painting"
    assert AspirationAudit.objects.get(version=2).wishes.get().own_words == "nursing"


def test_columns_in_any_order_and_spelling(audit, officer):
    report = load_audit([{"WISH 1": "nursing", "child unique id": "C1", "Furthest travel": "20"}], officer)
    assert report.counts["taken"] == 1
    assert current().travel_minutes == 20
    assert current().asked_on == DAY


def test_a_sheet_without_child_ids(officer):
    with pytest.raises(SheetError, match="Child Unique ID"):
        AuditReader().open(b"Name,Wish 1\nRobin,nursing\n", "audit.csv")


def test_a_wish_too_long_to_keep_is_refused_not_cut(audit):
    report = audit({"Wish 1": "n" * 501})
    assert report.is_refused
    assert "501" in report.rows[0].problems[0].sentence


def test_a_second_sheet_corrects_the_care_periods(audit, robin):
    audit({"Care Periods": "01/02/2015-03/04/2021"})
    audit({"Care Periods": "2016-02-01 - 2021-04-03"}, as_of=LATER)
    assert list(robin.care_periods.values_list("started_on", "ended_on")) == [(date(2016, 2, 1), date(2021, 4, 3))]


def test_the_number_of_queries_does_not_grow_with_the_rows(officer):
    counts = []
    for number, day in ((10, DAY), (60, LATER)):
        rows = [
            {
                "Child Unique ID": make_person(manager=officer).child_id,
                "Wish 1": f"wish {place}",
                "Home Postcode": "BD1 1HX",
            }
            for place in range(number)
        ]
        with CaptureQueriesContext(connection) as queries:
            load_audit(rows, officer, day)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# Worries


def test_a_worry_is_asked_of_the_adviser_without_its_words(audit, robin):
    report = audit({"Wish 1": "nursing", "Wish 2": WORRY})
    question = ValueToConfirm.objects.get()
    assert (question.column, question.value, question.owner) == ("Wish 2", "(not shown here)", robin.adviser)
    assert question.sentence.endswith(f"A person reads them today: {robin.adviser}.")
    message = Message.objects.get()
    assert (message.to, message.person_id, message.subject) == (
        robin.adviser.email,
        robin.public_id,
        "Something to read today",
    )
    assert "record of C1" in message.body
    assert WORRY not in f"{report.as_dict()} {message.body} {question.sentence}"


def test_a_worry_is_closed_by_who_saw_to_it_and_nothing_is_written(audit, robin):
    audit({"Wish 1": WORRY})
    confirm_value(question=ValueToConfirm.objects.get(), code="read", reader=AuditReader(), by=robin.adviser)
    assert not ValueToConfirm.objects.open().exists()
    assert AspirationAudit.objects.count() == Message.objects.count() == 1


def test_a_worry_stays_open_when_a_newer_row_says_it_no_more_and_nobody_is_told_twice(audit):
    audit({"Wish 1": WORRY})
    audit({"Wish 1": WORRY, "Maths": "1"}, as_of=DAY + timedelta(days=1))
    audit({"Wish 1": "nursing"}, as_of=LATER)
    assert ValueToConfirm.objects.open().filter(column="Wish 1").exists()
    assert Message.objects.count() == 1


# What a newer row leaves


def test_a_blank_cell_never_erases_a_known_answer(audit):
    audit(
        {"Wish 1": "nursing", "Maths": "Level 2", "Travel By": "bus", "Home Postcode": "BD1 1HX", "Strengths": "kind"}
    )
    audit({"Maths": "Level 3", "Travel By": "", "Strengths": "not known"}, as_of=LATER)
    told = current()
    assert (told.version, told.maths, told.travel_mode, told.home.coords, told.strengths) == (
        2,
        "3",
        "bus",
        HOME.coords,
        "",
    )
    assert told.wishes.get().own_words == "nursing"


@pytest.mark.parametrize(("cell", "is_home"), [("BD1 1ZZ", True), ("round the corner", True), ("not known", False)])
def test_an_unknown_postcode_leaves_the_known_home(audit, cell, is_home):
    audit({"Home Postcode": "BD1 1HX"})
    audit({"Home Postcode": cell}, as_of=LATER)
    assert (current().postcode == "BD1 1HX", current().home is not None) == (is_home, is_home)


def test_parts_of_one_answer_are_not_of_two_days(audit):
    audit({"Hours Least": "8", "Hours Most": "16", "Documents Missing": "passport", "On Benefits": "yes"})
    audit({"Hours Least": "30", "Documents Held": "passport", "On Benefits": "unknown"}, as_of=LATER)
    told = current()
    assert (told.hours_least, told.hours_most, told.documents_missing, told.on_benefits) == (30, None, [], "unknown")


@pytest.mark.parametrize("cell", ["01/12/2031", "whenever"])
def test_the_day_that_is_kept_meanwhile_is_said(audit, cell):
    audit({"Wish 1": "nursing", "Asked On": cell})
    assert ValueToConfirm.objects.get().sentence.endswith("Kept as asked on 20 November 2026 until you say.")
    assert current().asked_on == DAY


def test_a_year_of_two_figures_is_offered_as_this_century(audit):
    audit({"Wish 1": "nursing", "Asked On": "3/11/26"})
    assert ValueToConfirm.objects.get().candidates == ["2026-11-03"]
