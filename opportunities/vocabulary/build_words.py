"""Makes the list of known words that spelling repair leaves alone:
`python -m opportunities.vocabulary.build_words onet27_occupation_data.tsv ncs_profiles.tsv`.

Counts words of O*NET descriptions and of the overviews of National Careers Service profiles (nothing else of theirs:
their alternative titles and tasks are what the reading is judged on). Only single words and counts are shipped."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from opportunities.vocabulary.build_titles import DATA, write_csv
from opportunities.vocabulary.wording import tokens

LEAST = 2  # a word met once may be a slip


def descriptions(path: str, column: str) -> Iterator[str]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        yield from (row[column] for row in csv.DictReader(file, delimiter="\t"))


def main(onet: str, profiles: str) -> None:
    texts = [*descriptions(onet, "Description"), *descriptions(profiles, "overview")]
    counts = Counter(word for text in texts for word in tokens(text) if word.isalpha())
    rows = sorted((word, str(count)) for word, count in counts.items() if count >= LEAST)
    write_csv(DATA / "known_words.csv", ("word", "count"), rows)
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main(*sys.argv[1:])
