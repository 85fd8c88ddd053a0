"""Loading a file: the rules every source shares (S4). What a row means and where it goes is the source's `Reader`.

A file of which no row can be taken is refused; the same file twice changes nothing; a row that is as it was changes
nothing; one refused row keeps a whole typed sheet out unless the good rows are asked for; a feed sets its bad records
aside; a value in doubt is stored as unknown and asked of a person; keys that are absent are listed, never closed; a
file older than the newest asks first.
"""

from datetime import date
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.imports import checking, keeping
from config.imports.dates import FIRST_DAY
from config.imports.models import ImportFile, Source
from config.imports.report import ImportReport, Outcome
from config.imports.source import Load, Reader
from config.refusal import NotAllowed, Refused


@transaction.atomic
def load(
    data: bytes,
    name: str,
    *,
    reader: Reader,
    council: Council,
    by: User,
    as_of: date,
    dry_run: bool = False,
    take_good_rows: bool = False,
    older_anyway: bool = False,
) -> ImportReport:
    """Check a file and, unless `dry_run`, store it: all in one transaction.

    Raises NotAllowed, SheetError for a file that cannot be opened, and Refused for one older than the newest of its
    source. A file with refused rows raises nothing: its report says so (`is_refused`) and nothing is stored.
    """
    check_may_load(by, reader.permission, council)
    check_day(as_of)
    name = PurePath(name).name[-200:]
    records = reader.open(data, name)
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)  # one load at a time for each council
    before = ImportFile.objects.filter(council=council, source=reader.source, sha256=records.sha256).first()
    if before:
        return ImportReport(reader.source, name, before.as_of, False, loaded_before(before))
    if not older_anyway:
        check_not_older(council, reader.source, as_of)
    this = Load(council, by, as_of)
    checked = checking.check(records, reader, this)
    refused = [row.outcome == Outcome.REFUSED for row in checked.rows]
    nothing_taken = all(refused)
    is_refused = nothing_taken or (any(refused) and not (reader.is_feed or take_good_rows))
    committed = not (dry_run or is_refused)
    report = ImportReport(
        source=reader.source,
        name=name,
        as_of=as_of,
        committed=committed,
        sentence=closing_sentence(dry_run=dry_run, is_refused=is_refused, nothing_taken=nothing_taken),
        rows=[row.report for row in checked.rows],
        absent_keys=checked.absent_keys,
        unread_columns=records.unread,
        is_refused=is_refused,
    )
    if committed:
        keeping.keep(checked, report, records.sha256, reader, this)
    return report


def check_may_load(by: User, permission: Permission, council: Council) -> None:
    """Raises NotAllowed. Somebody of no council loads for none: a file names people."""
    check_may(by, permission)
    if by.council_id is None:
        raise NotAllowed("You belong to no council, so you cannot load a file. Ask to be added to one.")
    if by.council_id != council.pk:
        raise NotAllowed(f"You work for {by.council}, so you cannot load a file for {council}.")


def check_day(as_of: date) -> None:
    """Raises Refused for a day that is still to come, or before anything that is kept here."""
    if as_of > timezone.localdate():
        raise Refused(f"{as_of:%-d %B %Y} is still to come. Give the day that the file describes, today at most.")
    if as_of < FIRST_DAY:
        raise Refused(f"{as_of.day} {as_of:%B} {as_of.year} is too long ago. Give the day that the file describes.")


def check_not_older(council: Council, source: Source, as_of: date) -> None:
    newest = ImportFile.objects.filter(council=council, source=source).order_by("-as_of").first()
    if newest and newest.as_of > as_of:
        raise Refused(
            f"This file tells of {as_of:%-d %B %Y}, and a newer one, of {newest.as_of:%-d %B %Y}, was loaded before. "
            "Nothing was changed. To load it all the same, as history, ask for “older anyway”."
        )


def loaded_before(file: ImportFile) -> str:
    on, who = timezone.localtime(file.recorded_at), file.by or "the system"
    refused = (
        f" {file.refused} of its rows were refused then: send those in a file of their own." if file.refused else ""
    )
    return f"This file was loaded on {on:%-d %B %Y at %H:%M} by {who}, so nothing was changed.{refused}"


def closing_sentence(*, dry_run: bool, is_refused: bool, nothing_taken: bool) -> str:
    if nothing_taken:
        return "No row could be taken, so nothing was stored. Check that it is the right kind of file."
    if is_refused:
        return "Nothing was stored. Put the refused rows right, or ask for “take the good rows”."
    return "Only checked: nothing was stored." if dry_run else "Stored."
