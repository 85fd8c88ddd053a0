"""As what a discussed young person is counted in the figures of main reasons: kept with the decision.

A record changes with every file; the figures of a past meeting do not.
"""

from datetime import date

from aspirations.models import AspirationAudit, YoungPerson
from aspirations.people.ages import age_on
from config.places.districts import areas_of


def counted_as(person: YoungPerson, day: date) -> dict[str, str | int | None]:
    """Age in whole years on the day, the council's label, the team, and the ward; None or '' where not known.

    The ward's name, or the postcode district where no boundaries are loaded.
    """
    said = AspirationAudit.objects.current().filter(person=person).values_list("postcode", flat=True).first()
    _, area = areas_of([said or ""]).get(said or "", ("", ""))
    return {
        "age": age_on(person.born_on, day) if person.born_on else None,
        "status": person.local_status,
        "team": person.team,
        "area": area,
    }
