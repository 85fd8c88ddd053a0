"""`rank` draws up every council's lists and can write them down; `why` explains one pair, to whoever may ask."""

import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from aspirations.models import YoungPerson
from config.accounts.models import User
from config.audit_trail.models import Event
from matching.engine.weights import PARTS
from matching.shortlists.models import ShortlistEntry, ShortlistRun
from opportunities.models import Opportunity
from tests.factories.offers import make_employer, make_pledge
from tests.factories.people import DAY, make_council, make_person, make_user
from tests.factories.service import a_job, well_known

pytestmark = pytest.mark.django_db


@time_machine.travel(DAY, tick=False)
def said_by(command: str, *words: str, day: date = DAY, **options: Any) -> str:
    out = StringIO()
    if command == "why":
        options["by"] = options.get("by") or YoungPerson.objects.get(child_id="C-WREN").manager.email
    call_command(command, *words, day=day.isoformat(), stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def wren() -> YoungPerson:
    return well_known("working in a garage", child_id="C-WREN", name="Wren")


@pytest.fixture
def officer() -> User:
    """Sees the council's cohort, restricted records apart."""
    return make_user("virtual_school")


@pytest.fixture
def garage() -> Opportunity:
    return a_job(title="Garage assistant", employer=make_employer("Millwheel Motors"))


# rank


def test_rank_says_for_how_many_and_with_which_weights(wren: YoungPerson, garage: Opportunity) -> None:
    make_person("eet")
    sentence = said_by("rank")
    assert sentence.startswith(
        "Ashbeck, 20 November 2026: 1 young people not in EET, 1 open opportunities; 1 suggestions for 1 of them, "
        "weights expert-2026. "
    )
    assert sentence.endswith(" s.\n")


def test_rank_draws_up_every_council_or_only_one(wren: YoungPerson) -> None:
    there = make_council("E08000033", "Calder")
    assert len(said_by("rank").splitlines()) == 2
    said_by("rank", council="E08000033")
    assert list(ShortlistRun.objects.order_by("pk").values_list("council", flat=True)) == [
        wren.council_id, there.pk, there.pk,
    ]  # fmt: skip


def test_rank_writes_every_list_with_its_parts(
    wren: YoungPerson, garage: Opportunity, officer: User, tmp_path: Path
) -> None:
    unknown = make_person("neet", child_id="C-ZOE")
    file = tmp_path / "lists.json"
    assert f"Lists written to {file}." in said_by("rank", json=str(file), by=officer.email)
    (run,) = json.loads(file.read_text(encoding="utf-8"))
    assert (run["council"], run["day"], run["weights"]) == ("E08000032", "2026-11-20", "expert-2026")
    first, second = run["entries"]
    assert first["person"] == str(wren.public_id) and first["opportunity"] == str(garage.public_id)
    assert (first["child_id"], first["title"], first["rank"]) == ("C-WREN", "Garage assistant", 1)
    assert list(first["parts"]) == list(PARTS) and sum(first["parts"].values()) == first["points"]
    assert first["to_check"] == [] and second["child_id"] == unknown.child_id
    assert {"Right to work", "The journey", "Hours a week"} <= set(second["to_check"])
    assert {"wording", "occupation", "travel"} <= set(second["not_known"])


def test_a_file_of_lists_is_an_export_of_the_people_one_may_open(
    wren: YoungPerson, garage: Opportunity, officer: User, tmp_path: Path
) -> None:
    """S2: the trail tells who took it and of whom; a restricted record stays out, also of a preview."""
    well_known("working in a garage", is_restricted=True)
    file = tmp_path / "lists.json"
    for day in (DAY, DAY + timedelta(days=1)):
        said_by("rank", day=day, json=str(file), by=officer.email)
        (run,) = json.loads(file.read_text(encoding="utf-8"))
        assert {entry["child_id"] for entry in run["entries"]} == {"C-WREN"}
    first, second = Event.objects.filter(verb="export_made").order_by("pk")
    assert (first.actor, first.context["people"]) == (officer, [str(wren.public_id)])
    assert (first.context["day"], second.context["day"]) == ("2026-11-20", "2026-11-21")


@pytest.mark.parametrize("role", [None, "board_viewer", "employer", "administrator"])
def test_nobody_takes_a_file_of_lists_unnamed_or_without_the_right(
    role: str | None, wren: YoungPerson, tmp_path: Path
) -> None:
    by = make_user(role).email if role else None
    with pytest.raises(CommandError, match="Say who takes the file: --by EMAIL"):
        said_by("rank", json=str(tmp_path / "lists.json"), by=by)
    assert not ShortlistRun.objects.exists() and not list(tmp_path.iterdir())


def test_nobody_takes_the_lists_of_another_council(wren: YoungPerson, officer: User, tmp_path: Path) -> None:
    make_council("E08000033", "Calder")
    with pytest.raises(CommandError, match="does not work for Calder"):
        said_by("rank", json=str(tmp_path / "lists.json"), by=officer.email, council="E08000033")


def test_only_what_is_open_is_counted(wren: YoungPerson, garage: Opportunity, officer: User) -> None:
    a_job(title="Past", closes_on=DAY - timedelta(days=1))
    assert "1 open opportunities" in said_by("rank")
    assert "2 open opportunities" in said_by("rank", day=DAY - timedelta(days=1), json="/dev/null", by=officer.email)


def test_a_ranking_of_another_day_is_a_preview(
    wren: YoungPerson, garage: Opportunity, officer: User, tmp_path: Path
) -> None:
    said_by("rank")
    tomorrow, file = DAY + timedelta(days=1), tmp_path / "lists.json"
    with pytest.raises(CommandError, match=r"For a preview of 21 November 2026 name a file with --json FILE\."):
        said_by("rank", day=tomorrow)
    assert "This is a preview: nothing was stored" in said_by("rank", day=tomorrow, json=str(file), by=officer.email)
    assert json.loads(file.read_text(encoding="utf-8"))[0]["day"] == "2026-11-21"
    assert ShortlistRun.objects.get().day == DAY


@time_machine.travel(DAY + timedelta(days=40), tick=False)
def test_the_fixed_day_is_the_demonstration_councils_alone(wren: YoungPerson) -> None:
    call_command("rank", day=DAY.isoformat(), stdout=StringIO())
    assert ShortlistRun.objects.get().day == DAY
    make_council("E08000033", "Calder")
    with pytest.raises(CommandError, match="Lists are stored for today only"):
        call_command("rank", council="E08000033", day=DAY.isoformat())


@pytest.mark.parametrize(("place", "sentence"), [("nope/x.json", "There is no folder"), ("", "cannot be written")])
def test_a_file_that_cannot_be_written_stores_nothing(
    place: str, sentence: str, wren: YoungPerson, officer: User, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=f"{sentence}.*nothing was stored"):
        said_by("rank", json=str(tmp_path / place), by=officer.email)
    assert not ShortlistRun.objects.exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"council": "E99999999"}, r"Name the council with --council CODE\. Councils here: E08000032 \(Ashbeck\)\."),
        ({"day": "20/11/2026"}, r"“20/11/2026” is not a day\. Write it as YYYY-MM-DD, such as 2026-11-20\."),
        ({"day": "0001-01-01"}, r"“0001-01-01” is too far off: give a day from 2000 to 2099\."),
    ],
)
def test_rank_refuses_what_it_cannot_read(options: dict[str, str], sentence: str, wren: YoungPerson) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("rank", **options)
    assert not ShortlistRun.objects.exists()


# why


@pytest.mark.parametrize("name", ["C-WREN", "public id", "public id without hyphens"])
def test_why_knows_a_person_by_number_or_public_id(name: str, wren: YoungPerson, garage: Opportunity) -> None:
    names = {"public id": str(wren.public_id), "public id without hyphens": wren.public_id.hex.upper()}
    told = said_by("why", names.get(name, name), "Garage assistant")
    assert "Garage assistant (Millwheel Motors) for Wren" in told
    assert "Every must-have that we know of is met." in told


@pytest.mark.parametrize("name", ["garage ASSISTANT", "P-77", "feed-5", "public id"])
def test_why_knows_an_opportunity_by_title_reference_or_public_id(name: str, wren: YoungPerson) -> None:
    employer = make_employer()
    pledge = make_pledge(employer=employer, reference="P-77")
    offer = a_job(
        title="Garage assistant", employer=employer, pledge=pledge, source="display_advert", reference="feed-5"
    )
    told = said_by("why", "C-WREN", str(offer.public_id) if name == "public id" else name)
    assert f"Garage assistant ({employer}) for Wren" in told


def test_why_shows_parts_that_add_up_to_the_stored_points(wren: YoungPerson, garage: Opportunity) -> None:
    said_by("rank")
    told = said_by("why", "C-WREN", "Garage assistant")
    assert all(f"{part} " in told for part in PARTS)
    assert f"{ShortlistEntry.objects.get().points} of 100" in told


def test_why_names_what_is_in_the_way_what_would_help_and_what_to_ask(wren: YoungPerson) -> None:
    wren.aspiration_audits.update(english="E3", licence="unknown")
    asks = [("english", "1", "Reads orders"), ("licence", "full", "Drives"), ("other", "", "A friendly face")]
    a_job(title="Garage assistant", requirements=asks)
    a_job(title="Functional skills English", kind="functional_skills")
    told = " ".join(said_by("why", "C-WREN", "Garage assistant").split())
    assert "Not every must-have is met yet:" in told
    assert "• Asks for English at level 1 or above." in told and "Functional skills English" in told
    assert "? Full driving licence: not known yet. Ask the person." in told
    assert "– Asks: A friendly face" in told


@pytest.mark.parametrize(
    ("person", "opportunity", "sentence"),
    [
        ("C-NOBODY", "Garage assistant", "No young person is known as “C-NOBODY”"),
        (
            "C-WREN",
            "Astronaut",
            "No opportunity is known as “Astronaut”. Copy the title or the reference from the list.",
        ),
        ("C-WREN", "0" * 32, "No opportunity is known as"),
        ("C-WREN", "Twice", "More than one opportunity is known as “Twice”. Use the public id."),
        ("C-THERE", "Garage assistant", "No young person is known as “C-THERE”"),
    ],
)
def test_why_asks_again_where_the_name_fits_nobody_or_several(
    person: str, opportunity: str, sentence: str, wren: YoungPerson, garage: Opportunity
) -> None:
    a_job(title="Twice"), a_job(title="twice")
    there = make_council("E08000033", "Calder")
    make_person(child_id="C-THERE", council=there)
    with pytest.raises(CommandError, match=sentence):
        said_by("why", person, opportunity)


def test_why_is_told_to_nobody_unnamed(wren: YoungPerson, garage: Opportunity) -> None:
    with pytest.raises(CommandError, match="--by"):
        call_command("why", "C-WREN", "Garage assistant")
    assert not Event.objects.exists()


def test_why_knows_no_opportunity_of_another_council(wren: YoungPerson) -> None:
    a_job(title="Theirs", employer=make_employer(council=make_council("E08000033", "Calder")))
    with pytest.raises(CommandError, match="No opportunity is known as “Theirs”"):
        said_by("why", "C-WREN", "Theirs")


def test_why_asked_by_an_adviser_is_told_and_recorded(garage: Opportunity) -> None:
    adviser = make_user()
    person = well_known(child_id="C-MINE", on_caseload_of=adviser)
    assert "Garage assistant" in said_by("why", "C-MINE", "Garage assistant", by=adviser.email.upper())
    event = Event.objects.get(verb="record_seen")
    assert (event.actor, event.person_id, event.context) == (adviser, person.public_id, {"purpose": "why"})


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("personal_adviser", "not among those you work with"),
        ("board_viewer", "You cannot do this: “Draw up shortlists"),
        ("employer", "You cannot do this"),
    ],
)
def test_why_is_refused_to_who_may_not_open_the_record(
    role: str, sentence: str, wren: YoungPerson, garage: Opportunity
) -> None:
    asker = make_user(role, team="South")
    with pytest.raises(CommandError, match=sentence):
        said_by("why", "C-WREN", "Garage assistant", by=asker.email)
    assert not Event.objects.filter(verb="record_seen").exists()


def test_why_asked_by_nobody_we_know(wren: YoungPerson, garage: Opportunity) -> None:
    with pytest.raises(CommandError, match=r"Nobody signs in as ghost@example\.org"):
        said_by("why", "C-WREN", "Garage assistant", by="ghost@example.org")
