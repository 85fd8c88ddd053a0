"""A story in the young person's own words, and what it may be used for: asked, dated, taken back at once (R3)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from aspirations.concerns.actions import raise_if_worrying
from aspirations.models import Concern, YoungPerson
from aspirations.people.policies import check_can_change
from config.accounts.models import User
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.refusal import Refused
from config.validation import check_row
from matching.nominations.policies import check_alive
from matching.outcomes.models import Story


@transaction.atomic
def tell(
    *,
    person: YoungPerson,
    words: str,
    by: User | None,
    uses: Sequence[str] = (),
    how: str = "",
    with_first_name: bool = False,
) -> Story:
    """Keep a story as it was told. Without uses nobody else reads it. `by` None: the young person's own page."""
    check_can_change(by, Permission.RECORD_PROGRESS, person)
    check_alive(person)
    if not words.strip():
        raise Refused("Write the story in their words, a sentence is enough.", field="words")
    story = Story(person=person, words=words.strip(), told_on=timezone.localdate(), recorded_by=by)
    _agree(story, uses, how, with_first_name)
    record("story_told", story, council=person.council, by=by, person=person, uses=sorted(uses))
    source = Concern.Source.OWN_PAGE if by is None else Concern.Source.NOTE
    raise_if_worrying(person=person, source=source, words=words, by=by, source_id=story.public_id)
    return story


@transaction.atomic
def agree_to_use(
    story: Story, *, uses: Sequence[str], how: str, by: User | None, with_first_name: bool = False
) -> Story:
    """What it may be used for from now on, in place of what was agreed before; nothing at all takes it back."""
    check_can_change(by, Permission.RECORD_PROGRESS, story.person)
    check_alive(story.person)
    if not uses:
        return take_back(story, by=by)
    story.refresh_from_db(from_queryset=Story.objects.select_for_update(of=["self"]))
    _agree(story, uses, how, with_first_name)
    person = story.person
    record("story_agreed", story, council=person.council, by=by, person=person, uses=sorted(uses))
    return story


@transaction.atomic
def take_back(story: Story, *, by: User | None) -> Story:
    """It may not be used any more, from this moment on. It stays theirs."""
    check_can_change(by, Permission.RECORD_PROGRESS, story.person)
    story.refresh_from_db(from_queryset=Story.objects.select_for_update(of=["self"]))
    if not story.uses:
        raise Refused("It is used for nothing now.")
    story.uses, story.taken_back_at = [], timezone.now()
    story.save(update_fields=["uses", "taken_back_at"])
    record("story_taken_back", story, council=story.person.council, by=by, person=story.person)
    return story


def _agree(story: Story, uses: Sequence[str], how: str, with_first_name: bool) -> None:
    """Raises Refused for a use without how they agreed to it."""
    now: datetime | None = timezone.now()
    story.uses, story.with_first_name = sorted(uses), with_first_name
    story.agreed_how, story.agreed_at = (how, now) if uses else ("", None)
    story.taken_back_at = None
    check_row(story)
    story.save()
