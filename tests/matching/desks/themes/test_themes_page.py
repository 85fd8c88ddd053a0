"""The page of themes (P4, screens.md 13): a sentence first, owner and next action, "You said, we did", never a name."""

from collections import Counter
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from config.accounts.models import Council, User
from config.audit_trail.models import Event
from config.reference.models import NamedOwner
from matching.panel.minutes_rows import RESTRICTED_REASON, entries
from matching.panel.models import PanelMeeting
from matching.panel.themes.models import ThemeAnswer
from matching.reports.themes import Themes
from tests.factories.chain import at, make_decision, make_item, on_the_day
from tests.factories.people import make_council, make_user
from tests.matching.reports.test_themes import NOVEMBER, OCTOBER, give, held

__all__ = ["on_the_day"]
pytestmark = pytest.mark.django_db
Page = str


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def chair(council: Council, client: Client) -> User:
    user = make_user("panel_chair", council=council, name="Ivy Hazelgrove")
    client.force_login(user)
    return user


def opened(client: Client, **asked: str) -> str:
    answer = client.get(reverse("themes"), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def promised(council: Council, by: User, **said: object) -> ThemeAnswer:
    facts: dict[str, object] = {
        "group": "travel",
        "words": "Travel card for new starters",
        "owner": by,
        "due_on": date(2026, 12, 12),
    }
    return ThemeAnswer.objects.create(council=council, recorded_by=by, **facts | said)


def test_a_sentence_first_with_the_meeting_before(council: Council, chair: User, client: Client) -> None:
    held(council, OCTOBER, no_route=5, english_maths=20), held(council, no_route=12, english_maths=9)
    page = opened(client)
    assert "Getting there is the main reason: 12 of 21, up from 5 of 25 in October." in page
    assert "November 2026 panel: 21 main reasons recorded." in page
    assert "October 5, November 12" in page  # the bars in words
    assert "Skills and entry requirements is the main reason: 20 of 25." in opened(client, month="2026-10")


@pytest.mark.parametrize(
    ("then", "now", "sentence"),
    [
        (20, 12, "12 of 32, down from 20 of 40 in October."),
        (12, 12, "12 of 32, as many as the 12 of 32 in October."),
        (3, 12, "12 of 32, up from 1 to 4 of 23 in October."),
    ],
)
def test_how_it_compares(then: int, now: int, sentence: str, council: Council, chair: User, client: Client) -> None:
    rest = {"english_maths": 7, "confidence": 7, "no_offer_fits": 6}
    held(council, OCTOBER, no_route=then, **rest), held(council, no_route=now, **rest)
    assert sentence in opened(client)


def test_the_page_says_who_is_signed_in(chair: User, client: Client) -> None:
    assert "Ivy Hazelgrove, EET panel chair" in opened(client)


def test_two_reasons_given_as_often_are_both_named(council: Council, chair: User, client: Client) -> None:
    held(council, no_route=12, english_maths=12)
    assert "Skills and entry requirements and Getting there are the main reasons: 12 of 24 each." in opened(client)


def test_owner_and_next_action_and_no_action_yet_is_the_only_red(council: Council, chair: User, client: Client) -> None:
    held(council, no_route=12, english_maths=9)
    NamedOwner.objects.create(council=council, owner="transport", person=chair)
    promised(council, chair), promised(council, chair, words="Later", due_on=date(2027, 1, 12))
    page = opened(client)
    assert "Transport authority: Ivy Hazelgrove" in page and "Travel card for new starters, 12 December" in page
    assert page.count("eet-tag--red") == 1 and page.count("No action yet") == 1
    assert "The 11 other reasons had none." in page


def test_the_board_reads_figures_and_adds_nothing(council: Council, client: Client) -> None:
    held(council, no_route=21)
    client.force_login(make_user("board_viewer", council=council))
    page = opened(client)
    assert "21 of 21" in page and "Add what we did" not in page
    assert client.get(reverse("add_theme_answer")).status_code == 403
    assert not Event.objects.filter(verb__endswith="seen").exists()
    assert "1 to 4 are not shown" in page


def test_no_panel_in_a_month_and_too_few(council: Council, chair: User, client: Client) -> None:
    assert "No panel in this month." in opened(client)
    held(council, OCTOBER, no_route=19)
    assert "No panel in this month." in opened(client, month="2026-11")
    assert "Fewer than 20 main reasons were recorded: too few people to show." in opened(client)
    assert client.get(reverse("themes"), {"month": "soon"}).status_code == 404


def test_by_whom_and_too_few_to_show_by(council: Council, chair: User, client: Client) -> None:
    meeting = held(council)
    give(meeting, "no_route", 25, age=18, area="BD1"), give(meeting, "english_maths", 22, age=20, area="BD2")
    page = opened(client, who="age:17-18")
    assert "Getting there is the main reason: 25 of 25." in page and '<option value="area:BD2"' in page
    assert "Too few people to show by area" in opened(client, who="area:LS1")
    assert "Former relevant" in page and client.get(reverse("themes"), {"who": "ethnicity:WBRI"}).status_code == 404


def test_twelve_months(council: Council, chair: User, client: Client) -> None:
    held(council, OCTOBER, no_route=12), held(council, english_maths=11)
    page = opened(client, month="year")
    assert "The 12 months to November 2026: 23 young people, each with the newest main reason." in page
    assert "Getting there is the main reason: 12 of 23." in page


def test_the_file_has_the_rows_of_the_page(council: Council, chair: User, client: Client) -> None:
    held(council, no_route=12, english_maths=8, confidence=2)
    answer = client.get(reverse("themes"), {"file": "csv"})
    assert answer["Content-Type"].startswith("text/csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Main reason,November,Last 1 panels,Owner,Next action"
    assert [line.split(",")[:2] for line in lines[1:]] == [
        ["Getting there", "12"], ["Skills and entry requirements", "Not shown"], ["Confidence and readiness", "1 to 4"]
    ]  # fmt: skip
    assert Event.objects.filter(verb="export_made").exists()


def test_one_theme_says_what_lies_behind_it_and_who_answers(council: Council, chair: User, client: Client) -> None:
    held(council, no_route=12, fare_cost=8, english_maths=7)
    promised(council, chair)
    page = " ".join(client.get(reverse("theme", args=["travel"])).content.decode().split())
    assert "November 2026 panel: 20 of 27." in page and "No workable journey" in page
    assert "Owner: Transport authority" in page and "Nobody is named yet" in page
    assert "Travel card for new starters" in page and "12 December 2026" in page
    assert client.get(reverse("theme", args=["no_theme"])).status_code == 404


def test_what_we_did_is_added_and_read(council: Council, chair: User, client: Client) -> None:
    said = {
        "group": "travel", "words": "First 8 weeks of travel paid", "state": "done",
        "said": "Bus fare eats the first week’s pay.", "since_then": "6 people started",
        "done_on_day": "12", "done_on_month": "11", "done_on_year": "2026",
    }  # fmt: skip
    answer = client.post(reverse("add_theme_answer"), said, follow=True)
    assert "Added to “You said, we did”." in answer.content.decode()
    page = opened(client)
    assert "“Bus fare eats the first week’s pay.”" in page and "First 8 weeks of travel paid (12 November)" in page
    assert Event.objects.filter(verb="theme_answer_done", actor=chair).count() == 1


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"state": "will_do"}, "Name an owner for Home"),
        ({"state": "done"}, "Type what young people said, in their words"),
        ({"state": "will_do", "words": ""}, "Type what we do about it"),
        ({"state": "will_do", "group": ""}, "Choose the main reason that this answers"),
        ({}, "Choose whether it is done"),
        (
            {"state": "done", "said": "Too far", "done_on_day": "12", "done_on_month": "12", "done_on_year": "2027"},
            "Type a day that has come",
        ),
    ],
)
def test_what_is_missing_is_named(said: dict, error: str, council: Council, chair: User, client: Client) -> None:
    answer = client.post(reverse("add_theme_answer"), {"group": "housing", "words": "A helpline"} | said)
    assert error in answer.content.decode() and not ThemeAnswer.objects.exists()


def test_a_promise_is_kept(council: Council, chair: User, client: Client) -> None:
    answer = promised(council, chair)
    address = reverse("finish_theme_answer", args=[answer.public_id])
    assert "Travel card for new starters" in client.get(address).content.decode()
    said = {
        "words": "Travel cards given",
        "said": "Fares are too high",
        "done_on_day": "20",
        "done_on_month": "11",
        "done_on_year": "2026",
    }
    client.post(address, said)
    answer.refresh_from_db()
    assert (answer.words, answer.done_on) == ("Travel cards given", date(2026, 11, 20))
    assert client.post(address, said).status_code == 404  # done is done


def test_another_councils_themes_and_answers_are_not_here(council: Council, chair: User, client: Client) -> None:
    there = make_council("E08000035", "Otherbeck")
    held(there, no_route=25)
    theirs = promised(there, make_user("panel_chair", council=there))
    assert "No panel in this month." in opened(client)
    assert client.get(reverse("finish_theme_answer", args=[theirs.public_id])).status_code == 404


def test_the_number_of_queries_does_not_grow(
    council: Council, chair: User, client: Client, django_assert_max_num_queries
) -> None:
    for month in range(4, 12):
        held(council, date(2026, month, 20), no_route=15, english_maths=9)
    for _ in range(9):
        promised(council, chair)
    opened(client)
    with django_assert_max_num_queries(15):
        opened(client)


def test_how_many_actions_stayed_late_is_a_count(council: Council, chair: User, client: Client) -> None:
    meeting: PanelMeeting = held(council, no_route=1)
    made = meeting.items.get().decision
    for _ in range(5):
        made.actions.create(
            person=made.item.person, type="travel_fix", owner_role="transport", due_on=NOVEMBER,
            carried_by=[meeting.public_id] * 3,
        )  # fmt: skip
    assert "Actions of the panel that stayed late at three meetings: 5." in opened(client)
    made.actions.filter(pk__in=list(made.actions.values_list("pk", flat=True))[:2]).update(done_at=at(), done_by=chair)
    assert "Actions of the panel that stayed late at three meetings: 1 to 4." in opened(client)


def test_the_page_counts_what_the_minutes_tell(council: Council, chair: User, client: Client) -> None:
    """Of each case its reason; who is waived or restricted stands in the minutes, and in no figure of a month."""
    meeting = held(council, no_route=11, fare_cost=6, english_maths=8, confidence=5, staying_safe=2)
    for _ in range(2):
        make_decision(make_item(meeting), theme="", theme_waived_by=chair, theme_waived_because="They were not well.")
    decided, _ = entries(meeting, make_user("panel_member", council=council))
    told = Counter(entry.reason for entry in decided)
    assert told.pop(RESTRICTED_REASON) == 2 and told.pop(f"Waived by {chair.name}, because They were not well.") == 2
    themes = Themes(council)
    groups = {row.label: row.group for row in themes.themes.values()}
    by_group = Counter[str]()
    for reason, number in told.items():
        by_group[groups[reason]] += number
    tally = themes.tally(themes.month())
    assert tally.of == by_group.total() == 30
    assert {code: one.number for code, one in tally.counts.items() if one.number} == dict(by_group)
