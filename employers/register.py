"""Employers as files name them: found in the register or added, many at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from config.accounts.models import Council, User
from config.audit_trail.trail import event_of, record_all
from config.places.models import Postcode
from config.places.postcodes import look_up, normalise
from employers.duplicates import normalise_name
from employers.models import Employer
from employers.policies import check_can_keep


def tidy_postcode(postcode: str) -> str:
    """'bd11hx' -> 'BD1 1HX'; what cannot be a full postcode stays as written, cut to the room there is."""
    return normalise(postcode) or postcode.strip().upper()[:8]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An employer as a file names it; what else the file says of it is used only when it is added."""

    name: str
    postcode: str = ""
    kind: str = Employer.Kind.BUSINESS
    sector: str = ""
    covenant_signatory: bool | None = None


@transaction.atomic
def find_or_add(wanted: Iterable[Wanted], *, council: Council, by: User | None) -> dict[Wanted, Employer]:
    """The employers that a file names, found in the register or added. Facts of those found are left as they are.

    The same name is the same employer where the postcodes agree, or where only one of the two is known and no other
    employer has the name.
    """
    check_can_keep(by, council)
    asked = list(dict.fromkeys(wanted))
    names = {normalise_name(one.name) for one in asked}
    register: dict[str, list[Employer]] = {name: [] for name in names}
    for employer in Employer.objects.filter(council=council, normalised_name__in=names).order_by("pk"):
        register[employer.normalised_name].append(employer)
    known = look_up(one.postcode for one in asked)
    found: dict[Wanted, Employer] = {}
    added: list[Employer] = []
    for one in sorted(asked, key=lambda one: not one.postcode):  # those with a postcode first: the others join them
        namesakes = register[normalise_name(one.name)]
        there = _same(one, namesakes)
        found[one] = there or _new(one, council, known)
        if there is None:
            namesakes.append(found[one])
            added.append(found[one])
    Employer.objects.bulk_create(added)
    record_all([event_of("employer_added", employer, council=council, by=by) for employer in added])
    return found


def _same(one: Wanted, namesakes: list[Employer]) -> Employer | None:
    postcode = tidy_postcode(one.postcode)
    exact = next((employer for employer in namesakes if employer.postcode == postcode), None)
    only = namesakes[0] if len(namesakes) == 1 and not (postcode and namesakes[0].postcode) else None
    return exact or only


def _new(one: Wanted, council: Council, known: dict[str, Postcode]) -> Employer:
    place = known.get(one.postcode)
    return Employer(
        council=council,
        name=one.name,
        normalised_name=normalise_name(one.name),
        kind=one.kind,
        sector=one.sector,
        postcode=tidy_postcode(one.postcode),
        location=place.location if place else None,
        covenant_signatory=one.covenant_signatory,
    )
