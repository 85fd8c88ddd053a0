"""From rows of young people to the engine's arrays. The facts that may enter a match are those named here (M7)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from django.db.models import Q, Value

from aspirations.models import Aspiration, AspirationAudit, NoGo, Pause, YoungPerson
from aspirations.synonyms.meanings import Meanings, meanings_of
from config.reference.vocabulary import terms
from matching.engine.columns import UNKNOWN_DAY, day_number
from matching.engine.facts import Held, held_or_not, level_bits, licence_bits, mask_of, together
from matching.engine.people import READINESS, SET_ASIDE, TRAVEL_MODES, People, SetAside, Wishes
from matching.shortlists.models import PairState
from opportunities.vocabulary.career_categories import CATEGORIES
from opportunities.vocabulary.kinds import kinds
from opportunities.vocabulary.levels import LEVEL_BY_CODE
from opportunities.vocabulary.text_vectors import text_reader

DOCUMENTS = ("photo_id", "birth_certificate", "ni_number", "bank_account", "proof_of_address")
NOT_ASKED = ("experience", "own_kit", "spare_room")
CARE_LEAVER = {"eligible": True, "relevant": True, "former_relevant": True, "qualifying": True}
LICENCES: dict[str, Literal["none", "provisional", "full"]] = {
    "none": "none",
    "provisional": "provisional",
    "full": "full",
}
YES_NO = {"yes": True, "no": False}
KIND_BITS = {code: 1 << index for index, code in enumerate(kinds())}
CATEGORY_INDEX = {category.code: category.index for category in CATEGORIES}


def people_profiles(
    people: Sequence[YoungPerson],
    opportunity_index: dict[int, tuple[int, int]],
    day: date,
    *,
    audits: Mapping[int, AspirationAudit] | None = None,
) -> People:
    """The engine's People. `opportunity_index`: opportunity's pk to (its place in the arrays, its employer's pk).

    `audits`: the current one of each person by the person's pk with its wishes, where they were read already.
    """
    position = {person.pk: index for index, person in enumerate(people)}
    wishes = _wishes_read(audits.values()) if audits is not None else _wishes_of(position)
    if audits is None:
        audits = {audit.person_id: audit for audit in AspirationAudit.objects.current().filter(person__in=position)}
    needs = list(terms("support_needs").values())
    rows = [_row(person, audits.get(person.pk), needs, day) for person in people]
    columns = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
    return People.of(
        ids=[str(person.public_id) for person in people],
        wishes=_wishes(wishes, position, meanings_of(people[0].council_id if people else None)),
        set_aside=_set_aside(position, opportunity_index, day),
        need_attributes=need_attributes(),
        kinds_paused=_paused(people, position, day),
        **columns,
    )


def need_attributes() -> list[int]:
    """For each support need, the mask of the offers' attributes that meet it (any of them)."""
    bits = attribute_bits()
    return [sum(bits[code] for code in row.attributes["attributes"].split()) for row in terms("support_needs").values()]


def attribute_bits() -> dict[str, int]:
    return {code: 1 << index for index, code in enumerate(terms("support_attributes"))}


def _row(person: YoungPerson, audit: AspirationAudit | None, needs: list[Any], day: date) -> dict[str, Any]:
    """One person's columns; without an audit everything but the date of birth and the status is unknown."""
    held, unknown = facts_of(person, audit, day)
    row: dict[str, Any] = {
        "born_on": day_number(person.born_on) if person.born_on else UNKNOWN_DAY,
        "facts_held": held,
        "facts_unknown": unknown,
    }
    audit = audit or AspirationAudit()
    limited = audit.right_to_work == AspirationAudit.RightToWork.RESTRICTED
    longitude, latitude = audit.home.coords if audit.home else (float("nan"), float("nan"))
    return row | {
        "facts_limited": mask_of(["right_to_work"]) if limited else 0,
        "latitude": latitude,
        "longitude": longitude,
        "area": area_number(audit.home_area_code),
        "travel_mode": TRAVEL_MODES.index(audit.travel_mode) if audit.travel_mode in TRAVEL_MODES else -1,
        "max_minutes": _number(audit.travel_minutes),
        "hours_min": _number(audit.hours_least),
        "hours_max": _number(audit.hours_most),
        "readiness": READINESS.index(audit.readiness) if audit.readiness else -1,
        "kinds_wanted": sum(KIND_BITS.get(code, 0) for code in audit.kinds_wanted),
        "needs": sum(1 << bit for bit, need in enumerate(needs) if need.code in audit.support_needs),
    }


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)


def area_number(code: str) -> int:
    """'E08000032' -> 8000032; -1 when not known."""
    return int(code[1:]) if code[1:].isdigit() else -1


def facts_of(person: YoungPerson, audit: AspirationAudit | None, day: date) -> Held:
    """Facts held and facts unknown. A right to work that is restricted or past its date is to be checked, not a no."""
    audit = audit or AspirationAudit()
    expired = audit.right_to_work_until is not None and audit.right_to_work_until < day
    parts = [
        level_bits("overall", _level(audit.level)),
        level_bits("english", _level(audit.english)),
        level_bits("maths", _level(audit.maths)),
        licence_bits(LICENCES.get(audit.licence)),
        held_or_not("right_to_work", None if expired else YES_NO.get(audit.right_to_work)),
        held_or_not("care_leaver", CARE_LEAVER.get(person.local_status)),
        held_or_not("on_benefits", YES_NO.get(audit.on_benefits)),
        held_or_not("ehc_plan", YES_NO.get(audit.ehc_plan)),
        *(held_or_not(code, _document(code, audit)) for code in DOCUMENTS),
        *(held_or_not(code, None) for code in NOT_ASKED),
    ]
    return together(parts)


def _document(code: str, audit: AspirationAudit) -> bool | None:
    return True if code in audit.documents_held else False if code in audit.documents_missing else None


def _level(code: str) -> int | None:
    return int(LEVEL_BY_CODE[code]) if code else None


WishRow = tuple[int, int, str, str, str]
"""Person's pk, rank, own words, occupation, category."""


def _wishes_of(position: dict[int, int]) -> list[WishRow]:
    found = Aspiration.objects.filter(audit__is_current=True, audit__person__in=position, reading="wish")
    return list(found.values_list("audit__person", "rank", "own_words", "occupation", "category"))


def _wishes_read(audits: Iterable[AspirationAudit]) -> list[WishRow]:
    return [
        (audit.person_id, wish.rank, wish.own_words, wish.occupation, wish.category)
        for audit in audits
        for wish in audit.wishes.all()
        if wish.reading == "wish"
    ]


def _wishes(rows: list[WishRow], position: dict[int, int], meanings: Meanings) -> Wishes:
    rows.sort(key=lambda row: (position[row[0]], row[1]))
    return Wishes.of(
        text_reader().wish_vectors(meanings([row[2] for row in rows])),
        owner=[position[row[0]] for row in rows],
        rank=[row[1] - 1 for row in rows],
        texts=[row[2] for row in rows],
        occupation=[int(row[3] or -1) for row in rows],
        category=[CATEGORY_INDEX.get(row[4], -1) for row in rows],
    )


def _paused(people: Iterable[YoungPerson], position: dict[int, int], day: date) -> list[int]:
    """Mask of paused kinds for each person; a pause of everything pauses all kinds."""
    masks: dict[int, int] = defaultdict(int)
    current = Pause.objects.filter(person__in=position, lifted_at=None, from_on__lte=day, until_on__gt=day)
    for person, kind in current.values_list("person", "kind"):
        masks[person] |= KIND_BITS.get(kind, 0) if kind else sum(KIND_BITS.values())
    return [masks[person.pk] for person in people]


def _set_aside(position: dict[int, int], opportunity_index: dict[int, tuple[int, int]], day: date) -> SetAside:
    """Pairs with a no-go employer, and pairs that rooms on the right have set aside for good or until a day."""
    of_offer = {pk: [index] for pk, (index, _) in opportunity_index.items()}
    of_employer = defaultdict(list)
    for index, employer in opportunity_index.values():
        of_employer[employer].append(index)
    no_goes = NoGo.objects.filter(person__in=position, lifted_at=None).exclude(employer=None)
    states = PairState.objects.filter(Q(until_on=None) | Q(until_on__gt=day), person__in=position).exclude(set_aside="")
    of_both = no_goes.values_list("person", "employer", Value("no_go")).union(
        states.values_list("person", "opportunity", "set_aside"), all=True
    )
    pairs = [
        (position[person], index, SET_ASIDE.index(why))
        for person, key, why in of_both
        for index in (of_employer if why == "no_go" else of_offer).get(key, ())
    ]
    person_index, opportunity_column, why_column = zip(*sorted(pairs), strict=True) if pairs else ((), (), ())
    return SetAside.of(person=person_index, opportunity=opportunity_column, why=why_column)
