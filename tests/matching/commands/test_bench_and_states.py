"""`bench` measures and keeps nothing; `draw_states` keeps the page of diagrams true."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from aspirations.models import YoungPerson
from config.accounts.models import Council
from matching.demo.crowd import make_crowd
from matching.management.commands import bench, draw_states
from matching.shortlists.actions import draw_up
from matching.shortlists.models import ShortlistRun
from opportunities.models import Opportunity


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bench.SCALES, "council", (12, 40))


@pytest.mark.django_db
def test_bench_says_what_it_measured_and_keeps_nothing(tiny: None) -> None:
    out = StringIO()
    call_command("bench", scale="council", stdout=out)
    first, engine, database, peak = out.getvalue().splitlines()
    assert first == "council: 12 people, 40 opportunities, the best 20 for everyone."
    assert engine.startswith("engine: ") and "ratio" in engine
    assert database.startswith("database to database: ") and " suggestions " in database
    assert peak.endswith("Nothing was kept.")
    assert not (Council.objects.exists() or YoungPerson.objects.exists() or ShortlistRun.objects.exists())


def crowd_of(seed: int) -> list[tuple[object, ...]]:
    """What a crowd is offered, and how its ranking went; nothing stays."""
    with transaction.atomic():
        crowd = make_crowd(12, 40, seed=seed, day=bench.DAY)
        run = draw_up(council=crowd.council, day=crowd.day, by=None)
        assert (run.people, run.opportunities) == (12, 40) and run.entries.count() > 12
        offers = list(Opportunity.objects.order_by("pk").values_list("title", "kind", "closes_on"))
        points = list(run.entries.order_by("person", "rank").values_list("rank", "points"))
        transaction.set_rollback(True)
    return [*offers, *points]


@pytest.mark.django_db
def test_a_crowd_is_the_same_for_its_seed_and_another_for_another() -> None:
    assert crowd_of(7) == crowd_of(7) != crowd_of(8)


def test_an_unknown_scale_is_refused() -> None:
    with pytest.raises(CommandError, match="invalid choice: 'galaxy'"):
        call_command("bench", "--scale", "galaxy")


# The diagrams


def test_the_page_shows_every_table() -> None:
    page = draw_states.page()
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## Pledge", "## Opportunity", "## Nomination", "## Guarantee", "## Panel meeting", "## Monthly pack",
    ]  # fmt: skip
    assert page.count("```mermaid\nstateDiagram-v2") == 6


def test_a_stale_page_fails_the_check_and_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "states.md"
    monkeypatch.setattr(draw_states, "PAGE", page)
    page.write_text("# States\n\nof last year\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"is out of date: run `python3 manage\.py draw_states`"):
        call_command("draw_states", check=True)
    assert page.read_text(encoding="utf-8").endswith("of last year\n")
    call_command("draw_states", stdout=StringIO())
    assert page.read_text(encoding="utf-8") == draw_states.page()
    call_command("draw_states", check=True)
