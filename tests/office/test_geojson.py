"""The GeoJSON files as a validator of that format reads them: their structure, and where each point is."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from mri_data.exports.formats import export_of
from mri_data.query.filters import Filters
from mri_data.record.dataset import load_dataset
from mri_data.record.view import View
from mri_data.schema.context import KINDS
from tests.hostile import hostile_folder
from tests.made_records import made_records

validator: Any = import_module("geojson_validator")


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, View]:
    shipped, folder = load_dataset(), tmp_path_factory.mktemp("hostile")
    hostile_folder(folder)
    return {
        "all": View(shipped, context=KINDS),
        "forums": View(shipped, Filters(kind=("forum",)), base="https://record.example.org"),
        "no place": View(shipped, Filters(work_area=("publications",))),
        "hostile": View(load_dataset(folder), context=KINDS),
        "many": View(made_records(shipped, 300)),
    }


@pytest.mark.parametrize(
    ("name", "points"), [("all", 26), ("forums", 6), ("no place", 0), ("hostile", 26), ("many", 88)]
)
def test_a_validator_finds_no_fault(name: str, points: int, views: dict[str, View], tmp_path: Path) -> None:
    path = tmp_path / "places.geojson"
    path.write_bytes(export_of(views[name], "geojson"))
    assert validator.validate_structure(path, check_crs=True) == {}
    found = validator.validate_geometries(path)
    assert (found["invalid"], found["problematic"], found["skipped_validation"]) == ({}, {}, [])
    assert found["count_geometry_types"].get("Point", 0) == points


def test_the_validator_does_find_faults(views: dict[str, View]) -> None:
    broken = json.loads(export_of(views["forums"], "geojson"))
    broken["features"][0]["geometry"]["coordinates"] = [121.0, 95.0]
    del broken["features"][1]["geometry"]
    assert list(validator.validate_structure(broken)) == ['"geometry" member required']
    assert validator.validate_geometries(broken)["problematic"] == {"outside_lat_lon_boundaries": [0]}
