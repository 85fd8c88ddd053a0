"""What the SSDA903 activity codes mean for counting (domain.md 1)."""

EET_CODES = frozenset({"F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5"})
NEET_CODES = frozenset({"G4", "G5", "G6"})
RETIRED_CODES = {"F3": ("F4", "F5"), "P3": ("P4", "P5")}
NO_INFORMATION = "0"


def group(code: str) -> str:
    """'eet', 'neet' or 'unknown'. An empty code is unknown, never NEET."""
    return "eet" if code in EET_CODES else "neet" if code in NEET_CODES else "unknown"
