import pytest

from opportunities.vocabulary.build_titles import qualifier, spoken_order, title_rows, write_csv
from opportunities.vocabulary.career_categories import BY_CODE
from opportunities.vocabulary.occupations import (
    known_words,
    official_titles,
    profile_titles,
    unit_group_categories,
    unit_groups,
)


def test_shipped_titles_belong_to_shipped_unit_groups():
    assert len(official_titles()) == 28_519
    assert len(unit_groups()) == 369
    assert {entry.unit_group for entry in official_titles()} == set(unit_groups())
    assert unit_groups()[5231] == "Vehicle technicians, mechanics and electricians"


def test_every_unit_group_has_one_to_three_categories_that_add_up():
    assert set(unit_group_categories()) == set(unit_groups())
    for shares in unit_group_categories().values():
        assert 1 <= len(shares) <= 3
        assert set(shares) <= set(BY_CODE)
        assert sum(shares.values()) == pytest.approx(1, abs=0.011)


@pytest.mark.parametrize(
    ("unit_group", "category"),
    [
        (9233, "home_services"),
        (6145, "social_care"),
        (7111, "retail_and_sales"),
        (5434, "hospitality_and_food"),
        (6121, "teaching_and_education"),
        (5231, "engineering_and_maintenance"),
        (8211, "transport"),
        (2231, "healthcare"),
        (9260, "delivery_and_storage"),
        (6221, "beauty_and_wellbeing"),
        (4159, "administration"),
        (9120, "construction_and_trades"),
    ],
)
def test_common_unit_groups_lead_to_the_category_people_expect(unit_group, category):
    shares = unit_group_categories()[unit_group]
    assert max(shares, key=shares.get) == category


def test_profile_titles_have_categories():
    assert len(profile_titles()) == 855
    assert all(codes and set(codes) <= set(BY_CODE) for codes in profile_titles().values())
    assert profile_titles()["Web developer"]


def test_known_words_are_single_words_with_counts():
    assert all(word.isalpha() and count >= 2 for word, count in known_words().items())


def test_index_words_are_put_in_spoken_order():
    assert spoken_order("Assistant, trials, clinical") == "Clinical trials assistant"
    assert spoken_order("HGV driver") == "HGV driver"
    assert spoken_order("Driver, HGV") == "HGV driver"
    assert spoken_order("Broker, Lloyd's") == "Lloyd's broker"
    assert qualifier("(vehicle mfr)", "(vehicles)") == "vehicle manufacture, vehicles"
    assert qualifier("", "") == ""
    assert qualifier("(packing case (wood) mfr)", "") == "packing case (wood) manufacture"


def test_see_also_lines_are_left_out_of_the_titles():
    coded = ["1.0", "0", "A", "", "", "", 8123.0, "Packer", "(mine: not coal)", ""]
    see_also = ["2.0", "0", "", "", "", "", "}}}}", "Processman", "", ""]
    assert title_rows([coded, see_also]) == [("Packer", "mine: not coal", "8123", "yes")]


def test_the_same_rows_give_the_same_bytes(tmp_path):
    first, second = tmp_path / "a.csv.gz", tmp_path / "b.csv.gz"
    for path in (first, second):
        write_csv(path, ("title", "unit_group"), [("Chef", "5434")])
    assert first.read_bytes() == second.read_bytes()
