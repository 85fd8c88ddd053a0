"""Plain words for job profiles and apprenticeship standards (A3, O2)."""

import csv

import pytest

from opportunities.vocabulary.occupations import profile_titles
from opportunities.vocabulary.plain_work import described, described_words, plain_work
from opportunities.vocabulary.text_vectors import text_reader
from opportunities.vocabulary.wording import DATA, plain


def rows():
    with (DATA / "plain_work.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_profile_is_described_and_many_standards():
    kinds = [row["kind"] for row in rows()]
    assert {row["title"] for row in rows() if row["kind"] == "profile"} == {
        " ".join(title.split()) for title in profile_titles()
    }
    assert kinds.count("standard") > 600
    assert len({(row["kind"], plain(row["title"])) for row in rows()}) == len(rows())
    assert all(len(row["work"].split()) >= 1 and row["work"] == row["work"].strip(" ,.") for row in rows())


def test_each_is_one_more_description():
    assert len(described()) == len(described_words()) == len(rows())
    assert all(described_words())
    assert described()[0].startswith(f"{rows()[0]['title']}. ")


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Waste resource operative", "bin man"),
        ("Retailer (level 2) apprenticeship", "checkout"),
        ("Apprentice Scaffolder", "scaffold"),
        ("Architect (degree)", "designing buildings"),
        ("Civil engineer, integrated degree", "bridges"),
        ("Teacher of nothing known", ""),
        ("", ""),
    ],
)
def test_a_title_is_found_whatever_its_level(title, word):
    assert word in plain_work(title)
    assert bool(plain_work(title)) == bool(word)


@pytest.mark.parametrize(
    ("wish", "standard", "other"),
    [
        ("checkout", "Retailer", "Funeral team member"),
        ("bin man", "Waste resource operative", "Port operative"),
        ("lifeguard", "Leisure team member", "Security first line manager"),
        ("roadie", "Live event technician", "Large goods vehicle LGV driver"),
        ("foundry", "Metal casting foundry and patternmaking technician", "Sewing machinist"),
    ],
)
def test_an_apprenticeship_is_found_by_what_people_call_the_work(wish, standard, other):
    reader = text_reader("sklearn")
    near, far = (reader.wish_vectors([wish]) @ reader.vectors([standard, other]).T).toarray()[0]
    assert near > far
    assert near > 0.05
