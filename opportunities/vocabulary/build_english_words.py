"""Makes the list of ordinary English words that spelling repair leaves alone:
`python -m opportunities.vocabulary.build_english_words en.json.gz` (word -> how often met, from pyspellchecker)."""

import gzip
import json
import sys
from pathlib import Path

from opportunities.vocabulary.build_titles import DATA
from opportunities.vocabulary.spelling import ENGLISH_WORDS, SHORTEST

MOST = 20_000


def main(frequencies: str) -> None:
    met: dict[str, int] = json.loads(gzip.decompress(Path(frequencies).read_bytes()))
    long_enough = [word for word in met if len(word) >= SHORTEST and word.isascii() and word.isalpha()]
    words = sorted(sorted(long_enough, key=lambda word: (-met[word], word))[:MOST])
    (DATA / ENGLISH_WORDS).write_bytes(gzip.compress("\n".join(words).encode(), mtime=0))
    print(f"{len(words):,} words")


if __name__ == "__main__":
    main(*sys.argv[1:])
