"""As what a discussed young person is counted in the figures of main reasons: kept with the decision.

A record changes with every file; the figures of a past meeting do not.
"""

from datetime import date

from aspirations.models import AspirationAudit, YoungPerson
from aspirations.people.ages import age_on
from config.places.districts import district_of


def counted_as(person: YoungPerson, day: date) -> dict[str, str | int | None]:
    """Age in whole years on the day, the council's label, the team, and the postcode district; None or '' not known."""
    audit = AspirationAudit.objects.current().filter(person=person).values_list("postcode", flat=True).first()
    return {
        "age": age_on(person.born_on, day) if person.born_on else None,
        "status": person.local_status,
        "team": person.team,
        "area": district_of(audit or ""),
    }
