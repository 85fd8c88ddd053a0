"""The pack's main reasons are those of the page of themes, and the two together give nobody away (P4, P6)."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from matching.panel.models import PanelMeeting
from matching.panel.themes.models import ThemeAnswer
from matching.reports.pack.drawing_up import draw_up
from matching.reports.pack.period import Period
from matching.reports.pack.tree import Pack, Section
from matching.reports.small_numbers import FEW, NOT_SHOWN
from matching.reports.themes import Themes
from tests.factories.chain import make_decision, make_item
from tests.factories.people import DAY, make_council, make_user
from tests.matching.reports.test_themes import NOVEMBER, OCTOBER, give, held

pytestmark = pytest.mark.django_db


def drawn_up() -> Pack:
    return draw_up(Period.of(make_council(), DAY, DAY))


def section(pack: Pack, code: str = "themes") -> Section:
    return next(one for one in pack.sections if one.code == code)


def rows(pack: Pack, code: str) -> dict[str, list[str]]:
    table = next(table for table in pack.tables if table.code == code)
    return {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}


def waived(meeting: PanelMeeting, number: int) -> None:
    chair = make_user("panel_chair")
    for _ in range(number):
        make_decision(make_item(meeting), theme="", theme_waived_by=chair, theme_waived_because="They were not well.")


def test_the_sentence_and_the_counts_are_those_of_the_page(client: Client) -> None:
    held(make_council(), OCTOBER, no_route=5, english_maths=20)
    held(make_council(), NOVEMBER, no_route=12, english_maths=9, confidence=3, housing_delay=2, start_agreed=6)
    pack = drawn_up()
    client.force_login(make_user("board_viewer"))
    page = " ".join(client.get(reverse("themes")).content.decode().split())
    assert section(pack).says == (
        "Getting there is the main reason: 12 of 26, up from 5 of 25 in October.",
        "Another 6 had a start date already.",
    )
    assert all(sentence in page for sentence in section(pack).says)
    lines = list(csv.reader(StringIO(client.get(reverse("themes"), {"file": "csv"}).content.decode("utf-8-sig"))))
    in_pack = {reason: counts[::-1] for reason, counts in rows(pack, "themes").items() if reason != "All"}
    assert in_pack == {line[0]: line[1:3] for line in lines[1:]}
    assert in_pack["Confidence and readiness"][0] == FEW and rows(pack, "themes")["All"] == ["25", "26"]


def test_who_answers_and_what_became_of_it_without_a_name() -> None:
    council, chair = make_council(), make_user("panel_chair", name="Ivy Hazelgrove")
    held(council, no_route=20, english_maths=9)
    said = {"council": council, "recorded_by": chair, "group": "travel"}
    ThemeAnswer.objects.create(**said, words="Later", owner=chair, due_on=date(2027, 1, 12))
    ThemeAnswer.objects.create(**said, words="Travel card", owner=chair, due_on=date(2026, 12, 12))
    ThemeAnswer.objects.create(**said, words="First 8 weeks paid", said="Fares eat my pay.", done_on=date(2026, 11, 3))
    pack = drawn_up()
    assert rows(pack, "theme_owners") == {
        "Getting there": ["Transport authority", "Travel card, 12 December 2026"],
        "Skills and entry requirements": ["Virtual School", "No action yet"],
    }
    assert rows(pack, "you_said") == {"Fares eat my pay.": ["First 8 weeks paid", "3 November 2026"]}
    assert "Hazelgrove" not in str(pack)


def test_without_agreed_minutes_or_with_too_few_it_says_so() -> None:
    assert section(drawn_up()).says[0].startswith("No panel of this month has agreed minutes yet.")
    meeting = held(make_council(), no_route=12, english_maths=7)
    assert section(drawn_up()).says == ("Fewer than 20 main reasons were recorded: too few people to show.",)
    assert [table.code for table in section(drawn_up()).tables] == ["you_said"]
    give(meeting, "no_route", 1)
    assert section(drawn_up()).says == ("Getting there is the main reason: 13 of 20.",)


@pytest.mark.parametrize(
    ("reasons", "without"),
    [
        ({"no_route": 25}, 3),  # waived, each by name
        ({"no_route": 25, "staying_safe": 2}, 0),  # told in no month
        ({"no_route": 25, "staying_safe": 2}, 2),
        ({"no_route": 25, "start_agreed": 1}, 0),  # one more than gave a reason
        ({"no_route": 25, "start_agreed": 7}, 1),
    ],
)
def test_nothing_follows_from_how_many_were_decided(reasons: dict[str, int], without: int) -> None:
    """What the page says stays; the number decided, and what would give it away, is not shown."""
    meeting = held(make_council(), **reasons)
    waived(meeting, without)
    assert Themes(make_council()).tally(Themes(make_council()).month()).of == 25
    pack = drawn_up()
    assert rows(pack, "themes")["All"] == ["25"]
    assert rows(pack, "decisions")["All"] == [NOT_SHOWN] and rows(pack, "agenda")["Decided"] == [NOT_SHOWN]
    agenda = rows(pack, "agenda")
    assert [NOT_SHOWN] in (agenda["To be discussed"], agenda["Not reached, carried over"])


def test_how_many_were_decided_is_told_where_everybody_has_a_reason_or_enough_have_none() -> None:
    meeting = held(make_council(), no_route=25, start_agreed=6)
    assert rows(drawn_up(), "decisions")["All"] == ["31"]
    waived(meeting, 5)
    assert rows(drawn_up(), "decisions")["All"] == ["36"]


def test_who_was_not_reached_does_not_follow_from_the_rest() -> None:
    """After the meeting no case waits any more: to be discussed, less decided, is not reached."""
    meeting = held(make_council(), no_route=25)
    for _ in range(3):
        make_decision(make_item(meeting), decision="carry_over", theme="")
    agenda = rows(drawn_up(), "agenda")
    assert agenda["Not reached, carried over"] == [FEW]
    assert [NOT_SHOWN] in (agenda["Decided"], agenda["To be discussed"])
