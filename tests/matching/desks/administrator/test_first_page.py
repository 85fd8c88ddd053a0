"""What needs an administrator, and what they look after (S1, S2, S5)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from config.accounts.models import Council, User
from config.audit_trail.models import Event
from config.imports.models import ImportFile
from config.jobs.models import JobRun
from tests.factories.people import make_council, make_user

pytestmark = pytest.mark.django_db
DESK, NUMBER = "/administration/", "/administration/number/"


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_user("administrator", name="Heath Bracken")
    client.force_login(user)
    return user


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_nothing_waits_and_everything_is_one_click_away(administrator: User, client: Client) -> None:
    page = words(client.get(DESK))
    assert "Nothing waits for you." in page and "1 person can sign in." in page and "70% and 80%" in page
    for address in ("/users/", "/files/", "/weights/", "/lists/", "/lists/dated-figures/", "/who-did-what/", NUMBER):
        assert f'href="{address}"' in page


def test_who_can_open_nothing_and_rows_that_were_left_out_wait(administrator: User, client: Client) -> None:
    make_user(""), make_user("", is_active=False), make_user("", council=make_council("E08000033", "Calder"))
    file = {"council": administrator.council, "source": "cohort", "as_of": timezone.localdate(), "refused": 3}
    ImportFile.objects.create(name="cohort.csv", sha256="a", **file)
    old = ImportFile.objects.create(name="old.csv", sha256="b", **file | {"source": "audit"})
    ImportFile.objects.filter(pk=old.pk).update(recorded_at=timezone.now() - timedelta(days=40))
    page = words(client.get(DESK))
    assert "1 person has no role yet, and can open nothing." in page
    assert "cohort.csv, loaded on" in page and "3 rows were left out." in page and "old.csv, loaded on" not in page


def test_a_job_that_did_not_finish_waits(administrator: User, client: Client) -> None:
    now = timezone.now()
    JobRun.objects.create(
        job="rank", council=administrator.council, day=timezone.localdate(), state="failed", finished_at=now, tries=3
    )
    assert "1 job of the timetable did not finish." in words(client.get(DESK))


def test_the_number_for_young_people_is_set_with_a_trail(administrator: User, client: Client) -> None:
    assert "Type the number in figures, such as 01274 496 000" in words(client.post(NUMBER, {"phone": "ring Heath"}))
    page = words(client.post(NUMBER, {"phone": "0113 496 0999"}, follow=True))
    assert "0113 496 0999 stands on every own page now." in page
    assert Council.objects.get(pk=administrator.council_id).phone == "0113 496 0999"
    assert Event.objects.get(verb="council_changed").fields == ["phone"]


def test_the_page_takes_few_queries(administrator: User, client: Client, django_assert_max_num_queries) -> None:
    client.get(DESK)
    for _ in range(5):
        make_user("")
    with django_assert_max_num_queries(15):
        client.get(DESK)
