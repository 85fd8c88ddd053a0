"""Texts from a file of two columns, id and text, tab separated, for the commands that read them."""

import csv
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import CommandError

LONGEST_FIELD = 10_000_000


def texts_of(path: Path) -> list[tuple[str, str]]:
    """(id, text) of each row, in order. A quote is a plain letter, unless only quotes make the rows whole."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        lines = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}.") from None
    rows = _rows(csv.reader(lines.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE))
    if any(len(row) < len(rows[0]) for row in rows):
        rows = _rows(csv.reader(lines.splitlines(keepends=True), delimiter="\t"))
    if not rows or not {"id", "text"} <= set(rows[0]):
        raise CommandError(f"{path} has no column id or text. Its first line names them, tab separated.")
    return [_id_and_text(rows[0], row) for row in rows[1:]]


def _rows(read: Iterable[list[str]]) -> list[list[str]]:
    return [row for row in read if row]


def _id_and_text(head: list[str], row: list[str]) -> tuple[str, str]:
    """A tab inside the text does not end it where the text comes last."""
    if head[-1] == "text":
        row = [*row[: len(head) - 1], "\t".join(row[len(head) - 1 :])]
    named = dict(zip(head, row, strict=False))
    return named.get("id", ""), named.get("text", "").rstrip("\r")
