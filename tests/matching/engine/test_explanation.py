"""Why: in agreement with the lists, never without a sentence, and with the nearest way out."""

import numpy as np
import pytest

from matching.engine.columns import day_number
from matching.engine.explanation import why
from matching.engine.facts import mask_of
from matching.engine.fixes import Fix
from matching.engine.profiles import SetAside
from matching.engine.ranking import rank
from matching.engine.synthetic import synthetic
from matching.engine.weights import EXPERT_2026, PARTS
from tests.matching.engine import oracle
from tests.matching.engine.situations import BRADFORD, CAR, DAY, KIND, facts, north_of_bradford, offers, people

TODAY = day_number(DAY)


def explain(person, *told, set_aside=None):
    """Why person and the first offer, beside other offers."""
    return why(people(person, set_aside=set_aside), 0, offers(*told), 0, EXPERT_2026, day=DAY)


def barrier(person, *told, set_aside=None):
    found = explain(person, *told, set_aside=set_aside)
    assert not found.eligible
    (only,) = found.barriers
    return only


def test_why_agrees_with_every_listed_pair():
    crowd, open_offers = synthetic(120, 90, 1)
    ranked = rank(crowd, open_offers, EXPERT_2026, day=DAY)
    for i, place in np.argwhere(ranked.opportunity >= 0):
        found = why(crowd, int(i), open_offers, int(ranked.opportunity[i, place]), EXPERT_2026, day=DAY)
        assert found.eligible
        assert found.total == ranked.points[i, place] == sum(part.points for part in found.parts)
        assert [part.points for part in found.parts] == ranked.parts[i, place].tolist()
        assert [not part.known for part in found.parts] == ranked.unknown[i, place].tolist()
        assert mask_of(check.code for check in found.to_check) == ranked.to_check[i, place]


def test_every_pair_is_judged_as_the_oracle_does_and_never_without_a_sentence():
    crowd, open_offers = synthetic(40, 50, 2)
    for i in range(40):
        for j in range(50):
            found = why(crowd, i, open_offers, j, EXPERT_2026, day=DAY)
            assert found.eligible == oracle.eligible(crowd, i, open_offers, j, DAY) == (not found.barriers)
            for sentence in sentences(found):
                assert sentence[-1] == "."
                assert sentence[0].isupper() or sentence[0] == "“"
                assert len(sentence.split()) < 25, sentence


def sentences(found):
    yield from (part.sentence for part in found.parts)
    yield from (check.sentence for check in found.to_check)
    yield from (barrier.sentence for barrier in found.barriers)
    yield from (barrier.fix.sentence for barrier in found.barriers if barrier.fix)


def test_long_words_are_cut_in_sentences_and_notes_are_handed_on():
    long = "car " * 40
    told = {"text": "car", "titles": "Vehicle technician " * 20, "notes": ("A standard DBS check is asked for.",)}
    found = explain({"wishes": [{"text": long}]}, told)
    assert all(len(sentence.split()) < 25 for sentence in sentences(found))
    assert found.notes == ("A standard DBS check is asked for.",)
    assert found.eligible


def test_parts_name_their_points_and_what_they_are_out_of():
    found = explain({"wishes": [CAR]}, {"text": "car repair", "occupation": 5231, "titles": "Vehicle technician"})
    assert [(part.name, part.out_of) for part in found.parts] == list(EXPERT_2026.points.items())
    assert [part.name for part in found.parts] == list(PARTS)
    wording, occupation = found.parts[:2]
    assert (wording.points, wording.known) == (30, True)
    assert wording.sentence == "Said “car repair”; the words are close to “Vehicle technician”."
    assert occupation.sentence == "Hoped for “car repair”; this is the same occupation."


RIDER = {"home": BRADFORD, "travel_mode": 2, "max_minutes": 45}


@pytest.mark.parametrize(
    ("person", "offer", "code", "sentence"),
    [
        ({}, {"open": False}, "not_open", "Not open for applications now."),
        ({}, {"closes_on": TODAY - 1}, "not_open", "The last day to apply has passed."),
        ({}, {"kind": "travel_card"}, "enabler", "Help that goes with an offer, not an offer by itself."),
        ({"kinds_paused": 1}, {}, "kind_paused", "The person has paused this kind of offer for now (job)."),
        ({"born_on": TODAY - 6000}, {"born_to": TODAY - 6040}, "age",
         "Not yet of the age asked for: about 40 days to go."),
        ({"born_on": TODAY - 6000}, {"born_to": TODAY - 6001}, "age",
         "Not yet of the age asked for: about 1 day to go."),
        ({"born_on": TODAY - 9000}, {"born_from": TODAY - 8000}, "age", "Above the ages asked for, by about 2 years."),
        ({"area": 33}, {"area_required": 32}, "area", "Kept for people who live in Bradford."),
        ({"area": 33}, {"area_required": 35}, "area", "Kept for people who live in another council's area."),
        ({"hours_max": 20}, {"hours": 37.5}, "hours", "Asked for at most 20 hours a week; this is 37.5."),
        ({"hours_min": 30}, {"hours": 16}, "hours", "Asked for at least 30 hours a week; this is 16."),
        (RIDER, {"sites": [north_of_bradford(12.3)]}, "travel",
         "Asked for at most 45 minutes by bus; this is about 57, so about 12 too far (straight line)."),
        (facts(), {"requires": mask_of(["english_1"])}, "english_1", "Asks for English at level 1 or above."),
        (facts(), {"requires": mask_of(["overall_e3"])}, "overall_e3",
         "Asks for a qualification at entry level 3 or above."),
    ],
)  # fmt: skip
def test_each_barrier_says_what_is_in_the_way(person, offer, code, sentence):
    found = barrier(person, offer)
    assert (found.code, found.sentence) == (code, sentence)


@pytest.mark.parametrize(
    ("why_code", "sentence"),
    [
        (0, "Set aside for this person; their adviser knows more."),
        (1, "Set aside for this person; their adviser knows more."),
        (2, "Set aside for now; it comes back when the pause ends."),
        (3, "Already put forward for this one."),
    ],
)
def test_a_pair_set_aside_is_said_calmly_and_a_no_go_does_not_stand_out(why_code, sentence):
    found = barrier({}, {}, set_aside=SetAside.of(person=[0], opportunity=[0], why=[why_code]))
    assert (found.code, found.sentence, found.fix) == ("set_aside", sentence, None)


@pytest.mark.parametrize(
    ("person", "offer", "sentence"),
    [
        ({}, {"requires": mask_of(["photo_id"])}, "Photo identity: not known yet. Ask the person."),
        ({}, {"born_to": TODAY}, "Date of birth: not known yet. Ask the council's records."),
        ({}, {"sites": [BRADFORD]},
         "Not known yet: the home, how they travel and the longest journey. Ask the person."),
        (RIDER, {}, "Not known yet: the place of work. Ask the employer."),
        ({"home": BRADFORD, "travel_mode": 2}, {},
         "Not known yet: the longest journey and the place of work. Ask the person and the employer."),
    ],
)  # fmt: skip
def test_what_is_to_be_checked_names_the_fact_and_who_can_supply_it(person, offer, sentence):
    found = explain({"hours_max": 40, **person}, {"hours": 20, **offer})
    assert found.eligible
    assert sentence in [check.sentence for check in found.to_check]


def test_hours_to_be_checked_name_the_side_that_is_silent():
    both = explain({}, {"remote": True}).to_check
    assert [check.sentence for check in both] == [
        "Not known yet: the hours they can do and the hours of the offer. Ask the person and the employer."
    ]


NEEDS_ENGLISH = {"requires": mask_of(["english_1"])}
COURSE = {"kind": "functional_skills", "titles": "Functional skills English", "starts_on": day_number(DAY) + 20}


def test_the_fix_is_the_nearest_offer_of_a_kind_that_leads_there():
    person = {"home": BRADFORD, "travel_mode": 2, "max_minutes": 60, **facts()}
    far, near = COURSE | {"sites": [north_of_bradford(8)]}, COURSE | {"sites": [north_of_bradford(2)]}
    found = barrier(person, NEEDS_ENGLISH, far, near).fix
    assert found == Fix(
        "“Functional skills English” starts on 10 December 2026 and may do it.", 2, ("functional_skills",)
    )


@pytest.mark.parametrize(
    "change",
    [
        {"open": False},
        {"closes_on": TODAY - 1},
        {"sites": [north_of_bradford(40)]},
        {"requires": mask_of(["photo_id"])},
        {"gives": mask_of(["maths_1"])},
        {"kind": "taster"},
    ],
    ids=["not open", "closed", "too far", "a must-have not met", "leads elsewhere", "another kind"],
)
def test_an_offer_that_would_not_help_is_no_fix(change):
    person = {"home": BRADFORD, "travel_mode": 2, "max_minutes": 60, **facts()}
    found = barrier(person, NEEDS_ENGLISH, {"sites": [BRADFORD], **COURSE, **change}).fix
    assert found == Fix("A course that leads to English at level 1 or above would do it.", None, ("functional_skills",))


def test_a_course_that_says_it_leads_there_goes_before_a_nearer_one_that_does_not_say():
    found = barrier(facts(), NEEDS_ENGLISH, COURSE, COURSE | {"gives": mask_of(["english_1"])}).fix
    assert found.opportunity == 2


def test_an_enabler_can_be_the_fix_and_is_open_now():
    lessons = {"kind": "driving_lessons", "titles": "Driving lessons"}
    found = barrier(facts(), {"requires": mask_of(["licence_full"])}, lessons).fix
    assert (found.sentence, found.opportunity) == ("“Driving lessons” is open now and may do it.", 1)


def test_papers_become_a_task_for_the_adviser():
    found = barrier(facts(), {"requires": mask_of(["birth_certificate"])}).fix
    assert found == Fix("A task for the adviser: help to get a birth certificate.", None, ())


@pytest.mark.parametrize(
    ("mode", "km", "sentence", "help_index"),
    [
        (0, 4.99, "About 30 minutes too far; about 23 by bus, so a travel card would do it.", 1),
        (2, 12.3, "About 12 minutes too far; about 27 by car, so driving lessons would do it.", 2),
        (
            3,
            22.49,
            "About 5 minutes too far; neither a travel card nor driving lessons would bring it within 45.",
            None,
        ),
    ],
)
def test_too_far_names_the_help_only_where_it_would_do(mode, km, sentence, help_index):
    person = {"home": BRADFORD, "travel_mode": mode, "max_minutes": 45, **facts()}
    helps = ({"kind": "travel_card", "remote": True}, {"kind": "driving_lessons", "remote": True})
    found = barrier(person, {"sites": [north_of_bradford(km)]}, *helps).fix
    assert (found.sentence, found.opportunity) == (sentence, help_index)


@pytest.mark.parametrize(("fact", "person"), [("care_leaver", facts()), ("ehc_plan", facts())])
def test_where_nothing_would_change_it_no_fix_is_made_up(fact, person):
    assert barrier(person, {"requires": mask_of([fact])}).fix is None


def test_kinds_wanted_are_those_of_the_offers_table():
    found = explain(
        {"kinds_wanted": 1 << KIND["apprenticeship"], "hours_max": 40}, {"kind": "apprenticeship", "hours": 30}
    )
    assert (
        found.parts[PARTS.index("preferences")].sentence
        == "Asked for this kind of offer (apprenticeship); the hours fit."
    )
