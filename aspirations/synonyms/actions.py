"""Saying what words of this council mean, and taking it back; wishes that hold them are read again (A3)."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from aspirations.audits.models import Aspiration
from aspirations.audits.versions import as_read
from aspirations.synonyms.meanings import Meanings, meanings_of
from aspirations.synonyms.models import Synonym
from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import NotAllowed, Refused
from config.validation import check_row
from opportunities.vocabulary.reading import WishState, read_wish
from opportunities.vocabulary.wording import plain

READ = ("reading", "occupation", "category", "certainty", "because")


@transaction.atomic
def add_synonym(*, said: str, means: str, council: Council, by: User) -> tuple[Synonym, int]:
    """From now on `said` is read as `means`. Gives the row, and how many wishes were read again.

    Raises Refused for words about safety, which only people read, and for a meaning that says nothing about work.
    """
    check_can_word(by, council)
    if read_wish(said).state == WishState.WORRY or read_wish(means).state == WishState.WORRY:
        raise Refused("These words may be about safety. A person reads them, whatever else they mean.", field="said")
    if not read_wish(means).occupations:
        raise Refused("We do not know these words either. Type a job as an advert would.", field="means")
    row = Synonym(council=council, said=said.strip(), plain=plain(said), means=means.strip(), recorded_by=by)
    if not row.plain:
        raise Refused("Type the words as people say them, with a letter in them.", field="said")
    check_row(row)
    row.save()
    record("synonym_added", row, council=council, by=by, fields=["said", "means"])
    return row, read_again(row)


@transaction.atomic
def end_synonym(*, synonym: Synonym, by: User) -> int:
    """From now on the words are read as everybody's. Gives how many wishes were read again."""
    check_can_word(by, synonym.council)
    if synonym.ended_at is not None:
        return 0
    synonym.ended_at = timezone.now()
    synonym.save(update_fields=["ended_at"])
    record("synonym_ended", synonym, council=synonym.council, by=by)
    return read_again(synonym)


def check_can_word(by: User, council: Council) -> None:
    check_may(by, Permission.MANAGE_REFERENCE)
    if by.council_id != council.pk:
        raise NotAllowed("These words belong to another council.")


def read_again(synonym: Synonym) -> int:
    """The current wishes that hold the words, but those that a person has put right, and worries."""
    current = Aspiration.objects.filter(audit__is_current=True, audit__person__council=synonym.council)
    rows = current.filter(corrected_at=None).exclude(reading=WishState.WORRY).select_for_update(of=("self",))
    words = Meanings([(synonym.plain, synonym.means)])
    held = [wish for wish in rows if words.stand_in(wish.own_words)]
    _read(held, meanings_of(synonym.council_id))
    return len(held)


def _read(wishes: Sequence[Aspiration], meanings: Meanings) -> None:
    nothing = {"occupation": "", "category": "", "certainty": None}
    for wish, reading in zip(wishes, meanings.read([wish.own_words for wish in wishes]), strict=True):
        for name, value in (nothing | as_read(reading)).items():
            setattr(wish, name, value)
    Aspiration.objects.bulk_update(wishes, READ)
