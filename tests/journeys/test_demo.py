"""The whole demonstration, built once as `manage.py demo` builds it (about a minute), and what must hold then.

Everything is committed as on a real server, so that the seals of the trail are those of real transactions.
"""

from collections import Counter
from collections.abc import Iterator
from io import StringIO

import numpy as np
import pytest
from django.core.management import call_command
from django.db.models import Count, F, Q

from aspirations.models import YoungPerson
from config.accounts.models import Council
from config.audit_trail.models import Event, Seal
from config.reference.load import load_reference
from matching.demo import build
from matching.demo.council import CODE, DAY
from matching.demo.files import write_files
from matching.demo.walk import LOOKS_FIRST, SIGNS_IN
from matching.engine.columns import day_number
from matching.engine.eligibility import verdict
from matching.engine.facts import facts_in
from matching.models import AgendaItem, EetPlacement, Nomination, OutcomeMilestone, PanelAction, PanelMeeting
from matching.shortlists.actions import profiles_of
from matching.shortlists.lists import suggestions_for
from matching.shortlists.models import ShortlistEntry, ShortlistRun
from opportunities.models import Opportunity

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demonstration(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Built by its own steps; every table is empty again afterwards, but for the coded lists."""
    with django_db_blocker.unblock():
        try:
            for _, work in build.steps(write_files(tmp_path_factory.mktemp("demo"))):
                work()
            yield
        finally:
            call_command("flush", interactive=False, verbosity=0)
            load_reference()


@pytest.fixture
def council() -> Council:
    return Council.objects.get(code=CODE)


@pytest.fixture
def run(council: Council) -> ShortlistRun:
    """The newest ranking: that of the day."""
    return ShortlistRun.objects.filter(council=council).latest("finished_at")


@pytest.fixture
def neet(council: Council) -> list[YoungPerson]:
    return list(YoungPerson.objects.filter(council=council).alive().neet_on(DAY).order_by("pk"))


def test_the_cohort_is_the_published_one(council: Council, neet: list[YoungPerson]) -> None:
    everyone = YoungPerson.objects.filter(council=council)
    assert (everyone.count(), len(neet), everyone.with_no_activity_on(DAY).count()) == (810, 302, 55)
    assert build.is_made()


def test_nobody_is_without_somebody_who_looks_after_the_record(council: Council) -> None:
    assert not YoungPerson.objects.filter(manager=None).exists()
    assert not YoungPerson.objects.exclude(council=council).exists()


def test_everyone_who_is_not_in_eet_was_ranked_and_almost_all_have_a_list(
    run: ShortlistRun, neet: list[YoungPerson]
) -> None:
    assert (run.day, run.people, run.only_for) == (DAY, 302, None)
    lists = suggestions_for(neet)
    assert sum(bool(rows) for rows in lists.values()) >= 295
    assert set(run.entries.values_list("person", flat=True)) <= {person.pk for person in neet}


def test_every_stored_score_is_the_sum_of_its_parts() -> None:
    entries = ShortlistEntry.objects.values_list("points", "parts")
    assert len(entries) > 5_000
    assert all(points == sum(parts) <= 100 and len(parts) == 6 for points, parts in entries)


def test_no_ineligible_pair_is_stored(council: Council, run: ShortlistRun, neet: list[YoungPerson]) -> None:
    """Each list against the must-haves, asked anew of the rows as they are now."""
    people, offers, opportunities = profiles_of(council, neet, DAY)
    row = {person.pk: i for i, person in enumerate(neet)}
    column = {opportunity.pk: j for j, opportunity in enumerate(opportunities)}
    pairs = list(run.entries.values_list("person", "opportunity"))
    i, j = np.array([row[person] for person, _ in pairs]), np.array([column[offer] for _, offer in pairs])
    barred, _ = verdict(people, i, offers, j, day_number(DAY))
    assert [facts_in(mask) for mask in barred if mask] == []


def test_the_chain_was_walked_to_every_kind_of_end() -> None:
    states = Counter(Nomination.objects.values_list("state", flat=True))
    wanted = {
        "started", "declined_by_person", "declined_by_employer", "postponed", "withdrawn", "offered", "interview",
        "nominated",
    }  # fmt: skip
    assert wanted <= states.keys()
    placements = EetPlacement.objects.all()
    assert placements.filter(ended_on=None).exists() and placements.filter(ended_on__isnull=False).exists()
    assert OutcomeMilestone.objects.filter(moment="week_13", answer="sustained").exists()


def test_what_is_written_down_day_to_day(council: Council) -> None:
    """Most employers are checked, an event is planned, and some people said how they like to be reached."""
    cleared = council.employers.filter(safeguarding_check="cleared").count()
    assert 0.8 < cleared / council.employers.count() < 1
    assert council.business_events.filter(held_on__gt=DAY).count() == 1
    people = YoungPerson.objects.filter(council=council)
    for what in ("contact_ways", "told_once", "pauses"):
        assert 3 <= people.exclude(**{what: None}).distinct().count() < 150, what


def test_who_looks_first_finds_something_to_do() -> None:
    """The adviser and the employer whom a newcomer signs in as: something waits on the first page of each."""
    theirs = Nomination.objects.filter(person__personal_adviser__email=LOOKS_FIRST)
    assert {"person_said_yes", "interview"} <= set(theirs.values_list("state", flat=True))
    assert Nomination.objects.filter(opportunity__employer__name=SIGNS_IN, state="introduced").exists()
    done = PanelAction.objects.filter(type="introduce_employer", decision__nomination__state="introduced")
    assert done.exists() and not done.filter(done_at=None).exists()


def test_no_place_was_given_twice() -> None:
    holding = Count("nominations", filter=Q(nominations__state__in=["accepted", "started"]))
    assert not Opportunity.objects.annotate(n=holding).filter(n__gt=F("places_taken")).exists()
    assert not Opportunity.objects.filter(places_taken__gt=F("places")).exists()


def test_the_agenda_lists_everyone_once(council: Council, neet: list[YoungPerson]) -> None:
    meeting = PanelMeeting.objects.get(council=council, month=DAY.replace(day=1))
    items = AgendaItem.objects.filter(meeting=meeting)
    listed = list(items.filter(part="neet").values_list("person", flat=True))
    assert sorted(listed) == [person.pk for person in neet]
    assert items.filter(part="no_activity").count() == 55
    assert PanelMeeting.objects.filter(state="reported").count() == 5


def test_the_trail_is_sealed_and_holds() -> None:
    assert Event.objects.filter(seal=None).count() == 0
    out = StringIO()
    call_command("verify_trail", stdout=out)
    assert f"all {Seal.objects.count():,} events are in place." in out.getvalue()


def test_no_name_and_no_own_words_are_in_the_trail() -> None:
    names = set(YoungPerson.objects.exclude(name="").values_list("name", flat=True))
    told = Event.objects.exclude(context={}).values_list("context", flat=True)
    assert not names & {value for context in told for value in context.values() if isinstance(value, str)}
