"""What a file that saw somebody on a day says of their spells (A1). Pure: decides here, stores with `store`.

The same activity again: the spell was seen. Another one: the spell ends that day and a new one begins "on that day or
before". Words of an older day never change what is known of a newer one; they only fill the time before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from aspirations.people.models import YoungPerson
from aspirations.spells.activity import NO_INFORMATION, RETIRED_CODES
from aspirations.spells.models import EetSpell
from config.imports.models import ImportFile


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody was seen doing this on this day. `activity` may be "" or "0": nothing is known, so nothing changes."""

    person: YoungPerson
    activity: str
    words: str
    day: date
    file: ImportFile | None = None


@dataclass(slots=True)
class Changes:
    """What the sightings of many people change; stored in five queries at most."""

    added: list[EetSpell] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    changed: list[EetSpell] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)

    def follow(self, seen: Sighting, spells: Iterable[EetSpell]) -> bool:
        """Take in one sighting; `spells` are all the person's, oldest first. False if nothing but `last seen` moves."""
        if seen.activity in ("", NO_INFORMATION):
            return False
        known = list(spells)
        if any(knows_more(spell, seen.day) for spell in known):
            return self._fill_before(seen, known)
        if known and known[-1].ended_on is None:
            return self._go_on(seen, known[-1], known[:-1])
        return self._begin(seen)

    def _go_on(self, seen: Sighting, now: EetSpell, earlier: list[EetSpell]) -> bool:
        if is_same(now.activity, seen.activity):
            self.seen.append(now.pk)
            return False
        if seen.activity in RETIRED_CODES.get(now.activity, ()):
            return self._correct(seen, now)
        if now.started_on == seen.day:
            return self._replace(seen, now, earlier)
        self.ended.append(now.pk)
        return self._begin(seen)

    def _begin(self, seen: Sighting, ended_on: date | None = None) -> bool:
        self.added.append(
            EetSpell(
                person=seen.person,
                activity=seen.activity,
                words=seen.words[:200],
                started_on=seen.day,
                started_on_or_before=True,
                ended_on=ended_on,
                last_seen_on=seen.day,
                file=seen.file,
            )
        )
        return True

    def _correct(self, seen: Sighting, spell: EetSpell) -> bool:
        """The same spell, now better known."""
        spell.activity, spell.words, spell.file = seen.activity, seen.words[:200], seen.file
        spell.last_seen_on = max(spell.last_seen_on, seen.day)
        self.changed.append(spell)
        return True

    def _replace(self, seen: Sighting, now: EetSpell, earlier: list[EetSpell]) -> bool:
        """A second file of the same day puts the first one right; what the first one ended goes on."""
        before = earlier[-1] if earlier else None
        if before is None or before.ended_on != seen.day or not is_same(before.activity, seen.activity):
            return self._correct(seen, now)
        before.ended_on, before.last_seen_on = None, seen.day
        self.removed.append(now.pk)
        self.changed.append(before)
        return True

    def _fill_before(self, seen: Sighting, known: list[EetSpell]) -> bool:
        covering = next((spell for spell in known if holds_on(spell, seen.day)), None)
        if covering:
            refines = seen.activity in RETIRED_CODES.get(covering.activity, ())
            return self._correct(seen, covering) if refines else False
        following = next(spell for spell in known if spell.started_on > seen.day)
        if following.started_on_or_before and is_same(following.activity, seen.activity):
            following.started_on = seen.day
            self.changed.append(following)
            return True
        return self._begin(seen, ended_on=following.started_on)

    def store(self, day: date) -> None:
        EetSpell.objects.filter(pk__in=self.removed).delete()
        EetSpell.objects.filter(pk__in=self.ended).update(ended_on=day)
        EetSpell.objects.filter(pk__in=self.seen).update(last_seen_on=day)
        EetSpell.objects.bulk_update(
            self.changed, ["activity", "words", "file", "started_on", "ended_on", "last_seen_on"], batch_size=1000
        )
        EetSpell.objects.bulk_create(self.added)


def knows_more(spell: EetSpell, day: date) -> bool:
    """Whether something later than this day is known of it."""
    return (spell.ended_on or max(spell.started_on, spell.last_seen_on)) > day


def holds_on(spell: EetSpell, day: date) -> bool:
    return spell.started_on <= day and (spell.ended_on is None or spell.ended_on > day)


def is_same(known: str, said: str) -> bool:
    """F3 in a file is the F4 or F5 that a person has said it is."""
    return known == said or known in RETIRED_CODES.get(said, ())
