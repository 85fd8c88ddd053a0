"""The head of a record: who it is in one sentence, the safe-contact rule above all, and what must not be missed."""

from dataclasses import dataclass
from datetime import date

from aspirations.models import ContactWay, YoungPerson
from aspirations.people.age_clock import WATCHED, next_birthday
from aspirations.people.ages import age_on
from aspirations.people.field_groups import Right
from aspirations.spells.activity import group, in_words
from aspirations.spells.not_in_eet import not_in_eet_since


@dataclass(frozen=True, slots=True)
class Head:
    """`safe`: the rule in words, None where it is not the reader's to see, "" where nobody has said one yet."""

    sentence: str
    safe: str | None
    birthday: tuple[date, int] | None
    paused_until: date | None
    concern: bool
    ways: list[ContactWay]
    no_go: bool


def head_of(person: YoungPerson, rights: dict[str, Right], day: date) -> Head:
    """`person` comes with the annotations of `RecordPage.people`. Two queries at most."""
    ahead = next_birthday(person.born_on, day)
    ways = list(person.contact_ways.order_by("pk")) if "contact" in rights else None
    return Head(
        sentence=" ".join(filter(None, (_names(person), _age(person, day), _doing(person, day)))),
        safe=None if ways is None else safe_contact(ways),
        birthday=ahead if ahead and ahead[1] in WATCHED else None,
        paused_until=getattr(person, "paused_until", None),
        concern=bool(getattr(person, "open_concerns", False)) and "concerns" in rights,
        ways=ways or [],
        no_go=bool(getattr(person, "no_goes_stand", False)) and "no_go" in rights,
    )


def safe_contact(ways: list[ContactWay]) -> str:
    """One sentence a way: "Text message, after 4 pm. First name only."; '' where no way has a rule."""
    return " ".join(_way(way) for way in ways if way.safe_when or way.safe_how or way.may_say)


def _way(way: ContactWay) -> str:
    first = ", ".join(filter(None, (way.get_kind_display(), _small(way.safe_when))))
    return " ".join(_sentence(words) for words in (first, way.safe_how, way.may_say) if words)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _sentence(words: str) -> str:
    text = words[:1].upper() + words[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _names(person: YoungPerson) -> str:
    other = person.name and person.preferred_name not in ("", person.name)
    named = f"Uses the name {person.preferred_name}." if other else ""
    return " ".join(filter(None, (named, f"Says {person.pronouns}." if person.pronouns else "")))


def _age(person: YoungPerson, day: date) -> str:
    return f"{age_on(person.born_on, day)} years old." if person.born_on else "Age not known yet."


def _doing(person: YoungPerson, day: date) -> str:
    activity = getattr(person, "activity", None) or ""
    if group(activity) == "eet":
        return f"{in_words(activity)}."
    since = not_in_eet_since([person], day).get(person.pk)
    if since is None:
        return "What they do now is not known yet."
    months = since.months(day)
    length = "less than a month" if months == 0 else "1 month" if months == 1 else f"{months} months"
    return f"Not in EET for {'at least ' if since.at_least and months else ''}{length}."
