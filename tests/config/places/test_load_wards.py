"""Wards: which postcodes belong to which, the shipped ones and a file's."""

import json
from pathlib import Path

import pytest
from django.contrib.gis.geos import Point
from django.core.management import CommandError, call_command

from config.places.districts import areas_of, outlines
from config.places.models import Postcode, Ward
from config.places.wards import load_wards
from config.refusal import Refused

pytestmark = pytest.mark.django_db
BRADFORD, LEEDS = "E08000032", "E08000035"


def postcode(code: str, east: float, north: float, area: str = BRADFORD) -> None:
    Postcode.objects.create(code=code, location=Point(east, north, srid=4326), area_code=area)


def boundaries(folder: Path, *wards: tuple[str, str, float]) -> Path:
    """Each ward a square of a tenth of a degree, from its western edge."""
    features = [
        {
            "properties": {"WD26CD": code, "WD26NM": name, "FID": 1},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[w, 53.7], [w + 0.1, 53.7], [w + 0.1, 53.8], [w, 53.8], [w, 53.7]]],
            },
        }
        for code, name, w in wards
    ]
    file = folder / "wards.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def test_the_shipped_wards_are_bradfords() -> None:
    postcode("BD1 1HX", -1.753, 53.795), postcode("LS29 8HS", -1.823, 53.925)
    postcode("LS1 1UR", -1.55, 53.80, LEEDS)
    assert load_wards() == 30 and load_wards() == 30
    found = areas_of(["BD1 1HX", "LS29 8HS", "LS1 1UR", "nowhere"])
    names = {code: name for code, (_, name) in found.items()}
    assert names == {"BD1 1HX": "City", "LS29 8HS": "Ilkley", "LS1 1UR": "LS1"}
    assert len(outlines(BRADFORD)) == 30 and not outlines(LEEDS)


def test_a_postcode_between_boundaries_belongs_to_the_nearest_ward_of_its_council(tmp_path: Path) -> None:
    postcode("BD1 1AA", -1.85, 53.75), postcode("BD1 1AB", -1.79, 53.75), postcode("LS1 1AA", -1.79, 53.75, LEEDS)
    load_wards(boundaries(tmp_path, ("E05000001", "West", -1.9)))
    assert areas_of(["BD1 1AB", "LS1 1AA"]) == {"BD1 1AB": ("E05000001", "West"), "LS1 1AA": ("LS1", "LS1")}


def test_a_newer_edition_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    postcode("BD1 1AA", -1.85, 53.75)
    load_wards(boundaries(tmp_path, ("E05000001", "West", -1.9), ("E05000002", "East", -1.8)))
    load_wards(boundaries(tmp_path, ("E05000009", "New West", -1.9)))
    assert [ward.name for ward in Ward.objects.all()] == ["New West"]
    assert Postcode.objects.get().ward_id == "E05000009"


@pytest.mark.parametrize(
    "text", ["no json", "[]", '{"features": []}', '{"features": [{"properties": {}, "geometry": {}}]}',
             '{"features": [{"properties": {"name": "West"}, "geometry": {"type": "Point", "coordinates": [0, 0]}}]}'],
)  # fmt: skip
def test_what_is_no_file_of_boundaries_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "wards.geojson"
    file.write_text(text)
    with pytest.raises(Refused):
        load_wards(file)
    with pytest.raises(CommandError):
        call_command("load_wards", file)
    assert not Ward.objects.exists()


def test_the_command_says_how_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_wards", boundaries(tmp_path, ("E05000001", "West", -1.9)))
    assert capsys.readouterr().out == "Wards: 1 loaded.\n"
    with pytest.raises(CommandError, match="There is no file"):
        call_command("load_wards", tmp_path / "missing.geojson")
