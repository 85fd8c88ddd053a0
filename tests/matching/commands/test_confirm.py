"""Listing and answering what loaded files left open."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from aspirations.models import AspirationAudit, YoungPerson
from config.imports.models import ValueToConfirm
from tests.factories.people import make_person, make_user
from tests.factories.people_sheets import cohort_row, load_audit, load_cohort

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(db):
    make_user("personal_adviser", name="Rowan Beck")
    return make_user("team_manager", email="manager@example.org")


def confirm(*words):
    out = StringIO()
    call_command("confirm", *words, stdout=out)
    return out.getvalue()


def test_open_questions_are_listed_by_page(manager):
    load_cohort([cohort_row(f"C{number}", gender="it depends") for number in range(30)], manager)
    short, every = confirm("--by", manager.email), confirm("--all")
    assert (short.count("it depends"), every.count("it depends")) == (2 * 25, 2 * 30)
    assert "30 still to confirm. The first 25 are shown" in short
    assert str(ValueToConfirm.objects.earliest("pk").public_id)[:8] in short


def test_an_answer(manager):
    load_cohort([cohort_row("C1", gender="it depends")], manager)
    question = ValueToConfirm.objects.get()
    assert "Gender of row 2 is female" in confirm(str(question.public_id)[:8], "female", "--by", manager.email)
    assert YoungPerson.objects.get().gender == "female"
    assert "0 still to confirm" in confirm()


def test_an_answer_about_the_audit(manager):
    make_person(child_id="C1", manager=manager)
    load_audit([{"Child Unique ID": "C1", "Maths": "some sums"}], manager)
    confirm(str(ValueToConfirm.objects.get().public_id), "1", "--by", manager.email)
    assert AspirationAudit.objects.get(is_current=True).maths == "1"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("zzzz", "female", "--by", "manager@example.org"), "No open question of yours"),
        (("zzzz",), "Say the answer and who gives it"),
    ],
)
def test_what_cannot_be_done_is_said(manager, words, says):
    with pytest.raises(CommandError, match=says):
        confirm(*words)


def test_an_answer_that_is_not_understood(manager):
    load_cohort([cohort_row("C1", gender="it depends")], manager)
    with pytest.raises(CommandError, match="perhaps so"):
        confirm(str(ValueToConfirm.objects.get().public_id), "perhaps so", "--by", manager.email)


def test_a_question_for_somebody_else(manager):
    other = make_user("personal_adviser", email="other@example.org")
    load_cohort([cohort_row("C1", gender="it depends")], manager)
    with pytest.raises(CommandError, match="No open question of yours"):
        confirm(str(ValueToConfirm.objects.get().public_id), "female", "--by", other.email)
