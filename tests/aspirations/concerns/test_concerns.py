"""A worry about safety has an owner on the day, and ends with what was done (A10)."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from aspirations.audits.actions import record_aspirations
from aspirations.concerns.actions import close, hand_on, raise_concern, raise_if_worrying, take, tell_managers
from aspirations.concerns.models import Concern
from aspirations.people.access import give_access
from aspirations.people.actions import stop_for_death
from aspirations.people.models import AccessGrant
from config.audit_trail.models import Event
from config.outbox.models import Message
from config.refusal import NotAllowed, Refused
from tests.factories.chain import at
from tests.factories.people import DAY, make_council, make_person, make_user

pytestmark = pytest.mark.django_db
WORRY = "i want to kill myself"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(at(hour=12), tick=False) as travelled:
        yield travelled


@pytest.fixture
def rowan():
    return make_user(name="Rowan Thistleby")


@pytest.fixture
def manager():
    return make_user("team_manager", name="Moss Alderley")


@pytest.fixture
def robin(rowan, manager):
    return make_person(on_caseload_of=rowan, manager=manager, name="Robin Fernbrook")


def raised(person, words=WORRY, **said) -> Concern:
    return raise_concern(person=person, source=Concern.Source.TOLD, words=words, by=person.adviser, **said)


def test_a_worry_in_a_wish_becomes_a_concern_of_the_adviser_due_that_day(robin, rowan):
    record_aspirations(person=robin, answers={"wishes": ["nursing", WORRY]}, by=rowan)
    concern = Concern.objects.get()
    assert (concern.owner, concern.due_on, concern.source, concern.words) == (rowan, DAY, "wish", WORRY)
    event = Event.objects.get(verb="concern_raised")
    assert event.person_id == robin.public_id
    assert WORRY not in f"{event.context} {event.fields}"


def test_the_same_worry_in_a_later_version_raises_nothing_new(robin, rowan):
    record_aspirations(person=robin, answers={"wishes": [WORRY]}, by=rowan)
    record_aspirations(person=robin, answers={"wishes": [WORRY, "cars"]}, by=rowan)
    assert Concern.objects.count() == 1


def test_any_text_may_hold_a_worry_and_most_hold_none(robin):
    said = {"person": robin, "source": Concern.Source.OWN_PAGE, "by": None}
    assert raise_if_worrying(words="i want to be a nurse", **said) is None
    assert raise_if_worrying(words="  ", **said) is None
    assert raise_if_worrying(words=WORRY, **said) == Concern.objects.get()


def test_one_source_is_one_concern(robin):
    first = raised(robin, source_id=robin.public_id)
    assert raised(robin, source_id=robin.public_id) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.create(
            person=robin, source="wish", source_id=robin.public_id, owner=robin.adviser, due_on=DAY, raised_at=at()
        )


def test_the_mail_tells_where_to_look_and_repeats_no_word(robin, rowan):
    raised(robin)
    message = Message.objects.get()
    assert message.to == rowan.email
    assert robin.child_id in message.body
    assert robin.name not in message.body + message.subject
    assert "kill" not in message.body + message.subject
    assert "999" in message.body


def test_after_an_hour_without_anybody_the_manager_is_told_once(robin, manager, clock):
    raised(robin)
    clock.shift(timedelta(minutes=59))
    assert tell_managers() == 0
    clock.shift(timedelta(minutes=1))
    assert (tell_managers(), tell_managers()) == (1, 0)
    assert Message.objects.filter(to=manager.email).count() == 1
    assert Event.objects.filter(verb="concern_to_manager").count() == 1


def test_the_command_that_sends_the_mails_tells_the_manager_and_sends_it_at_once(robin, manager, clock):
    raised(robin)
    call_command("send_outbox", stdout=StringIO())
    assert manager.email not in recipients()
    clock.shift(timedelta(hours=1))
    call_command("send_outbox", stdout=StringIO())
    call_command("send_outbox", stdout=StringIO())
    assert recipients().count(manager.email) == 1


def recipients() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def test_who_takes_it_owns_it_and_the_manager_is_not_told(robin, manager, clock):
    concern = take(raised(robin), by=manager)
    clock.shift(timedelta(hours=5))
    assert (concern.owner, tell_managers()) == (manager, 0)


def test_handing_on_starts_the_hour_again_and_tells_the_new_owner(robin, rowan, manager, clock):
    concern = take(raised(robin), by=rowan)
    hand_on(concern, to=manager, by=rowan, words="I am in court all day.")
    concern.refresh_from_db()
    assert (concern.owner, concern.taken_at) == (manager, None)
    assert Message.objects.filter(to=manager.email).count() == 1
    step = concern.handed_on.get()
    assert (step.owner_before, step.owner_after, step.words) == (rowan, manager, "I am in court all day.")
    with pytest.raises(Refused, match="has this already"):
        hand_on(concern, to=manager, by=rowan)


def test_it_goes_only_to_somebody_who_works_with_the_person(robin, rowan):
    concern = raised(robin)
    for stranger in (make_user(), make_user("panel_chair"), make_user("virtual_school")):
        with pytest.raises(NotAllowed, match="may not open"):
            hand_on(concern, to=stranger, by=rowan)


def test_it_ends_with_what_was_done_and_only_once(robin, rowan):
    concern = raised(robin)
    with pytest.raises(Refused, match="Say what was done"):
        close(concern, what_was_done="  ", by=rowan)
    close(concern, what_was_done="Spoke with Robin; the duty team has it.", by=rowan)
    concern.refresh_from_db()
    assert (concern.closed_by, concern.closed_at) == (rowan, timezone.now())
    assert not Concern.objects.open().exists()
    with pytest.raises(Refused, match="closed on 20 November"):
        take(concern, by=rowan)


def test_concerns_are_for_those_who_work_with_the_person(robin, rowan, manager):
    concern = raised(robin)
    cover = make_user(name="Cover")
    give_access(people=[robin], why=AccessGrant.Why.COVER, by=manager, user=cover)
    chair = make_user("panel_chair")
    give_access(people=[robin], why=AccessGrant.Why.PANEL, by=chair, role="panel_chair", reference=robin.public_id)
    elsewhere = make_user("team_manager", council=make_council("E08000034", "Elsewhere"))
    for user, sees in {
        rowan: True, manager: True, cover: True, chair: False, make_user("virtual_school"): False,
        make_user(): False, make_user("employer"): False, make_user("administrator"): False, elsewhere: False,
    }.items():  # fmt: skip
        assert Concern.objects.visible_to(user).filter(pk=concern.pk).exists() is sees, user.roles
        if not sees:
            with pytest.raises(NotAllowed):
                close(concern, what_was_done="x", by=user)


def test_a_concern_stays_open_when_messages_stop(robin, manager):
    concern = raised(robin)
    stop_for_death([robin], on=DAY, by=manager)
    assert Concern.objects.open().get() == concern
    assert Message.objects.get().stopped_at
