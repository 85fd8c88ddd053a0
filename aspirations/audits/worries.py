"""Words of a wish that may be about safety become a concern on the day they are told (A10)."""

from collections.abc import Iterable, Sequence

from aspirations.audits.models import Aspiration
from aspirations.concerns.actions import new_concern, store
from aspirations.concerns.models import Concern
from config.accounts.models import User


def worries_known(people: Sequence[int]) -> set[tuple[int, str]]:
    """Who said which worry in an earlier version: a row that is read again tells nobody twice."""
    worries = Aspiration.objects.filter(audit__person__in=people, reading=Aspiration.Reading.WORRY)
    return set(worries.values_list("audit__person", "own_words"))


def raise_concerns(wishes: Iterable[Aspiration], *, by: User | None) -> None:
    """A concern for each worry, in the transaction that stores it."""
    worries = (wish for wish in wishes if wish.reading == Aspiration.Reading.WORRY)
    store([new_concern(wish.audit.person, Concern.Source.WISH, wish.own_words, by, wish.public_id) for wish in worries])
