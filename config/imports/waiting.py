"""A file between its check and its load: kept in the database, for its sender alone, for a day."""

from datetime import date, timedelta
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User
from config.imports.models import ImportFile, Source, WaitingFile
from config.imports.readers import reader_of
from config.imports.report import ImportReport
from config.imports.run import check_day, check_may_load, load
from config.imports.sheet_error import SheetError
from config.imports.sheets import check_size
from config.refusal import NotAllowed, Refused

KEPT_FOR = timedelta(hours=24)
MOST_WAITING = 5


@transaction.atomic
def keep_waiting(*, data: bytes, name: str, source: Source, as_of: date, by: User) -> WaitingFile:
    """Keep a file that can be opened until it is loaded. Raises NotAllowed, and Refused or SheetError for the file.

    What has run out is cleared away here, whoever sent it; of one sender's files the newest few are kept.
    """
    reader = reader_of(source)
    if by.council is None:
        raise NotAllowed("You belong to no council, so you cannot load a file. Ask to be added to one.")
    check_may_load(by, reader.permission, by.council)
    check_day(as_of)
    name = PurePath(name).name[-200:]
    check_size(len(data), name)
    reader.open(data, name)
    clear_expired()
    expires_at = timezone.now() + KEPT_FOR
    waiting = WaitingFile.objects.create(
        council=by.council, by=by, source=source, name=name, as_of=as_of, data=data, expires_at=expires_at
    )
    too_many = WaitingFile.objects.filter(by=by).values_list("pk", flat=True)[MOST_WAITING:]
    WaitingFile.objects.filter(pk__in=list(too_many)).delete()
    return waiting


def check_waiting(waiting: WaitingFile) -> ImportReport:
    """What loading it would do now; nothing is stored. Raises Refused for one older than what was loaded before."""
    return _load(waiting, dry_run=True)


@transaction.atomic
def load_waiting(waiting: WaitingFile, *, take_good_rows: bool, by: User) -> ImportReport:
    """Load it, and keep it no longer once it is stored. Raises Refused where it is still refused."""
    if waiting.by_id != by.pk:
        raise NotAllowed("Only who sent this file loads it.")
    report = _load(waiting, take_good_rows=take_good_rows)
    if not report.committed:
        raise Refused(report.sentence)
    waiting.delete()
    return report


def _load(waiting: WaitingFile, *, dry_run: bool = False, take_good_rows: bool = False) -> ImportReport:
    try:
        return load(
            bytes(waiting.data),
            waiting.name,
            reader=reader_of(waiting.source),
            council=waiting.council,
            by=waiting.by,
            as_of=waiting.as_of,
            dry_run=dry_run,
            take_good_rows=take_good_rows,
            older_anyway=waiting.older_anyway,
        )
    except SheetError as error:
        raise Refused(str(error)) from error


def want_as_history(waiting: WaitingFile) -> None:
    """Its sender has read that it is older, and wants it all the same."""
    waiting.older_anyway = True
    waiting.save(update_fields=["older_anyway"])


def start_again(waiting: WaitingFile) -> None:
    waiting.delete()


def clear_expired() -> int:
    """Returns how many had run out."""
    return WaitingFile.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def newest_loaded(waiting: WaitingFile) -> ImportFile | None:
    """The newest file of this kind, to tell whether the waiting one is older."""
    return ImportFile.objects.filter(council=waiting.council, source=waiting.source).order_by("-as_of").first()
