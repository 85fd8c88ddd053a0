"""The cohort as Ofsted Annex A, list 9: the file that councils already make, from what is held here (A1, R4).

Seventeen columns in Ofsted's order, its own words for each code, blank for what nobody has told us. Loading our own
file changes nothing.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import OuterRef, Subquery

from aspirations.imports.annex_a import COLUMNS, reader
from aspirations.models import LeavingCareFact, YoungPerson
from aspirations.people.ages import age_on
from aspirations.spells.activity import NO_INFORMATION
from config.accounts.models import Council, User, check_may
from config.accounts.permissions import Permission
from config.audit_trail.trail import record
from config.imports.exporter import Cell, Table, csv_bytes, xlsx_bytes
from config.refusal import NotAllowed

ORDER = (
    "child_id", "gender", "ethnicity", "born_on", "age", "uasc", "disability", "team", "worker", "personal_adviser",
    "eligibility", "pathway_plan_on", "in_touch", "contact_on", "accommodation", "suitability", "activity",
)  # fmt: skip
HEADINGS = tuple({column: words for column, words, _ in COLUMNS}[column] for column in ORDER)
GENDER = {"male": "a) Male", "female": "b) Female", "not_stated": "c) Not stated/recorded", "neither": "d) Neither"}
YES_NO = {"yes": "a) Yes", "no": "b) No", "unknown": "(c) Unknown"}
ELIGIBILITY = {
    "relevant": "a) Relevant child",
    "former_relevant": "b) Former relevant child",
    "qualifying": "c) Qualifying care leaver",
    "eligible": "d) Eligible child",
    "other": "(e) Other)",
}
IN_TOUCH = {
    "YES": "a) Yes", "NO": "b) No", "DIED": "c) Died", "REFU": "d) Refu", "NREQ": "e) NREQ", "RHOM": "f) Rhom",
}  # fmt: skip
SUITABILITY = {"1": "a) Suitable", "2": "b) Unsuitable"}
FACTS = ("in_touch", "accommodation", "suitability")


@transaction.atomic
def export_list9(*, council: Council, day: date, by: User | None, as_xlsx: bool) -> bytes:
    """The file as it stands on a day; the export is in the trail with the people it holds."""
    check_may_export(by, council)
    people = list(_people(council, day))
    ids = [str(person.public_id) for person in people]
    record("export_made", council, council=council, by=by, fields=ORDER, export="list9", people=ids)
    rows = [_row(person, day) for person in people]
    return xlsx_bytes([Table("List 9", HEADINGS, rows)]) if as_xlsx else csv_bytes(HEADINGS, rows)


def check_may_export(by: User | None, council: Council) -> None:
    """Who may export what leaves with names or numbers, of the own council alone. The system (None) may."""
    if by is None:
        return
    check_may(by, Permission.EXPORT_RETURNS)
    if by.council_id != council.pk:
        raise NotAllowed("You can export the return of your own council only.")


def _people(council: Council, day: date) -> Iterable[YoungPerson]:
    """The living, each with the newest of every fact. One query."""
    known = LeavingCareFact.objects.filter(person=OuterRef("pk"), as_of__lte=day).order_by("-as_of")
    newest = {f"now_{name}": Subquery(known.exclude(**{name: ""}).values(name)[:1]) for name in FACTS}
    people = YoungPerson.objects.filter(council=council).alive().doing_on(day).annotate(**newest)
    return people.select_related("personal_adviser", "social_worker").order_by("child_id")


def _row(person: YoungPerson, day: date) -> list[Cell]:
    known = vars(person)
    home = known["now_accommodation"] or ""
    return [
        person.child_id,
        GENDER.get(person.gender, ""),
        person.ethnicity,
        person.born_on,
        age_on(person.born_on, day) if person.born_on else None,
        YES_NO[person.uasc],
        YES_NO[person.disability],
        person.team,
        person.social_worker.name if person.social_worker else "",
        person.personal_adviser.name if person.personal_adviser else "",
        ELIGIBILITY.get(person.local_status, ""),
        person.pathway_plan_reviewed_on,
        IN_TOUCH.get(known["now_in_touch"] or "", ""),
        person.last_contact_on,
        in_words("accommodation", home) if home else "",
        SUITABILITY.get(known["now_suitability"] or "", "") if home else "",
        in_words("activity", known["activity"] or NO_INFORMATION),
    ]


def ethnicities() -> list[tuple[str, str]]:
    """Codes with their words, for whoever asks."""
    return [(code, label.words) for code, label in reader("ethnicity").labels.items()]


def in_words(column: str, code: str) -> str:
    return f"{code}: {reader(column).labels[code].words}"
