"""What an opportunity's description asks and its list of needs does not say yet (O2): a person decides."""

from opportunities.advert_reading.advert import read_advert
from opportunities.advert_reading.requirements import Asked
from opportunities.models import Opportunity
from opportunities.posting.need_forms import NEEDS

WITHOUT_A_VALUE = ("experience", "kit", "hours")
"""Kinds of need that are asked in words alone."""


def proposals_of(opportunity: Opportunity) -> list[Asked]:
    """Read from the description, in its order; none that is asked already, whether as a must or nice to have."""
    there = {(need.type, need.value) for need in opportunity.requirements.all()}
    types = {type_ for type_, _ in there}
    return [
        one
        for one in read_advert(opportunity.description).requirements
        if one.type in NEEDS
        and (one.value or one.type in WITHOUT_A_VALUE)
        and (one.type, one.value) not in there
        and not (one.type in WITHOUT_A_VALUE and one.type in types)
    ]
