"""Page, PDF, workbook and csv say the same for every table, name nobody, and print no 1 to 4 (P6, service.md 3)."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from config.audit_trail.models import Event
from matching.reports.pack import files
from matching.reports.pack.drawing_up import draw_up
from matching.reports.pack.models import MonthlyPack
from matching.reports.pack.page import document
from matching.reports.pack.period import Period
from tests.factories.chain import make_decision, make_item, make_meeting, make_nomination, make_placement
from tests.factories.offers import make_employer, make_pledge
from tests.factories.packs import OCTOBER, make_pack
from tests.factories.people import DAY, make_council, make_person, make_user
from tests.matching.reports.test_themes import give

pytestmark = pytest.mark.django_db
NAME = "Zebedee Quillfeather"
CHILD = "ZQ-77777"


@pytest.fixture
def kept() -> MonthlyPack:
    """A council in which nearly everything has happened to somebody with a name that is found nowhere else."""
    council = make_council()
    for number in range(30):
        make_person(["eet", "neet"][number % 2], name=f"{NAME} {number}", child_id=f"{CHILD}{number}")
    for activity, people in (("F2", 12), ("G4", 3), ("P3", 1), ("", 7)):
        for number in range(people):
            make_person(activity=activity, name=NAME, child_id=f"{CHILD}-{activity}-{number}")
    person = make_person("neet", name=NAME, child_id=f"{CHILD}put")
    meeting = make_meeting("in_session", OCTOBER.replace(day=29), council=council)
    make_decision(make_item(meeting, person))
    meeting.state = "minutes_agreed"
    meeting.save()
    for theme, number in (("no_route", 13), ("english_maths", 9), ("confidence", 3)):
        give(meeting, theme, number)
    make_nomination("introduced", person=person)
    make_placement(person=make_person("neet", name=NAME, child_id=f"{CHILD}start"))
    make_pledge(), make_pledge(employer=make_employer("Parks", kind="council_department"))
    return make_pack("agreed", council=council, figures=draw_up(Period.of(council, OCTOBER, DAY)))


def words(text: str) -> str:
    return " ".join(text.split())


def plain(html: str) -> str:
    return words(re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").replace("&amp;", "&"))


def in_workbook(value: object) -> str:
    """A number of a spreadsheet as it is printed."""
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value}"
    return str(value)


def test_every_table_is_the_same_in_page_pdf_workbook_and_csv(kept: MonthlyPack) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(files.workbook(kept)))
    page = plain(document(kept))
    printed = words(" ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(files.pdf(kept))).pages))
    assert len(kept.pack.tables) > 20 and {"themes", "theme_owners", "you_said"} <= {
        table.code for table in kept.pack.tables
    }
    for table in kept.pack.tables:
        shown = [[cell.text for cell in row] for row in table.rows]
        sheet = book.get_sheet_by_name(table.code[:31]).to_python()
        assert sheet[0][: len(table.columns)] == [column.label for column in table.columns]
        percents = [column.kind == "percent" for column in table.columns]
        for row, said in zip(sheet[1:], shown, strict=True):
            for value, text, is_percent in zip(row, said, percents, strict=True):
                assert (str(value) if is_percent and isinstance(value, float) else in_workbook(value)) == text
        lines = list(csv.reader(StringIO(files.csv(table).decode())))[1:]
        assert [[text.lstrip("'") for text in line] for line in lines] == [
            [text.replace(",", "") if re.fullmatch(r"[\d,]+", text) else text for text in row] for row in shown
        ]
        for row in shown:
            assert words(" ".join(filter(None, row))) in page or all(text in page for text in row)
            assert all(words(text) in printed for text in row if len(text) < 20), (table.code, row)


def test_the_pdf_is_tagged_and_says_its_language_and_title(kept: MonthlyPack) -> None:
    """PDF/UA-1: what somebody hears who does not see it."""
    reader = PdfReader(BytesIO(files.pdf(kept)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None and reader.metadata.title == "EET panel pack, October 2026 – Ashbeck"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds = set(tags(root["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= kinds


def tags(node: object) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for one in node for tag in tags(one)]
    if not isinstance(node, dict):
        return []
    return [*([str(node["/S"])] if "/S" in node else []), *(tags(node["/K"]) if "/K" in node else [])]


def test_nobody_is_named_and_no_count_of_one_to_four_is_printed(kept: MonthlyPack) -> None:
    pdf = PdfReader(BytesIO(files.pdf(kept)))
    sheets = CalamineWorkbook.from_filelike(BytesIO(files.workbook(kept)))
    everything = [
        document(kept),
        *(page.extract_text() for page in pdf.pages),
        str([sheets.get_sheet_by_name(name).to_python() for name in sheets.sheet_names]),
        *(files.csv(table).decode() for table in kept.pack.tables),
        *kept.pictures.values(),
    ]
    for text in everything:
        assert "Zebedee" not in text and "Quillfeather" not in text and CHILD not in text
    for table in kept.pack.tables:
        people = [place for place, column in enumerate(table.columns) if column.kind == "people"]
        for line in list(csv.reader(StringIO(files.csv(table).decode())))[1:]:
            assert not {"1", "2", "3", "4"} & {line[place] for place in people}, (table.code, line)


def test_a_machine_without_pango_says_what_to_do(kept: MonthlyPack, monkeypatch, client: Client) -> None:
    def missing(name: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(files, "import_module", missing)
    client.force_login(make_user("board_viewer"))
    answer = client.get(f"/pack/{kept.public_id}/pdf/")
    assert answer.status_code == 409 and "Pango is missing" in answer.content.decode()


@pytest.mark.parametrize(
    ("file", "kind"),
    [("pdf", "application/pdf"), ("workbook", "spreadsheetml.sheet"), ("tables/by_code", "text/csv")],
)
def test_a_file_is_sent_and_told_of(kept: MonthlyPack, file: str, kind: str, client: Client) -> None:
    reader = make_user("board_viewer")
    client.force_login(reader)
    answer = client.get(f"/pack/{kept.public_id}/{file}/")
    assert answer.status_code == 200 and kind in answer["Content-Type"]
    assert 'filename="eet-pack-2026-10-' in answer["Content-Disposition"]
    event = Event.objects.get(verb="export_made")
    assert event.actor == reader and event.context["purpose"] == "monthly_pack"


def test_a_table_that_is_not_there_is_not_found(kept: MonthlyPack, client: Client) -> None:
    client.force_login(make_user("board_viewer"))
    assert client.get(f"/pack/{kept.public_id}/tables/no-such/").status_code == 404
