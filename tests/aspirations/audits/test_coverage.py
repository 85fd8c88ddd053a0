"""Who is in the audit and who is missing."""

from datetime import date

import pytest

from aspirations.audits.coverage import audited, by_adviser, by_status, missing
from aspirations.models import AspirationRound, YoungPerson
from tests.factories.people import make_audit, make_council, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(db):
    """Robin's three, one of them asked in the autumn and one in spring; a social worker's one; one who died."""
    robin, hazel = make_user(name="Robin Moss"), make_user("social_worker", name="Hazel Moor")
    rounds = [
        AspirationRound.objects.create(council=make_council(), name=name, opened_on=date(2026, month, 1))
        for name, month in (("Spring", 3), ("Autumn", 10))
    ]
    for child_id, in_round in (("A", rounds[1]), ("B", rounds[0]), ("C", None)):
        person = make_person(child_id=child_id, on_caseload_of=robin)
        if in_round:
            make_audit(person, round=in_round)
    make_person(child_id="D", on_caseload_of=hazel, local_status="eligible")
    make_person(child_id="E", on_caseload_of=robin, died_on=date(2026, 1, 1))
    return rounds


def ids(people):
    return sorted(people.values_list("child_id", flat=True))


def test_asked_ever(cohort):
    people = YoungPerson.objects.all()
    assert (ids(audited(people)), ids(missing(people))) == (["A", "B"], ["C", "D"])


def test_asked_in_a_round(cohort):
    people, autumn = YoungPerson.objects.all(), cohort[1]
    assert (ids(audited(people, autumn)), ids(missing(people, autumn))) == (["A"], ["B", "C", "D"])


def test_by_adviser(cohort):
    rows = [(row["adviser_name"], row["people"], row["audited"]) for row in by_adviser(YoungPerson.objects.all())]
    assert rows == [("Hazel Moor", 1, 0), ("Robin Moss", 3, 2)]


def test_by_status(cohort):
    rows = [(row["label"], row["people"], row["audited"]) for row in by_status(YoungPerson.objects.all(), cohort[1])]
    assert rows == [("Eligible", 1, 0), ("Former relevant", 3, 1)]


def test_it_counts_only_the_people_it_is_given(cohort):
    hazel = YoungPerson.objects.get(child_id="D").social_worker
    assert [row["people"] for row in by_status(YoungPerson.objects.visible_to(hazel))] == [1]
