"""Coded lists stay in the process between pages, and no page ever shows a list that has changed since."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from config.accounts.models import Council
from config.reference.kept import ListsOfThePage
from config.reference.models import CodedTerm
from config.reference.vocabulary import lists, terms
from tests.factories.people import make_council

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Council:
    return make_council()


def on_page(read: Callable[[], str], method: str = "GET") -> str:
    """What is read while a page is made."""

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(read())

    return ListsOfThePage(view)(RequestFactory().generic(method, "/")).content.decode()


def label(council: Council, code: str = "other") -> Callable[[], str]:
    return lambda: terms("themes", council=council)[code].label


def test_a_page_reads_the_lists_of_the_page_before(council: Council) -> None:
    shown = on_page(label(council))
    with CaptureQueriesContext(connection) as asked:
        assert on_page(lambda: label(council)() and label(council)()) == shown
    assert [query["sql"].split(" FROM ")[1].split()[0] for query in asked.captured_queries] == [
        '"reference_listsversion"'
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda: CodedTerm.objects.filter(list="themes", code="other").update(label="Changed"),
        lambda: connection.cursor().execute("UPDATE reference_codedterm SET label = 'Changed' WHERE code = 'other'"),
    ],
    ids=["by the service", "by hand"],
)
def test_the_next_page_shows_what_changed(change: Callable[[], object], council: Council) -> None:
    assert on_page(label(council)) != "Changed"
    change()
    assert on_page(label(council)) == "Changed"


def test_a_change_taken_back_is_not_kept(council: Council) -> None:
    before = on_page(label(council))
    with transaction.atomic():
        CodedTerm.objects.filter(list="themes", code="other").update(label="Changed")
        assert on_page(label(council)) == "Changed"
        transaction.set_rollback(True)
    assert on_page(label(council)) == before


def test_each_council_has_its_own_words(council: Council) -> None:
    elsewhere = make_council("E08000033", "Calder")
    shared = CodedTerm.objects.get(list="themes", code="other", council=None)
    shared.pk, shared.public_id, shared.council, shared.label = None, make_council().public_id, elsewhere, "Otherwise"
    shared.save()
    assert on_page(label(elsewhere)) == "Otherwise" != on_page(label(council))


def test_what_writes_reads_the_rows_themselves(council: Council) -> None:
    on_page(label(council))
    with CaptureQueriesContext(connection) as asked:
        on_page(label(council), method="POST")
    assert "reference_codedterm" in asked.captured_queries[0]["sql"]


def test_a_page_and_an_action_read_the_same(council: Council) -> None:
    day = CodedTerm.objects.order_by("-valid_from").values_list("valid_from", flat=True)[0]
    names = list(CodedTerm.objects.values_list("list", flat=True).distinct())

    def all_of_them() -> str:
        read = [terms(name, council=council, on=on) for name in names for on in (None, day)]
        read += [*lists(names, council=council).values()]
        return str([[(code, row.pk) for code, row in rows.items()] for rows in read])

    assert on_page(all_of_them) == all_of_them()
