"""The presentation file, read back with python-pptx and as XML: real titles, notes, tables, shapes and alt text."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

from mri_data.charts.drawing import Box, Disc, Drawing, Fade, Group, Paint, Shape, Stroke
from mri_data.charts.palette import LIGHT
from mri_data.exports.formats import EXPORTS
from mri_data.exports.pptx.ooxml import ShapeNames, group_of
from mri_data.exports.pptx.theme import presentation
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.schema.settings import Note
from mri_data.talk.slides import talk
from mri_data.words.catalogue import words as catalogue_words
from tests.conftest import records_of
from tests.mri_data.charts.test_drawing import words

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
HOSTILE = [
    "<script>",
    "\"&'",
    "a\x00b\x0bc",
    "\u202egnp.exe",
    "=cmd|' /C calc'!A0",
    "x" * 20_000,
    "日本 🚢",
    "{title} %s",
]


def opened(view: View) -> Any:
    return Presentation(io.BytesIO(EXPORTS["pptx"].write(view)))


@pytest.fixture(scope="module")
def deck(dataset: Dataset) -> Any:
    return opened(View(dataset, base="https://record.example.org", public=True))


def links(slide: Any) -> list[str]:
    """The addresses that words of a slide open."""
    boxes = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    runs = [run for box in boxes for paragraph in box.paragraphs for run in paragraph.runs]
    return [run.hyperlink.address for run in runs if run.hyperlink.address]


def close(deck: Any) -> Any:
    """The last slide before the appendix."""
    return next(slide for slide in deck.slides if slide.shapes.title.text == "Explore our record")


def texts(shapes: Any) -> list[str]:
    found = []
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            found += texts(shape.shapes)
        elif shape.has_text_frame:
            found.append(shape.text_frame.text)
        elif getattr(shape, "has_table", False):
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return found


def groups(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]


def test_every_slide_of_the_talk_has_a_real_title_and_its_notes(deck: Any, dataset: Dataset) -> None:
    told = talk(View(dataset, base="https://record.example.org", public=True))
    assert [slide.shapes.title.text for slide in deck.slides] == [slide.title for slide in told]
    notes = [slide.notes_slide.notes_text_frame.text.split("\n\n") for slide in deck.slides]
    assert notes == [list(slide.notes) for slide in told]


def test_slides_are_wide_and_set_in_the_typefaces_and_colours_of_the_design(deck: Any) -> None:
    assert deck.slide_width * 9 == deck.slide_height * 16
    package = zipfile.ZipFile(io.BytesIO(saved(deck)))
    theme = package.read("ppt/theme/theme1.xml").decode()
    assert 'majorFont><a:latin typeface="Newsreader"' in re.sub(r">\s+<", "><", theme)
    assert 'minorFont><a:latin typeface="Source Sans 3"' in re.sub(r">\s+<", "><", theme)
    assert LIGHT.marks["convening"].lstrip("#") in theme


def saved(deck: Any) -> bytes:
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def test_the_charts_are_shapes_in_named_groups_with_alt_text_and_no_pictures(deck: Any) -> None:
    for at, title in ((2, "Five kinds of work"), (3, "The forum travelled")):
        (chart,) = groups(deck.slides[at])
        assert chart.name.startswith(title)
        assert chart.element.nvGrpSpPr.cNvPr.get("descr").startswith(("Timeline of 17 records", "Map of the forums"))
    kinds = {shape.shape_type for slide in deck.slides for shape in slide.shapes}
    assert MSO_SHAPE_TYPE.PICTURE not in kinds


def test_each_record_of_the_timeline_is_a_group_to_take_hold_of(deck: Any) -> None:
    (chart,) = groups(deck.slides[2])
    names = [shape.name for shape in chart.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert "2006: Forum 1: New York" in names
    assert len(names) == 17


def test_works_and_evidence_are_text_with_marks_to_count(deck: Any) -> None:
    found = {slide.shapes.title.text: slide for slide in deck.slides}
    campaign = texts(found["Global Campaign for ratification launched"].shapes)
    assert any(text.startswith("1998\nIn 1998 MRI launched the Global Campaign") for text in campaign)
    known = found["How we know"]
    marks = {group.name: len(group.shapes) for group in groups(known)}
    assert marks == {"8 · Documented elsewhere": 8, "5 · Event documented": 10, "4 · Our own account": 4}
    assert "Still to be documented\nThe day the campaign was launched" in "\n".join(texts(known.shapes))
    convention = found["60 States parties to the Convention in February 2025, up from 9 in 1998"]
    assert any(text.startswith("Meanwhile in the world  International Convention") for text in texts(convention.shapes))


def test_text_can_be_edited_and_tables_are_tables(deck: Any) -> None:
    advocacy = next(slide for slide in deck.slides if slide.shapes.title.text.startswith("Appendix: Advocacy"))
    (table,) = [shape.table for shape in advocacy.shapes if shape.has_table]
    assert [cell.text for cell in table.rows[0].cells] == ["When", "What", "Where"]
    assert table.cell(2, 0).text == "19 September 2011"
    assert "in an irregular situation" in table.cell(2, 1).text


def test_every_slide_has_its_source_and_its_number_as_a_field(deck: Any, dataset: Dataset) -> None:
    told = talk(View(dataset, base="https://record.example.org", public=True))
    for slide, wanted in zip(deck.slides, told, strict=True):
        assert wanted.source in texts(slide.shapes)
        assert slide.element.findall(f".//{A}fld[@type='slidenum']")


def test_the_first_slide_says_what_is_shown_and_the_last_where_to_find_it(dataset: Dataset) -> None:
    deck = opened(View(dataset, Filters(kind=("forum",)), base="https://record.example.org", public=True))
    first, last = texts(deck.slides[0].shapes), texts(close(deck).shapes)
    assert any(text.startswith("7 of 17 records: Forums.") for text in first)
    assert any("https://record.example.org/records?kind=forum" in text for text in last)
    assert [group.name for group in groups(close(deck))] == [
        "QR code that opens https://record.example.org/records?kind=forum"
    ]
    assert deck.core_properties.subject == "7 of 17 records: Forums."
    assert links(close(deck)) == [
        "https://record.example.org/records?kind=forum",
        "http://www.migrantsrightsinternational.org/",
    ]


def test_there_is_no_code_to_scan_while_nobody_knows_where_the_dashboard_is(dataset: Dataset) -> None:
    last = close(opened(View(dataset)))
    assert groups(last) == []
    assert links(last) == ["http://www.migrantsrightsinternational.org/"]
    assert [text for text in texts(last.shapes) if "/records" in text] == []


def test_no_two_shapes_of_a_slide_have_one_number(deck: Any) -> None:
    for slide in deck.slides:
        ids = [element.get("id") for element in slide.element.iter("{*}cNvPr")]
        assert len(ids) == len(set(ids))


def test_nothing_stands_outside_a_slide(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.name == "The forum’s journey":
                continue  # The picture behind the title runs over the edge on purpose.
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + Emu(6350)
            assert shape.top + shape.height <= deck.slide_height + Emu(6350), shape.name


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_record_says_the_file_opens_and_says_it_too(dataset: Dataset, text: str) -> None:
    row = {"id": "strange", "title": text, "summary": text, "source": "mri-achievements", "source_ref": "paragraph 1"}
    table = records_of({**row, "date": "2001", "also_known": (Note(text, ("wcc-1998",)),)})
    deck = opened(View(replace(dataset, table=table)))
    wanted = re.sub(r"[\x00\x0b]", "", text)
    assert wanted in [read for slide in deck.slides for whole in texts(slide.shapes) for read in whole.split("\n")]


def test_a_drawing_becomes_native_shapes(dataset: Dataset) -> None:
    page = presentation()
    slide = page.slides.add_slide(page.slide_layouts[0])
    items = (
        Box(0, 0, 20, 10, Fade("#102030", ((0, 0), (1, 0.5))), radius=5),
        Group("mark", (Disc(50, 50, 10, Paint("#405060", 0.5), Stroke("#000000", 2, dash=(2, 2))),), record="r"),
        Shape((((0, 0), (10, 0), (10, 10)),), Paint("#708090")),
        words("Words & more"),
    )
    slide.shapes._spTree.append(
        group_of(Drawing(100, 100, items, "Chart", "What it shows"), 100, 200, 2, ShapeNames(50, catalogue_words("en")))
    )
    read = Presentation(io.BytesIO(saved(page))).slides[0].shapes[-1]
    box, mark, form, text = read.shapes
    assert (read.left, read.top, read.width, read.height) == tuple(Emu(6350 * px) for px in (100, 200, 200, 200))
    assert (box.left, box.width) == (Emu(6350 * 100), Emu(6350 * 40))
    assert [stop.get("pos") for stop in box.element.iter(f"{A}gs")] == ["0", "100000"]
    assert mark.name == "mark"
    assert mark.shapes[0].width == Emu(6350 * 40)
    assert form.shape_type == MSO_SHAPE_TYPE.FREEFORM
    assert text.text_frame.text == "Words & more"
    assert text.text_frame.paragraphs[0].runs[0].font.size.pt == 10


def test_parts_of_a_shape_stand_in_the_order_that_the_format_asks_for(deck: Any) -> None:
    """ECMA-376 part 1, 20.1.2.2.35 (spPr): transform, geometry, fill, line, effects."""
    order = ["xfrm", "custGeom", "prstGeom", "noFill", "solidFill", "gradFill", "ln", "effectLst"]
    for slide in deck.slides:
        for properties in slide.element.iter("{*}spPr"):
            names = [etree.QName(child).localname for child in properties]
            assert names == sorted(names, key=order.index), names
