"""Makes the occupations described at length, as bags of words:
`python -m opportunities.vocabulary.build_occupation_texts occupations.csv occupation_data.tsv alternate_titles.tsv`,
after build_titles.

One row for each ESCO occupation and group of occupations (labels and description), each O*NET occupation (title,
description, alternate titles) and each SOC 2010 unit group (its indexed titles). Only content words in alphabetical
order are shipped: they say which words go together, and are nobody's text any more."""

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from opportunities.vocabulary.build_titles import DATA, write_csv
from opportunities.vocabulary.occupations import official_titles
from opportunities.vocabulary.wording import content_words

Row = tuple[str, str, str]


def rows_of(path: str, delimiter: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _bag(texts: Iterable[str]) -> str:
    return " ".join(sorted(content_words(" ".join(texts)).split()))


def esco(path: str) -> Iterator[Row]:
    for row in rows_of(path, ","):
        yield "esco", row["id"].rsplit("/", 1)[-1], _bag([row["description"]])


def onet(occupations: str, alternates: str) -> Iterator[Row]:
    titles: dict[str, list[str]] = {}
    for row in rows_of(alternates, "\t"):
        titles.setdefault(row["O*NET-SOC Code"], []).append(row["Alternate Title"])
    for row in rows_of(occupations, "\t"):
        code = row["O*NET-SOC Code"]
        yield "onet", code, _bag([row["Title"], row["Description"], *titles.get(code, [])])


def unit_groups() -> Iterator[Row]:
    titles: dict[int, list[str]] = {}
    for entry in official_titles():
        titles.setdefault(entry.unit_group, []).append(f"{entry.title} {entry.qualifier}")
    for unit_group, found in sorted(titles.items()):
        yield "soc2010", str(unit_group), _bag(found)


def main(esco_path: str, occupations: str, alternates: str) -> None:
    rows = [*esco(esco_path), *onet(occupations, alternates), *unit_groups()]
    write_csv(DATA / "occupation_texts.csv.gz", ("source", "code", "words"), rows)
    print(f"{len(rows)} occupations")


if __name__ == "__main__":
    main(*sys.argv[1:])
