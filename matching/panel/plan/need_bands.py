"""The need weights in force: bands of need points, rows with dates that a council can relabel (vocabularies.md 7)."""

from datetime import date

from config.accounts.models import Council
from config.reference.models import CodedTerm
from config.reference.vocabulary import terms
from config.refusal import Refused
from matching.engine.need import NeedWeights


def bands_on(day: date, council: Council) -> tuple[list[CodedTerm], NeedWeights]:
    """The bands, lowest first, and as the engine takes them. Raises Refused where they make no sense."""
    rows = sorted(terms("need_bands", council=council, on=day).values(), key=_from)
    since = max((row.valid_from for row in rows), default=day)
    weights = NeedWeights(
        name=f"need-bands-{since:%Y-%m-%d}",
        valid_from=since,
        bands=tuple((_from(row), float(row.attributes["weight"])) for row in rows),
    )
    try:
        weights.check()
    except ValueError as error:
        raise Refused(f"The list of need bands cannot be used: {error}") from error
    return rows, weights


def _from(row: CodedTerm) -> int:
    return int(row.attributes["from_points"])
