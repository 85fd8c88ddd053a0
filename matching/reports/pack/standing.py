"""Where we stand: EET, not in EET and not known by age, status, code and the file's own words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aspirations.spells.activity import group
from config.reference.models import Benchmark
from matching.reports.figures import Aim, Figures, aims, benchmarks, cohort, eet_targets, figures
from matching.reports.pack import standing_tables as tables
from matching.reports.pack.adding_up import CohortFile, reconciled
from matching.reports.pack.ledger import ALL, BANDS, NOW, STATES, Key, Ledger, Printed
from matching.reports.pack.period import Period
from matching.reports.pack.tree import Chart, Point, Section, Standing

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
                tables.beside(self.beside),
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
            return Standing(who, eet, f"In EET, of {everyone}.", None)
        targets = " and ".join(tables.percent(one) for one in self.percents)
        chart = Chart(
            f"eet_{'_'.join(key).replace('-', '_')}",
            "share",
            f"{who}: {share.percent}% in EET. Targets: {targets}.",
            (Point(who, STATES["eet"], float(share.percent)),),
            tuple(float(percent) for percent in self.percents),
        )
        says = (f"{share.count:,} of {share.of:,} in EET.", *self._beside(shown, key))
        return Standing(who, f"{share.percent}%", " ".join(says), chart)

    def _beside(self, shown: Printed, key: Key) -> Iterable[str]:
        """Of those known, how far the targets are, and other places."""
        if (position := shown.position(*key)) and position.unknown:
            yield f"Of the {position.known:,} whose activity is known: {position.of_known('eet').percent}%."
        if key == NOW:
            return
        more = [f"{aim.more:,} more reach {tables.percent(aim.percent)}" for aim in self.aims(shown, key) if aim.more]
        places = [
            f"{one.area} {tables.percent(one.percent)} in {one.year}" for one in self.beside if one.age_band == key[1]
        ]
        yield from (f"{', '.join(words)}." for words in (more, places) if words)
