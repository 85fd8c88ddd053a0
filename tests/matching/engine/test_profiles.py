"""Profiles: what is not given is not known, and what does not fit is refused with a sentence that says what to give."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from matching.engine.columns import UNKNOWN_DAY, columns_of, day_number, day_of
from matching.engine.facts import KNOWN_FACTS
from matching.engine.profiles import Kind, Opportunities, People, SetAside, Wishes, check_together
from tests.matching.engine.situations import CAR, DAY, KINDS, offers, people, vectors


def test_what_is_not_given_is_not_known():
    crowd, open_offers = people({}), offers({})
    assert crowd.born_on[0] == open_offers.closes_on[0] == UNKNOWN_DAY
    assert crowd.facts_unknown[0] == KNOWN_FACTS
    assert np.isnan([crowd.latitude[0], crowd.max_minutes[0], crowd.hours_max[0], open_offers.hours[0]]).all()
    assert crowd.travel_mode[0] == crowd.readiness[0] == crowd.area[0] == open_offers.occupation[0] == -1
    assert (open_offers.open[0], open_offers.notes[0]) == (True, ())


@pytest.mark.parametrize("table", [people({}, {"wishes": [CAR]}), offers({}, {}), people({"wishes": [CAR]}).wishes])
def test_columns_have_the_dtype_their_type_states(table):
    for name, column in columns_of(type(table)).items():
        assert getattr(table, name).dtype == column.dtype, name


def test_days_go_there_and_back():
    assert day_of(day_number(DAY)) == DAY
    assert day_number(day_of(0)) == 0


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        ({"latitude": 53.8}, "people: give latitude and longitude together"),
        ({"home": (153.8, -1.7)}, "people: give degrees"),
        ({"travel_mode": 4}, "people.travel_mode: give 0 to 3"),
        ({"readiness": 5}, "people.readiness: give 0 to 4"),
        ({"max_minutes": -1}, "people.max_minutes: give minutes of 0 or more"),
        ({"hours_min": 30, "hours_max": 20}, "people.hours_min: may not lie above hours_max"),
        ({"facts_held": 1}, "people.facts_unknown: a fact held is not unknown"),
        ({"facts_unknown": 1 << 60}, "people.facts_held or facts_unknown: uses a bit that is not in the registry"),
        ({"needs": 1 << 3}, "people.needs: each need has its row"),
        ({"shoe_size": 7}, "People has no column called shoe_size"),
    ],
)
def test_a_person_that_does_not_fit_is_refused(person, sentence):
    with pytest.raises(ValueError, match=sentence):
        People.of(["p"], no_wishes(), need_attributes=[1, 2, 4], **in_rows(person))


def in_rows(person):
    home = person.get("home")
    places = {"latitude": [home[0]], "longitude": [home[1]]} if home else {}
    return places | {name: [value] for name, value in person.items() if name != "home"}


def no_wishes():
    return Wishes.of(vectors([]))


@pytest.mark.parametrize(
    ("offer", "sentence"),
    [
        ({"kind": [9]}, "opportunities.kind: give an index of kinds"),
        ({"requires": [1 << 50]}, "opportunities.requires, desires or gives: uses a bit"),
        ({"support_yes": [1], "support_no": [1]}, "opportunities.support_no: an attribute is yes or no"),
        ({"sites": [(1, 53.8, -1.7)]}, "opportunities.site_owner: give the index"),
        ({"sites": [(0, 53.8, np.nan)]}, "opportunities.site: give latitude and longitude together"),
        ({"vectors": vectors([])}, "opportunities.vectors: give one row an opportunity"),
        ({"vectors": csr_matrix(np.array([[2.0]], np.float32))}, "opportunities.vectors: scale each row to length 1"),
        ({"vectors": csr_matrix(np.array([[-1.0]], np.float32))}, "opportunities.vectors: give numbers of 0 or more"),
        ({"vectors": csr_matrix(np.array([[1.0]]))}, "opportunities.vectors: give a float32 csr matrix"),
        ({"hours": [1, 2]}, r"opportunities.hours: give a float32 array of shape \(1,\)"),
        ({"kinds": [Kind(f"k{k}", "kind") for k in range(65)]}, "opportunities.kinds: at most 64"),
    ],
)
def test_an_opportunity_that_does_not_fit_is_refused(offer, sentence):
    with pytest.raises(ValueError, match=sentence):
        Opportunities.of(["o"], **{"kinds": KINDS, "vectors": vectors([""]), **offer})


def test_ids_are_one_each():
    with pytest.raises(ValueError, match=r"people\.ids: give each person an id"):
        People.of(["p", "p"], no_wishes())
    with pytest.raises(ValueError, match=r"opportunities\.ids: give each opportunity an id"):
        Opportunities.of(["o", "o"], KINDS, vectors(["", ""]))


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        (Wishes.of(vectors(["car", "car"]), owner=[1, 0]), "wishes.owner: put the wishes in the order"),
        (Wishes.of(vectors(["car"]), owner=[2]), "wishes.owner: give the index of a person"),
        (Wishes.of(vectors(["car"]), rank=[-1]), "wishes.rank: give 0"),
        (Wishes.of(csr_matrix(np.array([[2.0]], np.float32))), "wishes.vectors: scale each row to length 1"),
    ],
)
def test_wishes_that_do_not_fit_are_refused(wishes, sentence):
    with pytest.raises(ValueError, match=sentence):
        People.of(["p", "q"], wishes)


@pytest.mark.parametrize(
    ("set_aside", "sentence"),
    [
        (SetAside.of(person=[1], opportunity=[0]), "set_aside.person: give the index"),
        (SetAside.of(person=[0], opportunity=[1]), "set_aside.opportunity: give the index"),
        (SetAside.of(person=[0], opportunity=[0], why=[4]), "set_aside.why: give 0 to 3"),
    ],
)
def test_pairs_set_aside_name_both_sides(set_aside, sentence):
    with pytest.raises(ValueError, match=sentence):
        check_together(people({}, set_aside=set_aside), offers({}))


def test_both_sides_are_read_with_one_text_reader():
    wider = replace(offers({}), vectors=csr_matrix((1, 99), dtype=np.float32))
    with pytest.raises(ValueError, match="as many columns"):
        check_together(people({}), wider)
