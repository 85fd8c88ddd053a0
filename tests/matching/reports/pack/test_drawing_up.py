"""Every figure of the pack once, and the same as an independent count gives (P6)."""

from datetime import date

import pytest
from django.db import connection

from matching.reports.pack.drawing_up import draw_up
from matching.reports.pack.period import Period
from matching.reports.pack.tree import Pack, as_drawn_up, as_kept
from tests.factories.chain import make_placement
from tests.factories.offers import make_pledge
from tests.factories.people import DAY, make_council, make_person

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)
COUNTED = """
    select coalesce(spell.activity, '0'), count(*) from aspirations_youngperson person
    left join aspirations_eetspell spell on spell.person_id = person.id
        and spell.started_on <= %(day)s and (spell.ended_on is null or spell.ended_on > %(day)s)
    where person.council_id = %(council)s and (person.died_on is null or person.died_on > %(day)s) group by 1
"""


def drawn_up(month: date = NOVEMBER, today: date = DAY) -> Pack:
    return draw_up(Period.of(make_council(), month, today))


def rows(pack: Pack, code: str) -> dict[str, list[str]]:
    """The printed cells of a table by the first of each row."""
    table = next(table for table in pack.tables if table.code == code)
    return {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}


def people(number: int, *traits: str, **said: object) -> None:
    for _ in range(number):
        make_person(*traits, **said)


def test_where_we_stand_says_how_many_more_each_target_needs() -> None:
    people(12, "eet"), people(6, "neet"), people(6)
    standing = drawn_up().sections[0]
    assert standing.says[0] == "5 more people in education, work or training would reach 70%."
    assert standing.standings[0].percent == "50.0%"
    assert standing.standings[0].says == (
        "12 of 24 in EET, 6 not in EET, 6 not known yet. Of the 18 whose activity is known: 66.7%."
    )
    assert standing.checked[0] == "12 in EET, 6 not in EET and 6 with no recorded activity make 24."


def test_the_codes_are_those_that_the_database_counts() -> None:
    """Recomputed by a query of its own: who is alive, with the spell of the day."""
    people(5, activity="F2"), people(7, activity="F5"), people(9, "neet"), people(8)
    people(6, activity="G4", since=date(2026, 11, 21)), people(5, "neet", died_on=date(2026, 11, 1))
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, {"day": DAY, "council": make_council().pk})
        counted = {code: f"{number}" for code, number in cursor.fetchall()}
    shown = {cells[0]: cells[1] for cells in rows(drawn_up(), "by_code").values()}
    assert {code: shown[code] for code in counted} == counted
    assert shown["All codes"] == "35"


def test_who_came_into_eet_and_who_left_it() -> None:
    people(30, "eet"), people(20, "neet")
    people(7, "neet", since=date(2026, 11, 5))
    pack = drawn_up()
    assert rows(pack, "changed")["Was not known yet"] == ["0", "7", "0"]
    changed = next(section for section in pack.sections if section.code == "months")
    assert changed.says == ("Since 31 October 2026, 0 came into EET and 0 left it: as many as before in EET.",)
    assert rows(pack, "by_month")["October 2026"][:4] == ["30", "20", "7", "57"]


def test_how_long_people_wait_adds_up_to_those_not_in_eet() -> None:
    people(9, "neet", since=date(2024, 1, 1)), people(8, "neet", since=date(2026, 9, 1)), people(10, "eet")
    lengths = rows(drawn_up(), "how_long")
    assert lengths["2 years or more"] == ["9"] and lengths["Less than 3 months"] == ["8"] and lengths["All"] == ["17"]


def test_a_count_of_one_to_four_is_nowhere_in_the_tree() -> None:
    """Neither printed nor kept for a spreadsheet: in a column of people no number from 1 to 4 stands."""
    people(30, "eet"), people(3, "neet"), people(2, activity="G4"), people(6)
    make_placement(), make_pledge()
    pack = drawn_up()
    for table in pack.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                if column.kind == "people":
                    assert cell.number not in (1, 2, 3, 4), (table.code, row)
    assert rows(pack, "by_code")["Not in EET: other circumstances"] == ["G5", "1 to 4"]


def test_a_percentage_is_never_of_a_hidden_number() -> None:
    people(30, "eet"), people(3, "neet"), people(6)
    targets = rows(drawn_up(), "targets")["Everyone"]
    assert targets[0] == "30" and targets[2] == "76.9" and targets[3] == "Not shown"


def test_a_month_to_come_has_no_pack() -> None:
    with pytest.raises(Exception, match="December 2026 has not begun"):
        drawn_up(date(2026, 12, 1))


def test_the_kept_pack_is_the_one_that_was_drawn_up() -> None:
    people(12, "eet"), people(6, "neet")
    pack = drawn_up()
    assert as_drawn_up(as_kept(pack)) == pack


def test_the_queries_do_not_grow_with_the_people(django_assert_max_num_queries) -> None:
    people(12, "eet"), people(40, "neet")
    with django_assert_max_num_queries(45):
        drawn_up()
