"""Makes the profile titles and the bridge from unit groups to career categories, from the categories of the National
Careers Service's quiz: `python -m opportunities.vocabulary.build_categories JobCategories.json`, after build_titles.

`data/unit_group_categories.csv` is a vote. Each official title of a unit group asks its nearest profile titles, and the
group's own title asks too and counts as much as all of them; profile titles vote for their categories with the sixth
power of their likeness, so that one near title outweighs many faint ones. The strongest category is kept, and up to two
more with a fifth of the votes. Groups that a reader found wrong stand in `data/unit_group_corrections.csv` and overrule
the vote (`how` says "reader")."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from opportunities.vocabulary import title_index
from opportunities.vocabulary.build_titles import DATA, write_csv
from opportunities.vocabulary.career_categories import BY_CODE, CATEGORIES, CareerCategory, split_categories
from opportunities.vocabulary.occupations import official_titles, unit_groups
from opportunities.vocabulary.wording import content_words

KEPT = 3
READER_SHARES = ((1.0,), (0.6, 0.4), (0.5, 0.3, 0.2))  # of one, two or three categories that a reader named
LEAST_SHARE = 0.2


def profile_rows(quiz: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Profile title and the codes of its categories, in the order of the categories."""
    categories: dict[str, set[CareerCategory]] = {}
    for job_category in quiz:
        (category,) = split_categories(job_category["jobFamilyName"])
        for profile in (profile for skill in job_category["Skills"] for profile in skill["JobProfiles"]):
            categories.setdefault(profile["JobProfile"].strip(), set()).add(category)
    return [
        (title, " ".join(category.code for category in sorted(found, key=lambda category: category.index)))
        for title, found in sorted(categories.items())
    ]


def voted_shares(titles: list[str], group_title: str) -> npt.NDArray[np.float32]:
    """float32 (25,), adding up to 1: what the titles of a unit group and the group's own title vote for."""
    profiles = title_index.profiles()
    vectors = title_index.vectors(map(content_words, [*titles, group_title]))
    votes = profiles.votes(profiles.nearest(vectors)).toarray()
    shares: npt.NDArray[np.float32] = votes[:-1].mean(axis=0) + votes[-1]
    strongest = np.sort(shares)[-KEPT:]
    shares[shares < min(max(strongest[0], LEAST_SHARE * shares.sum()), strongest[-1])] = 0
    kept: npt.NDArray[np.float32] = shares / shares.sum()
    return kept


def corrections() -> dict[int, list[str]]:
    """Unit group -> category codes, strongest first, where a reader overruled the vote."""
    with (DATA / "unit_group_corrections.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["unit_group"]): row["categories"].split() for row in csv.DictReader(file)}


def category_rows() -> Iterator[tuple[str, str, str, str]]:
    """Unit group, category, share, how; the strongest category of a group first."""
    corrected = corrections()
    for unit_group, group_title in unit_groups().items():
        titles = [entry.title for entry in official_titles() if entry.unit_group == unit_group]
        shares = voted_shares(titles, group_title)
        if unit_group in corrected:
            shares[:] = 0
            codes = corrected[unit_group]
            shares[[BY_CODE[code].index for code in codes]] = READER_SHARES[len(codes) - 1]
        how = "reader" if unit_group in corrected else "vote"
        for index in np.argsort(-shares, kind="stable")[: np.count_nonzero(shares)]:
            yield str(unit_group), CATEGORIES[index].code, f"{shares[index]:.2f}", how


def main(quiz_path: str) -> None:
    quiz = json.loads(Path(quiz_path).read_text(encoding="utf-8"))
    write_csv(DATA / "ncs_profile_titles.csv", ("title", "categories"), profile_rows(quiz))
    write_csv(DATA / "unit_group_categories.csv", ("unit_group", "category", "share", "how"), category_rows())


if __name__ == "__main__":
    main(*sys.argv[1:])
