"""The projection against published facts, and shapes small enough to check by eye.

EPSG 8857 (Equal Earth, Greenwich) gives the corners of the world in metres: half the equator is 17243959.06,
the pole is at y 8392927.60 and half the pole's line is 10216474.79. In map units half the equator is 100.
"""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from mri_data.charts.map import projection
from mri_ui.parts.map_files import files, land_address
from tools import land

LAKE_IN_LAND = [
    [[-10, -10], [30, -10], [30, 30], [-10, 30], [-10, -10]],
    [[5, 5], [5, 15], [15, 15], [15, 5], [5, 5]],
]


@pytest.fixture
def land_file(tmp_path: Path) -> Path:
    shape = {"type": "MultiPolygon", "coordinates": [LAKE_IN_LAND]}
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    path = tmp_path / "land.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def test_the_centre_of_the_map_is_where_the_equator_meets_11_degrees_east() -> None:
    assert [float(value) for value in projection.equal_earth(11, 0)] == [0, 0]


def test_the_equator_is_200_units_long() -> None:
    x, _ = projection.equal_earth([-169, 191], [0, 0])
    assert x.tolist() == pytest.approx([-100, 100])


def test_the_pole_is_where_epsg_8857_has_it() -> None:
    x, y = projection.equal_earth(191, 90)
    assert float(x) == pytest.approx(100 * 10216474.79 / 17243959.06, abs=1e-4)
    assert float(y) == pytest.approx(100 * 8392927.60 / 17243959.06, abs=1e-4)


def test_half_of_a_hemisphere_lies_below_30_degrees() -> None:
    def band(south: float, north: float) -> float:
        lats = np.linspace(south, north, 2001)
        x, y = projection.equal_earth(np.full(2001, 191.0), lats)
        return float(np.sum((x[1:] + x[:-1]) / 2 * np.diff(y)))

    assert band(0, 30) == pytest.approx(band(30, 90), rel=1e-6)


def test_south_mirrors_north_and_west_mirrors_east() -> None:
    x, y = projection.equal_earth([51, 51, -29], [40, -40, 40])
    assert x.tolist() == pytest.approx([x[0], x[0], -x[0]])
    assert y.tolist() == pytest.approx([y[0], -y[0], y[0]])


def test_a_place_beyond_the_seam_comes_out_on_the_other_side() -> None:
    samoa, _ = projection.equal_earth(-172, 0)
    tonga, _ = projection.equal_earth(188, 0)
    assert float(samoa) == pytest.approx(float(tonga))
    assert float(samoa) > 98


def test_land_keeps_its_lakes(land_file: Path) -> None:
    ((outside, lake),) = land.lands(land_file)
    assert (outside.shape, lake.shape) == ((5, 2), (5, 2))
    assert land.area(outside) > land.area(lake) > 0


def test_the_sea_is_one_closed_ring_as_wide_as_the_world() -> None:
    ring = projection.sphere_outline()
    assert ring[0].tolist() == ring[-1].tolist()
    assert (ring[:, 0].min(), ring[:, 0].max()) == (pytest.approx(-100), pytest.approx(100))
    assert (ring[:, 1].min(), ring[:, 1].max()) == pytest.approx(projection.extent())


def test_a_graticule_of_30_degrees_has_twelve_meridians_and_the_four_parallels_inside_the_map() -> None:
    lines = projection.graticule(30)
    level = [line for line in lines if np.ptp(line[:, 1]) == 0]
    assert (len(lines) - len(level), len(level)) == (12, 4)


def test_thinning_drops_points_on_a_straight_line_and_keeps_a_corner() -> None:
    line = np.array([[0, 0], [1, 0.01], [2, 0], [2, 2]], dtype=float)
    assert land.thin_line(line, 0.1).tolist() == [[0, 0], [2, 0], [2, 2]]


def test_a_thinned_ring_is_still_closed() -> None:
    square = np.array([[0, 0], [2, 0], [4, 0], [4, 4], [0, 4], [0, 0]], dtype=float)
    ((ring,),) = land.simplified([[square]], 0.1, 1)
    assert ring.tolist() == [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]


def test_an_island_too_small_to_see_goes() -> None:
    island = np.array([[0, 0], [0.1, 0], [0.1, 0.1], [0, 0]], dtype=float)
    assert land.simplified([[island]], 0.01, 1) == []


def test_a_ring_is_cut_at_the_bounds_and_a_ring_outside_goes() -> None:
    square = np.array([[-5, -5], [5, -5], [5, 5], [-5, 5]], dtype=float)
    cut = projection.cut_ring(square, (0, 0, 10, 10))
    assert sorted(map(tuple, cut.tolist())) == [(0, 0), (0, 5), (5, 0), (5, 5)]
    assert len(projection.cut_ring(square + 50, (0, 0, 10, 10))) == 0


def test_a_line_that_leaves_and_returns_is_cut_into_two() -> None:
    path = np.array([[-2, 1], [2, 1], [2, 12], [4, 12], [4, 3]], dtype=float)
    first, second = projection.cut_path(path, (0, 0, 10, 10))
    assert first.tolist() == [[0, 1], [2, 1], [2, 10]]
    assert second.tolist() == [[4, 10], [4, 3]]
    assert projection.cut_path(path + 50, (0, 0, 10, 10)) == []


def test_the_land_that_is_drawn_is_the_one_of_the_basemap_with_two_decimals(land_file: Path) -> None:
    assert projection.LAND.read_text("utf-8") == land.written(land.lands()), "run `python tools/land.py`"
    text = json.dumps(json.loads(land.written(land.lands(land_file)))["fine"])
    assert max(len(number.strip(" []").partition(".")[2]) for number in text.split(",")) == 2


def test_the_shipped_land_stays_inside_the_map_and_light_enough_to_send() -> None:
    points = np.vstack(projection.coarse_land())
    low, high = projection.extent()
    assert np.abs(points[:, 0]).max() <= 100
    assert low <= points[:, 1].min() < points[:, 1].max() <= high
    body, kind = files()[land_address().removeprefix("basemap/")]
    assert kind == "image/svg+xml"
    assert 80_000 < len(gzip.decompress(body)) < 150_000


def test_a_frame_puts_the_middle_of_the_map_in_the_middle_and_finds_the_way_back() -> None:
    frame = projection.Frame(400, 300)
    assert frame.to_px((0, frame.middle)).tolist() == [200, 150]
    assert frame.to_px((100, frame.middle + 10)).tolist() == pytest.approx([400, 130])
    assert list(frame.to_units(400, 130)) == pytest.approx([100, frame.middle + 10])
