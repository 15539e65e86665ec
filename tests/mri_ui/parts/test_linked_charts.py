"""The small charts of the overview."""

import pytest

from mri_data.charts.map.projection import HIGHEST, LOWEST, Frame
from mri_data.charts.of_view import MapSize
from mri_ui.parts.linked_charts import MAP, PHONE_MAP


@pytest.mark.parametrize("size", [MAP, PHONE_MAP], ids=["wide", "phone"])
def test_the_world_leaves_little_of_its_map_empty(size: MapSize) -> None:
    frame = Frame(size.width, size.height)
    top, bottom = (frame.to_px((0.0, edge))[1] for edge in (HIGHEST, LOWEST))
    assert 0 <= top < 0.1 * size.height
    assert 0 <= size.height - bottom < 0.1 * size.height
