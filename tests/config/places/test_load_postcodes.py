"""Postcodes from files: positions to the metre, rows without one kept, the same file twice changes nothing."""

import gzip
import sys
import time
from pathlib import Path

import pytest
from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.core.management import CommandError, call_command

from config.places.load import load_postcodes
from config.places.models import Area, Postcode
from config.places.postcode_files import read_postcode_file
from config.places.postcodes import look_up
from config.refusal import Refused

pytestmark = pytest.mark.django_db
DIRECTORY = "pcd,pcds,oseast1m,osnrth1m,oslaua,osward\n"


def file_of(folder: Path, text: str, name: str = "directory.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_the_shipped_postcodes_load_in_seconds_and_twice_changes_nothing() -> None:
    started = time.perf_counter()
    loaded = load_postcodes()
    assert time.perf_counter() - started < 15
    assert loaded.read == loaded.written == Postcode.objects.count() == 94_142
    assert loaded.without_position == Postcode.objects.filter(location=None).count() == 199
    assert load_postcodes().written == 0
    assert Area.objects.get(code="E08000032").name == "Bradford"
    assert Area.objects.get(code="E06000065").name == "E06000065"


def test_a_position_is_right_to_a_few_metres(tmp_path: Path) -> None:
    """The worked example of Ordnance Survey's guide to coordinate systems: the water tower at Caister."""
    load_postcodes(file_of(tmp_path, DIRECTORY + "NR30 5DH,NR30 5DH,651409.792,313177.448,E07000145,\n"))
    tower = Point(1 + 42 / 60 + 57.787 / 3600, 52 + 39 / 60 + 28.723 / 3600, srid=4326)
    known = Postcode.objects.annotate(distance=Distance("location", tower)).get(code="NR30 5DH")
    assert known.distance.m < 5


def test_rows_without_a_position_are_kept_and_written_in_the_usual_way(tmp_path: Path) -> None:
    rows = "BD139AD,,,,,\nbd1 1aa,bd1 1aa,416526,433330,E08000032,\nnonsense,nonsense,1,1,E08000032,\n"
    loaded = load_postcodes(file_of(tmp_path, DIRECTORY.replace("pcds,", "pcd2,") + rows))
    assert (loaded.read, loaded.without_position) == (2, 1)
    unplaced = Postcode.objects.get(code="BD13 9AD")
    assert unplaced.location is None and unplaced.area_code == ""
    assert look_up(["BD11AA"])["BD11AA"].code == "BD1 1AA"


def test_a_newer_file_moves_a_postcode_and_leaves_the_others(tmp_path: Path) -> None:
    rows = "BD1 1AA,BD1 1AA,416526,433330,E08000032,\nBD1 1AE,BD1 1AE,416502,433300,E08000032,\n"
    load_postcodes(file_of(tmp_path, DIRECTORY + rows))
    loaded = load_postcodes(file_of(tmp_path, DIRECTORY + rows.replace("416526", "416600")))
    assert (loaded.read, loaded.written) == (2, 1)


@pytest.mark.parametrize("name", ["long,lat", "oseast1m,osnrth1m,long,lat"])
def test_longitude_and_latitude_are_taken_as_they_are(tmp_path: Path, name: str) -> None:
    grid = "416526,433330," if "oseast1m" in name else ""
    rows = f"BD1 1AA,{grid}-1.75,53.79,E08000032\nGX11 1AA,{grid}0.0,99.999999,\n"
    load_postcodes(file_of(tmp_path, f"pcds,{name},lad25cd\n{rows}"))
    known = Postcode.objects.get(code="BD1 1AA")
    assert known.location and known.location.coords == (-1.75, 53.79)
    assert Postcode.objects.get(code="GX11 1AA").location is None


def test_only_the_wanted_postcode_areas(tmp_path: Path) -> None:
    rows = "".join(f"{code},{code},416526,433330,E08000032,\n" for code in ("BD1 1AA", "B1 1AA", "LS1 1AA"))
    load_postcodes(file_of(tmp_path, DIRECTORY + rows), areas=["b", "LS"])
    assert set(Postcode.objects.values_list("code", flat=True)) == {"B1 1AA", "LS1 1AA"}


def test_the_newest_headings_and_compressed_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "directory.csv.gz"
    path.write_bytes(gzip.compress(b"pcd7,east1m,north1m,lad25cd\nBD1 1AA,416526,433330,E08000032\n"))
    with read_postcode_file(path) as file:
        assert (file.srid, list(file.rows)) == (27700, [("BD1 1AA", 416526.0, 433330.0, "E08000032")])


def test_a_packed_file_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    with pytest.raises(Refused, match="pip install brotli msgpack"):
        load_postcodes(tmp_path / "postcodes_B.msgpack.br")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("people.csv", "Child Unique ID,Gender\n", "pcds, oslaua, oseast1m and osnrth1m"),
        ("empty.csv", "", "lacks the columns"),
        ("postcodes.xlsx", "", "give a .csv"),
    ],
)
def test_another_file_is_refused_in_words(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        load_postcodes(file_of(tmp_path, text, name))


def test_the_command_loads_and_refuses_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file_of(tmp_path, DIRECTORY + "BD1 1AA,BD1 1AA,416526,433330,E08000032,\n")
    call_command("load_postcodes", path, areas="BD,HX")
    assert "1 read, 1 new or changed" in capsys.readouterr().out
    with pytest.raises(CommandError, match="There is no file"):
        call_command("load_postcodes", tmp_path / "missing.csv")
    with pytest.raises(CommandError, match="lacks the columns"):
        call_command("load_postcodes", file_of(tmp_path, "Child Unique ID\n", "cohort.csv"))
