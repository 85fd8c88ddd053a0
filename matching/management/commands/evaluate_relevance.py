import csv
import resource
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import numpy.typing as npt
from django.core.management.base import BaseCommand, CommandError

from matching.engine.evaluation import AT_A_GLANCE, at_a_glance, estimates, measures_of
from opportunities.vocabulary.occupation_texts import stands_in_one
from opportunities.vocabulary.perturbing import KINDS, perturbed
from opportunities.vocabulary.sentence_model import NoTextModel
from opportunities.vocabulary.text_vectors import BACK_ENDS, TextReader, back_end, text_reader
from opportunities.vocabulary.wording import content_words

TIMED = 200
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Queries, documents and judgments of a folder: `queries.tsv` (qid, text), `docs.tsv` (did, text) and `qrels.tsv`
    (qid, did, rel; several grades count). `grades`: qid -> column of the document -> grade above 0; `wrong`: qid ->
    columns of documents with a grade below 0, which nobody should be shown."""

    queries: dict[str, str]
    documents: dict[str, str]
    grades: dict[str, dict[int, float]]
    wrong: dict[str, set[int]]

    @classmethod
    def read(cls, folder: Path) -> "JudgedSet":
        queries = {row["qid"]: row["text"] for row in _rows(folder / "queries.tsv", "qid", "text")}
        documents = {row["did"]: row["text"] for row in _rows(folder / "docs.tsv", "did", "text")}
        columns = {did: column for column, did in enumerate(documents)}
        grades: dict[str, dict[int, float]] = {}
        wrong: dict[str, set[int]] = {}
        for row in _rows(folder / "qrels.tsv", "qid", "did", "rel"):
            grade = float(row["rel"])
            if row["did"] in columns and row["qid"] in queries and grade > 0:
                grades.setdefault(row["qid"], {})[columns[row["did"]]] = grade
            elif row["did"] in columns and grade < 0:
                wrong.setdefault(row["qid"], set()).add(columns[row["did"]])
        if not grades:
            raise CommandError(f"{folder} holds no judgment of a query and a document that are both there.")
        return cls(queries, documents, grades, wrong)

    def good(self, qid: str) -> set[int]:
        """The documents of the highest grade of the set that this query has."""
        highest = max(self.grades[qid].values())
        return {column for column, grade in self.grades[qid].items() if grade == highest}


def _rows(path: Path, *columns: str) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
    if missing := [name for name in columns if rows and name not in rows[0]]:
        raise CommandError(f"{path} has no column {' or '.join(missing)}. Its first line names them, tab separated.")
    return rows


def scores_of(reader: TextReader, wishes: list[str], offers: list[str]) -> Scores:
    """float32 (wishes, offers): the likeness of each wish to each offer."""
    scores: Scores = (reader.wish_vectors(wishes) @ reader.vectors(offers).T).toarray()
    return scores


class Command(BaseCommand):
    help = "Judge how well wishes find offers: searches go the way of a wish, documents the way of an opportunity."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("set_dir", type=Path, help="folder with queries.tsv, docs.tsv and qrels.tsv")
        parser.add_argument("--backend", choices=BACK_ENDS, default=back_end(), help="what reads the words")
        parser.add_argument("--perturb", choices=KINDS, default="clean", help="how the searches are changed first")
        parser.add_argument("--seed", type=int, default=2026)
        parser.add_argument("--run", type=Path, help="write every score here: qid, did, score, tab separated")

    def handle(self, set_dir: Path, perturb: str, seed: int, run: Path | None, **options: object) -> None:
        judged = JudgedSet.read(set_dir)
        self.reader = text_reader(str(options["backend"]))
        began = perf_counter()
        self._load()
        loaded = perf_counter() - began
        texts = perturbed(list(judged.queries.values()), perturb, seed=seed)
        scores = scores_of(self.reader, texts, list(judged.documents.values()))
        self.stdout.write(
            f"{set_dir.name}: {len(judged.queries):,} searches ({perturb}, seed {seed}), "
            f"{len(judged.documents):,} documents, back end {self.reader.name}."
        )
        self._print(judged, scores, seed)
        self.stdout.write(self._cost(texts, loaded))
        if run is not None:
            self._write(run, judged, scores)

    def _load(self) -> None:
        try:
            self.reader.wish_vectors(["warm"])
        except NoTextModel as error:
            raise CommandError(str(error)) from None

    def _print(self, judged: JudgedSet, scores: Scores, seed: int) -> None:
        rows = {
            qid: measures_of(scores[row], judged.grades[qid])
            for row, qid in enumerate(judged.queries)
            if qid in judged.grades
        }
        seen = {qid for qid in rows if stands_in_one(content_words(judged.queries[qid]))}
        groups = {
            "all": list(rows),
            "words together in one occupation of the vocabulary": [qid for qid in rows if qid in seen],
            "not together in any": [qid for qid in rows if qid not in seen],
        }
        for name, qids in groups.items():
            figures = estimates([rows[qid] for qid in qids], seed=seed)
            said = "  ".join(f"{measure} {estimate}" for measure, estimate in figures.items())
            self.stdout.write(f"{name} ({len(qids):,}): {said or 'none'}")

        if judged.wrong:
            seen_first = [at_a_glance(scores[row], judged.good(qid), judged.wrong.get(qid, set()))
                          for row, qid in enumerate(judged.queries) if qid in judged.grades]  # fmt: skip
            figures = estimates(seen_first, seed=seed, measures=AT_A_GLANCE)
            self.stdout.write("share of searches with " + "; ".join(f"{name} {one}" for name, one in figures.items()))

    def _cost(self, texts: list[str], loaded: float) -> str:
        times = []
        for text in texts[:TIMED]:
            began = perf_counter()
            self.reader.read_wishes([text])
            times.append(perf_counter() - began)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return (
            f"one wish read: p95 {1000 * float(np.quantile(times, 0.95)):.1f} ms; the reader loads in {loaded:.1f} s; "
            f"peak memory {peak:.0f} MB."
        )

    def _write(self, path: Path, judged: JudgedSet, scores: Scores) -> None:
        with path.open("w", encoding="utf-8") as file:
            for qid, row in zip(judged.queries, scores, strict=True):
                file.writelines(
                    f"{qid}\t{did}\t{score:.6f}\n" for did, score in zip(judged.documents, row, strict=True)
                )
        self.stdout.write(f"Every score is in {path}.")
