"""What the invented young people say they hope for, in words of our own making. None is a real person's."""

from collections import defaultdict
from functools import cache
from random import Random

from matching.demo.draws import sometimes, table, weighted

NO_WISH, WORRY = "no_wish", "worry"
POPULAR = {
    "construction_and_trades": 11, "engineering_and_maintenance": 8, "beauty_and_wellbeing": 9, "animal_care": 6,
    "hospitality_and_food": 8, "social_care": 8, "healthcare": 7, "teaching_and_education": 7, "creative_and_media": 6,
    "retail_and_sales": 6, "computing_technology_and_digital": 5, "sports_and_leisure": 5, "delivery_and_storage": 5,
    "emergency_and_uniform_services": 4, "transport": 4, "environment_and_land": 3, "home_services": 3,
    "administration": 3, "business_and_finance": 2, "law_and_legal": 2, "managerial": 2, "manufacturing": 2,
    "travel_and_tourism": 2, "government_services": 1.5, "science_and_research": 1.5,
}  # fmt: skip
"""How often each career category is hoped for: invented."""


@cache
def phrasings() -> dict[str, list[str]]:
    """Words by career category, and those that state no wish or a worry."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in table("wishes"):
        found[row["category"]].append(row["words"])
    return dict(found)


def hoped_for(random: Random, unsure: float) -> list[str]:
    """Up to three wishes; `unsure` is the share of those who state none. Second wishes often stay in the same field."""
    if sometimes(random, unsure):
        return [random.choice(phrasings()[NO_WISH])]
    first = weighted(random, POPULAR)
    fields = [first]
    if sometimes(random, 0.55):
        fields.append(first if sometimes(random, 0.45) else weighted(random, POPULAR))
    if len(fields) == 2 and sometimes(random, 0.35):
        fields.append(weighted(random, POPULAR))
    wishes = [random.choice(phrasings()[field]) for field in fields]
    return list(dict.fromkeys(wishes))
