"""Calendar feeds and files: what, when and where, never who; read by an address that can be taken back."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from aspirations.people.actions import record_death
from config.accounts.models import SignedLink, User
from config.audit_trail.models import Event
from matching.nominations.actions import set_interview, withdraw
from matching.nominations.models import Interview, Nomination
from tests.factories.chain import at, make_contact, make_meeting, make_nomination, on_the_day
from tests.factories.people import DAY, make_council, make_user

__all__ = ["on_the_day"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
JULY = date(2027, 7, 2)


@pytest.fixture
def interview() -> Interview:
    nomination = make_nomination("interview")
    nomination.person.name, nomination.person.child_id = "MARKERNAME Fernbrook", "MARKERID"
    nomination.person.save()
    made: Interview = nomination.interviews.create(
        at=at(DAY + timedelta(3), 10, 30),
        place="3 Mill Lane, Shipley",
        bring="Proof of address",
        adjustments="MARKERADJUST",
    )
    return made


def address_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    page = client.post(reverse("my_calendar")).content.decode()
    found = re.search(r"<code>http://testserver(.*?)</code>", page)
    assert found
    return found[1]


def read(user: User) -> list[dict[str, str]]:
    """The feed as another program reads it, signed in nowhere."""
    answer = Client().get(address_of(user))
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    assert "MARKER" not in answer.content.decode() and "calendar.ics" in answer["Content-Disposition"]
    return [
        {name: str(event.get(name, "")) for name in ("UID", "SUMMARY", "LOCATION", "DESCRIPTION")}
        | {"at": event["DTSTART"].dt}
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
    ]


def test_an_adviser_reads_when_and_where_and_never_who(interview: Interview) -> None:
    (entry,) = read(interview.nomination.person.adviser)
    assert (entry["SUMMARY"], entry["LOCATION"]) == ("An interview", "3 Mill Lane, Shipley")
    assert entry["at"] == interview.at and entry["at"].tzinfo.key == "Europe/London"
    assert reverse("nomination", kwargs={"nomination": interview.nomination.public_id}) in entry["DESCRIPTION"]


def test_an_employer_reads_its_own_and_others_read_nothing(interview: Interview) -> None:
    offer, council = interview.nomination.opportunity, interview.nomination.council
    (entry,) = read(make_contact(offer.employer))
    assert entry["SUMMARY"] == f"Interview: {offer.title}"
    for user in (make_user("personal_adviser", council=council), make_user("administrator", council=council)):
        assert read(user) == []


def test_a_new_time_replaces_the_old_one_under_the_same_name(interview: Interview) -> None:
    adviser = interview.nomination.person.adviser
    (before,) = read(adviser)
    sooner = at(DAY + timedelta(1), 9)
    set_interview(interview.nomination, at=sooner, place="Online", by=adviser)
    (after,) = read(adviser)
    assert (after["UID"], after["at"], after["LOCATION"]) == (before["UID"], sooner, "Online")


def test_a_summers_interview_stands_on_summers_clock(interview: Interview) -> None:
    Interview.objects.update(at=at(JULY, 10))
    feed = Client().get(address_of(interview.nomination.person.adviser)).content.decode()
    local = at(JULY, 10).astimezone().strftime("%Y%m%d")
    assert f"DTSTART;TZID=Europe/London:{local}T" in feed and "BEGIN:VTIMEZONE" in feed


@pytest.mark.parametrize(
    "end",
    [
        lambda row, by: withdraw(row, reason="s_let_go", by=by),
        lambda row, by: record_death(person=row.person, on=DAY, by=by),
        lambda row, by: Interview.objects.update(at=at(DAY - timedelta(31))),
    ],
    ids=["withdrawn", "died", "long past"],
)
def test_what_is_over_goes_out_of_the_calendar(end, interview: Interview) -> None:
    adviser = interview.nomination.person.adviser
    assert len(read(adviser)) == 1
    end(Nomination.objects.get(), adviser)
    assert read(adviser) == []


def test_the_panel_reads_its_days() -> None:
    council = make_council()
    make_meeting(held_on=date(2026, 12, 17), council=council, when_and_where="2 pm, room 3")
    make_meeting(held_on=date(2026, 12, 18), council=make_council("E08000035", "Otherbeck"))
    (entry,) = read(make_user("panel_member", council=council))
    assert (entry["SUMMARY"], entry["at"]) == ("EET panel", date(2026, 12, 17)) and "2 pm, room 3" in entry[
        "DESCRIPTION"
    ]
    assert not isinstance(entry["at"], datetime)
    assert read(make_user("board_viewer", council=council)) == []


def test_an_address_is_shown_once_replaced_taken_back_and_ends_with_its_user(
    client: Client, interview: Interview
) -> None:
    adviser = interview.nomination.person.adviser
    first = address_of(adviser)
    second = address_of(adviser)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assert SignedLink.objects.filter(token_hash__in=[first, second]).count() == 0, "only hashes are kept"
    client.force_login(adviser)
    page = client.get(reverse("my_calendar")).content.decode()
    assert "An address works until 21 November 2027" in page and second not in page and "3 Mill Lane" in page
    said = client.post(reverse("revoke_calendar"), follow=True).content.decode()
    assert "The address opens nothing now." in said and client.get(second).status_code == 404
    assert "none to take back" in client.post(reverse("revoke_calendar"), follow=True).content.decode()
    third = address_of(adviser)
    User.objects.filter(pk=adviser.pk).update(is_active=False)
    assert client.get(third).status_code == 404
    assert Event.objects.filter(verb="link_made", actor=adviser).count() == 3


def test_a_link_for_something_else_opens_no_calendar(client: Client, interview: Interview) -> None:
    address = address_of(interview.nomination.person.adviser)
    SignedLink.objects.update(purpose="own_page")
    assert client.get(address).status_code == 404
