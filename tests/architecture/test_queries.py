"""No page asks the database more than 15 times, its own event and seal in the trail among them (service.md 5).

Who asks (the session and its user) is read for every page alike and is not counted. The same page asks as often after
much more has happened. Pages behind a signed link have the same test in their own rooms.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.accounts.roles import ROLES
from tests.architecture.test_routes import WHO, address
from tests.factories.chain import make_decision, make_item, make_nomination, make_placement, open_to_panel
from tests.factories.offers import make_employer, make_event, make_opportunity, make_pledge
from tests.factories.people import DAY, make_audit, make_person, make_user
from tests.factories.world import World, make_world

pytestmark = pytest.mark.django_db
MOST = 15
NOT_COUNTED = ("SAVEPOINT", "RELEASE SAVEPOINT")
WHO_ASKS = ('FROM "django_session"', 'WHERE "accounts_user"."id" = ')
Commits = Callable[..., object]


@pytest.mark.parametrize("role", ROLES)
def test_a_page_asks_at_most_fifteen_times_however_much_there_is(
    role: str, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    world = make_world()
    client.force_login(world.users[role])
    pages = [name for name, who in WHO.items() if role in who.split() or who == "signed in"]
    counted: dict[str, list[int]] = {name: [] for name in pages}
    for more in (1, 5):
        for number in range(more):
            much_happens(world, f"{more}-{number}")
        for name in pages:
            page = address(name, world)
            client.get(page)  # what a process keeps is read by its first page
            with django_capture_on_commit_callbacks(execute=True), queries() as asked:
                client.get(page)
            counted[name].append(len(asked))
    wrong = {name: numbers for name, numbers in counted.items() if numbers[0] != numbers[1] or max(numbers) > MOST}
    assert wrong == {}


@contextmanager
def queries() -> Iterator[list[str]]:
    """What the database was asked, without who asks and the marks of a test's own transaction."""
    asked: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    said = (query["sql"] for query in captured.captured_queries)
    asked += [sql for sql in said if not sql.startswith(NOT_COUNTED) and not any(words in sql for words in WHO_ASKS)]


def much_happens(world: World, name: str) -> None:
    """One more of nearly everything that pages list."""
    council, users = world.council, world.users
    adviser, manager = users["personal_adviser"], users["team_manager"]
    make_user("personal_adviser", council=council, team="North", name=f"Colleague {name}")
    person = make_person("neet", council=council, on_caseload_of=adviser, manager=manager)
    make_audit(person, "work outdoors")
    make_audit(make_person("neet", council=council, on_caseload_of=adviser, manager=manager), "fixing cars")
    mine = world.rows["employer"]
    make_nomination("introduced", person=person, opportunity=make_opportunity(employer=mine))
    meeting = make_nomination("interview", person=make_person("neet", council=council, on_caseload_of=adviser))
    meeting.interviews.create(at=timezone.make_aware(datetime.combine(DAY, time(14))))
    make_nomination("shortlisted", person=world.rows["person"], opportunity=make_opportunity(employer=mine))
    make_placement(person=make_person("neet", council=council, on_caseload_of=adviser, manager=manager), employer=mine)
    make_item(world.rows["meeting"], person)
    make_decision(make_item(world.rows["meeting"]))
    open_to_panel(world.rows["meeting"], users["panel_chair"])
    world.rows["person"].tried.create(words=f"Tried {name}")
    world.rows["person"].no_goes.create(place=f"Place {name}")
    make_event(name, council=council, held_on=DAY + timedelta(days=len(name)))
    make_pledge(employer=make_employer(f"Firm {name}", council=council), event=world.rows["event"])
    vacancy = make_opportunity(employer=world.rows["vacancy"].employer, state="barrier_review", title=f"Post {name}")
    vacancy.reviews.create(asked_at=world.rows["vacancy"].reviews.get().asked_at, due_on=DAY)
