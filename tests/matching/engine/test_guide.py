"""docs/engine.md is true: its example runs, and its tables are those of the code."""

import re
from pathlib import Path

import pytest

from matching.engine.columns import columns_of
from matching.engine.facts import BY_CODE
from matching.engine.features import occupation, readiness, support, travel, wording
from matching.engine.journeys import SPEEDS_KM_PER_HOUR
from matching.engine.opportunities import Opportunities
from matching.engine.people import People
from matching.engine.weights import EXPERT_2026, PARTS

GUIDE = (Path(__file__).parents[3] / "docs" / "engine.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in GUIDE.splitlines() if line.startswith("|")]


def test_the_example_prints_what_the_guide_says(capsys):
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    (said,) = re.findall(r"^It prints (.*)$", GUIDE, re.MULTILINE)
    exec(code, {})
    assert capsys.readouterr().out.splitlines() == re.findall(r"`(.*?)`", said)
    assert len(code.splitlines()) < 20


@pytest.mark.parametrize("fact", BY_CODE.values(), ids=BY_CODE)
def test_each_fact_and_rule_has_its_row(fact):
    leads = ", ".join(f"`{kind}`" for kind in fact.fixed_by) or ("a task" if fact.fix else "")
    assert [str(fact.bit), f"`{fact.code}`", fact.label, fact.ask, leads] in ROWS


@pytest.mark.parametrize("part", PARTS)
def test_each_part_has_its_points_and_typical_values(part):
    by_kind = EXPERT_2026.typical_by_kind.get(part, {})
    differs = ", ".join(f"{kind} {value:g}" for kind, value in by_kind.items()) or "the same"
    assert [part, str(EXPERT_2026.points[part]), f"{EXPERT_2026.typical[part]:g}", differs] in ROWS


def test_speeds_and_the_numbers_of_the_formulas_are_those_of_the_code():
    assert ["way", *SPEEDS_KM_PER_HOUR] in ROWS
    assert ["km an hour", *(f"{speed:g}" for speed in SPEEDS_KM_PER_HOUR.values())] in ROWS
    formula = {row[0]: row[1] for row in ROWS if len(row) == 3}
    assert "first wish {:g}, second {:g}, later {:g}".format(*wording.DISCOUNT) in formula["wording"]
    assert (
        "same unit group {:g}, minor {:g}, sub-major {:g}, major {:g}".format(
            *(value for _, value, _ in occupation.NEARNESS)
        )
        in formula["occupation"]
    )
    assert f"at least {occupation.SAME_CATEGORY:g}" in formula["occupation"]
    assert f"minutes / {travel.LONGEST_MINUTES:g}" in formula["travel"]
    assert f"{readiness.STEP:g} less for each step" in formula["readiness"]
    assert f"base {support.EACH_GIVEN:g} for each attribute given, up to {support.MOST_GIVEN:g}" in formula["support"]


@pytest.mark.parametrize("table", [People, Opportunities])
def test_each_column_is_described(table):
    described = {name for row in ROWS for name in re.findall(r"`(\w+)`", row[0])}
    assert columns_of(table).keys() <= described
