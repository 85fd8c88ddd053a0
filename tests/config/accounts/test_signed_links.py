"""A signed link opens one thing, until it is used, runs out or is taken back; its secret is kept nowhere."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from config.accounts.models import SignedLink
from config.accounts.signed_links import LinkClosed, is_right_pin, make_link, open_link, revoke_links, use_link
from config.audit_trail.models import Event
from tests.factories.people import make_person, make_user

Purpose = SignedLink.Purpose


def made(**said: Any) -> tuple[SignedLink, str]:
    person = make_person()
    facts = {"purpose": Purpose.OWN_PAGE, "subject": person, "council": person.council, "by": make_user(), "days": 14}
    return make_link(**facts | {"person": person} | said)


@pytest.mark.django_db
def test_it_opens_what_it_was_made_for_and_nothing_else() -> None:
    link, secret = made()
    assert open_link(secret, Purpose.OWN_PAGE) == link
    with pytest.raises(LinkClosed, match="not complete"):
        open_link(secret, Purpose.ANSWER)
    with pytest.raises(LinkClosed, match="not complete"):
        open_link(secret[:-1], Purpose.OWN_PAGE)


@pytest.mark.django_db
def test_the_secret_is_kept_nowhere() -> None:
    link, secret = made(pin="2468")
    kept = " ".join(str(value) for value in SignedLink.objects.filter(pk=link.pk).values().get().values())
    events = " ".join(str(row) for row in Event.objects.values())
    assert secret not in kept + events and "2468" not in kept + events
    assert len(secret) >= 32


@pytest.mark.django_db
def test_it_runs_out_on_its_day() -> None:
    _, secret = made(days=2)
    with time_machine.travel(timezone.now() + timedelta(days=2, minutes=1)), pytest.raises(LinkClosed, match="run out"):
        open_link(secret, Purpose.OWN_PAGE)


@pytest.mark.django_db
def test_opening_changes_nothing() -> None:
    link, secret = made(for_one_use=True)
    before = SignedLink.objects.filter(pk=link.pk).values().get()
    events = Event.objects.count()
    open_link(secret, Purpose.OWN_PAGE)
    assert SignedLink.objects.filter(pk=link.pk).values().get() == before and Event.objects.count() == events


@pytest.mark.django_db
def test_a_link_for_one_use_is_used_once() -> None:
    link, secret = made(for_one_use=True)
    use_link(link)
    with pytest.raises(LinkClosed, match="used before"):
        open_link(secret, Purpose.OWN_PAGE)
    many, secret = made()
    use_link(many)
    use_link(open_link(secret, Purpose.OWN_PAGE))


@pytest.mark.django_db
def test_three_wrong_pins_take_it_back_and_a_right_one_gives_the_tries_back() -> None:
    link, secret = made(pin="2468")
    assert [is_right_pin(link, "0000"), is_right_pin(link, "0000")] == [False, False]
    assert link.tries_left == 1 and is_right_pin(link, " 2468 ")
    assert [is_right_pin(link, "1") for _ in range(3)] == [False, False, False]
    with pytest.raises(LinkClosed, match="taken back"):
        open_link(secret, Purpose.OWN_PAGE)
    assert Event.objects.filter(verb="link_pin_wrong", person_id=link.person_id).count() == 5


@pytest.mark.django_db
def test_links_of_a_person_are_taken_back_together() -> None:
    (link, secret), (_, other) = made(), made()
    assert revoke_links(by=None, person_id=link.person_id) == 1
    with pytest.raises(LinkClosed, match="taken back"):
        open_link(secret, Purpose.OWN_PAGE)
    assert open_link(other, Purpose.OWN_PAGE)
    assert Event.objects.get(verb="link_revoked").person_id == link.person_id
    with pytest.raises(ValueError, match="of what or of whom"):
        revoke_links(by=None)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_gets_through() -> None:
    link, _ = made(for_one_use=True)

    def use(_: int) -> str:
        try:
            use_link(link)
            return "through"
        except LinkClosed:
            return "closed"
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(use, range(8))) == ["closed"] * 7 + ["through"]
