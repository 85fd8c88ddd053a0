"""The 810 invented young people: who they are on the last day, and what was known of them before."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import cycle
from random import Random

from matching.demo.activities import give_activities
from matching.demo.council import DAY, EARLIER_DAYS, SEED, TEAMS, names_of
from matching.demo.draws import picked, sometimes, weighted
from matching.demo.homes import home

AGES = {16: 148, 17: 145, 18: 156, 19: 150, 20: 118, 21: 60, 22: 29, 23: 4}
"""The report's ages (850 in all) scaled to 810, largest remainders first."""
QUALIFYING_UNDER_18, QUALIFYING_ADULT, RELEVANT = 35, 46, 17
OUTSIDE_THE_DISTRICT = 161
JOINED_LATE = 8
"""Besides those who turned 16 in the year: 156 more in all than a year before, as in the report."""

ELIGIBLE, RELEVANT_CHILD = "d) Eligible child", "a) Relevant child"
FORMER_RELEVANT, QUALIFYING_LEAVER = "b) Former relevant child", "c) Qualifying care leaver"

GENDERS = {"a) Male": 55, "b) Female": 43, "c) Not stated/recorded": 1.2, "d) Neither": 0.8}
ETHNICITIES = {
    "WBRI - White British": 52, "APKN - Pakistani": 13, "MWAS - White and Asian": 6,
    "MWBC - White and Black Caribbean": 5, "WOTH - Any other White background": 4, "BAFR - Black African": 3,
    "MOTH - Any other mixed background": 3, "WROM - Gypsy or Roma": 3, "AOTH - Any other Asian background": 2,
    "ABAN - Bangladeshi": 2, "MWBA - White and Black African": 1.5, "BCRB - Black Caribbean": 1, "AIND - Indian": 1,
    "WIRI - White Irish": 0.5, "NOBT - Not yet obtained": 1.5, "REFU - Refused": 0.5, "": 1,
}  # fmt: skip
UASC_ETHNICITIES = {"OOTH - Any other ethnic group": 45, "AOTH - Any other Asian background": 30}
UASC_ETHNICITIES |= {"BAFR - Black African": 20, "NOBT - Not yet obtained": 5}


@dataclass(slots=True, eq=False)
class Life:
    """One invented person. Columns of list 9 hold its own wording; empty is not known.

    activities: local label by day of the file. adviser_before: the PA until the spring, where there was a handover.
    postcode: where the person lives, whether or not anybody has asked.
    """

    child_id: str
    position: int
    born_on: date
    gender: str = ""
    ethnicity: str = ""
    uasc: str = ""
    disability: str = ""
    status: str = FORMER_RELEVANT
    team: str = ""
    personal_adviser: str = ""
    adviser_before: str = ""
    social_worker: str = ""
    outside_district: bool = False
    postcode: str = ""
    joined_on: date = date.min
    activities: dict[date, str] = field(default_factory=dict)

    def age_on(self, day: date) -> int:
        """Whole years. Nobody here is born on 29 February."""
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    def in_cohort_on(self, day: date) -> bool:
        return self.age_on(day) >= 16 and self.joined_on <= day

    @property
    def activity(self) -> str:
        """ACTIV code on the last day, or empty."""
        return self.activities[DAY][:2]

    @property
    def is_neet(self) -> bool:
        return self.activity.startswith("G")


@cache
def lives() -> tuple[Life, ...]:
    """Everyone, always the same. Shared: read it only."""
    random = Random(SEED)
    people = [_born(random, position, age) for position, age in enumerate(_shuffled_ages(random))]
    for life in people:
        _give_facts(random, life)
    _give_statuses(random, people)
    _give_workers(random, people)
    _give_places(random, people)
    for life in picked(random, [life for life in people if life.age_on(DAY) >= 17], JOINED_LATE, lambda _: 1):
        life.joined_on = random.choice([EARLIER_DAYS[1], DAY])
    give_activities(random, people)
    return tuple(people)


def _shuffled_ages(random: Random) -> list[int]:
    ages = [age for age, count in AGES.items() for _ in range(count)]
    random.shuffle(ages)
    return ages


def _born(random: Random, position: int, age: int) -> Life:
    """Numbers of the case system rise, with gaps, as in a real one."""
    born_on = DAY.replace(year=DAY.year - age) - timedelta(days=random.randrange(365))
    born_on += timedelta(days=(born_on.month, born_on.day) == (2, 29))
    return Life(f"BW{10_000 + position * 37 + random.randrange(37)}", position, born_on)


def _give_facts(random: Random, life: Life) -> None:
    """Independent of each other, except that most of those who came alone as children are young men."""
    life.uasc = weighted(random, {"b) No": 90, "a) Yes": 8, "(c) Unknown": 2})
    alone = life.uasc == "a) Yes"
    life.gender = weighted(random, {"a) Male": 88, "b) Female": 12} if alone else GENDERS)
    life.ethnicity = weighted(random, UASC_ETHNICITIES if alone else ETHNICITIES)
    life.disability = weighted(random, {"b) No": 79, "a) Yes": 15, "(c) Unknown": 6})


def _give_statuses(random: Random, people: list[Life]) -> None:
    minors = [life for life in people if life.age_on(DAY) < 18]
    adults = [life for life in people if life.age_on(DAY) >= 18]
    for life in minors:
        life.status = ELIGIBLE
    # Under 21, or to 25 while in education or training: most are young.
    qualifying = picked(random, adults, QUALIFYING_ADULT, lambda life: 1 if life.age_on(DAY) < 21 else 0.05)
    for life in qualifying + picked(random, minors, QUALIFYING_UNDER_18, lambda _: 1):
        life.status = QUALIFYING_LEAVER
    looked_after = [life for life in minors if life.status == ELIGIBLE]
    for life in picked(random, looked_after, RELEVANT, lambda life: life.age_on(DAY) - 15):
        life.status = RELEVANT_CHILD


def _give_workers(random: Random, people: list[Life]) -> None:
    """Caseloads go round, so that they stay even. A third of the 16 year olds wait for their first adviser."""
    advisers, workers = names_of("personal_adviser"), names_of("social_worker")
    next_adviser = {team: cycle(names) for team, names in advisers.items()}
    next_worker = {team: cycle(names) for team, names in workers.items()}
    for life, team in zip(random.sample(people, len(people)), cycle(TEAMS), strict=False):
        life.team = team
        if life.age_on(DAY) > 16 or not sometimes(random, 1 / 3):
            life.personal_adviser = life.adviser_before = next(next_adviser[team])
        if life.personal_adviser and sometimes(random, 0.08):
            life.adviser_before = random.choice(advisers[team])
        if life.age_on(EARLIER_DAYS[0]) < 18:
            life.social_worker = next(next_worker[team])


def _give_places(random: Random, people: list[Life]) -> None:
    for life in picked(random, people, OUTSIDE_THE_DISTRICT, lambda _: 1):
        life.outside_district = True
    for life in people:
        life.postcode = home(random, inside=not life.outside_district)
