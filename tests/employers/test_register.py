"""The register: one record per employer, whatever its spelling; likely duplicates are a person's to judge."""

from datetime import date

import pytest

from config.audit_trail.models import Event
from config.places.models import Postcode
from config.refusal import NotAllowed, Refused
from employers import actions
from employers.duplicates import likely_duplicates, normalise_name
from employers.models import BusinessEvent, Employer
from employers.register import Wanted, find_or_add
from tests.factories.offers import CENTRE, make_employer
from tests.factories.people import make_council, make_user


@pytest.mark.parametrize(
    "name",
    [
        "Millwheel Motors",
        "MILLWHEEL MOTORS LTD",
        "The Millwheel Motors Limited",
        "Millwheel-Motors Ltd.",
        "Millwheel  Motors plc",
    ],
)
def test_spellings_of_one_name_are_one(name: str) -> None:
    assert normalise_name(name) == "millwheel motors"


@pytest.mark.parametrize(
    ("name", "normalised"),
    [
        ("Fern & Co. Ltd", "fern and co"),
        ("Fern and Company", "fern and co"),
        ("Café Wren", "cafe wren"),
        ("The", "the"),
        ("!!!", "!!!"),
    ],
)
def test_what_tells_names_apart_stays(name: str, normalised: str) -> None:
    assert normalise_name(name) == normalised


pytestmark = pytest.mark.django_db


def pairs() -> set[frozenset[str]]:
    return {frozenset([pair.first.name, pair.second.name]) for pair in likely_duplicates(list(Employer.objects.all()))}


def test_likely_duplicates_are_close_names_and_parts_of_names_at_one_postcode() -> None:
    make_employer("Millwheel Motors", postcode="BD1 1HY")
    make_employer("Milwheel Motors", postcode="BD2 1AA")
    make_employer("Millwheel Motors Training", postcode="BD1 1HY")
    make_employer("Hawthorn Care", postcode="BD1 1HY")
    assert pairs() == {
        frozenset(["Millwheel Motors", "Milwheel Motors"]),
        frozenset(["Millwheel Motors", "Millwheel Motors Training"]),
    }


def test_a_pair_is_asked_in_a_sentence_the_likest_first() -> None:
    make_employer("Hawthorn Care", postcode="LS1 1AA")
    make_employer("Hawthorn Care Ltd", postcode="BD1 1HY")
    make_employer("Hawthorne Care", postcode="HX1 1AA")
    first = likely_duplicates(list(Employer.objects.order_by("pk")))[0]
    assert (first.likeness, first.sentence) == (100, "“Hawthorn Care” and “Hawthorn Care Ltd”: are they one employer?")


def test_nobody_alone_is_a_duplicate() -> None:
    assert likely_duplicates([]) == []
    assert likely_duplicates([make_employer()]) == []


def test_an_employer_is_added_with_its_place_and_leaves_an_event() -> None:
    Postcode.objects.create(code="BD1 1HY", location=CENTRE)
    officer = make_user("virtual_school")
    employer = actions.add_employer(
        council=make_council(), name="Fern Ltd", kind="business", postcode="bd11hy", by=officer
    )
    assert (employer.postcode, employer.location.coords) == ("BD1 1HY", CENTRE.coords)
    assert Event.objects.get(verb="employer_added").subject_id == employer.public_id
    with pytest.raises(Refused, match="already in the register"):
        actions.add_employer(council=make_council(), name="FERN", kind="charity", postcode="BD1 1HY", by=officer)


def test_a_change_is_recorded_by_the_names_of_its_fields_and_no_change_is_not() -> None:
    officer, employer = make_user("virtual_school"), make_employer("Fern")
    actions.change(employer, name="Fern and Moss", sector="Retail", by=officer)
    employer.refresh_from_db()
    assert (employer.normalised_name, employer.sector) == ("fern and moss", "Retail")
    assert Event.objects.get(verb="employer_changed").fields == ["name", "sector"]
    actions.change(employer, sector="Retail", by=officer)
    assert Event.objects.filter(verb="employer_changed").count() == 1
    make_employer("Moss")
    with pytest.raises(Refused, match="already in the register"):
        actions.change(employer, name="Moss Ltd", by=officer)
    with pytest.raises(TypeError, match="council"):
        actions.change(employer, council=make_council(), by=officer)


def test_contacts_and_events_are_there_once() -> None:
    officer, employer = make_user("virtual_school"), make_employer()
    actions.add_contact(employer, name="Moss", email="moss@example.org", by=officer)
    with pytest.raises(Refused, match="already has a contact"):
        actions.add_contact(employer, name="Fern", email="Moss@example.org", by=officer)
    facts = {"council": make_council(), "name": "Open Doors", "held_on": date(2026, 3, 12), "by": officer}
    actions.add_event(**facts, postcode="bd11hy")
    with pytest.raises(Refused, match="“Open Doors” on 12 March 2026 is already there"):
        actions.add_event(**facts)
    assert BusinessEvent.objects.get().postcode == "BD1 1HY"
    assert Event.objects.filter(verb="event_added").count() == 1


@pytest.mark.parametrize("role", ["personal_adviser", "board_viewer", "employer"])
def test_who_does_not_keep_the_register_cannot_change_it(role: str) -> None:
    with pytest.raises(NotAllowed, match="Keep the register"):
        actions.add_employer(council=make_council(), name="Fern", kind="business", by=make_user(role))


def test_another_councils_register_stays_closed() -> None:
    other = make_user("virtual_school", council=make_council("E08000035", "Otherton"))
    with pytest.raises(NotAllowed, match="another council"):
        actions.change(make_employer(), sector="Retail", by=other)


def found(*wanted: Wanted) -> list[Employer]:
    employers = find_or_add(wanted, council=make_council(), by=None)
    return [employers[one] for one in wanted]


def test_a_name_and_postcode_are_found_again_and_not_overwritten() -> None:
    known = make_employer("Fern Ltd", postcode="BD1 1HY", sector="Retail")
    assert found(Wanted("FERN", "bd1 1hy", sector="Care")) == [known]
    known.refresh_from_db()
    assert known.sector == "Retail"


def test_one_postcode_missing_is_the_same_employer_while_only_one_has_the_name() -> None:
    known = make_employer("Fern", postcode="BD1 1HY")
    assert found(Wanted("Fern")) == [known]
    second = found(Wanted("Fern", "LS1 1AA"))[0]
    assert second != known
    third = found(Wanted("Fern"))[0]
    assert third not in (known, second)
    assert found(Wanted("Fern")) == [third]


def test_many_are_found_or_added_in_a_fixed_number_of_queries(django_assert_num_queries) -> None:
    council, officer = make_council(), make_user("virtual_school")
    for number in (2, 200):
        wanted = [Wanted(f"Fern {number} {one}", f"BD1 {one % 9}AA") for one in range(number)]
        with django_assert_num_queries(6):
            employers = find_or_add([*wanted, *wanted], council=council, by=officer)
        assert len(set(employers.values())) == number
    assert Event.objects.filter(verb="employer_added").count() == 202
