"""The young person's meeting on their own phone: behind link and PIN, with what to bring."""

from datetime import timedelta

from icalendar import Calendar

from config.audit_trail.models import Event
from tests.factories.chain import at as moment
from tests.factories.chain import make_nomination
from tests.factories.people import DAY


def test_a_meeting_is_put_in_the_calendar(opened, at, robin, on_the_day) -> None:
    nomination = make_nomination("interview", person=robin)
    place = at("own_meeting", nomination=nomination.public_id)
    assert opened.get(place).status_code == 404 and "in my calendar" not in opened.get(at()).content.decode()
    when = moment(DAY + timedelta(4), 14)
    nomination.interviews.create(at=when, place="3 Mill Lane", bring="Your passport", adjustments="A quiet room")
    assert place in opened.get(at()).content.decode()
    seen = Event.objects.filter(verb="record_seen", person_id=robin.public_id).count()
    answer = opened.get(place)
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event["SUMMARY"], event["LOCATION"]) == (f"Meet about: {nomination.opportunity.title}", "3 Mill Lane")
    assert event["DTSTART"].dt == when and "Bring: Your passport" in event["DESCRIPTION"]
    assert all(word not in answer.content.decode() for word in ("quiet", "care", "Rowan", "C-SECRET"))
    assert Event.objects.filter(verb="record_seen", person_id=robin.public_id).count() == seen + 1


def test_without_the_pin_or_of_somebody_else_there_is_none(client, opened, at, on_the_day) -> None:
    other = make_nomination("interview")
    other.interviews.create(at=moment(DAY + timedelta(4), 14), place="3 Mill Lane")
    assert opened.get(at("own_meeting", nomination=other.public_id)).status_code == 404
    client.session.flush()
    client.cookies.clear()
    assert client.get(at("own_meeting", nomination=other.public_id))["Location"] == at()
