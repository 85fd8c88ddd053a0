"""Makes the numbers of the occupations' descriptions, by the text model:
`python -m opportunities.vocabulary.build_occupation_meanings occupations.csv occupation_data.tsv`.

The end of an ESCO text is its description (its labels come first); O*NET gives title and description; the words of
plain_work.py come last."""

import gzip
import sys

import numpy as np

from opportunities.vocabulary.build_occupation_texts import rows_of
from opportunities.vocabulary.build_titles import DATA
from opportunities.vocabulary.occupation_meanings import FILE, SCALE
from opportunities.vocabulary.plain_work import described
from opportunities.vocabulary.sentence_model import encode

DESCRIPTION = 500  # letters


def main(esco: str, occupations: str) -> None:
    texts = [row["description"][-DESCRIPTION:] for row in rows_of(esco, ",")]
    texts += [f"{row['Title']}. {row['Description']}" for row in rows_of(occupations, "\t")]
    texts += described()
    numbers = np.rint(encode(texts) * SCALE).astype(np.int8)
    (DATA / FILE).write_bytes(gzip.compress(numbers.tobytes(), mtime=0))
    print(f"{len(texts)} occupations")


if __name__ == "__main__":
    main(*sys.argv[1:])
