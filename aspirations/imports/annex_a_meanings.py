"""How marks found in a label make codes, where one phrase does not decide. Answers are sets: two codes ask."""

from itertools import product

TIMES = (("full", "F"), ("part", "P"))
LEARNING = (("higher", "1"), ("below", "2"), ("apprenticeship", "4"))
REASONS = (("illness", "G4"), ("circumstances", "G5"), ("parenting", "G6"))
OTHER_OF_GROUP = {"white": "WOTH", "asian": "AOTH", "asian_british": "AOTH", "black": "BOTH", "black_british": "BOTH"}
MIXED_WITH_WHITE = {"caribbean": "MWBC", "african": "MWBA", "asian": "MWAS", "asian_british": "MWAS"}
NAMED_GROUPS = {
    "traveller": "WIRT",
    "roma": "WROM",
    "white_other": "WOTH",
    "asian_other": "AOTH",
    "caribbean": "BCRB",
    "african": "BAFR",
    "black_other": "BOTH",
    "other_group": "OOTH",
}
SAYS_LITTLE = frozenset(["OOTH", "NOBT", "REFU"])


def activities(marks: frozenset[str]) -> frozenset[str]:
    """The ACTIV codes that these marks can mean. "Full time employment" cannot tell F3 from F5."""
    return frozenset(map("".join, product(_times(marks), _kinds(marks)))) | _reasons(marks)


def _times(marks: frozenset[str]) -> str:
    return "".join(letter for mark, letter in TIMES if mark in marks) or "FP"


def _kinds(marks: frozenset[str]) -> set[str]:
    kinds = {digit for mark, digit in LEARNING if mark in marks}
    if marks & {"work", "new_work"}:
        kinds |= {"5"} if marks & {"not_apprenticeship", "new_work"} else {"3", "5"}
    if "education" in marks and not marks & {"higher", "below"}:
        kinds |= {"1", "2"}
    return kinds


def _reasons(marks: frozenset[str]) -> frozenset[str]:
    reasons = frozenset(code for mark, code in REASONS if mark in marks)
    if "neet" not in marks or reasons:
        return reasons
    return frozenset(["G5"] if "other" in marks else ["G4", "G5", "G6"])


def contact(said: frozenset[str]) -> frozenset[str]:
    """The IN_TOUCH codes: "no" beside a reason is the reason."""
    return said - {"NO"} if said - {"NO", "YES"} else said


def ethnicities(marks: frozenset[str]) -> frozenset[str]:
    """The four-letter codes: the narrowest group that was named, with its wider group if that says more."""
    if "mixed" in marks or "mixed_other" in marks or "white" in marks:
        mixed = frozenset(code for mark, code in MIXED_WITH_WHITE.items() if {mark, "white"} <= marks)
        if mixed or "mixed_other" in marks:
            return mixed or frozenset(["MOTH"])
        if "mixed" in marks:
            return frozenset(["MWBC", "MWBA", "MWAS", "MOTH"])
    named = frozenset(code for mark, code in NAMED_GROUPS.items() if mark in marks)
    named |= {mark for mark in marks if mark.isupper()}
    return named | _wide_groups(marks) if named <= SAYS_LITTLE else named


def _wide_groups(marks: frozenset[str]) -> frozenset[str]:
    """Codes of a wide group with nothing narrower than "British", "Irish" or "other" beside it."""
    if {"white", "british"} <= marks:
        return frozenset(["WBRI"])
    if {"white", "irish"} <= marks:
        return frozenset(["WIRI"])
    if "chinese_or_other" in marks:
        return frozenset(["OOTH"] if "other" in marks else ["CHNE", "OOTH"])
    some_other = marks & {"other", "other_group", "NOBT", "REFU"}
    return frozenset(code for mark, code in OTHER_OF_GROUP.items() if mark in marks and some_other)
