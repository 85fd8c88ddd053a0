"""The coded lists agree with themselves and with one another."""

import csv
import operator
import re
from datetime import date
from pathlib import Path

import pytest

import config.reference

FOLDER = Path(config.reference.__file__).parent / "lists"
FIRST_COLUMNS = ["code", "label", "definition", "group", "valid_from", "valid_to"]
STATUTORY = {"activity", "accommodation", "in_touch", "nccis"}  # their codes are the returns' own
Row = dict[str, str]


def read(name: str) -> dict[str, Row]:
    with (FOLDER / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


NAMES = sorted(path.stem for path in FOLDER.glob("*.csv"))
LISTS = {name: read(name) for name in NAMES}
every_list = pytest.mark.parametrize("name", NAMES)


def codes_in(name: str, column: str) -> set[str]:
    """All codes that a column of several codes names."""
    return {code for row in LISTS[name].values() for code in row[column].split()}


# Form


@every_list
def test_first_columns_are_the_same_in_every_list(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows[0][: len(FIRST_COLUMNS)] == FIRST_COLUMNS
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len({row[0] for row in rows[1:]}) == len(rows) - 1, "a code is used twice"


@every_list
def test_codes_and_labels_are_well_formed(name: str) -> None:
    rows = LISTS[name].values()
    pattern = r"[A-Z0-9]{1,4}" if name in STATUTORY else r"[a-z0-9_]{1,40}"
    assert all(re.fullmatch(pattern, row["code"]) for row in rows)
    labels = [row["label"] for row in rows]
    assert len(set(labels)) == len(labels)
    assert all(0 < len(label) < 60 for label in labels)
    assert all(cell == cell.strip() for row in rows for cell in row.values())


@every_list
def test_a_row_never_ends_before_it_begins(name: str) -> None:
    for row in LISTS[name].values():
        begins, ends = date.fromisoformat(row["valid_from"]), row["valid_to"]
        assert not ends or date.fromisoformat(ends) >= begins


def test_the_lists_have_the_size_of_their_documents() -> None:
    sizes = {"themes": 46, "theme_groups": 13, "owners": 17, "sentences": 13, "reasons": 40, "endings": 12}
    sizes |= {"decisions": 12, "action_types": 23, "readiness": 5, "soft_outcomes": 16, "support_needs": 25}
    sizes |= {"kinds": 28, "need_points": 15, "rights": 25, "activity": 14, "accommodation": 17, "in_touch": 6}
    assert {name: len(LISTS[name]) for name in sizes} == sizes


# Themes, owners, actions


def test_every_theme_has_a_group_an_owner_and_a_side() -> None:
    for theme in LISTS["themes"].values():
        assert theme["group"] in LISTS["theme_groups"]
        assert theme["owner"] in LISTS["owners"]
        assert theme["situation_of"] in {"person", "place", "system"}
        assert theme["see"] in {"open", "private", "restricted"}
        assert theme["suggested_activity"] in {"G4", "G5", "G6", "ask"}
    assert {theme["group"] for theme in LISTS["themes"].values()} == set(LISTS["theme_groups"])


def test_every_owner_has_an_action_type() -> None:
    assert {action["owner"] for action in LISTS["action_types"].values()} == set(LISTS["owners"])


def test_every_theme_can_be_moved_by_something() -> None:
    movers = set(LISTS["decisions"]) | set(LISTS["kinds"]) | set(LISTS["action_types"])
    for theme in LISTS["themes"].values():
        assert theme["moved_by"] and set(theme["moved_by"].split()) <= movers, theme["code"]


def test_a_decision_names_what_it_needs() -> None:
    for decision in LISTS["decisions"].values():
        assert bool(decision["requires"]) == (decision["set_by"] == "panel"), decision["code"]
    groups = {owner["group"] for owner in LISTS["owners"].values()}
    assert codes_in("decisions", "owner_group") < groups


# Reasons and sentences


def test_every_reason_says_who_is_told_and_whether_to_try_again() -> None:
    told = {"pa", "young_person", "employer", "manager", "hr", "employer_lead", "chair"}
    for reason in LISTS["reasons"].values():
        assert reason["told"] and set(reason["told"].split()) <= told
        assert reason["retry"] in {"yes", "fix", "date", "no"}
        assert bool(reason["fixed_by"]) == (reason["retry"] == "fix"), reason["code"]
        assert reason["code"][0] == reason["group"][0]
    assert codes_in("reasons", "fixed_by") <= set(LISTS["kinds"]) | set(LISTS["action_types"]) | set(LISTS["decisions"])


def test_the_employer_hears_a_sentence_when_told_of_an_answer_that_is_not_its_own() -> None:
    for reason in LISTS["reasons"].values():
        say = reason["say"].split()
        assert set(say) <= set(LISTS["sentences"])
        if "employer" in reason["told"].split():
            assert any(code.startswith("e") for code in say), reason["code"]
        if "young_person" in reason["told"].split():
            assert any(code.startswith("y") for code in say), reason["code"]


def test_a_vague_sentence_serves_so_many_reasons_that_nobody_can_decode_it() -> None:
    for code in ("e1", "e2", "e4", "y1", "y2", "y6"):
        assert sum(code in reason["say"].split() for reason in LISTS["reasons"].values()) >= 3, code


def test_no_sentence_gives_anything_away() -> None:
    words = [word["label"] for word in LISTS["sensitive_words"].values()]
    leaks = re.compile(rf"\b({'|'.join(map(re.escape, words))})s?\b", re.IGNORECASE)
    assert leaks.search("They were in care.") and not leaks.search("Take it carefully.")
    assert not [row["text"] for row in LISTS["sentences"].values() if leaks.search(row["text"])]


def syllables(word: str) -> int:
    sounds = re.findall(r"[aeiouy]+", word.lower().removesuffix("e") or word.lower())
    return max(1, len(sounds))


def grade(text: str) -> float:
    """Flesch-Kincaid grade: 6 is a reading age of about 11."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = len(re.findall(r"[.?!]", text))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_sentences_to_young_people_are_easy_to_read() -> None:
    assert grade("Notwithstanding the aforementioned considerations, eligibility remains undetermined.") > 6
    for sentence in LISTS["sentences"].values():
        if sentence["group"] == "young_person":
            assert grade(sentence["text"]) <= 6, sentence["text"]


def test_no_reason_closes_a_person_and_every_pause_ends() -> None:
    for reason in LISTS["reasons"].values():
        assert reason["pause_scope"] in {"", "all", "kind", "employer", "pair"}
        assert reason["pause_scope"] != "all" or reason["group"] == "young_person"
        assert bool(reason["pause_scope"]) == bool(reason["pause_ends"])
        assert bool(reason["pause_days"]) == (reason["pause_ends"] == "days")
        assert bool(reason["pause_lifted_by"]) == (reason["pause_ends"] == "lifted")


# Kinds, needs, steps


def test_every_kind_is_complete() -> None:
    for kind in LISTS["kinds"].values():
        assert kind["disclosure"] in {"none", "supported", "care_known"}
        assert kind["places"] in {"one", "rolling", "group", "stock"}
        assert kind["follow_up"]
        assert (kind["group"] == "enabler") == (kind["enabler"] == "yes") == (kind["places"] == "stock")
        assert (kind["group"] == "eet") == (kind["counts_as_eet"] == "yes")
        order = list(LISTS["readiness"])
        assert order.index(kind["ready_low"]) <= order.index(kind["ready_high"])
        assert int(kind["min_age"] or 0) <= int(kind["max_age"] or 99) <= int(kind["max_age_care_leaver"] or 99)


def test_activity_codes_stand_exactly_on_kinds_that_count_and_in_pairs() -> None:
    for kind in LISTS["kinds"].values():
        full, part = kind["activ_full"], kind["activ_part"]
        if (full, part) == ("ask", "ask"):
            assert kind["counts_as_eet"] == "no"
            continue
        assert bool(full) == bool(part) == (kind["counts_as_eet"] == "yes"), kind["code"]
        assert not full or (full[0] + part[0] == "FP" and full[1:] == part[1:])
        assert not full or LISTS["activity"][full]["returned"] == "yes"


def test_ring_fenced_kinds_are_known_to_be_about_care_and_enablers_help_a_theme() -> None:
    assert LISTS["kinds"]["council_ringfenced"]["disclosure"] == "care_known"
    for kind in LISTS["kinds"].values():
        assert (kind["helps_theme"] in LISTS["themes"]) == (kind["enabler"] == "yes")


def test_every_route_has_one_step_for_its_answer() -> None:
    routes = [route for step in LISTS["due_steps"].values() for route in step["routes"].split()]
    assert sorted(routes) == sorted({kind["route"] for kind in LISTS["kinds"].values()})


def test_reminders_come_before_the_end_of_waiting() -> None:
    for step in LISTS["due_steps"].values():
        assert step["working_days"] in {"yes", "no"}
        stalled = int(step["stalled"] or 999)
        assert int(step["days"] or 0) < stalled and all(int(day) < stalled for day in step["remind"].split())


def test_needs_and_attributes_name_each_other() -> None:
    needs, attributes = LISTS["support_needs"], LISTS["support_attributes"]
    forth = {(need, gift) for need, row in needs.items() for gift in row["attributes"].split()}
    back = {(need, gift) for gift, row in attributes.items() for need in row["needs"].split()}
    assert forth == back
    assert {need for need, _ in forth} == set(needs) and {gift for _, gift in forth} == set(attributes)
    assert all((row["see"] == "private") == (row["special_class"] != "ordinary") for row in needs.values())


def test_readiness_suits_real_kinds() -> None:
    assert codes_in("readiness", "suits_kinds") <= set(LISTS["kinds"])


# Need order


REACHES = {"under": operator.lt, "within": operator.le, "over": operator.gt, "at_least": operator.ge}


def points(code: str, amount: int = 1) -> int:
    """Points of one part: a plain fact, a capped count, or the first step that the amount reaches."""
    row = LISTS["need_points"][code]
    if row["counts"] in {"once", "each"}:
        return min(int(row["points"]) * amount, int(row["cap"] or 99))
    steps = [tuple(map(int, step.split(":"))) for step in row["steps"].split()]
    reaches = REACHES[row["counts"]]
    return max((value for limit, value in steps if reaches(amount, limit)), default=0)


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ({"months": 14, "contact": 60, "overdue": 2, "unseen": 4}, 33),
        ({"months": 7, "clock": 25, "asked": 1}, 25),
        ({"months": 26, "parent": 1, "overdue": 1, "clock": 80}, 24),
        ({"new_spell": 20, "duty": 1, "closing": 10}, 20),
        ({"months": 5, "stalled": 1, "closing": 20}, 15),
        ({"months": 3, "dated": 45, "unknown": 1}, 11),
    ],
)
def test_the_worked_cases_add_up(parts: dict[str, int], total: int) -> None:
    assert sum(points(code, amount) for code, amount in parts.items()) == total


def test_nothing_protected_adds_a_point() -> None:
    protected = {"sex", "gender", "ethnicity", "religion", "disability", "pregnancy", "uasc", "readiness"}
    assert not protected & set(LISTS["need_points"])
    assert points("parent") == 0


# Rights and statutory codes


def test_rights_are_in_order_of_age_and_say_what_is_confirmed() -> None:
    ages = [int(row["at_age"]) for row in LISTS["rights"].values()]
    assert ages == sorted(ages)
    for row in LISTS["rights"].values():
        assert row["gains_or_loses"] in {"gains", "loses"}
        assert row["confirmed"] in {"yes", "no"} and row["basis"]


def test_retired_activity_codes_are_read_and_never_entered() -> None:
    retired = {code for code, row in LISTS["activity"].items() if row["valid_to"]}
    assert retired == {"F3", "P3"} == {code for code, row in LISTS["activity"].items() if row["returned"] == "no"}
    assert all(LISTS["activity"][code]["valid_from"] == LISTS["activity"][code]["valid_to"] for code in retired)
    assert codes_in("activity", "replaced_by") <= set(LISTS["activity"]) - retired


def test_only_unsuitable_for_custody_and_no_fixed_abode() -> None:
    only = {code for code, row in LISTS["accommodation"].items() if row["suitability"] == "2"}
    assert only == {"S", "X"} and LISTS["accommodation"]["0"]["suitability"] == ""


def test_tracking_codes_suggest_codes_a_return_may_hold() -> None:
    for row in LISTS["nccis"].values():
        assert all(LISTS["activity"][code]["returned"] == "yes" for code in row["activ"].split()), row["code"]
        assert row["by_hours"] == ("yes" if len(row["activ"].split()) == 2 else "no")
        assert row["activ"] or row["ask"] == "yes" or row["group"] == "out_of_scope", row["code"]


def test_keys_of_the_panel_room_are_each_given_once() -> None:
    """P2: 1 to 9, 0, and P of the plan for decisions, A to L for main reasons, the same ones in every month."""
    decisions = [row["key"] for row in LISTS["decisions"].values() if row["key"]]
    themes = {row["key"]: row for row in LISTS["themes"].values() if row["key"]}
    assert sorted(decisions) == sorted("1234567890P")
    assert sorted(themes) == list("ABCDEFGHIJKL") and all(row["short"] for row in themes.values())
