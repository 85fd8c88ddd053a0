"""A file is sent, checked, loaded and what it left open confirmed, all on screens (S4)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from config.imports.file_forms import FileForm
from config.imports.models import ImportFile, Source, ValueToConfirm, WaitingFile
from config.imports.views import seconds_for
from tests.factories.people import DAY, make_user
from tests.factories.people_sheets import Rows, cohort_row, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> User:
    make_user("personal_adviser", name="Rowan Beck")
    user = make_user("team_manager", name="Bryony Heath")
    client.force_login(user)
    return user


def send(client: Client, rows: Rows, day=DAY, kind: str = "cohort"):
    file = SimpleUploadedFile("cohort.csv", csv_of(rows))
    said = {"source": kind, "file": file, "as_of_day": day.day, "as_of_month": day.month, "as_of_year": day.year}
    return client.post(reverse("send_file"), said, follow=True)


def load(client: Client, **said: str):
    return client.post(reverse("waiting_file", args=[WaitingFile.objects.get().public_id]), said, follow=True)


def test_each_kind_of_file_can_be_taken_to_fill_in(manager: User, client: Client) -> None:
    """Somebody whose sheet has other headings learns which ones we read."""
    page = client.get(reverse("send_file")).content.decode()
    assert '?example=cohort"' in page and "?example=pledges" not in page, "a manager loads people alone"
    cohort = client.get(f"{reverse('send_file')}?example=cohort")
    assert b"Child Unique ID" in cohort.content.splitlines()[0] and "cohort.csv" in cohort["Content-Disposition"]
    assert "Load a file" in client.get(f"{reverse('send_file')}?example=pledges").content.decode()


def test_a_file_is_checked_before_anything_is_stored(manager: User, client: Client) -> None:
    page = send(client, [cohort_row("C1")]).content.decode()
    assert "Nothing is stored yet." in page and "1 row would be taken." in page
    assert not YoungPerson.objects.exists() and not ImportFile.objects.exists()
    assert "cohort.csv is loaded." in load(client).content.decode()
    assert YoungPerson.objects.get().child_id == "C1"
    assert not WaitingFile.objects.exists()
    assert Event.objects.get(verb="file_loaded").actor == manager


def test_refused_rows_are_named_and_the_good_ones_taken_only_when_asked_for(manager: User, client: Client) -> None:
    page = send(client, [cohort_row("C1"), cohort_row("")]).content.decode()
    assert "1 row is refused." in page and "Give the Child Unique ID" in page
    assert "Nothing was stored" in load(client).content.decode()
    assert not YoungPerson.objects.exists()
    page = load(client, rows="good").content.decode()
    assert YoungPerson.objects.get().child_id == "C1"
    assert "Rows that were left out" in page and "Give the Child Unique ID" in page and "1 rows" not in page
    assert ImportFile.objects.get().left_out[0][0] == 3, "the number of the row in the file, headings counted"


def test_the_same_file_twice_says_so_and_an_older_one_asks_first(manager: User, client: Client) -> None:
    send(client, [cohort_row("C1")]), load(client)
    assert "so nothing was changed" in send(client, [cohort_row("C1")]).content.decode()
    WaitingFile.objects.all().delete()
    older = DAY - timedelta(days=30)
    assert "a newer one" in send(client, [cohort_row("C2")], older).content.decode()
    waiting = WaitingFile.objects.get()
    assert (
        "1 row would be taken"
        in client.post(reverse("want_as_history", args=[waiting.public_id]), follow=True).content.decode()
    )
    load(client)
    assert ImportFile.objects.filter(as_of=older).exists()


@pytest.mark.parametrize("kind", ["pledges", "display_advert", "nonsense"])
def test_a_kind_that_the_role_does_not_load_is_no_choice(kind: str, manager: User, client: Client) -> None:
    assert "Choose what kind of file it is" in send(client, [cohort_row("C1")], kind=kind).content.decode()
    assert not WaitingFile.objects.exists()


def test_a_day_to_come_and_a_file_of_another_kind_are_refused_in_words(manager: User, client: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "today at most" in send(client, [cohort_row("C1")], tomorrow).content.decode()
    assert "not a whole list 9" in send(client, [{"Child Unique ID": "1", "Gender": "b) Female"}]).content.decode()
    assert not WaitingFile.objects.exists()


def test_a_waiting_file_is_its_senders_alone_and_runs_out(manager: User, client: Client) -> None:
    send(client, [cohort_row("C1")])
    address = reverse("waiting_file", args=[WaitingFile.objects.get().public_id])
    other = Client()
    other.force_login(make_user("team_manager"))
    assert other.get(address).status_code == other.post(address).status_code == 404
    WaitingFile.objects.update(expires_at=timezone.now())
    assert client.get(address).status_code == 404
    send(client, [cohort_row("C2")])
    assert WaitingFile.objects.count() == 1


def test_a_value_is_confirmed_from_its_candidates_and_only_by_who_is_asked(manager: User, client: Client) -> None:
    send(client, [cohort_row("C1", activity="F3", worker="Bryony Heath", personal_adviser="")]), load(client)
    question = ValueToConfirm.objects.get()
    address = reverse("value_to_confirm", args=[question.public_id])
    page = client.get(address).content.decode()
    assert "F5 (Full-time training or job, not an apprenticeship)" in page
    assert Event.objects.filter(verb="list_seen", context__purpose="values_to_confirm").exists()
    other = Client()
    other.force_login(make_user("personal_adviser"))
    assert other.get(address).status_code == 404
    assert "Choose what is right" in client.post(address, {}).content.decode()
    client.post(address, {"answer": "something-else", "typed": "dunno"})
    assert ValueToConfirm.objects.get().confirmed_at is None
    client.post(address, {"answer": "F5"})
    assert ValueToConfirm.objects.get().code == "F5"
    assert YoungPerson.objects.get().spells.get(ended_on=None).activity == "F5"


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    class Large(SimpleUploadedFile):
        def read(self, *args: object) -> bytes:
            raise AssertionError("read")

    file = Large("cohort.csv", b"x")
    file.size = 100 * 1024 * 1024
    data = {"source": "cohort", "as_of_day": "20", "as_of_month": "11", "as_of_year": "2026"}
    form = FileForm(data, {"file": file}, sources=[Source.COHORT])
    assert "larger than 20 MB" in str(form.errors["file"])


def test_a_large_file_says_how_long_it_takes_before_and_while_it_is_stored(
    manager: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "seconds" not in send(client, [cohort_row("C1")]).content.decode()
    monkeypatch.setattr("config.imports.views.LARGE", 2)
    page = " ".join(send(client, [cohort_row("C1"), cohort_row("C2")]).content.decode().split())
    assert "2 rows take about 5 seconds." in page and "nothing is stored twice" in page
    assert 'data-waits="Reading and storing 2 rows. Leave this page open."' in page
    assert seconds_for(1_500) == 10 and seconds_for(10_000) == 35


def test_the_rows_left_out_are_a_file(manager: User, client: Client) -> None:
    send(client, [cohort_row("C1"), cohort_row("")])
    load(client, rows="good")
    address = reverse("loaded_file", args=[ImportFile.objects.get().public_id])
    assert "Download these rows (CSV)" in client.get(address).content.decode()
    assert "Give the Child Unique ID" in client.get(address, {"as": "csv"}).content.decode()
    assert Event.objects.get(verb="export_made").context["what"] == "rows_left_out"
