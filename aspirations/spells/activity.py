"""What the SSDA903 activity codes mean for counting (domain.md 1)."""

EET_CODES = frozenset({"F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5"})
NEET_CODES = frozenset({"G4", "G5", "G6"})
RETIRED_CODES = {"F3": ("F4", "F5"), "P3": ("P4", "P5")}
NO_INFORMATION = "0"


def group(code: str) -> str:
    """'eet', 'neet' or 'unknown'. An empty code is unknown, never NEET."""
    return "eet" if code in EET_CODES else "neet" if code in NEET_CODES else "unknown"


IN_WORDS = {
    "F1": "Higher education",
    "P1": "Higher education, part time",
    "F2": "School or college",
    "P2": "School or college, part time",
    "F3": "Training or a job",
    "P3": "Training or a job, part time",
    "F4": "Apprenticeship",
    "P4": "Apprenticeship, part time",
    "F5": "Job or training",
    "P5": "Job or training, part time",
}
"""What people say for it. Of those not in EET a list says no more: the codes would tell of health or a child."""
GROUPS = {"neet": "Not in EET", "eet": "In EET", "unknown": "Activity not known"}


def in_words(code: str | None) -> str:
    return IN_WORDS.get(code or "") or GROUPS[group(code or "")]
