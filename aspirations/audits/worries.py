"""Words that may be about safety: the adviser is told on the day, in a mail that repeats none of them (A10)."""

from collections.abc import Iterable, Sequence

from aspirations.audits.models import Aspiration
from config.outbox.actions import put_mail

SUBJECT = "Something to read today"
BODY = (
    "Please open the record of {child_id} in EET Match today: a wish may be about safety. "
    "Messages are not watched round the clock."
)


def worries_known(people: Sequence[int]) -> set[tuple[int, str]]:
    """Who said which worry in an earlier version: a row that is read again tells nobody twice."""
    worries = Aspiration.objects.filter(audit__person__in=people, reading=Aspiration.Reading.WORRY)
    return set(worries.values_list("audit__person", "own_words"))


def tell_advisers(wishes: Iterable[Aspiration]) -> None:
    """A mail for each worry, in the transaction that stores it."""
    for wish in wishes:
        if wish.reading != Aspiration.Reading.WORRY:
            continue
        person = wish.audit.person
        put_mail(
            council=person.council,
            to=person.adviser.email,
            subject=SUBJECT,
            body=BODY.format(child_id=person.child_id),
            key=f"worry-{wish.public_id}",
            person_id=person.public_id,
        )
