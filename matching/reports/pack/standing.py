"""Where we stand: EET, not in EET and not known by age, status, code and the file's own words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from aspirations.spells.activity import group
from config.reference.models import Benchmark
from matching.reports.figures import Aim, Figures, Share, aims, benchmarks, cohort, eet_targets, figures
from matching.reports.pack import standing_tables as tables
from matching.reports.pack.adding_up import CohortFile, reconciled
from matching.reports.pack.ledger import ALL, BANDS, NOW, STATES, Key, Ledger, Printed
from matching.reports.pack.period import Period
from matching.reports.pack.tree import Cell, Chart, Point, Section, Standing

TOO_FEW = "Too few to show"
OF_TARGETS = ("17-18", "19-21")
"""The age bands of the national comparison."""


@dataclass(frozen=True, slots=True)
class WhereWeStand:
    """The counts of a day, and what they are held against."""

    found: Figures
    percents: Sequence[Decimal]
    beside: Sequence[Benchmark]
    file: CohortFile | None

    @classmethod
    def on(cls, period: Period) -> "WhereWeStand":
        return cls(
            figures(cohort(period.council, period.day), period.day),
            eet_targets(period.council, period.day),
            list(benchmarks(period.day)),
            CohortFile.of(period),
        )

    def enter(self, ledger: Ledger) -> None:
        ledger.enter_position(NOW, self.found.position)
        ledger.enter_positions("age", self.found.by_age(), NOW)
        ledger.enter_positions("status", self.found.by_status(), NOW)
        codes, labels = self.found.by_code(), self.found.by_label()
        for state in STATES:
            of_state = {code: count for code, count in codes.items() if group(code) == state}
            ledger.enter_parts("code", of_state, (*NOW, state))
        for code in codes:
            words = {key: count for key, count in labels.items() if key[1] == code}
            ledger.add_up([ledger.enter(("label", *key), count) for key, count in words.items()], ("code", code))

    def section(self, shown: Printed) -> Section:
        checked, off = reconciled(self.found, shown, self.file)
        return Section(
            "standing",
            "Where we stand",
            says=tuple(str(aim) for aim in self.aims(shown, NOW)),
            standings=tuple(self._standing(shown, who, key) for who, key in self.groups()),
            checked=checked,
            off=off,
            tables=(
                tables.by_code(self.found, shown),
                tables.by_label(self.found, shown),
                tables.by_age(self.found, shown),
                tables.by_status(self.found, shown),
                tables.of_targets(
                    [(who, key, self.aims(shown, key)) for who, key in self.groups()], self.percents, shown
                ),
                tables.beside(self.beside, self._own_shares(shown)),
            ),
        )

    def groups(self) -> list[tuple[str, Key]]:
        """Everyone, and the age bands of the national comparison that have somebody in them."""
        bands = self.found.by_age()
        return [("Everyone", NOW), *((BANDS[band], ("age", band)) for band in OF_TARGETS if band in bands)]

    def aims(self, shown: Printed, key: Key) -> list[Aim]:
        """How many more each target needs; none while the number in EET is not shown."""
        position = shown.position(*key)
        return aims(position, self.percents) if position and position.known else []

    def _standing(self, shown: Printed, who: str, key: Key) -> Standing:
        share = shown.share((*key, "eet"), (*key, ALL))
        if share is None or share.percent is None:
            eet, everyone = shown.cell(*key, "eet").text, shown.cell(*key, ALL).text
            return Standing(who, TOO_FEW, f"{eet} of {everyone} in EET.", None)
        targets = " and ".join(tables.percent(one) for one in self.percents)
        chart = Chart(
            f"eet_{'_'.join(key).replace('-', '_')}",
            "share",
            f"{who}: {share.percent}% in EET. Targets: {targets}.",
            (Point(who, STATES["eet"], float(share.percent)),),
            tuple(float(percent) for percent in self.percents),
        )
        says = self._of_everyone(shown, share) if key == NOW else self._of_band(shown, key, share)
        return Standing(who, f"{share.percent}%", " ".join(says), chart)

    def _own_shares(self, shown: Printed) -> list[tuple[str, str, Cell]]:
        """Of the bands that are published: the day, the band and our percentage."""
        bands = [(who, key) for who, key in self.groups() if key != NOW]
        return [(f"{self.found.day:%-d %B %Y}", who, shown.percent((*key, "eet"), (*key, ALL))) for who, key in bands]

    def _of_everyone(self, shown: Printed, share: Share) -> Iterable[str]:
        position = shown.position(*NOW)
        if position is None:
            yield f"{share.count:,} of {share.of:,} in EET."
            return
        others = f"{position.neet:,} not in EET, {position.unknown:,} not known yet"
        yield f"{share.count:,} of {share.of:,} in EET, {others}."
        if position.unknown:
            yield f"Of the {position.known:,} whose activity is known: {position.of_known('eet').percent}%."

    def _of_band(self, shown: Printed, key: Key, share: Share) -> Iterable[str]:
        """How far the targets are, and other places."""
        yield f"{share.count:,} of {share.of:,} in EET."
        more = [f"{aim.more:,} more reach {tables.percent(aim.percent)}" for aim in self.aims(shown, key) if aim.more]
        if more:
            yield f"{', '.join(more)}."
        beside = [one for one in self.beside if one.age_band == key[1]]
        for year, places in groupby(beside, key=lambda one: one.year):
            yield f"{', '.join(f'{one.area} {tables.percent(one.percent)}' for one in places)} ({year})."
