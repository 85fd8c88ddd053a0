"""What the person told us, as rows: their words, how we read them, circumstances. Unknown says who can tell us (A8)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aspirations.models import Aspiration, AspirationAudit
from aspirations.people.field_groups import Right
from matching.desks.young_person.timeline import Lists
from opportunities.vocabulary.career_categories import BY_CODE
from opportunities.vocabulary.kinds import kinds
from opportunities.vocabulary.occupations import plain_name

RANKS = ("First wish", "Second wish", "Third wish")
LESS_SURE = Decimal("0.5")
DOCUMENTS = {
    "photo_id": "photo identity",
    "birth_certificate": "birth certificate",
    "ni_number": "National Insurance number",
    "bank_account": "bank account",
    "proof_of_address": "proof of address",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A row: its name, what is known, and a quiet word behind it. `known` empty: ask, and `more` says what for."""

    name: str
    known: str = ""
    more: str = ""
    check: bool = False


def readings(called: str, wishes: Sequence[Aspiration]) -> Iterator[Fact]:
    """How each wish is read; words that may be about safety are read by people alone."""
    for name, wish in zip(RANKS, wishes, strict=False):
        if wish.reading == Aspiration.Reading.WORRY:
            continue
        label = plain_name(int(wish.occupation)) if wish.occupation else None
        category = BY_CODE[wish.category].label if wish.category in BY_CODE else ""
        unsure = wish.corrected_at is None and wish.certainty is not None and wish.certainty < LESS_SURE
        if wish.reading == Aspiration.Reading.NO_WISH:
            yield Fact(name, "No wish said yet", wish.because)
        else:
            because = wish.because.replace("You said", f"{called} said", 1)
            yield Fact(name, f"{label or category}." if label or category else "", because, check=unsure)


def ready_for(audit: AspirationAudit, coded: Lists) -> Iterator[Fact]:
    row = coded["readiness"].get(audit.readiness)
    ready = ": ".join(filter(None, (row.label, row.definition))) if row else ""
    yield Fact("Ready for", ready, "" if ready else "Agree it together; it orders the list and bars nothing.")
    wanted = ", ".join(kinds()[code].label for code in audit.kinds_wanted if code in kinds())
    yield Fact("Would take", wanted, "" if wanted else "Without it every kind is shown.")


def circumstances(audit: AspirationAudit) -> Iterator[Fact]:
    """Levels, journey, hours, licence, papers: what offers turn on."""
    for name, value in (("English", audit.english), ("Maths", audit.maths)):
        yield Fact(name, _capital(_level(value)) if value else "", "Courses and apprenticeships turn on it.")
    yield Fact("Highest level", audit.get_level_display() if audit.level else "", "Courses turn on it.")
    yield Fact("Travel", _travel(audit), "Without it every journey counts as half as good.")
    yield Fact("Days and hours", _hours(audit), "Offers with set hours depend on it.")
    yield Fact("Driving licence", _said(audit.licence, audit.get_licence_display()), "Some jobs ask for one.")
    yield Fact("ID and papers", _papers(audit), "Needed on the first day.")


def right_to_work(audit: AspirationAudit, right: Right | None) -> Iterator[Fact]:
    """Yes, no, limited and until when; never the history behind it."""
    if right:
        known = _said(audit.right_to_work, audit.get_right_to_work_display())
        if known and audit.right_to_work_until:
            known = f"{known}, until {audit.right_to_work_until:%-d %B %Y}"
        if audit.right_to_work == AspirationAudit.RightToWork.RESTRICTED:
            known = f"{known}: check that each job is allowed"
        yield Fact("Right to work", known, "Paid work turns on it.")


def support(audit: AspirationAudit, rights: dict[str, Right], coded: Lists) -> Iterator[Fact]:
    """Needs as adjustments, never a diagnosis; the private ones only for those who may see health."""
    if "support_needs" not in rights:
        return
    needs = [coded["support_needs"][code] for code in audit.support_needs if code in coded["support_needs"]]
    shown = [row.label for row in needs if row.attributes["see"] == "open" or rights["support_needs"] != "P"]
    yield Fact("What helps", ", ".join(shown), "Shared with an employer only if they agree.")
    if audit.circumstances and "justice" in rights and rights["justice"] != "P":
        yield Fact("Also told us", ", ".join(word.replace("_", " ") for word in audit.circumstances).capitalize())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _level(code: str) -> str:
    labels = {"none": "no qualifications yet"}
    return labels.get(code) or (f"entry level {code[1]}" if code.startswith("E") else f"level {code}")


def _said(code: str, label: str) -> str:
    return "" if code in ("", "unknown") else label


def _travel(audit: AspirationAudit) -> str:
    mode = _said(audit.travel_mode, audit.get_travel_mode_display())
    if audit.travel_minutes is None:
        return mode
    return f"Up to {audit.travel_minutes} minutes" + (f", {mode[:1].lower()}{mode[1:]}" if mode else "")


def _hours(audit: AspirationAudit) -> str:
    least, most = (f"{float(hours):g}" if hours is not None else "" for hours in (audit.hours_least, audit.hours_most))
    between = f"{least} to {most}" if least and most else f"At least {least}" if least else f"Up to {most}"
    return "; ".join(filter(None, (f"{between} hours a week" if least or most else "", audit.days)))


def _papers(audit: AspirationAudit) -> str:
    held = [DOCUMENTS.get(code, code) for code in audit.documents_held]
    missing = [DOCUMENTS.get(code, code) for code in audit.documents_missing]
    words = [f"Has {', '.join(held)}" if held else "", f"Needs {', '.join(missing)}" if missing else ""]
    return ". ".join(filter(None, words))
