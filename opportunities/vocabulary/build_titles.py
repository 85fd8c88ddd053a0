"""Makes the shipped title index from the ONS workbook: `python -m opportunities.vocabulary.build_titles ONS_index.xls`.

Run once for each edition; the product itself reads only the two files this writes (see docs/data-sources.md)."""

import csv
import gzip
import io
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from python_calamine import CalamineWorkbook

DATA = Path(__file__).parent / "data"
INDEX_SHEET, STRUCTURE_SHEET = "SOC2010 Full Index V5", "SOC2010 Structure"
DEFAULT, UNIT_GROUP, INDEX_WORDS, INDUSTRY, ADDITIONAL = 2, 6, 7, 8, 9  # columns of the index sheet
OUTER_BRACKETS = re.compile(r"^\((.*)\)$")


def spoken_order(index_words: str) -> str:
    """An index entry as people say it: "Assistant, trials, clinical" is "Clinical trials assistant"."""
    head, *rest = (part.strip() for part in index_words.split(","))
    lower_head = head[:1].lower() + head[1:] if head[1:2].islower() else head  # "HGV driver" keeps its capitals
    words = " ".join([*reversed(rest), lower_head])
    return words[:1].upper() + words[1:]


def qualifier(*cells: object) -> str:
    """What narrows a title, without brackets: "(vehicle mfr)" and "(vehicles)" give "vehicle manufacture, vehicles"."""
    words = (OUTER_BRACKETS.sub(r"\1", str(cell).strip()).strip(" :").replace("mfr", "manufacture") for cell in cells)
    return ", ".join(word for word in words if word)


def title_rows(sheet: Iterable[Sequence[object]]) -> list[tuple[str, str, str, str]]:
    """Title, qualifier, unit group and whether the ONS takes that group when the title comes without a qualifier, of
    every entry that has a code of its own (the rest are "see also" lines)."""
    coded = ((row, str(row[UNIT_GROUP]).removesuffix(".0")) for row in sheet)
    entries = {
        (spoken_order(str(row[INDEX_WORDS])), qualifier(row[INDUSTRY], row[ADDITIONAL]), code): bool(row[DEFAULT])
        for row, code in coded
        if code.isdigit()
    }
    return [(*entry, "yes" if is_default else "") for entry, is_default in sorted(entries.items())]


def group_rows(sheet: Iterable[Sequence[object]]) -> list[tuple[str, str]]:
    """Code and title of the unit groups (four digits) in the sheet of the classification's structure."""
    return [
        (str(row[3]).removesuffix(".0"), " ".join(str(row[4]).split())) for row in sheet if str(row[3])[:4].isdigit()
    ]


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A csv file, gzipped if its name says so; the same rows always give the same bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)


def main(workbook_path: str) -> None:
    workbook = CalamineWorkbook.from_path(workbook_path)
    titles = title_rows(workbook.get_sheet_by_name(INDEX_SHEET).to_python())
    groups = group_rows(workbook.get_sheet_by_name(STRUCTURE_SHEET).to_python())
    write_csv(DATA / "soc2010_titles.csv.gz", ("title", "qualifier", "unit_group", "default"), titles)
    write_csv(DATA / "unit_groups.csv", ("unit_group", "title"), groups)
    print(f"{len(titles)} titles of {len(groups)} unit groups")


if __name__ == "__main__":
    main(*sys.argv[1:])
