"""Addresses of pages in other rooms, and due days in words with their colour."""

from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

SOON = 3


def address(url_name: str, **kwargs: Any) -> str:
    """'' for a page that this installation does not serve."""
    try:
        return reverse(url_name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def due_tag(due_on: date, day: date) -> tuple[str, str]:
    """Words and colour: red is late, amber soon, grey ahead."""
    days = (due_on - day).days
    if days < 0:
        return f"{days_in_words(-days)} late", "red"
    if days <= SOON:
        return {0: "Today", 1: "Tomorrow"}.get(days, f"In {days} days"), "amber"
    return f"In {days} days", "grey"


def days_in_words(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
