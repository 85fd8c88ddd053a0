"""Fifty at once for the last place: exactly one has it, the others hear so kindly, and nothing is half done (O6)."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from config.audit_trail.models import Event
from config.refusal import Refused
from matching.nominations.actions import accept, close_opportunity
from matching.nominations.models import Nomination
from opportunities.models import Opportunity
from tests.factories.chain import make_nomination
from tests.factories.people import make_person, make_user

MANY = 50


def race(acts: Sequence[Callable[[], object]]) -> list[str]:
    """Each act on a connection of its own, all at once: "" or the sentence of the refusal."""
    together = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            together.wait(30)
            act()
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_fifty_for_the_last_place() -> None:
    adviser = make_user()
    people = [make_person("neet", on_caseload_of=adviser, manager=adviser) for _ in range(MANY)]
    first = make_nomination("offered", person=people[0], places=3, places_taken=2)
    rows = [first, *(make_nomination("offered", person=one, opportunity=first.opportunity) for one in people[1:])]
    said = race([lambda row=row: accept(row, by=adviser) for row in rows])
    assert said.count("") == 1
    assert all("has just been taken. Keep this young person first in line" in words for words in said if words)
    opportunity = Opportunity.objects.get()
    assert (opportunity.places_taken, opportunity.state) == (3, "filled")
    assert sorted(Nomination.objects.values_list("state", flat=True)) == ["accepted"] + ["offered"] * (MANY - 1)
    assert Event.objects.filter(verb="place_taken").count() == 1
    assert Event.objects.filter(verb="nomination_accepted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_closing_while_somebody_accepts_never_hangs_and_keeps_the_promise() -> None:
    first = make_nomination("offered", places=5)
    opportunity = first.opportunity
    rows = [first, *(make_nomination("offered", opportunity=opportunity) for _ in range(4))]
    race([*(lambda row=row: accept(row, by=None) for row in rows), lambda: close_opportunity(opportunity, by=None)])
    states = sorted(Nomination.objects.values_list("state", flat=True))
    assert set(states) <= {"accepted", "place_gone"}
    assert Opportunity.objects.get().places_taken == states.count("accepted")
