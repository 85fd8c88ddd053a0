"""Offers that are kept for some, what the person wished to wait with, and pairs that people have set aside."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from aspirations.models import NoGo, Pause, YoungPerson
from matching.shortlists.actions import set_pair_state
from matching.shortlists.people_profiles import people_profiles
from opportunities.models import Opportunity
from opportunities.vocabulary.kinds import kinds
from tests.factories.offers import make_employer
from tests.factories.people import DAY
from tests.factories.service import a_job, barriers, looked_at, verdicts, well_known

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
RING_FENCED = ({"ring_fenced": True}, {"kind": "council_ringfenced"}, {"requirements": [("care_leaver", "", "Ours")]})

STATUSES = {
    "eligible": False, "relevant": False, "former_relevant": False, "qualifying": False, "other": True, "unknown": True,
}  # fmt: skip
"""Whether it must be asked if somebody of this status is a care leaver."""


@pytest.mark.parametrize("offer", RING_FENCED)
def test_a_ring_fence_asks_for_a_status_that_is_not_known_and_bars_nobody(offer: dict[str, Any]) -> None:
    people = [well_known(local_status=status) for status in STATUSES]
    found = verdicts(people, a_job(**offer))
    assert [barred for barred, _ in found] == [set()] * len(STATUSES)
    assert ["care_leaver" in asked for _, asked in found] == list(STATUSES.values())


def test_an_offer_to_everyone_asks_nobodys_status() -> None:
    found = verdicts([well_known(local_status=status) for status in STATUSES], a_job())
    assert not any("care_leaver" in asked for _, asked in found)


# A wish to wait


def paused(person: YoungPerson, kind: str = "", begins: int = -7, ends: int = 7, lifted: bool = False) -> None:
    Pause.objects.create(
        person=person,
        kind=kind,
        from_on=DAY + begins * A_DAY,
        until_on=DAY + ends * A_DAY,
        reason="y_not_now",
        lifted_at=timezone.now() if lifted else None,
    )


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"kind": "job"}, ["kind_paused"]),
        ({"kind": ""}, ["kind_paused"]),
        ({"kind": "course"}, []),
        ({"kind": "job", "begins": 0, "ends": 1}, ["kind_paused"]),
        ({"kind": "job", "ends": 0}, []),
        ({"kind": "job", "begins": 1}, []),
        ({"kind": "job", "lifted": True}, []),
    ],
    ids=["this kind", "everything", "another kind", "first and last day", "ends today", "begins tomorrow", "lifted"],
)
def test_a_pause_holds_from_its_first_day_until_its_end(said: dict[str, Any], found: list[str]) -> None:
    person = well_known()
    paused(person, **said)
    assert barriers(person, a_job()) == found


def test_a_pause_of_everything_pauses_every_kind() -> None:
    person = well_known()
    paused(person)
    assert int(people_profiles([person], {}, DAY).kinds_paused[0]) == 2 ** len(kinds()) - 1


# Employers to stay away from


def test_a_no_go_bars_everything_of_that_employer_and_nothing_else() -> None:
    person, employer = well_known(), make_employer()
    NoGo.objects.create(person=person, employer=employer, reason="Unsafe: former carer works here")
    theirs = [a_job(employer=employer), a_job(employer=employer, kind="course")]
    assert [barriers(person, offer) for offer in theirs] == [["set_aside"]] * 2
    assert barriers(person, a_job()) == []
    assert barriers(well_known(), theirs[0]) == []


def test_the_reason_of_a_no_go_is_never_told() -> None:
    person, opportunity = well_known(), a_job()
    NoGo.objects.create(person=person, employer=opportunity.employer, reason="Unsafe: former carer works here")
    (barrier,) = looked_at(person, opportunity).barriers
    assert barrier.sentence == "Set aside for this person; their adviser knows more."


def test_a_lifted_no_go_and_one_for_a_place_bar_no_employer() -> None:
    person, opportunity = well_known(), a_job()
    NoGo.objects.create(person=person, employer=opportunity.employer, lifted_at=timezone.now())
    NoGo.objects.create(person=person, place="The bus station")
    assert barriers(person, opportunity) == []


# Pairs


@pytest.mark.parametrize(
    ("why", "until_on", "found"),
    [
        ("declined_for_good", None, ["set_aside"]),
        ("live_nomination", None, ["set_aside"]),
        ("paused_pair", DAY + A_DAY, ["set_aside"]),
        ("paused_pair", DAY, []),
        ("paused_pair", DAY - A_DAY, []),
        ("", None, []),
    ],
)
def test_a_pair_is_set_aside_for_good_or_until_its_day(why: str, until_on: Any, found: list[str]) -> None:
    person, opportunity = well_known(), a_job()
    set_pair_state(person=person, opportunity=opportunity, set_aside="live_nomination")
    set_pair_state(person=person, opportunity=opportunity, set_aside=why, until_on=until_on)
    assert barriers(person, opportunity) == found


def test_a_pair_set_aside_leaves_every_other_pair() -> None:
    person, opportunity = well_known(), a_job()
    set_pair_state(person=person, opportunity=opportunity, set_aside="declined_for_good")
    assert barriers(person, a_job()) == barriers(well_known(), opportunity) == []


# What is open


@pytest.mark.parametrize(
    ("offer", "found"),
    [
        ({"closes_on": DAY}, []),
        ({"closes_on": DAY - A_DAY}, ["not_open"]),
        ({"places": 2, "places_taken": 1}, []),
        ({"places": 2, "places_taken": 2}, ["not_open"]),
        ({"state": "paused"}, ["not_open"]),
        ({"state": "draft"}, ["not_open"]),
        ({"state": "closed"}, ["not_open"]),
        ({"kind": "travel_card"}, ["enabler"]),
    ],
    ids=["closes today", "closed yesterday", "a place left", "full", "paused", "draft", "closed", "an enabler"],
)
def test_only_what_is_open_with_a_place_left_fits(offer: dict[str, Any], found: list[str]) -> None:
    assert barriers(well_known(), a_job(**offer)) == found


# Words that are no code


@pytest.mark.parametrize(
    ("type_", "value", "essential", "note"),
    [
        ("other", "", True, "Asks: A friendly face"),
        ("other", "", False, "Would like: A friendly face"),
        ("level", "a degree or so", True, "Asks: A friendly face"),
        ("licence", "HGV", True, "Asks: A friendly face"),
        ("experience", "", True, "Asks: A friendly face"),
        ("hours", "", True, "Asks: A friendly face"),
        ("age", "mature", True, "Asks: A friendly face"),
        ("age", "16-24", False, "Would like: A friendly face"),
        ("residence", "", True, "Asks: A friendly face"),
        ("dbs", "enhanced", True, "A DBS check is asked for (enhanced): to talk about; it shuts nobody out by itself."),
    ],
)
def test_what_is_only_said_in_words_shuts_nobody_out_and_is_shown(
    type_: str, value: str, essential: bool, note: str
) -> None:
    opportunity: Opportunity = a_job()
    opportunity.requirements.create(type=type_, value=value, essential=essential, words="A friendly face")
    found = looked_at(well_known(), opportunity)
    assert found.eligible and note in found.notes


@pytest.mark.parametrize(
    ("type_", "value"), [("english", "8"), ("licence", "full"), ("care_leaver", ""), ("benefit", "")]
)
def test_what_is_only_wished_for_shuts_nobody_out(type_: str, value: str) -> None:
    nothing = {"english": "none", "licence": "none", "on_benefits": "no"}
    opportunity = a_job()
    opportunity.requirements.create(type=type_, value=value, essential=False, words="Would be nice")
    assert barriers(well_known(audit=nothing), opportunity) == []
