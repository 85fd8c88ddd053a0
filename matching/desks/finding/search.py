"""Finding open opportunities: by words most alike first, near a place nearest first, else what closes soonest first."""

from datetime import date

import numpy as np
from django.contrib.gis.geos import Point
from django.db.models import F

from config.accounts.models import User
from matching.shortlists.standing import standing_offers
from opportunities.models import Opportunity
from opportunities.vocabulary.text_vectors import text_reader

LEAST_ALIKE = 0.05
FAR_KM = 15


def search(user: User, day: date, *, words: str = "", kind: str = "", category: str = "",
           point: Point | None = None, km: int | None = None) -> list[Opportunity]:  # fmt: skip
    """The open opportunities that fit, best first, each with `distance` where a point is given."""
    rows = Opportunity.objects.visible_to(user).open_on(day)
    if kind:
        rows = rows.filter(kind=kind)
    if category:
        rows = rows.filter(category=category)
    if point is not None:
        rows = rows.within(point, km or FAR_KM).order_by(F("distance").asc(nulls_last=True), "title")
    else:
        rows = rows.order_by(F("closes_on").asc(nulls_last=True), "title")
    found = list(rows.select_related("employer").defer("description", "also_said"))
    return by_words(found, words, user, day) if words else found


def by_words(rows: list[Opportunity], words: str, user: User, day: date) -> list[Opportunity]:
    """Those alike to the words, most alike first, and those that hold the words themselves."""
    assert user.council is not None
    offers, index = standing_offers(user.council, day)
    alike = np.asarray((offers.vectors @ text_reader().wish_vectors([words]).T).todense()).ravel()
    score = {
        row.pk: float(alike[index[row.pk][0]]) + (words.casefold() in f"{row.title} {row.employer.name}".casefold())
        for row in rows
        if row.pk in index
    }
    kept = [row for row in rows if score.get(row.pk, 0.0) >= LEAST_ALIKE]
    return sorted(kept, key=lambda row: -score[row.pk])
