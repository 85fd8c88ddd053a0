"""The pledge sheet: what a row makes, what is asked, what is refused, and that twice is once."""

import time
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from config.audit_trail.models import Event
from config.imports.actions import confirm_value
from config.imports.models import ValueToConfirm
from config.places.models import Postcode
from config.refusal import NotAllowed, Refused
from employers.models import BusinessEvent, Employer
from opportunities.imports.pledge_sheet import HEADINGS, PledgeReader
from opportunities.models import Opportunity, Pledge
from tests.factories.offers import CENTRE
from tests.factories.people import make_user
from tests.opportunities.imports.sheets import asked, csv_of, load_pledges, load_sheet, pledge, refused

pytestmark = pytest.mark.django_db

FULL = {
    "Event": "Open Doors", "Event Date": "12/03/2026", "Employer Kind": "Charity or community group",
    "Sector": "Motor trade", "Employer Postcode": "bd1 1hy", "Contact Name": "Moss",
    "Contact E-mail": "moss@example.org", "Contact Phone": "01274 000000", "Covenant Signatory": "Yes",
    "Kind": "Apprenticeship", "Category": "Engineering and maintenance", "Description": "Help in the garage.",
    "Places": "2", "Sites": "Mill Lane, Bradford BD1 1AA; BD1 1HY", "Starts On": "05/01/2027",
    "Closes On": "12/12/2026", "Hours Per Week": "37.5", "Hours Pattern": "Monday to Friday", "Pay": "9.00",
    "Pay Per": "hour", "Duration": "15 months", "With Training": "Yes", "Remote": "No", "Ring-fenced": "Yes",
    "Guaranteed Interview": "No", "Contextual Minimum": "Shows up", "Support Given": "Mentor; Help with fares",
    "Support Not Given": "hybrid", "Age From": "16", "Age To": "24", "Level": "1", "English": "Level 1",
    "Maths": "E3", "Driving Licence": "Provisional", "Right To Work": "Yes", "DBS": "Basic",
    "Documents": "Photo ID; bank_account", "Residence": "Yes",
    "Other Requirements": "Five years of experience; Own boots", "Desirable": "Likes cars",
}  # fmt: skip


@pytest.fixture(autouse=True)
def postcodes() -> None:
    for code in ("BD1 1AA", "BD1 1HY"):
        Postcode.objects.create(code=code, location=CENTRE)


def test_a_full_row_makes_employer_event_pledge_and_draft() -> None:
    report = load_pledges(pledge() | FULL | {"Support Given": "Mentor"})
    assert (report.counts["taken"], report.unread_columns) == (1, ())
    employer = Employer.objects.get()
    assert (employer.name, employer.kind, employer.postcode, employer.covenant_signatory) == (
        "Millwheel Motors Ltd",
        "charity",
        "BD1 1HY",
        True,
    )
    assert employer.contacts.get().email == "moss@example.org"
    assert BusinessEvent.objects.get().held_on == date(2026, 3, 12)
    made = Pledge.objects.get()
    assert (made.state, made.quantity_pledged, made.quantity_converted) == ("captured", 3, 2)
    draft = Opportunity.objects.get()
    assert (draft.pledge, draft.employer, draft.state, draft.places) == (made, employer, "draft", 2)
    assert (draft.kind, draft.category, draft.occupation) == (
        "apprenticeship",
        "engineering_and_maintenance",
        draft.occupation,
    )
    assert (draft.starts_on, draft.closes_on) == (date(2027, 1, 5), date(2026, 12, 12))
    assert (draft.hours_per_week, draft.pay_amount, draft.pay_unit, draft.pay_words) == (Decimal("37.5"), 9, "hour", "")
    assert (draft.ring_fenced, draft.guaranteed_interview, draft.is_remote, draft.with_training) == (
        True,
        False,
        False,
        True,
    )
    assert (draft.support_given, draft.support_not_given) == (["mentor"], ["hybrid"])
    assert [(site.address, site.postcode, site.location is None) for site in draft.sites.order_by("pk")] == [
        ("Mill Lane, Bradford", "BD1 1AA", False),
        ("", "BD1 1HY", False),
    ]


def test_requirements_are_typed_and_free_words_never_exclude() -> None:
    load_pledges(pledge() | FULL)
    rows = Opportunity.objects.get().requirements.order_by("pk").values_list("type", "value", "essential")
    assert list(rows) == [
        ("age", "16-24", True),
        ("level", "1", True),
        ("english", "1", True),
        ("maths", "E3", True),
        ("licence", "provisional", True),
        ("right_to_work", "yes", True),
        ("dbs", "basic", True),
        ("document", "photo_id", True),
        ("document", "bank_account", True),
        ("residence", "E08000032", True),
        ("other", "", True),
        ("other", "", True),
        ("other", "", False),
    ]


def test_a_bare_row_is_a_pledge_alone_and_unknown_stays_unknown() -> None:
    load_pledges(pledge())
    made = Pledge.objects.get()
    assert (made.event, made.category, made.quantity_left) == (None, "", 3)
    assert Employer.objects.get().covenant_signatory is None
    assert not Opportunity.objects.exists()


def test_what_is_not_said_of_an_opportunity_is_empty() -> None:
    load_pledges(pledge(Places="1"))
    draft = Opportunity.objects.get()
    unknown = (draft.starts_on, draft.hours_per_week, draft.pay_amount, draft.with_training)
    assert unknown == (None, None, None, None)
    assert not draft.requirements.exists() and not draft.sites.exists()


def test_the_same_sheet_twice_changes_nothing() -> None:
    load_pledges(pledge() | FULL)
    before = list(Opportunity.objects.values()), list(Pledge.objects.values()), Event.objects.count()
    report = load_pledges(pledge() | FULL)
    assert "was loaded on" in report.sentence
    assert (list(Opportunity.objects.values()), list(Pledge.objects.values()), Event.objects.count()) == before


def test_a_changed_row_changes_its_draft_and_the_count_of_its_pledge() -> None:
    load_pledges(pledge() | FULL)
    draft = Opportunity.objects.get()
    changed = FULL | {"Places": "3", "Duration": "18 months", "Sites": "BD1 1HY", "Other Requirements": ""}
    load_pledges(pledge() | changed, pledge(Reference="P-2"))
    again = Opportunity.objects.get()
    assert (again.pk, again.places, again.duration, again.sites.count()) == (draft.pk, 3, "18 months", 1)
    assert Pledge.objects.get(reference="P-1").quantity_left == 0
    assert "duration" in Event.objects.get(verb="opportunity_changed").fields
    assert Event.objects.get(verb="pledge_changed").fields == ["quantity_converted"]


def test_an_opportunity_that_is_no_longer_a_draft_is_left_as_it_is() -> None:
    load_pledges(pledge() | FULL)
    Opportunity.objects.update(state="live", title="As agreed")
    load_pledges(pledge() | FULL | {"Title": "Another title", "Places": "1"})
    assert Opportunity.objects.get().title == "As agreed"
    made = Pledge.objects.get()
    assert (made.title, made.quantity_converted) == ("Another title", 2)


def test_a_row_absent_from_a_newer_sheet_is_listed_and_stays() -> None:
    load_pledges(pledge(), pledge(Reference="P-2"))
    report = load_pledges(pledge(Title="Garage helper"))
    assert report.absent_keys == ["P-2"]
    assert Pledge.objects.count() == 2


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("Quantity", "two", "Type how many are pledged, such as 2."),
        ("Quantity", "0", "Type how many are pledged, such as 2."),
        ("Quantity", "", "Type how many are pledged, such as 2."),
        ("Kind", "", "Say what is pledged"),
        ("Kind", "Yacht", "We do not know “Yacht”"),
        ("Employer", "", "Say who made the pledge."),
        ("Title", "", "Say in a few words what is offered."),
        ("Title", "x" * 151, "Shorten this to 150 letters."),
        ("Pledged On", "", "Say on which day it was pledged"),
        ("Contact E-mail", "moss at home", "Type an e-mail with an @."),
        ("Hours Per Week", "about 20", "Type the hours a week as a number, such as 37.5."),
        ("Hours Per Week", "375", "Type the hours of one week, at most 168."),
        ("Hours Per Week", "37.25", "with one figure after the point"),
        ("Age From", "young", "Type the age as a number, such as 18."),
        ("Other Requirements", "x" * 301, "Shorten each part to 300 letters"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_in_the_screens_words(column: str, value: str, says: str) -> None:
    [(row, where, sentence)] = refused(load_pledges(pledge() | {column: value}))
    assert (row, where) == (2, column)
    assert says in sentence
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    ("said", "column", "says"),
    [
        ({"Places": "4"}, "Places", "4 places are or would be open, of 3 pledged"),
        ({"Starts On": "01/12/2026", "Closes On": "02/12/2026"}, "Closes On", "must not be after the start"),
        ({"Age From": "20", "Age To": "18"}, "Age To", "must not be under the youngest, 20"),
        (
            {"Support Given": "mentor", "Support Not Given": "Mentor"},
            "Support Not Given",
            "Given and not given at once",
        ),
        ({"Event": "Open Doors"}, "Event Date", "on which day “Open Doors” was held"),
        (
            {"Pay": "7.20", "Pay Per": "hour", "Age To": "17"},
            "Pay",
            "for this age, £8.00. Raise the pay, or say which ages it is for.",
        ),
        ({"Pay": "£7.99 an hour", "Kind": "Apprenticeship"}, "Pay", "for this age, £8.00."),
    ],
)
def test_values_that_do_not_go_together_are_refused(said: dict[str, str], column: str, says: str) -> None:
    [(_, where, sentence)] = refused(load_pledges(pledge() | said))
    assert where == column and says in sentence


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"Category": "Cars and that"}, ("Category", "Cars and that")),
        ({"Support Given": "Mentor; Free lunch"}, ("Support Given", "Free lunch")),
        ({"Driving Licence": "Clean licence"}, ("Driving Licence", "Clean licence")),
        ({"Sites": "BD1 1AA; ZE1 1ZZ"}, ("Sites", "ZE1 1ZZ")),
        ({"Sites": "Mill Lane"}, ("Sites", "Mill Lane")),
        ({"Employer Postcode": "BD1"}, ("Employer Postcode", "BD1")),
        ({"Employer Postcode": "BD99 9ZZ"}, ("Employer Postcode", "BD99 9ZZ")),
        ({"Event": "Open Doors", "Event Date": "12/03/2031"}, ("Event Date", "12/03/2031")),
        ({"Pledged On": "12/03/2031"}, ("Pledged On", "12/03/2031")),
        ({"Level": "degree-ish"}, ("Level", "degree-ish")),
        ({"Pay": "twelve pounds", "Pay Per": "hour"}, ("Pay", "twelve pounds")),
        ({"Pay": "240", "Pay Per": "fortnight"}, ("Pay Per", "fortnight")),
        ({"Starts On": "in spring"}, ("Starts On", "in spring")),
        ({"Pay": "12.71"}, ("Pay Per", "")),
        ({"Pay": "12.71", "Pay Per": "year"}, ("Pay", "12.71")),
        ({"Pay": "£10.85 an hour"}, ("Pay", "£10.85 an hour")),
        ({"Ring-fenced": "maybe"}, ("Ring-fenced", "maybe")),
    ],
)
def test_a_value_in_doubt_is_taken_as_unknown_and_asked(said: dict[str, str], where: tuple[str, str]) -> None:
    report = load_pledges(pledge(Places="1") | said)
    assert asked(report) == [where]
    assert Opportunity.objects.get().state == "draft"
    assert ValueToConfirm.objects.get().value == where[1]


def test_an_employer_with_a_postcode_nobody_knows_is_found_by_name() -> None:
    load_pledges(pledge(Employer_Postcode="BD1 1HY"))
    load_pledges(pledge(Reference="P-2", Employer_Postcode="BD99 9ZZ"))
    assert Employer.objects.get().postcode == "BD1 1HY"


def test_a_level_that_hedges_asks_for_nothing_until_it_is_confirmed() -> None:
    load_pledges(pledge(Places="1", Level="degree-ish"))
    assert not Opportunity.objects.get().requirements.exists()
    question = ValueToConfirm.objects.get()
    confirm_value(question=question, code="3", reader=PledgeReader(), by=question.owner)
    assert Opportunity.objects.get().requirements.get().value == "3"


def test_pay_in_words_that_may_be_one_amount_is_kept_and_asked() -> None:
    report = load_pledges(pledge(Places="1", Pay="twelve pounds"))
    assert "Type the pay as a number, such as 12.71; kept as words." in report.rows[0].problems[0].sentence
    assert Opportunity.objects.get().pay_words == "twelve pounds"


@pytest.mark.parametrize("pay", ["Competitive", "£24,000 to £26,000 a year", "£12-£13 an hour", "Band 5", ""])
def test_a_range_or_a_band_is_no_question(pay: str) -> None:
    assert load_pledges(pledge(Places="1", Pay=pay)).counts["taken"] == 1


def test_certain_parts_of_a_list_are_kept_and_addresses_too() -> None:
    load_pledges(pledge(Places="1", Support_Given="Mentor; Free lunch", Sites="Mill Lane; BD1 1AA"))
    draft = Opportunity.objects.get()
    assert draft.support_given == ["mentor"]
    assert [(site.address, site.location is None) for site in draft.sites.order_by("pk")] == [
        ("Mill Lane", True),
        ("", False),
    ]


@pytest.mark.parametrize(
    ("pay", "amount", "unit", "words"),
    [
        ("£24,500 a year", 24500, "year", "£24,500 a year"),
        ("£24,000 to £26,000 a year", None, "", "£24,000 to £26,000 a year"),
        ("Competitive", None, "", "Competitive"),
    ],
)
def test_pay_in_words_is_kept_and_read_only_when_certain(pay: str, amount: int | None, unit: str, words: str) -> None:
    load_pledges(pledge(Places="1", Pay=pay))
    draft = Opportunity.objects.get()
    assert (draft.pay_amount, draft.pay_unit, draft.pay_words) == (amount, unit, words)


def test_an_answer_puts_the_value_in_its_place() -> None:
    load_pledges(pledge(Places="1", Category="Cars and that"))
    question = ValueToConfirm.objects.get()
    confirm_value(question=question, code="transport", reader=PledgeReader(), by=question.owner)
    assert Opportunity.objects.get().category == Pledge.objects.get().category == "transport"


def test_one_refused_row_keeps_the_sheet_out_unless_the_good_rows_are_asked_for() -> None:
    rows = pledge(), pledge(Reference="P-2", Quantity="two")
    assert load_pledges(*rows).is_refused
    assert not Employer.objects.exists()
    load_pledges(*rows, take_good_rows=True)
    assert [made.reference for made in Pledge.objects.all()] == ["P-1"]


def test_a_sheet_of_another_kind_and_slips_in_headings_are_refused() -> None:
    with pytest.raises(Refused, match="lacks the columns Employer, Kind, Title, Quantity"):
        load_sheet(b"Reference,Gender\n1,a\n")
    columns = tuple("Ring Fenced" if heading == "Ring-fenced" else heading for heading in HEADINGS.values())
    with pytest.raises(Refused, match="“Ring Fenced”: if it means “Ring-fenced”"):
        load_sheet(csv_of(pledge(), columns=columns))
    extra = (*(name.upper() for name in pledge()), "Our notes")
    report = load_sheet(csv_of({name.upper(): value for name, value in pledge().items()}, columns=extra))
    assert (report.counts["taken"], report.unread_columns) == (1, ("Our notes",))


def test_who_may_not_load_offers_is_refused() -> None:
    with pytest.raises(NotAllowed, match="Load pledge sheets"):
        load_pledges(pledge(), by=make_user("personal_adviser"))


def test_a_large_sheet_takes_no_more_queries_than_a_small_one(django_assert_max_num_queries) -> None:
    for number in (3, 300):
        rows = [
            pledge() | FULL | {"Reference": f"{number}-{one}", "Employer": f"Fern {number} {one}"}
            for one in range(number)
        ]
        with django_assert_max_num_queries(48):
            load_pledges(*rows)
    assert Opportunity.objects.count() == 303


def test_ten_thousand_rows_would_be_checked_in_five_seconds() -> None:
    rows = [pledge() | FULL | {"Reference": str(one), "Quantity": "two"} for one in range(1_000)]
    started = time.process_time()
    report = load_pledges(*rows, dry_run=True)
    assert time.process_time() - started < 1.5  # a tenth of the rows, and room for a slower machine
    assert refused(report) == [(row, "Quantity", "Type how many are pledged, such as 2.") for row in range(2, 1_002)]


def test_the_command_loads_a_sheet_and_says_what_happened(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "pledges.csv"
    path.write_bytes(csv_of(pledge(Category="Cars and that")))
    call_command("import_pledges", str(path), by=make_user("virtual_school").email, as_of=date(2026, 11, 20))
    out = capsys.readouterr().out
    assert "Cars and that" in out and "1 taken with something to confirm" in out
    assert Pledge.objects.count() == 1
