"""P4: main reasons collated: by month, age, status, area and team, with what may not be printed left out."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import count, product
from random import Random
from typing import Any

import pytest

from config.accounts.models import Council
from config.reference.models import CodedTerm
from config.reference.own_terms import add_term, word_term
from matching.panel.models import PanelDecision, PanelMeeting
from matching.reports.small_numbers import FEW, NOT_SHOWN
from matching.reports.themes import EVERYONE, Group, Themes
from tests.factories.chain import make_item, make_meeting
from tests.factories.people import make_council, make_person, make_user

pytestmark = pytest.mark.django_db
NOVEMBER, OCTOBER = date(2026, 11, 26), date(2026, 10, 29)
_people = count(1)


@pytest.fixture
def council() -> Council:
    return make_council()


def held(council: Council, day: date = NOVEMBER, **reasons: Any) -> PanelMeeting:
    """A reported meeting: `no_route=9` is nine people whose main reason that is; each value may be what they are."""
    meeting = make_meeting("reported", day, council=council)
    for theme, number in reasons.items():
        give(meeting, theme, number)
    return meeting


def give(meeting: PanelMeeting, theme: str, number: int, **counted_as: Any) -> None:
    chair = make_user("panel_chair", council=meeting.council)
    facts = {"age": 20, "status": "former_relevant", "team": "North", "area": "BD5"} | counted_as
    for _ in range(number):
        person = make_person("neet", council=meeting.council, child_id=f"T{next(_people)}")
        PanelDecision.objects.create(
            item=make_item(meeting, person), decision="no_change", why="Nothing new", theme=theme,
            tell_by_on=meeting.held_on, decided_by=chair, decided_at=f"{meeting.held_on}T14:00Z",
            snapshot={"counted_as": facts},
        )  # fmt: skip


def texts(council: Council, group: Group = EVERYONE, month: date | None = None) -> dict[str, str]:
    themes = Themes(council)
    period = themes.month(month)
    assert period is not None
    return {code: shown.text for code, shown in themes.tally(period, group).counts.items() if shown.text != "0"}


def test_reasons_of_a_month_by_group_of_so_many(council: Council) -> None:
    held(council, no_route=7, fare_cost=2, no_offer_fits=8, english_maths=6)
    themes = Themes(council)
    period = themes.month()
    assert period is not None and period.name == "November 2026"
    tally = themes.tally(period)
    assert tally.of == 23 and tally.first == ["travel"]
    assert texts(council) == {"travel": "9", "offers": "8", "skills": "6"}
    assert set(tally.counts) == set(themes.groups) and tally.count("housing").text == "0"


def test_one_to_four_are_hidden_and_one_that_would_follow_from_the_sum(council: Council) -> None:
    held(council, no_route=12, english_maths=8, confidence=7, housing_delay=3)
    assert texts(council) == {"travel": "12", "skills": "8", "readiness": NOT_SHOWN, "system": FEW}


def test_fewer_than_twenty_show_no_themes(council: Council) -> None:
    held(council, no_route=10, english_maths=9)
    themes = Themes(council)
    period = themes.month()
    assert period is not None
    tally = themes.tally(period)
    assert tally.of is None and tally.count("travel").text == NOT_SHOWN and themes.within(period, "travel") == {}


def test_only_agreed_minutes_count_and_what_was_not_reached_does_not(council: Council) -> None:
    held(council, no_route=20)
    drafted = make_meeting("minutes_drafted", OCTOBER, council=council)
    give(drafted, "confidence", 30)
    PanelDecision.objects.filter(item__meeting__held_on=NOVEMBER).update(decision="carry_over")
    assert [row.held_on for row in Themes(council).meetings] == [NOVEMBER]
    assert Themes(council).tally(Themes(council).year(Themes(council).meetings[0])).of is None


def test_a_start_date_is_counted_apart(council: Council) -> None:
    held(council, no_route=20, start_agreed=6)
    themes = Themes(council)
    tally = themes.tally(themes.month())
    assert (tally.of, tally.start_agreed.text, tally.count("personal").text) == (20, "6", "0")


def test_the_meeting_before_and_the_trend_of_six(council: Council) -> None:
    for month in range(3, 11):
        held(council, date(2026, month, 20), no_route=20 + month)
    themes = Themes(council)
    newest = themes.month()
    before, trend = themes.before(newest), themes.trend(newest)
    assert before.name == "September" and trend[0].name == "May" and len(trend) == 6
    assert [themes.tally(one).count("travel").number for one in trend] == [25, 26, 27, 28, 29, 30]
    assert themes.before(themes.month(date(2026, 3, 1))) is None and themes.month(date(2026, 12, 1)) is None


# Shown by age, status, area or team


def test_by_age_where_enough_people_are(council: Council) -> None:
    meeting = held(council)
    give(meeting, "no_route", 15, age=18), give(meeting, "english_maths", 10, age=18)
    give(meeting, "no_route", 12, age=20), give(meeting, "english_maths", 14, age=20)
    themes = Themes(council)
    assert themes.values(themes.month(), "age") == ["17-18", "19-21"]
    assert texts(council, Group("age", "17-18")) == {"travel": "15", "skills": "10"}
    assert themes.tally(themes.month(), Group("age", "17-18")).of == 25


def test_a_group_of_fewer_than_twenty_is_not_shown_nor_worked_out_from_the_others(council: Council) -> None:
    meeting = held(council)
    for age, number in ((18, 40), (20, 30), (23, 8)):
        give(meeting, "no_route", number - 3, age=age), give(meeting, "confidence", 3, age=age)
    themes = Themes(council)
    assert themes.values(themes.month(), "age") == ["17-18"]  # 19-21 stays with the eight, who would be the rest
    assert themes.tally(themes.month(), Group("age", "19-21")).of is None


def test_a_private_reason_is_not_crossed_with_area_or_team_but_with_age(council: Council) -> None:
    meeting = held(council)
    give(meeting, "no_route", 25), give(meeting, "mental_health_first", 22), give(meeting, "english_maths", 5)
    assert texts(council, Group("age", "19-21"))["health"] == "22"
    for group in (Group("area", "BD5"), Group("team", "North")):
        assert "health" not in texts(council, group) and texts(council, group)["travel"] == "25"


def test_a_restricted_reason_is_in_its_group_of_twelve_months_alone(council: Council) -> None:
    held(council, OCTOBER, no_route=10)
    meeting = held(council)
    give(meeting, "no_route", 45), give(meeting, "court_terms", 20), give(meeting, "staying_safe", 6)
    themes = Themes(council)
    month, year = themes.month(), themes.year(meeting)
    assert (themes.tally(month).of, themes.tally(month).count("justice").number) == (65, 20)
    assert (themes.tally(year).of, themes.tally(year).count("justice").number) == (81, 26)
    assert themes.within(month, "justice") == {} or "staying_safe" not in themes.within(month, "justice")
    assert themes.within(year, "justice") == {}
    assert themes.tally(year, Group("age", "19-21")).of is None  # alone, it would say 20 of the 26


def test_twelve_months_of_one_meeting_tell_no_more_than_its_month(council: Council) -> None:
    meeting = held(council, no_route=30, court_terms=9, staying_safe=2)
    themes = Themes(council)
    assert themes.tally(themes.year(meeting)).count("justice").number == 9


@pytest.mark.parametrize("seed", range(6))
def test_no_few_can_be_worked_out_from_all_that_is_printed_by_age(seed: int, council: Council) -> None:
    """Two columns beside the whole: for each hidden count of 1 to 4 there is another table that prints the same."""
    random = Random(seed)
    meeting, true = held(council), {}
    for age in (17, 20):
        for theme in ("no_route", "no_offer_fits", "english_maths"):
            true[age, theme] = random.choice([1, 2, 3, 8, 11, 14]) + 8 * (theme == "no_route")
            give(meeting, theme, true[age, theme], age=age)
    themes = Themes(council)
    month = themes.month()
    bands = [Group("age", band) for band in ("17-18", "19-21")]
    tallies = [themes.tally(month, band) for band in bands]
    if any(tally.of is None or not tally.counts for tally in tallies):
        return
    whole = themes.tally(month)
    printed = [[tally.count(code).text for code in ("travel", "offers", "skills")] for tally in (*tallies, whole)]
    sizes = [tally.of for tally in tallies]
    rows = [[*true.values()][:3], [*true.values()][3:]]
    worlds = [
        (left, right)
        for left in product(*map(may_be, printed[0], rows[0])) if sum(left) == sizes[0]
        for right in product(*map(may_be, printed[1], rows[1])) if sum(right) == sizes[1]
        if all(x + y in may_be(text, a + b) for x, y, text, a, b in zip(left, right, printed[2], *rows, strict=True))
    ]  # fmt: skip
    for band in (0, 1):
        for place in range(3):
            if rows[band][place] <= 4:
                assert len({world[band][place] for world in worlds}) > 1


def may_be(text: str, true: int) -> Iterable[int]:
    """What a reader must hold for possible, near the truth."""
    return range(1, 5) if text == FEW else range(max(0, true - 4), true + 5) if text == NOT_SHOWN else [true]


def test_twelve_months_count_each_person_once_with_the_newest_reason(council: Council) -> None:
    earlier = held(council, OCTOBER, no_route=25)
    newer = make_meeting("minutes_agreed", NOVEMBER, council=council)
    for item in list(earlier.items.all())[:10]:
        made = PanelDecision.objects.get(item=item)
        made.pk, made.public_id, made.theme = None, None, "confidence"
        made.item = make_item(newer, item.person)
        made.public_id = made.item.public_id
        made.save(force_insert=True)
    themes = Themes(council)
    year = themes.tally(themes.year(newer))
    assert (year.of, year.count("travel").text, year.count("readiness").text) == (25, "15", "10")


def test_past_figures_do_not_change_with_the_record(council: Council) -> None:
    held(council, no_route=30)
    before = texts(council, Group("team", "North"))
    for item in PanelMeeting.objects.get().items.all():
        item.person.team = "South"
        item.person.save()
    assert before == texts(council, Group("team", "North")) == {"travel": "30"}


# What lies behind a group, and a council's own words


def test_the_themes_of_a_group_add_up_without_giving_few_away(council: Council) -> None:
    held(council, no_route=12, fare_cost=8, no_offer_fits=9, not_chosen=6, employer_silent=2)
    themes = Themes(council)
    behind = themes.within(themes.month(), "travel")
    assert {code: shown.text for code, shown in behind.items()} == {"no_route": "12", "fare_cost": "8"}
    offers = {code: shown.text for code, shown in themes.within(themes.month(), "offers").items() if shown.text != "0"}
    assert offers == {"no_offer_fits": "9", "not_chosen": NOT_SHOWN, "employer_silent": FEW}


def test_a_councils_own_rows_and_words_change_no_shared_total(council: Council) -> None:
    administrator = make_user("administrator", council=council)
    own = add_term(
        list_name="themes", like="no_route", label="Trains are on strike", definition="", council=council,
        by=administrator,
    )  # fmt: skip
    meeting = held(council, no_route=12)
    give(meeting, own.code, 9)
    word_term(
        list_name="themes", code="no_route", label="Buses", definition="", hidden=True, council=council,
        by=administrator,
    )  # fmt: skip
    assert texts(council) == {"travel": "21"}
    CodedTerm.objects.filter(code=own.code).update(valid_to=NOVEMBER)
    assert texts(council) == {"travel": "21"}  # a retired code stays readable


def test_no_row_of_another_council_counts(council: Council) -> None:
    held(council, no_route=20)
    held(make_council("E08000035", "Otherbeck"), no_route=33)
    assert texts(council) == {"travel": "20"}


@pytest.mark.parametrize("by", ["age", "status", "area", "team"])
def test_what_is_printed_by_value_never_exceeds_everyone(by: str, council: Council) -> None:
    """The same counts everywhere: shown columns stay within the whole, which is the sum of what was recorded."""
    meeting = held(council)
    ages = {"age": (17, 20, 23), "status": ("relevant", "qualifying", "other"), "area": ("BD1", "BD2", "BD3")}
    values = ages.get(by, ("North", "South", "East"))
    for place, value in enumerate(values):
        for theme, number in (("no_route", 14 + place), ("english_maths", 9), ("confidence", 2 + place)):
            give(meeting, theme, number, **{by: value})
    themes = Themes(council)
    whole, sums = themes.tally(themes.month()), Counter[str]()
    for value in themes.values(themes.month(), by):
        for code, shown in themes.tally(themes.month(), Group(by, value)).counts.items():
            sums[code] += shown.number or 0
            assert shown.number is None or not 1 <= shown.number <= 4
    assert sums["travel"] == whole.count("travel").number == 45
    assert all(number <= (whole.count(code).number or 0) for code, number in sums.items())
