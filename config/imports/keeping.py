"""Storing a checked file: the source's own rows, every row as it was sent, the questions, the trail."""

from config.audit_trail.trail import event_of, record_all
from config.imports.checking import Checked, CheckedRow
from config.imports.models import ImportedRow, ImportFile, ValueToConfirm
from config.imports.report import WITHHELD, ImportReport, Outcome, Problem
from config.imports.source import Load, Reader, Written


def keep(checked: Checked, report: ImportReport, sha256: str, reader: Reader, load: Load) -> ImportFile:
    """Store what was not refused, in the caller's transaction; the number of queries does not grow with the rows."""
    file = ImportFile.objects.create(
        council=load.council,
        source=reader.source,
        name=report.name,
        sha256=sha256,
        as_of=load.as_of,
        by=load.by,
        absent_keys=report.absent_keys,
        left_out=report.left_out,
        **report.counts,
    )
    rows = [row for row in checked.rows if row.outcome != Outcome.REFUSED]
    written = reader.write([row.row for row in rows], file, load)
    changed = [row for row in rows if row.row.is_changed]
    keep_rows(changed, file)
    ask(changed, written, file)
    loaded = event_of("file_loaded", file, council=load.council, by=load.by, source=reader.source, counts=report.counts)
    record_all([loaded, *written.events])
    return file


def keep_rows(changed: list[CheckedRow], file: ImportFile) -> None:
    """A new version of each changed row; the newest of a key is current, and one from an older file never is."""
    replaced = [row.before.pk for row in changed if row.before and not row.row.is_old_news]
    ImportedRow.objects.filter(pk__in=replaced).update(current=False)
    ImportedRow.objects.bulk_create(
        ImportedRow(
            file=file,
            council=file.council,
            source=file.source,
            key=row.row.key,
            number=row.row.number,
            values=row.row.cells,
            values_hash=row.values_hash,
            current=not row.row.is_old_news,
        )
        for row in changed
    )


def ask(changed: list[CheckedRow], written: Written, file: ImportFile) -> None:
    """The open questions of a key are those of its newest row. One of words withheld stays until somebody saw to it."""
    news = [row for row in changed if not row.row.is_old_news]
    earlier = ValueToConfirm.objects.filter(council=file.council, file__source=file.source)
    earlier.open().filter(key__in=[row.row.key for row in news]).exclude(value=WITHHELD).delete()
    ValueToConfirm.objects.bulk_create(
        question(row, problem, written, file) for row in news for problem in row.report.problems
    )


def question(row: CheckedRow, problem: Problem, written: Written, file: ImportFile) -> ValueToConfirm:
    key = row.row.key
    return ValueToConfirm(
        council=file.council,
        file=file,
        key=key,
        row_number=row.row.number,
        column=problem.column,
        value=problem.value[:500],
        candidates=list(problem.candidates),
        sentence=problem.sentence[:500],
        subject_id=written.subjects.get(key),
        owner=problem.owner or written.owners.get(key, file.by),
    )
