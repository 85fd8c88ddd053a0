"""Answering the questions that a file left."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.audit_trail.models import Event
from config.audit_trail.trail import event_of, record_all
from config.imports.checking import answers_before, with_answers
from config.imports.models import ImportedRow, ImportFile, ValueToConfirm
from config.imports.report import WITHHELD
from config.imports.source import Load, Reader, Record, Row
from config.refusal import NotAllowed, Refused


@transaction.atomic
def confirm_value(*, question: ValueToConfirm, code: str, reader: Reader, by: User) -> None:
    """Say what a value means; its row is read again with the answer, and later files need not ask.

    `reader` is a new one of the file's source. `code` is what the file might have said: a code, or a date as ISO text.
    Of words withheld it is a word for what was done, and no row is read again.
    Raises NotAllowed, and Refused if the question is closed or the answer is not understood either.
    """
    asked = ValueToConfirm.objects.select_for_update().select_related("council").get(pk=question.pk)
    check_can_confirm(by, asked)
    if asked.confirmed_at:
        raise Refused(f"This was confirmed before, as “{asked.code}”. Change the record itself.")
    asked.code, asked.confirmed_at, asked.confirmed_by = code, timezone.now(), by
    asked.save(update_fields=["code", "confirmed_at", "confirmed_by"])
    events = [event_of("value_confirmed", asked, council=asked.council, by=by, column=asked.column)]
    if asked.value != WITHHELD:
        events += write_again(asked, reader, by)
    record_all(events)


def write_again(asked: ValueToConfirm, reader: Reader, by: User) -> list[Event]:
    """Store the row with the answer, for each file that said it; the events of that."""
    sent = ImportedRow.objects.select_related("file").get(
        council=asked.council, source=asked.file.source, key=asked.key, current=True
    )
    events: list[Event] = []
    for file in files_that_said(sent):
        load = Load(asked.council, by, file.as_of)
        row = read_again(sent, reader, load, asked)
        written = reader.write([replace(row, is_changed=file == sent.file)], file, load)
        events += written.events
    return events


def files_that_said(sent: ImportedRow) -> list[ImportFile]:
    """The file that sent the row, and the newer ones that sent it again as it was, oldest first."""
    newer = ImportFile.objects.filter(council=sent.council, source=sent.source, as_of__gt=sent.file.as_of)
    return [sent.file, *newer.exclude(absent_keys__contains=[sent.key]).order_by("as_of")]


def read_again(sent: ImportedRow, reader: Reader, load: Load, asked: ValueToConfirm) -> Row:
    """The row with every answer given so far. Raises Refused if the new answer leaves the same column in doubt."""
    cells = with_answers(sent.values, answers_before(load, reader.source).get(sent.key))
    reader.prepare([Record(sent.number, cells)], load)
    read = reader.read_row(cells)
    for problem in (*read.problems, *read.to_confirm):
        if problem.column == asked.column and problem.value == asked.code:
            raise Refused(problem.sentence)
    return Row(sent.key, sent.number, sent.values, read.values)


def check_can_confirm(user: User, asked: ValueToConfirm) -> None:
    if not ValueToConfirm.objects.visible_to(user).filter(pk=asked.pk).exists():
        raise NotAllowed("This question is for somebody else: the person it names, or whoever loaded the file.")
