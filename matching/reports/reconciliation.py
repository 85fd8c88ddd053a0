"""Which figures add up and which do not, as sentences: the reconciliation line of the pack (P6).

It reads any set of tables: our own of a day, or those of a published report.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from matching.reports.figures import Aim, Figures, Position, Share, aims

OF_LISTED, OF_STATED = "of the activities listed", "of the people stated"


@dataclass(frozen=True, slots=True)
class Tables:
    """Figures as a report gives them: how many people it is about, its activity rows, its other tables.

    `activities`: pairs of SSDA903 code and number (a code may come twice, a blank is code 0).
    `others`: by name ("ages", "statuses"), rows by label, that should each add up to the people stated.
    """

    people: int
    activities: tuple[tuple[str, int], ...]
    others: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, figures: Figures) -> "Tables":
        """Our own tables of a day."""
        by_age, by_status = figures.by_age(), figures.by_status()
        return cls(
            people=figures.position.everyone,
            activities=tuple(figures.by_code().items()),
            others={
                "ages": {band: position.everyone for band, position in by_age.items()},
                "statuses": {status: position.everyone for status, position in by_status.items()},
            },
        )

    @property
    def listed(self) -> Position:
        """The activity rows, whatever number of people was stated."""
        return Position.of_codes(self.activities)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What adds up, what does not, what a percentage is of, and how far each target is, in sentences."""

    checked: tuple[str, ...]
    does_not_add_up: tuple[str, ...]
    shares: tuple[str, ...]
    aims: tuple[Aim, ...]


def reconcile(tables: Tables, percents: Iterable[Decimal] = ()) -> Reconciliation:
    """Compare every table with the number of people stated. Targets are counted of the people stated."""
    totals = {"activities": tables.listed.everyone} | {name: sum(rows.values()) for name, rows in tables.others.items()}
    agree = [name for name, total in totals.items() if total == tables.people]
    return Reconciliation(
        checked=(_made_of(tables.listed), *(f"The {name} add up to {tables.people}." for name in agree)),
        does_not_add_up=tuple(
            _off(name, total, tables.people) for name, total in totals.items() if total != tables.people
        ),
        shares=tuple(_shares(tables)),
        aims=tuple(aims(_of_people(tables), percents)),
    )


def _made_of(position: Position) -> str:
    return (
        f"{position.eet} in EET, {position.neet} not in EET and {position.unknown} with no recorded activity "
        f"make {position.everyone}."
    )


def _off(name: str, total: int, people: int) -> str:
    more = f"{total - people} more" if total > people else f"{people - total} fewer"
    return f"The {name} add up to {total}, not {people}: {more} than the people stated."


def _shares(tables: Tables) -> list[str]:
    """NEET of each whole that somebody may have meant; a whole that is the same is said once."""
    neet = tables.listed.neet
    wholes = {OF_STATED: tables.people, OF_LISTED: tables.listed.everyone}
    if tables.people == tables.listed.everyone:
        del wholes[OF_LISTED]
    shares = [Share(neet, whole, of_what) for of_what, whole in wholes.items()]
    return [f"Not in EET: {share}." for share in (*shares, tables.listed.of_known("neet"))]


def _of_people(tables: Tables) -> Position:
    """The position with whoever was stated but not listed (or listed twice) set against the unknown."""
    listed = tables.listed
    return Position(listed.eet, listed.neet, tables.people - listed.known)
