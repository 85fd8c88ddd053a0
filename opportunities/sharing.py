"""Sharing an opportunity with other councils (S7): their young people may be put forward; the people never cross.

Whoever is introduced, with agreement, is known to the employer alone. The council that shares reads of them what any
council reads of others: nothing.
"""

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction

from config.accounts.models import Council, User
from config.audit_trail.trail import record
from config.outbox.webhooks import Event
from config.refusal import Refused
from opportunities import policies
from opportunities.announcing import announce_reach
from opportunities.models import Opportunity

NO_LONGER_SHARED = "opportunity_no_longer_shared"


@transaction.atomic
def share(
    opportunity: Opportunity, *, by: User, councils: Collection[Council] = (), with_all: bool = False
) -> Opportunity:
    """Say which other councils may use it from now on, in place of what was said before; none ends the sharing.

    Who is already put forward stays so: a promise made is kept.
    """
    policies.check_can_share(by, opportunity)
    locked = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    wanted = [] if with_all else [council for council in councils if council.pk != locked.council_id]
    if councils and not wanted and not with_all:
        raise Refused("It is your own council's already. Choose another one.", field="councils")
    if (with_all, {row.pk for row in wanted}) == (locked.shared_with_all, {row.pk for row in locked.shared_with.all()}):
        return locked
    before = _councils(locked.shared_with_all, locked.shared_with.all())
    after = _councils(with_all, wanted)
    announce_reach(locked, event=Event.OPPORTUNITY_CLOSED, councils=before - after - {locked.council_id})
    locked.shared_with_all = with_all
    locked.save(update_fields=["shared_with_all", "changed_at"])
    locked.shared_with.set(wanted)
    announce_reach(locked, event=Event.OPPORTUNITY_LIVE, councils=after - before - {locked.council_id})
    if with_all or wanted:
        codes = ["all"] if with_all else sorted(council.code for council in wanted)
        record("opportunity_shared", locked, council=locked.council, by=by, councils=codes)
    else:
        record(NO_LONGER_SHARED, locked, council=locked.council, by=by)
    return locked


def _councils(with_all: bool, named: Iterable[Council]) -> set[int]:
    return set(Council.objects.values_list("pk", flat=True)) if with_all else {council.pk for council in named}


def other_councils(own: Council) -> Sequence[Council]:
    return list(Council.objects.exclude(pk=own.pk))


def shared_in_words(opportunity: Opportunity) -> str:
    """With whom it is shared, as its own council reads it."""
    if opportunity.shared_with_all:
        return "shared with every council"
    names = [council.name for council in opportunity.shared_with.all()]
    return f"shared with {', '.join(names)}" if names else "for our own young people only"
