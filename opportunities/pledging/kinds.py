"""What somebody can pledge in their own words, and how a pledge is said back (E3)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing to offer. `ask` is the question for its number, `one` and `many` say it back."""

    code: str
    label: str
    ask: str
    one: str
    many: str

    def say(self, number: int) -> str:
        return self.one if number == 1 else self.many.format(number)


MAIN = (
    Offered("job", "A job", "Jobs, how many", "1 job", "{} jobs"),
    Offered(
        "apprenticeship", "An apprenticeship", "Apprenticeships, how many", "1 apprenticeship", "{} apprenticeships"
    ),
    Offered("internship", "A paid internship", "Internships, how many", "1 paid internship", "{} paid internships"),
    Offered(
        "shadowing",
        "Work shadowing or a taster",
        "Shadowing, how many people",
        "Work shadowing for 1 person",
        "Work shadowing for {} people",
    ),
    Offered(
        "work_experience",
        "Work experience",
        "Work experience, how many people",
        "Work experience for 1 person",
        "Work experience for {} people",
    ),
    Offered(
        "guaranteed_interview",
        "A guaranteed interview",
        "Interviews, how many",
        "1 guaranteed interview",
        "{} guaranteed interviews",
    ),
    Offered("mentoring", "A mentor", "Mentors, how many", "1 mentor", "{} mentors"),
    Offered("course", "A course", "Places on a course, how many", "1 place on a course", "{} places on a course"),
)
HELP = (
    Offered("work_clothes", "Work clothes or kit", "Work clothes or kit", "Work clothes or kit for 1 person",
            "Work clothes or kit for {} people"),
    Offered("driving_lessons", "Driving lessons", "Driving lessons", "Driving lessons for 1 person",
            "Driving lessons for {} people"),
    Offered("device_data", "A laptop, phone or data", "Laptops, phones or data", "1 laptop, phone or data",
            "{} laptops, phones or data"),
    Offered("van_repairs", "A van, repairs or decorating", "A van, repairs or decorating",
            "A van, repairs or decorating, once", "A van, repairs or decorating, {} times"),
    Offered("travel_card", "Travel cards", "Travel cards", "1 travel card", "{} travel cards"),
    Offered("white_goods", "A cooker, fridge or starter pack", "Cookers, fridges or starter packs",
            "1 cooker, fridge or starter pack", "{} cookers, fridges or starter packs"),
    Offered("rent_guarantor", "Being a rent guarantor", "Rent guarantor", "Rent guarantor for 1 person",
            "Rent guarantor for {} people"),
    Offered("incentive", "Money to start", "Money to start", "Money to start for 1 person",
            "Money to start for {} people"),
    Offered("leisure_pass", "Leisure passes", "Leisure passes", "1 leisure pass", "{} leisure passes"),
)  # fmt: skip
SOMETHING_ELSE = "help"
OFFERED = {offered.code: offered for offered in (*MAIN, *HELP)}


def in_words(promised: dict[str, int]) -> list[str]:
    """ "2 apprenticeships", "Work shadowing for 4 people", in the order of the list."""
    return [offered.say(promised[code]) for code, offered in OFFERED.items() if code in promised]
