"""Following a feed, fetching it, and ending that (O7)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from config.accounts.models import User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.imports.readers import reader_of
from config.imports.report import ImportReport
from config.imports.run import load
from config.imports.sheet_error import SheetError
from config.imports.sheets import LARGEST_FILE
from config.outbox import reaching
from config.refusal import NotAllowed, Refused
from config.validation import check_row
from opportunities.feeds.pages import joined
from opportunities.models import FollowedFeed, Opportunity

NOT_MODIFIED, OK = 304, 200


@transaction.atomic
def follow_feed(*, address: str, source: str, by: User) -> FollowedFeed:
    """From the next morning on it is fetched every day. Raises Refused for an address that can never be used."""
    check_may(by, Permission.IMPORT_OFFERS)
    if by.council is None:
        raise NotAllowed("You belong to no council, so you cannot load a file. Ask to be added to one.")
    reaching.check_address(address)
    feed = FollowedFeed(council=by.council, source=source, address=address, by=by)
    check_row(feed)
    feed.save()
    record("feed_followed", feed, council=by.council, by=by)
    return feed


@transaction.atomic
def end_feed(feed: FollowedFeed, *, by: User) -> None:
    """It is fetched no more; what it brought stays as it is."""
    check_may(by, Permission.IMPORT_OFFERS)
    locked = FollowedFeed.objects.select_for_update().get(pk=feed.pk)
    if locked.ended_at is not None or locked.council_id != by.council_id:
        raise Refused("This feed is not followed any more.")
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    record("feed_ended", locked, council=locked.council, by=by)


def fetch(feed: FollowedFeed, day: date) -> int | None:
    """Read it as of this day, in the name of who follows it. Returns how many offers are new or other than before.

    None where nothing could be read: why stands in `outcome`, and everything stays as it was.
    """
    try:
        answer = reaching.get(feed.address, {"If-None-Match": feed.etag} if feed.etag else {}, most=LARGEST_FILE)
        if answer.status == NOT_MODIFIED:
            return _unchanged(feed, day)
        if answer.status == OK:
            is_directory = feed.source == FollowedFeed.Kind.OPEN_REFERRAL
            return _read(feed, joined(feed.address, answer) if is_directory else answer, day)
        _note(feed, f"It was answered with {answer.status}.")
    except (reaching.NotReached, Refused, SheetError) as error:
        _note(feed, str(error))
    return None


def _read(feed: FollowedFeed, answer: reaching.Fetched, day: date) -> int | None:
    name = feed.address.rpartition("/")[2] or "feed"
    report = load(answer.body, name, reader=reader_of(feed.source), council=feed.council, by=feed.by, as_of=day)
    if report.is_refused:
        _note(feed, report.sentence)
        return None
    feed.etag = answer.etag[:200]
    if not report.committed:
        return _unchanged(feed, day)
    _note(feed, _said(report), read=True)
    return report.counts["taken"] + report.counts["to_confirm"]


def _unchanged(feed: FollowedFeed, day: date) -> int:
    """What the newest file holds still stands, so nobody is asked whether it does."""
    there = Opportunity.objects.filter(council=feed.council, source=feed.source).exclude(state="archived")
    gone = there.gone_from_feed().values("pk")
    there.exclude(pk__in=list(gone.values_list("pk", flat=True))).filter(confirmed_on__lt=day).update(confirmed_on=day)
    _note(feed, "It is as it was.", read=True)
    return 0


def _said(report: ImportReport) -> str:
    counts = report.counts
    asked, aside = counts["to_confirm"], counts["refused"]
    parts = [f"{counts['taken'] + asked} new or changed", f"{counts['unchanged']} as before"]
    parts += [f"{asked} with a question"] * bool(asked) + [f"{aside} set aside"] * bool(aside)
    return f"Read: {', '.join(parts)}."


def _note(feed: FollowedFeed, outcome: str, *, read: bool = False) -> None:
    feed.outcome = outcome[:500]
    if read:
        feed.read_at = timezone.now()
    feed.save(update_fields=["outcome", "etag", "read_at"])
