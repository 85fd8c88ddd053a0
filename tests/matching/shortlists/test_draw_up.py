"""Drawing up the lists: who is on, what adds up, the same again, and what never changes them."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aspirations.models import AspirationAudit, Pause, YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from config.refusal import NotAllowed
from matching.shortlists.actions import TOP, draw_up, note_introduction
from matching.shortlists.lists import suggestions_for
from matching.shortlists.models import ShortlistEntry, ShortlistRun
from opportunities.models import Opportunity
from tests.factories.offers import make_employer, make_opportunity
from tests.factories.people import DAY, make_audit, make_council, make_person, make_user
from tests.factories.service import HOLDS_EVERYTHING, a_job, looked_at, well_known

pytestmark = pytest.mark.django_db
Row = tuple[int, int, int, int, list[int], int, int]
MIXED: tuple[dict[str, Any], ...] = (
    {"title": "Vehicle technician"},
    {"title": "Care assistant", "requirements": [("licence", "full", "A driver")]},
    {"title": "Kitchen porter", "requirements": [("english", "1", "Reads orders"), ("maths", "1", "Counts")]},
    {"title": "Parks apprentice", "kind": "apprenticeship", "requirements": [("residence", "E08000032", "Ours")]},
    {"title": "Barber", "kind": "foundation_apprenticeship", "starts_on": date(2027, 3, 1)},
    {"title": "Ring-fenced porter", "ring_fenced": True, "hours_per_week": Decimal(16)},
    {"title": "Joinery course", "kind": "course", "hours_per_week": None},
    {"title": "Supported start", "kind": "supported_internship", "requirements": [("document", "photo_id", "A card")]},
    {"title": "Warehouse at home", "is_remote": True, "requirements": [("benefit", "", "On benefits")]},
    {"title": "Weekend reader", "kind": "volunteering", "sites": []},
)


def draw(**said: Any) -> ShortlistRun:
    return draw_up(**{"council": make_council(), "day": DAY, "by": None} | said)


def rows_of(run: ShortlistRun) -> list[Row]:
    fields = ("person", "opportunity", "rank", "points", "parts", "unknown_parts", "to_check")
    return list(run.entries.order_by("person", "rank").values_list(*fields))


@pytest.fixture
def offers() -> list[Opportunity]:
    return [a_job(**said) for said in MIXED]


@pytest.fixture
def people(offers: list[Opportunity]) -> list[YoungPerson]:
    """From somebody of whom everything is known to somebody of whom nothing is."""
    little = {"level": "none", "english": "E3", "licence": "none", "travel_minutes": 30, "hours_most": Decimal(20)}
    return [
        well_known("summat with cars", "cutting hair"),
        well_known("looking after old people", audit=little),
        well_known("dunno", audit={"home": None, "right_to_work": "restricted", "readiness": ""}, born_on=None),
        make_person("neet"),
    ]


def test_parts_add_up_and_ranks_follow_the_points(people: list[YoungPerson]) -> None:
    for person in people:
        entries = list(draw().entries.filter(person=person).order_by("rank"))
        assert [entry.rank for entry in entries] == list(range(1, len(entries) + 1))
        assert all(sum(entry.parts) == entry.points <= 100 and len(entry.parts) == 6 for entry in entries)
        assert [entry.points for entry in entries] == sorted((entry.points for entry in entries), reverse=True)


def test_the_lists_hold_every_eligible_pair_and_no_other(people: list[YoungPerson], offers: list[Opportunity]) -> None:
    entries = {(entry.person_id, entry.opportunity_id): entry for entry in draw().entries.all()}
    assert 0 < len(entries) < len(people) * len(offers)
    for person in people:
        for offer in offers:
            look, entry = looked_at(person, offer), entries.get((person.pk, offer.pk))
            assert look.eligible == (entry is not None), (person, offer, look.barriers)
            if entry:
                assert entry.parts == [part.points for part in look.parts] and entry.points == look.total
                assert [entry.unknown_parts >> bit & 1 for bit in range(6)] == [not part.known for part in look.parts]


def test_drawn_up_again_the_lists_are_the_same(people: list[YoungPerson]) -> None:
    first, second = draw(), draw()
    assert rows_of(first) == rows_of(second) and first.entries.exists()
    assert set(ShortlistEntry.objects.newest()) == set(second.entries.all())


def test_a_list_ends_after_the_best_twenty() -> None:
    person = well_known()
    for number in range(TOP + 3):
        make_opportunity("remote", title=f"Garage assistant {number}")
    assert list(draw().entries.filter(person=person).values_list("rank", flat=True)) == list(range(1, TOP + 1))


def test_among_equals_the_employer_with_fewer_introductions_comes_first() -> None:
    person, busy, waiting, long_ago = well_known(), a_job(), a_job(), a_job()
    for other in (well_known(), well_known()):
        note_introduction(person=other, opportunity=busy, on=DAY - timedelta(days=10))
        note_introduction(person=other, opportunity=long_ago, on=DAY - timedelta(days=90))
    order = list(draw().entries.filter(person=person).order_by("rank").values_list("opportunity", flat=True))
    assert set(order[:2]) == {waiting.pk, long_ago.pk} and order[2] == busy.pk


def test_who_is_on_the_lists(offers: list[Opportunity]) -> None:
    there = make_council("E08000033", "Calder")
    on = well_known()
    make_person("eet"), make_person(), make_person("neet", died_on=DAY), make_person("neet", since=DAY + timedelta(1))
    make_person("neet", council=there)
    a_job(employer=make_employer(council=there)), a_job(state="paused"), a_job(state="draft")
    run = draw()
    assert set(run.entries.values_list("person", flat=True)) == {on.pk}
    assert set(run.entries.values_list("opportunity", flat=True)) <= {offer.pk for offer in offers}
    assert (run.people, run.opportunities, run.weights.name) == (1, len(offers), "expert-2026")


# What never changes a list


CHARACTERISTICS = {
    "gender": YoungPerson.Gender.values,
    "ethnicity": ["", "WBRI", "MWBC", "APKN", "BAFR", "REFU"],
    "disability": YoungPerson.YesNo.values,
    "uasc": YoungPerson.YesNo.values,
    "name": ["", "Wren", "A long name indeed"],
    "language": ["", "Arabic"],
}


@pytest.mark.parametrize("field", CHARACTERISTICS)
def test_a_protected_characteristic_changes_no_list_and_no_point(field: str, people: list[YoungPerson]) -> None:
    lists = []
    for value in CHARACTERISTICS[field]:
        YoungPerson.objects.update(**{field: value})
        lists.append(rows_of(draw()))
    assert lists[0] and all(rows == lists[0] for rows in lists)


FACTS = sorted(HOLDS_EVERYTHING.keys() | {"kinds_wanted", "support_needs", "documents_missing", "circumstances"})


def test_deleting_a_recorded_fact_never_turns_eligible_into_a_no(people: list[YoungPerson]) -> None:
    before = {row[:2] for row in rows_of(draw())}
    for field in FACTS:
        told = dict(AspirationAudit.objects.values_list("pk", field))
        AspirationAudit.objects.update(**{field: AspirationAudit._meta.get_field(field).get_default()})
        assert {row[:2] for row in rows_of(draw())} >= before, field
        for pk, value in told.items():
            AspirationAudit.objects.filter(pk=pk).update(**{field: value})
    assert {row[:2] for row in rows_of(draw())} == before


@pytest.mark.parametrize(
    "forget",
    [
        lambda: YoungPerson.objects.update(born_on=None),
        lambda: YoungPerson.objects.update(local_status="unknown"),
        lambda: AspirationAudit.objects.all().delete(),
    ],
    ids=["date of birth", "status", "the whole audit"],
)
def test_forgetting_more_never_turns_eligible_into_a_no(
    forget: Callable[[], object], people: list[YoungPerson]
) -> None:
    before = {row[:2] for row in rows_of(draw())}
    forget()
    assert {row[:2] for row in rows_of(draw())} >= before


# Runs


def test_a_newer_run_that_finds_nothing_shows_nothing() -> None:
    person, other = well_known(), well_known()
    a_job()
    draw()
    Pause.objects.create(person=person, from_on=DAY, until_on=DAY + timedelta(7), reason="y_not_now")
    draw()
    assert {pk: len(rows) for pk, rows in suggestions_for([person, other]).items()} == {person.pk: 0, other.pk: 1}


def test_a_run_for_one_person_leaves_the_lists_of_others_as_they_were() -> None:
    person, other = well_known(), well_known()
    offer = a_job()
    everyone = draw()
    Pause.objects.create(person=person, from_on=DAY, until_on=DAY + timedelta(7), reason="y_not_now")
    assert draw(people=[person]).only_for == [person.pk]
    assert [entry.run for entry in ShortlistEntry.objects.newest()] == [everyone]
    assert suggestions_for([person, other])[other.pk][0].opportunity == offer
    assert suggestions_for([person])[person.pk] == []


def test_a_run_that_is_not_finished_is_not_shown() -> None:
    well_known(), a_job()
    shown, unfinished = draw(), draw()
    ShortlistRun.objects.filter(pk=unfinished.pk).update(finished_at=None)
    assert {entry.run for entry in ShortlistEntry.objects.newest()} == {shown}


def test_an_adviser_may_draw_up_and_the_trail_tells_counts_alone() -> None:
    adviser = make_user()
    well_known(), a_job()
    run = draw(by=adviser)
    event = Event.objects.get(verb="shortlists_drawn_up")
    assert (event.actor, event.subject_id, event.context) == (adviser, run.public_id, {"people": 1, "opportunities": 1})


@pytest.mark.parametrize("role", ["panel_chair", "virtual_school", "employer", "administrator"])
def test_others_may_not(role: str) -> None:
    with pytest.raises(NotAllowed, match="Draw up shortlists"):
        draw(by=make_user(role))
    assert not ShortlistRun.objects.exists()


def test_entries_are_seen_by_who_sees_the_person() -> None:
    adviser: User = make_user()
    mine, _, _ = well_known(on_caseload_of=adviser), well_known(), a_job()
    draw()
    assert [entry.person for entry in ShortlistEntry.objects.visible_to(adviser)] == [mine]
    assert not ShortlistEntry.objects.visible_to(make_user("board_viewer")).exists()


def test_the_number_of_queries_does_not_grow() -> None:
    def grow(number: int) -> None:
        for _ in range(number):
            make_audit(make_person("neet"), "working in a garage", support_needs=["childcare"])
            make_opportunity(requirements=[("english", "1", "Reads")])

    grow(2)
    draw()
    with CaptureQueriesContext(connection) as few:
        draw()
    grow(8)
    with CaptureQueriesContext(connection) as many:
        assert draw().people == 10
    assert len(many) == len(few) <= 30, [query["sql"][:90] for query in many]


def test_nobody_and_nothing_make_an_empty_run() -> None:
    run = draw()
    assert (run.people, run.opportunities, run.entries.count()) == (0, 0, 0)
    assert run.finished_at is not None
