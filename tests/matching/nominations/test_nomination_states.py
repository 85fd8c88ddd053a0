"""Every pair of states: what the field allows works, and everything else is refused with a sentence (N1)."""

from datetime import timedelta

import pytest
from django.db import transaction

from config.refusal import Refused
from matching.nominations import states
from matching.nominations.models import Nomination
from matching.nominations.moves import move
from tests.factories.chain import check_sentence, make_nomination
from tests.factories.people import DAY

pytestmark = pytest.mark.django_db

ONWARD = {
    "suggested": "shortlisted",
    "shortlisted": "person_said_yes",
    "person_said_yes": "nominated",
    "nominated": "panel_agreed",
    "panel_agreed": "introduced nominated",
    "introduced": "in_review interview offered declined_by_employer",
    "in_review": "interview offered declined_by_employer",
    "interview": "offered declined_by_employer",
    "offered": "accepted declined_by_employer",
}
FOLLOWS = {
    **{step: f"{onward} declined_by_person withdrawn place_gone postponed" for step, onward in ONWARD.items()},
    "postponed": f"{' '.join(ONWARD)} declined_by_person withdrawn place_gone",
    "accepted": "started declined_by_person declined_by_employer withdrawn did_not_start",
    "started": "",
    "declined_by_person": "",
    "declined_by_employer": "",
    "withdrawn": "",
    "place_gone": "",
    "did_not_start": "",
}
REASONS = {
    "declined_by_person": "y_not_wanted",
    "declined_by_employer": "e_chose_other",
    "withdrawn": "c_no_contact",
    "did_not_start": "y_taken_other",
    "place_gone": "s_filled",
}


def goes(nomination: Nomination, target: str) -> bool:
    """Whether the move works; whatever it did is undone."""
    source = nomination.state
    point = transaction.savepoint()
    try:
        if source == "postponed" and target in ONWARD:
            nomination.moves.filter(target="postponed").update(source=target)
        row = Nomination.objects.get(pk=nomination.pk)
        row.postponed_until = DAY + timedelta(7)
        moved = move(row, target, by=None, reason=REASONS.get(target, ""))
    except Refused as refusal:
        check_sentence(str(refusal), states.LABELS[source].lower(), states.LABELS[target].lower())
        return False
    finally:
        transaction.savepoint_rollback(point)
    return moved.state == target


def test_the_states_are_those_of_the_field() -> None:
    assert states.LABELS.keys() == FOLLOWS.keys()


@pytest.mark.parametrize("source", FOLLOWS)
def test_what_may_follow(source: str) -> None:
    nomination = make_nomination(source)
    assert {target for target in FOLLOWS if goes(nomination, target)} == set(FOLLOWS[source].split())


def test_a_refusal_names_what_is_possible() -> None:
    nomination = make_nomination("offered")
    with pytest.raises(Refused, match=r"From here it can become: accepted, .*postponed\."):
        move(nomination, "started", by=None)
    with pytest.raises(Refused, match=r"Nothing follows after that\."):
        move(make_nomination("started"), "offered", by=None)


def test_the_change_is_made_of_the_row_and_not_of_an_old_copy() -> None:
    nomination = make_nomination("shortlisted")
    stale = Nomination.objects.get(pk=nomination.pk)
    move(nomination, "withdrawn", by=None, reason="c_no_contact")
    with pytest.raises(Refused, match="“withdrawn”"):
        move(stale, "person_said_yes", by=None)


def test_every_move_is_kept_with_who_when_and_why() -> None:
    nomination = make_nomination("introduced")
    adviser = nomination.person.adviser
    move(nomination, "declined_by_person", by=adviser, reason="y_hours", note="Nights only")
    kept = nomination.moves.latest("pk")
    assert (kept.source, kept.target, kept.by) == ("introduced", "declined_by_person", adviser)
    assert (kept.reason, kept.note) == ("y_hours", "Nights only")
