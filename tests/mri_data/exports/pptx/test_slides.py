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
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.util import Emu

from mri_data.charts.drawing import Box, Disc, Drawing, Fade, Paint, Shape, ShapeGroup, Stroke
from mri_data.exports.formats import EXPORTS, export_of
from mri_data.exports.pptx.ooxml import ShapeNames, group_of
from mri_data.exports.pptx.theme import presentation
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.schema.settings import Note
from mri_data.talk.slides import talk
from mri_data.words.catalogue import words as catalogue_words
from tests.conftest import records_of
from tests.edited_deck import saved, slides_by_name
from tests.mri_data.charts.test_drawing import words

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
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
    return slides_by_name(deck)["closing-1"]


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


def parts(deck: Any) -> dict[str, bytes]:
    """Every part of the file, by name."""
    package = zipfile.ZipFile(io.BytesIO(saved(deck)))
    return {name: package.read(name) for name in package.namelist()}


def groups(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]


def test_every_slide_of_the_talk_has_a_real_title_and_its_notes(deck: Any, dataset: Dataset) -> None:
    told = talk(View(dataset, base="https://record.example.org", public=True))
    assert [slide.shapes.title.text for slide in deck.slides] == [slide.title for slide in told]
    notes = [slide.notes_slide.notes_text_frame.text.split("\n\n") for slide in deck.slides]
    assert notes == [list(slide.notes) for slide in told]


def test_a_person_finds_six_layouts_of_one_master_to_work_with(deck: Any) -> None:
    assert len(deck.slide_masters) == 1
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    assert list(layouts) == ["Title", "Statement", "Chart", "Table", "Record", "Closing"]
    for layout in layouts.values():
        kinds = {shape.placeholder_format.type for shape in layout.placeholders}
        assert {KIND.FOOTER, KIND.SLIDE_NUMBER} < kinds, layout.name
        assert kinds & {KIND.TITLE, KIND.CENTER_TITLE}, layout.name
        assert kinds & {KIND.BODY, KIND.SUBTITLE, KIND.CHART, KIND.TABLE}, layout.name
    used = {slide.slide_layout.name for slide in deck.slides}
    assert used == set(layouts)


def test_every_word_of_a_slide_that_is_not_in_a_chart_or_a_table_is_in_a_placeholder(deck: Any) -> None:
    for slide in deck.slides:
        loose = [one for one in slide.shapes if one.has_text_frame and not one.is_placeholder and one.text_frame.text]
        assert loose == []
        of_layout = {shape.placeholder_format.idx for shape in slide.slide_layout.placeholders}
        assert {shape.placeholder_format.idx for shape in slide.placeholders} <= of_layout


def test_events_of_the_context_have_their_words_in_the_quiet_colour(dataset: Dataset) -> None:
    deck = opened(View(dataset, Filters(kind=("forum",)), context=("meetings", "convention")))
    slides = {slide.shapes.title.text: slide for slide in deck.slides}
    chart, table = (slides[f"Appendix: Meanwhile in the world ({at} of 8)"] for at in (1, 4))
    assert {"GFMD 2007–2012", "HLD 2006", "HLD 2013"} < set(texts(chart.shapes))
    assert {"29 to 30 October 2008", "Manila"} < set(texts(table.shapes))
    convention = slides["60 States parties to the Convention in February 2025, up from 9 in 1998"]
    assert "Context, not MRI’s work" in texts(convention.shapes)
    assert not convention.element.findall(f".//{A}schemeClr[@val='accent3']")
    inks = [ink.get("val") for ink in table.element.iterfind(f".//{A}tc//{A}rPr/{A}solidFill/{A}schemeClr")]
    assert set(inks) == {"tx2"}


def test_a_timeline_has_whole_titles_or_none(dataset: Dataset) -> None:
    for filters in (Filters(text="grassroots"), Filters(work_area=("publications",))):
        (chart,) = [one for one in opened(View(dataset, filters)).slides if "One kind" in one.shapes.title.text]
        assert [text for text in texts(chart.shapes) if "…" in text] == []


def test_few_records_fill_their_slides_with_large_numbers(dataset: Dataset) -> None:
    def largest(slide: Any) -> float:
        """The largest size of text in points."""
        return max(int(looks.get("sz", 0)) for looks in slide.element.iter(f"{A}rPr")) / 100

    few = View(dataset, Filters(kind=("forum",), place=("manila",)))
    found = {slide.shapes.title.text: largest(slide) for slide in opened(few).slides}
    assert (found["Our record in two numbers"], found["How we know"]) == (160, 140)


def test_another_theme_restyles_every_slide(deck: Any) -> None:
    """No colour and no font is named outside the theme."""
    for name, content in parts(deck).items():
        if not name.startswith("ppt/") or name.startswith("ppt/theme/") or not name.endswith(".xml"):
            continue
        assert b"srgbClr" not in content, name
        faces = set(re.findall(r'typeface="([^"]*)"', content.decode()))
        assert {face for face in faces if not face.startswith("+m")} == set(), name


def test_a_chart_keeps_the_five_colours_of_the_kinds_of_work(deck: Any) -> None:
    (chart,) = groups(slides_by_name(deck)["timeline-1"])
    used = {element.get("val") for element in chart.element.iter(f"{A}schemeClr")}
    assert {"accent1", "accent2", "accent3", "accent4", "accent5", "tx2", "bg1"} <= used
    theme = parts(deck)["ppt/theme/theme1.xml"].decode()
    slots = dict(re.findall(r'<a:(accent\d|dk1|lt1)>\s*<a:srgbClr val="([0-9A-F]{6})"', theme))
    assert slots == {
        "dk1": "231D18",
        "lt1": "FBF8F2",
        "accent1": "9E3510",
        "accent2": "1D4A8F",
        "accent3": "12816B",
        "accent4": "A0702B",
        "accent5": "5A2648",
        "accent6": "7A7064",
    }


def test_every_run_of_text_names_its_language_and_bold_is_bold(deck: Any) -> None:
    for name, content in parts(deck).items():
        if re.fullmatch(r"ppt/(slides|notesSlides|slideLayouts|slideMasters)/[^/]*\.xml", name):
            tree = etree.fromstring(content)
            for run in (*tree.iter(f"{A}r"), *tree.iter(f"{A}fld")):
                assert run.find(f"{A}rPr").get("lang") == "en-GB", (name, "".join(run.itertext()))
    bold = [run for slide in deck.slides for run in slide.element.iter(f"{A}rPr") if run.get("b") == "1"]
    assert len(bold) > 50


def test_nothing_of_the_template_is_left_over(deck: Any) -> None:
    files = parts(deck)
    assert not [name for name in files if "thumbnail" in name or "printerSettings" in name]
    presentation = etree.fromstring(files["ppt/presentation.xml"])
    (size,) = presentation.iter("{*}sldSz")
    assert dict(size.attrib) == {"cx": "12192000", "cy": "6858000"}
    for name in (name for name in files if name.startswith("ppt/theme/")):
        assert b"Office" not in files[name]
        assert etree.fromstring(files[name]).get("name") == "Migrants Rights International"
    assert b"4:3" not in files["docProps/app.xml"]


def test_fonts_are_those_of_every_computer_or_our_own(dataset: Dataset) -> None:
    def faces(content: bytes) -> list[str]:
        theme = zipfile.ZipFile(io.BytesIO(content)).read("ppt/theme/theme1.xml").decode()
        return re.findall(r'Font>\s*<a:latin typeface="([^"]+)"', theme)

    view = View(dataset, Filters(kind=("forum",)))
    assert faces(EXPORTS["pptx"].write(view)) == ["Georgia", "Arial"]
    assert faces(export_of(view, "pptx", own_fonts=True)) == ["Newsreader", "Source Sans 3"]


def test_no_text_is_smaller_than_18_points(deck: Any) -> None:
    for slide in (*deck.slides, *deck.slide_layouts, deck.slide_master):
        for look in (*slide.element.iter(f"{A}rPr"), *slide.element.iter(f"{A}defRPr")):
            assert int(look.get("sz", 1800)) >= 1800, etree.tostring(look.getparent())[:300]


def test_what_only_decorates_says_so(deck: Any) -> None:
    for slide in deck.slides:
        for group in groups(slide):
            head = group.element.nvGrpSpPr.cNvPr
            assert bool(head.get("descr")) != bool(head.findall(".//{*}decorative[@val='1']"))


def test_each_slide_keeps_what_it_was_made_with(dataset: Dataset) -> None:
    deck = opened(View(dataset, Filters(work_area=("advocacy",))))
    kept = slides_by_name(deck)
    assert list(kept) == [
        "title-1",
        "counts-1",
        "timeline-1",
        "map-1",
        "advocacy-advocacy-1",
        "evidence-1",
        "closing-1",
        "area-advocacy-1",
        "story-advocacy-cmw-discussion-2011-1",
        "unknown-1",
    ]
    slide = kept["area-advocacy-1"]
    (key,) = [one.get(f"{{{R}}}id") for one in slide.element.iter("{*}custData")]
    data = etree.fromstring(slide.part.related_part(key).blob)
    assert (data.get("key"), data.get("kind"), data.get("version")) == ("area-advocacy-1", "area", dataset.version)
    assert data.findtext("{*}query") == "area=advocacy&lang=en"
    ids = [one.get("id") for one in data.iterfind("{*}record")]
    assert ids == ["un-visibility-1995", "cmw-discussion-2011", "special-rapporteur"]
    shapes = {shape.shape_id: shape for shape in slide.shapes}
    written = {one.get("name"): (shapes.get(int(one.get("shape", "0"))), one.text) for one in data.iterfind("{*}text")}
    assert list(written) == ["title", "table", "source", "notes"]
    for name in ("title", "source"):
        shape, text = written[name]
        assert shape is not None
        assert shape.text_frame.text == text
    assert written["notes"] == (None, slide.notes_slide.notes_text_frame.text)
    assert "19 September 2011\tDay of General Discussion" in written["table"][1]


def test_the_charts_are_shapes_in_named_groups_with_alt_text_and_no_pictures(deck: Any) -> None:
    slides = slides_by_name(deck)
    for name, title in (("timeline-1", "Five kinds of work"), ("map-1", "The forum travelled")):
        (chart,) = groups(slides[name])
        assert chart.name.startswith(title)
        assert chart.element.nvGrpSpPr.cNvPr.get("descr").startswith(("Timeline of 17 records", "Map of the forums"))
    kinds = {shape.shape_type for slide in deck.slides for shape in slide.shapes}
    assert MSO_SHAPE_TYPE.PICTURE not in kinds


def test_each_record_of_the_timeline_is_a_group_to_take_hold_of(deck: Any) -> None:
    (chart,) = groups(slides_by_name(deck)["timeline-1"])
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
    (frame,) = [shape for shape in advocacy.placeholders if shape.placeholder_format.type == KIND.TABLE]
    assert frame.has_table


def test_a_table_of_few_records_fills_its_slide(deck: Any) -> None:
    frames = {slide.shapes.title.text: shape for slide in deck.slides for shape in slide.shapes if shape.has_table}
    feet = {
        title: (frame.top + sum(row.height for row in frame.table.rows)) / deck.slide_height
        for title, frame in frames.items()
    }
    assert len(feet) == 5
    # The text of a slide may reach down to 935 of its 1080 px.
    assert all(0.74 < foot < 0.867 for foot in feet.values()), feet


def test_every_slide_has_its_source_and_its_number_as_a_field(deck: Any, dataset: Dataset) -> None:
    told = talk(View(dataset, base="https://record.example.org", public=True))
    for slide, wanted in zip(deck.slides, told, strict=True):
        assert wanted.source in texts(slide.shapes)
        assert slide.element.findall(f".//{A}fld[@type='slidenum']")


def test_the_first_slide_says_what_is_shown_and_the_last_where_to_find_it(dataset: Dataset) -> None:
    deck = opened(View(dataset, Filters(kind=("forum",)), base="https://record.example.org", public=True))
    first = texts(deck.slides[0].shapes)
    assert any(text.startswith("7 of 17 records: Forums.") for text in first)
    assert [group.name for group in groups(close(deck))] == [
        "QR code that opens https://record.example.org/records?kind=forum&lang=en"
    ]
    assert deck.core_properties.subject == "7 of 17 records: Forums."
    address, contact = (
        "https://record.example.org/records?kind=forum&lang=en",
        "http://www.migrantsrightsinternational.org/",
    )
    assert links(close(deck)) == [address, address, contact]
    # A long address is broken between its words.
    body = "\n".join(texts(close(deck).shapes))
    assert f"https://record.example.org/records?kind=forum\n&lang=en\n{contact}" in body


def test_there_is_no_code_to_scan_while_nobody_knows_where_the_dashboard_is(dataset: Dataset) -> None:
    last = close(opened(View(dataset)))
    assert [group.element.nvGrpSpPr.cNvPr.get("descr") for group in groups(last)] == [None]
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
                continue  # The picture behind a title runs over the edge on purpose.
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + Emu(6350)
            assert shape.top + shape.height <= deck.slide_height + Emu(6350), shape.name


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_record_says_the_file_opens_and_says_it_too(dataset: Dataset, text: str) -> None:
    row = {"id": "strange", "title": text, "summary": text, "source": "mri-achievements", "source_ref": "paragraph 1"}
    table = records_of({**row, "date": "2001", "also_known": (Note(text, ("wcc-1998",)),)})
    deck = opened(View(replace(dataset, table=table)))
    wanted = " ".join(re.sub(r"[\x00\x0b]", "", text).split())
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    found = [read for slide in deck.slides for whole in texts(slide.shapes) for read in whole.split("\n")]
    assert wanted in (notes if len(text) > 1_000 else found)


def test_a_drawing_becomes_native_shapes(dataset: Dataset) -> None:
    page = presentation(catalogue_words("en"))
    slide = page.slides.add_slide(page.slide_layouts[0])
    items = (
        Box(0, 0, 20, 10, Fade("#102030", ((0, 0), (1, 0.5))), radius=5),
        ShapeGroup("mark", (Disc(50, 50, 10, Paint("#405060", 0.5), Stroke("#000000", 2, dash=(2, 2))),), record="r"),
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
    assert text.text_frame.paragraphs[0].runs[0].font.size.pt == pytest.approx(7.58)


def test_parts_of_a_shape_stand_in_the_order_that_the_format_asks_for(deck: Any) -> None:
    """ECMA-376 part 1, 20.1.2.2.35 (spPr): transform, geometry, fill, line, effects."""
    order = ["xfrm", "custGeom", "prstGeom", "noFill", "solidFill", "gradFill", "ln", "effectLst"]
    for slide in deck.slides:
        for properties in slide.element.iter("{*}spPr"):
            names = [etree.QName(child).localname for child in properties]
            assert names == sorted(names, key=order.index), names
