"""How long a spell has lasted."""

from datetime import date


def months_between(start: date, end: date) -> int:
    """Full calendar months from one day to another; 0 when less than a month has passed."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day))
