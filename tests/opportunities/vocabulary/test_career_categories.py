from opportunities.vocabulary.career_categories import BY_CODE, CATEGORIES, read_category, split_categories


def test_there_are_25_categories_with_a_stable_index():
    assert [category.index for category in CATEGORIES] == list(range(25))
    assert len(BY_CODE) == 25
    assert CATEGORIES[4].label == "Computing, technology and digital"
    assert CATEGORIES[4].code == "computing_technology_and_digital"
    assert [category.label for category in CATEGORIES] == sorted(category.label for category in CATEGORIES)


def test_labels_codes_and_addresses_name_a_category():
    for category in CATEGORIES:
        for text in (category.label, category.label.upper(), category.code, category.code.replace("_", "-")):
            assert read_category(text) is category
    assert read_category("Law & legal") is BY_CODE["law_and_legal"]
    assert read_category("Space travel") is None


def test_a_list_of_categories_survives_the_comma_inside_one():
    found = split_categories("Managerial,Computing, technology and digital,Transport")
    assert [category.code for category in found] == ["managerial", "computing_technology_and_digital", "transport"]
    assert split_categories("Transportation") == ()
    assert split_categories("") == ()
