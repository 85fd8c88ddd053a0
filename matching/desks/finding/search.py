"""Finding open opportunities: by words most alike first, near a place nearest first, else what closes soonest first."""

from datetime import date

import numpy as np
from django.contrib.gis.geos import Point
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, Value

from aspirations.synonyms.meanings import meanings_of
from config.accounts.models import User
from matching.shortlists.standing import standing_offers
from opportunities.models import Opportunity, OpportunitySite
from opportunities.querysets import OpportunityQuerySet
from opportunities.vocabulary.text_vectors import text_reader

LEAST_ALIKE = 0.05
FAR_KM = 15


def search(user: User, day: date, *, words: str = "", kind: str = "", category: str = "",
           point: Point | None = None, km: int | None = None) -> OpportunityQuerySet:  # fmt: skip
    """The open opportunities that fit, best first, each with `distance` where a point is given."""
    rows = _narrowed(user, day, kind, category)
    if point is not None:
        rows = rows.within(point, km or FAR_KM).order_by(F("distance").asc(nulls_last=True), "title")
    else:
        rows = rows.order_by(F("closes_on").asc(nulls_last=True), "title")
    shown = rows.select_related("employer").defer("description", "also_said")
    return _in_order(shown, by_words(rows, words, user, day)) if words else shown


def _narrowed(user: User, day: date, kind: str, category: str) -> OpportunityQuerySet:
    asked = {name: code for name, code in (("kind", kind), ("category", category)) if code}
    return Opportunity.objects.offered_to(user).open_on(day).filter(**asked)


def of_no_place(user: User, day: date, *, kind: str = "", category: str = "") -> int:
    """How many fit but for their place, which nobody said: a search near somewhere cannot find them."""
    placed = OpportunitySite.objects.filter(location__isnull=False).values("opportunity")
    return _narrowed(user, day, kind, category).filter(is_remote=False).exclude(pk__in=placed).count()


def _in_order(rows: OpportunityQuerySet, best: list[int]) -> OpportunityQuerySet:
    known = Value(best, ArrayField(BigIntegerField()))
    place = Func(known, F("pk"), function="array_position", output_field=IntegerField())
    return rows.filter(pk__in=best).order_by(place)


def by_words(rows: OpportunityQuerySet, words: str, user: User, day: date) -> list[int]:
    """Pks of those alike to the words, most alike first, and of those that hold the words themselves."""
    assert user.council is not None
    offers, index = standing_offers(user.council, day)
    said = text_reader().wish_vectors(meanings_of(user.council_id)([words]))
    alike = np.asarray((offers.vectors @ said.T).todense()).ravel()
    score = {
        pk: float(alike[index[pk][0]]) + (words.casefold() in f"{title} {employer}".casefold())
        for pk, title, employer in rows.values_list("pk", "title", "employer__name")
        if pk in index
    }
    kept = [pk for pk, points in score.items() if points >= LEAST_ALIKE]
    return sorted(kept, key=lambda pk: -score[pk])
