"""The rules every source shares, tried with a source of two columns that keeps nothing but what it was given."""

import csv
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.accounts.permissions import Permission
from config.audit_trail.models import Event
from config.imports.actions import confirm_value
from config.imports.forms import ReadField, ReadListField, SheetForm
from config.imports.labels import Label, LabelReader
from config.imports.models import ImportedRow, ImportFile, Source, ValueToConfirm
from config.imports.run import load
from config.imports.sheets import read_sheet
from config.imports.source import Written, records_of
from config.refusal import NotAllowed, Refused
from tests.factories.people import DAY, make_council, make_user

pytestmark = pytest.mark.django_db

COLOURS = LabelReader("colour", {"red": Label("Red", alone=("red",)), "blue": Label("Blue", alone=("blue", "azure"))})


class ColourForm(SheetForm):
    name = forms.CharField(label="Name", error_messages={"required": "Give the name."})
    colour = ReadField(COLOURS.read, label="Colour")
    others = ReadListField(COLOURS.read, label="Others")


class ColourReader:
    """Rows of names and colours. `written` shows what each load was given to store."""

    source, permission, is_feed = Source.COHORT, Permission.IMPORT_PEOPLE, False

    def __init__(self, *, is_feed: bool = False) -> None:
        self.is_feed = is_feed
        self.written: dict[str, dict[str, Any]] = {}

    def open(self, data, name):
        return records_of(read_sheet(data, name), {"Name": "Name", "Colour": "Colour", "Others": "Others"})

    def key_of(self, cells):
        return cells.get("Name", "")

    def prepare(self, rows, load):
        self.form = ColourForm()

    def read_row(self, cells):
        return self.form.read_row(cells)

    def write(self, rows, file, load):
        self.written = {row.key: row.values for row in rows if row.is_changed}
        self.old_news = [row.key for row in rows if row.is_old_news]
        return Written()


def sheet(*rows: tuple[str, ...]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([("Name", "Colour", "Others")[: len(rows[0])], *rows])
    return text.getvalue().encode()


@pytest.fixture
def manager(db):
    return make_user("team_manager")


@pytest.fixture
def send(manager):
    """Loads a sheet of these rows; gives the report and the reader."""

    def send_rows(*rows, as_of=DAY, reader=None, **options):
        reader = reader or ColourReader()
        details = {"council": manager.council, "by": manager, "as_of": as_of, **options}
        return load(sheet(*rows), "colours.csv", reader=reader, **details), reader

    return send_rows


def outcomes(report):
    return [row.outcome.value for row in report.rows]


def test_a_good_sheet_is_taken(send, manager):
    report, reader = send(("a", "red"), ("b", "Blue"))
    assert outcomes(report) == ["taken", "taken"]
    assert report.committed
    assert {key: values["colour"] for key, values in reader.written.items()} == {"a": "red", "b": "blue"}
    file = ImportFile.objects.get()
    assert (file.taken, file.refused, file.to_confirm, file.unchanged, file.by) == (2, 0, 0, 0, manager)
    assert list(ImportedRow.objects.filter(current=True).values_list("key", "number")) == [("a", 2), ("b", 3)]
    event = Event.objects.get()
    assert (event.verb, event.subject_id, event.actor) == ("file_loaded", file.public_id, manager)
    assert event.context["counts"]["taken"] == 2


def test_a_refused_row_keeps_the_whole_sheet_out(send):
    report, _ = send(*[(f"name {number}", "red") for number in range(99)], ("", "red"))
    assert report.is_refused
    assert not report.committed
    assert report.counts == {"taken": 99, "refused": 1, "to_confirm": 0, "unchanged": 0}
    problem = report.rows[-1].problems[0]
    assert (report.rows[-1].number, problem.column, problem.sentence) == (101, "Name", "Give the name.")
    assert not ImportFile.objects.exists()
    assert not ImportedRow.objects.exists()
    assert not Event.objects.exists()


def test_the_good_rows_are_taken_on_request(send):
    report, reader = send(("a", "red"), ("", "red"), take_good_rows=True)
    assert report.committed
    assert not report.is_refused
    assert list(reader.written) == ["a"]
    assert ImportFile.objects.get().refused == 1
    assert ImportedRow.objects.count() == 1


def test_a_feed_sets_its_bad_records_aside(send):
    report, reader = send(("a", "red"), ("", "red"), reader=ColourReader(is_feed=True))
    assert report.committed
    assert list(reader.written) == ["a"]


def test_the_same_key_twice_refuses_both(send):
    report, _ = send(("a", "red"), ("b", "red"), ("a", "blue"))
    assert outcomes(report) == ["refused", "taken", "refused"]
    assert "rows 2 and 4" in report.rows[0].problems[0].sentence
    assert report.rows[0].problems[0].column == "Name"


def test_a_dry_run_stores_nothing(send):
    report, reader = send(("a", "red"), ("b", "puce"), dry_run=True)
    assert outcomes(report) == ["taken", "to_confirm"]
    assert not report.committed
    assert not reader.written
    assert not ImportFile.objects.exists()
    assert not ValueToConfirm.objects.exists()


def test_the_same_file_twice_says_when_it_was_loaded_and_by_whom(send, manager):
    send(("a", "red"), ("b", "puce"))
    before = [model.objects.count() for model in (ImportFile, ImportedRow, ValueToConfirm, Event)]
    report, reader = send(("a", "red"), ("b", "puce"), as_of=DAY - timedelta(days=9))
    assert not report.committed
    assert not reader.written
    assert f"by {manager.name}" in report.sentence
    assert "nothing was changed" in report.sentence
    assert [model.objects.count() for model in (ImportFile, ImportedRow, ValueToConfirm, Event)] == before


def test_a_row_as_it_was_is_unchanged_and_not_asked_again(send):
    send(("a", "red"), ("b", "puce"))
    report, reader = send(("b", "puce"), ("a", "blue"))
    assert outcomes(report) == ["unchanged", "taken"]
    assert not report.rows[0].problems
    assert list(reader.written) == ["a"]
    assert ValueToConfirm.objects.count() == 1
    versions = ImportedRow.objects.filter(key="a").order_by("pk").values_list("values__Colour", "current")
    assert list(versions) == [("red", False), ("blue", True)]


def test_absent_keys_are_listed_every_time(send):
    send(("a", "red"), ("b", "red"))
    report, _ = send(("c", "red"))
    assert report.absent_keys == ["a", "b"]
    assert ImportFile.objects.latest("recorded_at").absent_keys == ["a", "b"]
    report, _ = send(("a", "red"))
    assert report.absent_keys == ["b", "c"]


def test_an_older_file_asks_first(send):
    send(("a", "red"))
    with pytest.raises(Refused, match=r"20 November 2026, was loaded before"):
        send(("a", "blue"), as_of=DAY - timedelta(days=30))


def test_an_older_file_is_history_only(send):
    send(("a", "red"))
    report, reader = send(("a", "blue"), ("b", "puce"), as_of=DAY - timedelta(days=30), older_anyway=True)
    assert report.committed
    assert reader.old_news == ["a"]
    assert report.absent_keys == []
    assert ImportedRow.objects.get(key="a", current=True).values["Colour"] == "red"
    assert ImportedRow.objects.get(key="a", current=False).values["Colour"] == "blue"
    assert ValueToConfirm.objects.get().key == "b"


def test_a_value_in_doubt_is_unknown_and_asked(send, manager):
    report, reader = send(("a", "puce", "red; puce; azure"))
    assert outcomes(report) == ["to_confirm"]
    assert reader.written["a"]["colour"] is None
    assert reader.written["a"]["others"] == ["red", "blue"]
    asked = {question.column: question for question in ValueToConfirm.objects.all()}
    assert asked["Others"].value == "puce"
    assert asked["Colour"].owner == manager
    assert "“puce”" in asked["Colour"].sentence


def test_the_open_questions_are_those_of_the_newest_row(send):
    send(("a", "puce"))
    send(("a", "mauve"))
    assert [question.value for question in ValueToConfirm.objects.open()] == ["mauve"]
    send(("a", "red"))
    assert not ValueToConfirm.objects.open().exists()


def test_an_answer_is_taken_in_and_never_asked_again(send, manager):
    send(("a", "puce"))
    question, reader = ValueToConfirm.objects.get(), ColourReader()
    confirm_value(question=question, code="red", reader=reader, by=manager)
    assert reader.written["a"]["colour"] == "red"
    question.refresh_from_db()
    assert (question.code, question.confirmed_by) == ("red", manager)
    event = Event.objects.get(verb="value_confirmed")
    assert "red" not in str(event.context)
    report, reader = send(("a", "puce", "blue"))
    assert outcomes(report) == ["taken"]
    assert reader.written["a"]["colour"] == "red"


def test_one_of_several_values_in_a_cell_is_answered(send, manager):
    send(("a", "red", "blue; puce"))
    reader = ColourReader()
    confirm_value(question=ValueToConfirm.objects.get(), code="red", reader=reader, by=manager)
    assert reader.written["a"]["others"] == ["blue", "red"]


def test_an_answer_that_is_not_understood_is_refused(send, manager):
    send(("a", "puce"))
    with pytest.raises(Refused, match="mauve"):
        confirm_value(question=ValueToConfirm.objects.get(), code="mauve", reader=ColourReader(), by=manager)


def test_only_the_owner_and_the_loader_answer(send):
    send(("a", "puce"))
    with pytest.raises(NotAllowed):
        confirm_value(question=ValueToConfirm.objects.get(), code="red", reader=ColourReader(), by=make_user())


def test_who_may_load(send, manager):
    with pytest.raises(NotAllowed, match="Load the cohort"):
        send(("a", "red"), by=make_user("personal_adviser"))
    elsewhere = make_council("E08000035", "Otherby")
    with pytest.raises(NotAllowed, match="Otherby"):
        send(("a", "red"), council=elsewhere)


def test_councils_are_apart(send):
    send(("a", "red"))
    other = make_user("team_manager", council=make_council("E08000035", "Otherby"))
    report, _ = send(("a", "red"), by=other, council=other.council, as_of=DAY - timedelta(days=90))
    assert report.committed
    assert report.absent_keys == []


def test_a_percent_sign_in_a_doubtful_value_does_no_harm(send):
    report, _ = send(("a", "100% puce"))
    assert "100% puce" in report.rows[0].problems[0].sentence


def test_a_character_that_cannot_be_stored_refuses_the_row(manager):
    class Strange(ColourReader):
        def open(self, data, name):
            records = super().open(data, name)
            records.rows[0].cells["Note"] = "half a pair \ud800"
            records.rows[1].cells["Note"] = "nothing \0"
            return records

    data = sheet(("a", "red"), ("b", "red"), ("c", "red"))
    report = load(data, "colours.csv", reader=Strange(), council=manager.council, by=manager, as_of=DAY)
    assert outcomes(report) == ["refused", "refused", "taken"]


def test_columns_that_nobody_reads_are_named(manager):
    data = b"Name,Colour,Shoe size\na,red,7\n"
    report = load(data, "colours.csv", reader=ColourReader(), council=manager.council, by=manager, as_of=DAY)
    assert report.unread_columns == ("Shoe size",)


def test_the_number_of_queries_does_not_grow_with_the_rows(send):
    counts = []
    for number, day in ((20, date(2026, 1, 1)), (200, date(2026, 2, 1))):
        rows = [(f"{number} {place}", "puce") for place in range(number)]
        with CaptureQueriesContext(connection) as queries:
            send(*rows, as_of=day)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_twice_at_once_is_taken_once(manager):
    def send_it(_):
        try:
            details = {"council": manager.council, "by": manager, "as_of": DAY}
            return load(sheet(("a", "red")), "colours.csv", reader=ColourReader(), **details).committed
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert sorted(pool.map(send_it, range(4))) == [False, False, False, True]
    assert ImportedRow.objects.count() == 1


def test_ten_thousand_refused_rows_are_listed_exactly(send):
    report, _ = send(*[("", "red") for _ in range(10_000)], dry_run=True)
    assert [row.number for row in report.rows_with_problems] == list(range(2, 10_002))
    assert all(row.problems[0].sentence == "Give the name." for row in report.rows)


def test_the_report_as_json(send):
    report, _ = send(("a", "puce"), ("b", "red"))
    said = report.as_dict()
    assert said["counts"] == {"taken": 1, "refused": 0, "to_confirm": 1, "unchanged": 0}
    assert [(row["row"], row["column"], row["value"]) for row in said["rows"]] == [(2, "Colour", "puce")]
