"""A draft may be drawn up again; what the chair agreed never changes; a correction is a new version (P6)."""

from datetime import date, timedelta

import pytest

from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from matching.panel.models import PanelMeeting
from matching.reports.pack.actions import agree_pack, correct_pack, draw_up_pack
from matching.reports.pack.models import MonthlyPack
from matching.reports.pack.tasks import monthly_pack
from tests.factories.chain import at, make_decision, make_item, make_meeting
from tests.factories.packs import OCTOBER, make_pack
from tests.factories.people import DAY, make_council, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair():
    return make_user("panel_chair", name="Ivy Hazelgrove")


def test_a_draft_is_drawn_up_again_in_its_place(chair) -> None:
    for _ in range(7):
        make_person("neet")
    first = draw_up_pack(council=chair.council, month=OCTOBER, by=chair)
    make_person("neet")
    again = draw_up_pack(council=chair.council, month=OCTOBER, by=chair)
    assert again.pk == first.pk and again.pack.everyone == "8"
    assert again.pictures["how_long"].startswith("<svg")
    assert Event.objects.filter(verb="pack_drawn_up", actor=chair).count() == 2


def test_the_clock_draws_up_a_draft_and_leaves_an_agreed_pack_alone() -> None:
    council = make_council()
    assert [part.do() for part in monthly_pack(council, OCTOBER)] == [0]
    make_person("neet")
    assert [part.do() for part in monthly_pack(council, OCTOBER)] == [1]
    assert MonthlyPack.objects.get().drawn_up_by is None
    MonthlyPack.objects.all().delete()
    make_pack("agreed", council=council)
    assert [part.do() for part in monthly_pack(council, OCTOBER)] == [0]


def test_an_agreed_pack_never_changes(chair) -> None:
    draft = draw_up_pack(council=chair.council, month=OCTOBER, by=chair)
    agreed = agree_pack(draft, drawn_up_at=draft.drawn_up_at, by=chair)
    make_person("neet")
    with pytest.raises(Refused, match=r"is agreed\. Correct it, with the reason"):
        draw_up_pack(council=chair.council, month=OCTOBER, by=chair)
    agreed.refresh_from_db()
    assert agreed.pack.everyone == "0" and agreed.agreed_by == chair
    assert Event.objects.filter(verb="pack_agreed", subject_id=agreed.public_id).count() == 1


def test_a_correction_is_a_new_version_and_the_agreed_one_stands_until_it_is_agreed(chair) -> None:
    agreed = make_pack("agreed", agreed_by=chair)
    corrected = correct_pack(agreed, because="Two starts were recorded late.", by=chair)
    assert (corrected.version, corrected.state) == (2, "draft")
    assert MonthlyPack.objects.in_force().get() == agreed
    agree_pack(corrected, drawn_up_at=corrected.drawn_up_at, by=chair)
    assert MonthlyPack.objects.in_force().get() == corrected
    agreed.refresh_from_db()
    assert agreed.state == "replaced" and agreed.figures["everyone"] == "810"
    assert Event.objects.filter(verb="pack_replaced", subject_id=agreed.public_id).exists()


def test_a_correction_says_what_was_wrong_and_one_is_enough(chair) -> None:
    agreed = make_pack("agreed", agreed_by=chair)
    with pytest.raises(Refused, match="Say what was wrong"):
        correct_pack(agreed, because=" ", by=chair)
    correct_pack(agreed, because="A start was recorded late.", by=chair)
    with pytest.raises(Refused, match="already drawn up"):
        correct_pack(agreed, because="Another one.", by=chair)


def refused(pack: MonthlyPack, chair) -> str:
    with pytest.raises(Refused) as told:
        agree_pack(pack, drawn_up_at=pack.drawn_up_at, by=chair)
    return str(told.value)


def test_every_main_reason_is_given_or_waived_first(chair) -> None:
    meeting = make_meeting("in_session", date(2026, 10, 29))
    for _ in range(3):
        make_item(meeting)
    assert refused(make_pack(), chair) == "3 main reasons are missing."
    for item in meeting.items.all()[:2]:
        make_decision(item, theme="", theme_waived_by=chair, theme_waived_because="They were not well.")
    MonthlyPack.objects.update(drawn_up_at=at(DAY + timedelta(30)))
    assert refused(MonthlyPack.objects.get(), chair) == "1 main reason is missing."
    make_decision(meeting.items.undecided().get())
    assert refused(MonthlyPack.objects.get(), chair).startswith("The minutes of 29 October are not agreed yet.")
    meeting.state, meeting.minutes_agreed_at = "minutes_agreed", at(DAY + timedelta(31))
    meeting.save()
    assert refused(MonthlyPack.objects.get(), chair).startswith("The minutes were agreed since this was drawn up.")
    PanelMeeting.objects.update(minutes_agreed_at=at(DAY + timedelta(29)))
    agree_pack(MonthlyPack.objects.get(), drawn_up_at=at(DAY + timedelta(30)), by=chair)


def test_the_panel_meets_first_and_nothing_is_decided_after_it_was_drawn_up(chair) -> None:
    meeting = make_meeting("agenda_frozen", date(2026, 10, 29))
    pack = make_pack()
    assert refused(pack, chair) == "The panel of 29 October has not met yet. Agree the pack after it."
    meeting.state = "in_session"
    meeting.save()
    make_decision(make_item(meeting))
    assert refused(pack, chair) == "The panel decided since this was drawn up. Draw it up again, and read it."


def test_a_month_that_is_not_over_is_not_agreed(chair) -> None:
    draft = draw_up_pack(council=chair.council, month=DAY, by=chair)
    assert refused(draft, chair).startswith("November was not over when this was drawn up.")


def test_what_was_read_is_what_is_agreed(chair) -> None:
    with pytest.raises(Refused, match="drawn up again meanwhile"):
        agree_pack(make_pack(), drawn_up_at=at(hour=8), by=chair)


@pytest.mark.parametrize("role", ["panel_member", "board_viewer", "team_manager", "virtual_school", "administrator"])
def test_only_the_chair_agrees_and_corrects(role: str) -> None:
    user, draft = make_user(role), make_pack()
    with pytest.raises(NotAllowed):
        agree_pack(draft, drawn_up_at=draft.drawn_up_at, by=user)
    with pytest.raises(NotAllowed):
        correct_pack(draft, because="A mistake.", by=user)


def test_another_councils_chair_neither_draws_up_nor_agrees() -> None:
    stranger, draft = make_user("panel_chair", council=make_council("E08000035", "Otherbeck")), make_pack()
    with pytest.raises(NotAllowed):
        draw_up_pack(council=make_council(), month=OCTOBER, by=stranger)
    with pytest.raises(NotAllowed):
        agree_pack(draft, drawn_up_at=draft.drawn_up_at, by=stranger)
