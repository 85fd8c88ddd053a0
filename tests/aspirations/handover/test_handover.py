"""Nothing to be told twice, another adviser, cover for a while (A7)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from aspirations.handover.actions import cover, hand_over, take_back, tell_once
from aspirations.models import TellOnce, YoungPerson
from config.audit_trail.models import Event
from config.refusal import NotAllowed, Refused
from tests.factories.chain import at
from tests.factories.people import DAY, make_council, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(at(hour=12), tick=False) as travelled:
        yield travelled


@pytest.fixture
def rowan():
    return make_user(name="Rowan")


@pytest.fixture
def moss():
    return make_user("team_manager", name="Moss")


@pytest.fixture
def robin(rowan, moss):
    return make_person(on_caseload_of=rowan, manager=moss, name="Robin")


def test_what_was_told_once_stays_until_it_is_taken_back(robin, rowan):
    told = tell_once(person=robin, about="School", words="Do not ask again about school.", by=rowan)
    assert list(TellOnce.objects.visible_to(rowan)) == [told]
    take_back(told, by=rowan)
    assert not TellOnce.objects.visible_to(rowan).exists()
    with pytest.raises(Refused, match="taken back before"):
        take_back(told, by=rowan)
    for verb in ("told_once", "told_once_taken_back"):
        assert "school" not in str(Event.objects.get(verb=verb).context).lower()


@pytest.mark.parametrize(("about", "words"), [("School", " "), (" ", "Do not ask."), ("x" * 61, "Do not ask.")])
def test_what_is_told_says_what_it_is_about(robin, rowan, about, words):
    with pytest.raises(Refused, match=r"About|Words"):
        tell_once(person=robin, about=about, words=words, by=rowan)


def test_a_handover_gives_the_person_and_keeps_what_comes_first(robin, rowan, moss):
    wren = make_user(name="Wren")
    row = hand_over(person=robin, to=wren, by=moss, words="Interview on Thursday.", person_told_on=DAY)
    robin.refresh_from_db()
    assert robin.personal_adviser == wren
    assert (row.worker_before, row.worker_after, row.handed_on, row.words) == (
        rowan, wren, DAY, "Interview on Thursday.",
    )  # fmt: skip
    assert not YoungPerson.objects.visible_to(rowan).exists()
    assert Event.objects.filter(verb="adviser_changed").count() == 1


def test_a_handover_is_the_managers_and_to_somebody_who_can(robin, rowan, moss):
    with pytest.raises(NotAllowed):
        hand_over(person=robin, to=make_user(), by=rowan)
    with pytest.raises(Refused, match="works with Robin already"):
        hand_over(person=robin, to=rowan, by=moss)
    with pytest.raises(NotAllowed, match="cannot be given a caseload"):
        hand_over(person=robin, to=make_user("virtual_school"), by=moss)
    with pytest.raises(Refused, match="today or a day before"):
        hand_over(person=robin, to=make_user(), by=moss, person_told_on=DAY + timedelta(days=1))
    assert not robin.handovers.exists()


def test_cover_opens_the_records_from_the_first_to_the_last_day(robin, rowan, moss, clock):
    wren = make_user(name="Wren")
    cover(absent=rowan, colleague=wren, from_on=DAY + timedelta(1), until_on=DAY + timedelta(2), by=moss)
    seen = []
    for _ in range(5):
        seen.append(YoungPerson.objects.visible_to(wren).exists())
        clock.shift(timedelta(days=1))
    assert seen == [False, True, True, False, False]


def test_cover_that_makes_no_sense_is_refused(robin, rowan, moss):
    wren = make_user(name="Wren")
    days = {"from_on": DAY, "until_on": DAY, "by": moss}
    with pytest.raises(Refused, match="last day"):
        cover(absent=rowan, colleague=wren, **days | {"until_on": DAY - timedelta(1)})
    with pytest.raises(Refused, match="Choose a colleague"):
        cover(absent=rowan, colleague=rowan, **days)
    with pytest.raises(Refused, match="nothing to cover"):
        cover(absent=wren, colleague=rowan, **days)
    elsewhere = make_user(council=make_council("E08000034", "Elsewhere"))
    for stranger in (elsewhere, make_user("panel_chair")):
        with pytest.raises(NotAllowed, match="cannot cover here"):
            cover(absent=rowan, colleague=stranger, **days)
    with pytest.raises(NotAllowed):
        cover(absent=rowan, colleague=wren, **days | {"by": rowan})
