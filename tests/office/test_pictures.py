"""The SVG files as librsvg draws them: outlines like our PNG, text in another typeface over no mark and off no edge."""

import io
import subprocess
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat

from mri_data.charts.palette import LIGHT
from mri_data.exports.formats import export_of
from mri_data.record.dataset import load_dataset
from mri_data.record.view import View

SVG = "{http://www.w3.org/2000/svg}"
WIDTH, SMALL = 2240, 560
# A strip of paper at the right edge, in px of the picture.
EDGE = 20
# The mean difference of pixels, and the greatest of any after both pictures are made four times smaller, of 255.
MEAN, MOST = 1.0, 60


def drawn(content: bytes) -> Image.Image:
    """An SVG as librsvg draws it."""
    command = ["rsvg-convert", "--width", str(WIDTH)]
    made = subprocess.run(command, input=content, capture_output=True, check=True, timeout=60).stdout
    return Image.open(io.BytesIO(made)).convert("RGB")


@pytest.fixture(scope="module")
def view() -> View:
    return View(load_dataset(), base="https://record.example.org", public=True)


@pytest.mark.parametrize("chart", ["timeline", "map"])
def test_outlines_look_as_our_picture_does(view: View, chart: str) -> None:
    ours = Image.open(io.BytesIO(export_of(view, f"{chart}-png"))).convert("RGB")
    theirs = drawn(export_of(view, f"{chart}-svg-outlines"))
    size = SMALL, round(SMALL * ours.height / ours.width)
    difference = ImageChops.difference(*(one.resize(size, Image.Resampling.BOX) for one in (ours, theirs)))
    difference = difference.convert("L")
    shades = difference.histogram()
    (mean,), most = ImageStat.Stat(difference).mean, max(shade for shade, count in enumerate(shades) if count)
    assert (mean < MEAN, most < MOST) == (True, True), (mean, most)


@pytest.mark.parametrize("chart", ["timeline", "map"])
def test_in_another_typeface_no_text_covers_a_mark_or_leaves_the_picture(view: View, chart: str) -> None:
    content = export_of(view, f"{chart}-svg")
    picture = drawn(content)
    scale = WIDTH / float(ElementTree.fromstring(content).attrib["viewBox"].split()[2])
    strip = picture.crop((WIDTH - round(EDGE * scale), 0, WIDTH, picture.height - 1))
    assert strip.getcolors() == [(strip.width * strip.height, tuple(bytes.fromhex(LIGHT.paper[1:])))]
    discs = [disc.attrib for disc in ElementTree.fromstring(content).iter(f"{SVG}circle")]
    filled = [disc for disc in discs if disc["fill"].startswith("#") and disc["fill"] != LIGHT.paper]
    assert len(filled) == {"timeline": 1, "map": 13}[chart]
    for disc in filled:
        x, y, half = (float(disc[name]) * scale for name in ("cx", "cy", "r"))
        half *= 0.45
        inside = picture.crop((round(x - half), round(y - half), round(x + half), round(y + half)))
        assert len(inside.getcolors() or []) == 1, disc
