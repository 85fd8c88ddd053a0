"""`panel_list` prints the month's list in the order of need: of the meeting, or as it would be where there is none."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from aspirations.models import AccessGrant, YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from matching.panel import agenda
from matching.panel.models import AgendaItem, PanelMeeting
from matching.shortlists.actions import draw_up
from tests.factories.people import DAY, make_council, make_person, make_user
from tests.factories.service import a_job, well_known

pytestmark = pytest.mark.django_db
NAMES = ("Wren", "Robin", "Heron")


def printed(month: str = "2026-11", **options: object) -> str:
    """As the council's chair reads it, unless `by` is somebody else."""
    out = StringIO()
    by = options.pop("by", None) or the_chair().email
    call_command("panel_list", month=month, stdout=out, by=by, **options)
    return out.getvalue()


def make_named(person: YoungPerson, user: User) -> None:
    AccessGrant.objects.create(person=person, user=user, why="named", from_at=timezone.now())


def the_chair() -> User:
    return User.objects.filter(roles=["panel_chair"]).first() or make_user("panel_chair")


@pytest.fixture
def chair() -> User:
    return the_chair()


@pytest.fixture
def people() -> list[YoungPerson]:
    """Three not in EET, the longest first; one in EET and one of whom nothing is known."""
    lengths = (700, 300, 100)
    make_person("eet", name="Finch"), make_person(name="Lark")
    return [well_known(name=name, since=DAY - timedelta(days=days)) for name, days in zip(NAMES, lengths, strict=True)]


def test_without_a_meeting_it_is_the_list_of_the_months_last_day(people: list[YoungPerson]) -> None:
    told = printed()
    assert "3 not in EET, each once, in the order of need on 30 November. Another 1 have no recorded activity." in (
        " ".join(told.split())
    )
    assert told.index("Wren") < told.index("Robin") < told.index("Heron")
    assert "Finch" not in told and "Lark" not in told
    assert not PanelMeeting.objects.exists() and not AgendaItem.objects.exists()


def test_printed_again_it_is_the_same(people: list[YoungPerson]) -> None:
    assert printed() == printed()


def test_with_a_meeting_it_is_the_agenda_of_its_day(people: list[YoungPerson], chair: User) -> None:
    meeting = agenda.schedule(council=make_council(), held_on=date(2026, 11, 26), by=chair)
    agenda.draw_up_agenda(meeting, by=chair)
    new = well_known(name="Newcomer")
    told = printed()
    assert "in the order of need on 26 November" in " ".join(told.split())
    assert "3 not in EET" in told and new.name not in told
    meeting.items.filter(person=people[0]).update(position=9)
    again = printed()
    assert again.index("Robin") < again.index("Wren")


def test_a_meeting_without_an_agenda_prints_what_it_would_be(people: list[YoungPerson], chair: User) -> None:
    agenda.schedule(council=make_council(), held_on=date(2026, 11, 26), by=chair)
    assert "3 not in EET, each once, in the order of need on 26 November" in " ".join(printed().split())
    assert not AgendaItem.objects.exists()


def test_every_case_has_its_need_its_matches_and_why(people: list[YoungPerson]) -> None:
    a_job(title="Garage assistant", requirements=[("level", "3", "Level 3")])
    people[0].aspiration_audits.update(level="none")
    draw_up(council=make_council(), day=DAY, by=None)
    told = printed()
    assert "Garage assistant" in told and "of 15 travel" in " ".join(told.split())
    assert "Nothing fits" in told
    assert all(person.child_id in told for person in people)


def test_as_many_cases_as_asked_for_and_how_to_see_the_rest(people: list[YoungPerson]) -> None:
    told = printed(cases=2)
    assert "Heron" not in told
    assert "2 of 3 cases shown." in told and f"panel_list --month 2026-11 --by {the_chair().email} --cases 0" in told
    assert "cases shown" not in printed(cases=0)
    with pytest.raises(CommandError, match="-3 cases cannot be printed"):
        printed(cases=-3)


def test_it_says_of_which_day_its_matches_are(people: list[YoungPerson]) -> None:
    a_job(title="Garage assistant")
    assert "There is no ranking yet" in printed() and "Nothing fits" not in printed()
    draw_up(council=make_council(), day=DAY, by=None)
    assert "Matches drawn up on 20 November 2026." in printed()
    later = printed("2026-12")
    assert "the one in force was drawn up on 20 November 2026" in later and "No ranking for this month" in later
    assert "Garage assistant" not in later


def test_an_agenda_that_is_no_longer_true_says_so(people: list[YoungPerson], chair: User) -> None:
    meeting = agenda.schedule(council=make_council(), held_on=date(2026, 11, 26), by=chair)
    with time_machine.travel(DAY, tick=False):
        agenda.draw_up_agenda(meeting, by=chair)
    assert "since: draw it up again" not in printed()
    well_known(name="Newcomer")
    people[0].died_on = DAY
    people[0].save()
    sentence = "The agenda was drawn up on 20 November; 2 people have changed since: draw it up again."
    assert sentence in printed() and meeting.items.count() == 4
    PanelMeeting.objects.update(state="agenda_frozen", agenda_frozen_at=timezone.now())
    assert sentence not in printed()


def test_no_share_is_given_while_no_activity_is_known() -> None:
    make_person(name="Lark")
    told = printed()
    assert "No activity is known for 30 November 2026" in told and "%" not in told


def test_an_empty_month_is_no_error() -> None:
    make_council()
    assert "0 not in EET" in printed()


def test_everybody_who_is_shown_by_name_is_in_the_trail_once(people: list[YoungPerson], chair: User) -> None:
    """S1, S2: one event for the list, with those who were shown and nobody else."""
    printed(cases=2)
    event = Event.objects.get(verb="list_seen")
    assert (event.actor, event.context["purpose"]) == (chair, "panel_list")
    assert event.context["people"] == [str(person.public_id) for person in people[:2]]


def test_a_record_for_named_people_only_stays_out(people: list[YoungPerson], chair: User) -> None:
    people[1].is_restricted = True
    people[1].save()
    told = printed()
    assert "Robin" not in told and people[1].child_id not in told
    assert "2 not in EET" in told and "1 more are open to named people only" in told
    make_named(people[1], chair)
    assert "Robin" in printed()


@pytest.mark.parametrize("role", ["personal_adviser", "panel_member", "board_viewer", "administrator"])
def test_only_the_chair_prints_it(role: str, people: list[YoungPerson]) -> None:
    with pytest.raises(CommandError, match="You cannot do this"):
        printed(by=make_user(role).email)
    assert not Event.objects.exists()


def test_another_councils_chair_does_not_read_it(people: list[YoungPerson]) -> None:
    there = make_user("panel_chair", council=make_council("E08000033", "Calder"))
    with pytest.raises(CommandError, match="another council's panel"):
        printed(by=there.email, council="E08000032")
    assert "Wren" not in printed(by=there.email)


@pytest.mark.parametrize("month", ["November", "2026-13", "2026"])
def test_a_month_that_is_none_is_refused_kindly(month: str) -> None:
    make_council()
    with pytest.raises(CommandError, match=f"“{month}” is not a month. Write it as YYYY-MM, such as 2026-11."):
        printed(month)


def test_a_month_out_of_all_reach_is_refused_kindly() -> None:
    with pytest.raises(CommandError, match="“0001-01” is too far off: give a month from 2000 to 2099"):
        printed("0001-01")
