"""Still pictures: what a drawing holds, how it is written as SVG, and the codes and counts that are drawn."""

import re
from dataclasses import replace
from itertools import combinations
from math import hypot
from xml.etree import ElementTree

import pytest

from mri_data.charts.count_marks import units_drawing
from mri_data.charts.drawing import (
    Box,
    Disc,
    Drawing,
    Fade,
    Item,
    Paint,
    Shape,
    ShapeGroup,
    Span,
    Stroke,
    Target,
    TextLines,
    bounds,
    moved,
)
from mri_data.charts.palette import LIGHT
from mri_data.charts.qr import qr_drawing
from mri_data.charts.svg import linked_svg, svg
from mri_data.sentences.headline import Headline, Unit, Word
from mri_data.words.english import English

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = Shape((((0, 0), (10, 0), (10, 10), (0, 10)),), Paint("#112233"))


def words(text: str, **more: float) -> TextLines:
    return TextLines(**({"x": 5, "y": 20, "size": 10, "width": 40} | more), lines=((Span(text, "#000000"),),))  # type: ignore[arg-type]


def drawn(*items: Item, title: str = "Title", alt: str = "Alt") -> ElementTree.Element:
    return ElementTree.fromstring(svg(Drawing(100, 50, items, title, alt), name="x"))


def test_a_picture_has_its_size_its_title_and_its_description() -> None:
    root = drawn(title="A & B", alt="<what> it shows")
    assert root.get("viewBox") == "0 0 100 50"
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == ("A & B", "<what> it shows")
    assert root.get("aria-labelledby") == "x-title x-alt"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '" onload="x', "]]>", "&amp;", "a\x00b\x1fc", "\ud800", "\uffff"]
)
def test_words_stay_words_whatever_they_are(text: str) -> None:
    root = drawn(ShapeGroup(text, (words(text),), record=text), title=text, alt=text)
    wanted = re.sub(r"[\x00\x1f\ud800\uffff]", "", text)
    assert "".join(root.find(f".//{SVG}text").itertext()) == wanted  # type: ignore[union-attr]
    assert root.find(f"{SVG}g").get("data-record") == wanted  # type: ignore[union-attr]
    assert {element.tag for element in root.iter()} == {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "g", "text", "tspan")
    }


def test_lines_stand_about_their_middle_one_line_height_apart() -> None:
    block = TextLines(0, 100, ((Span("a", "#000000"),), (Span("b", "#000000"),)), 10, 5)
    (first, _), (second, _) = block.baselines()
    assert (round(first, 2), round(second, 2)) == (96.8, 109.8)


def test_a_fade_is_one_gradient_however_often_it_is_used() -> None:
    fade = Fade("#AABBCC", ((0, 0), (1, 0.5)))
    root = drawn(Box(0, 0, 10, 10, fade), Box(20, 0, 10, 10, fade))
    (gradient,) = root.iter(f"{SVG}linearGradient")
    assert [stop.get("stop-opacity") for stop in gradient] == ["0", "0.5"]
    assert [box.get("fill") for box in root.iter(f"{SVG}rect")] == [f"url(#{gradient.get('id')})"] * 2


def test_in_a_linked_picture_what_has_a_target_is_a_link_with_a_name_and_a_card() -> None:
    target = Target("a&b", ((Span("<b>", ""), Span(" 1998", "")), (Span('"x"', ""),)))
    drawing = Drawing(
        100, 50, (ShapeGroup("1998: <b>", (SQUARE,), "r", target), ShapeGroup("land", (SQUARE,))), "Title", "Alt"
    )
    shown = ShapeGroup("2006: HLD", (SQUARE,), target=Target("", ((Span("HLD", ""),),)))
    drawing = replace(drawing, items=(*drawing.items, shown))
    root = ElementTree.fromstring(linked_svg(drawing, lambda id: {"href": f"records?record={id}"}, name="x"))
    assert (root.get("role"), root.get("aria-label")) == ("group", "Alt")
    (link,) = root.iter("a")
    assert link.attrib == {
        "href": "records?record=a&b",
        "aria-label": "1998: <b>",
        "data-card": '<b> 1998\n"x"',
    }
    land, context = root.iter("g")
    assert land.attrib == {"data-name": "land"}
    assert context.attrib == {"role": "img", "aria-label": "2006: HLD", "data-card": "HLD"}


def test_in_a_linked_picture_a_lane_is_a_group_with_a_name_and_what_opens_nothing_is_a_picture_with_one() -> None:
    target = Target("r", ((Span("Record", ""),),), "Record. 2009, year only.")
    lane = ShapeGroup(
        "Publications, 1 record", (ShapeGroup("2009: Record", (SQUARE,), "r", target),), lane="publications"
    )
    context = ShapeGroup("Meeting", (SQUARE,), target=Target("", ((Span("Meeting", ""),),)))
    drawing = Drawing(100, 50, (lane, context), "Title", "Alt")
    root = ElementTree.fromstring(linked_svg(drawing, lambda id: {"href": id}, name="x"))
    group, meeting = root.findall("g")
    assert group.attrib == {"role": "group", "aria-label": "Publications, 1 record", "data-lane": "publications"}
    assert [link.get("aria-label") for link in group] == ["Record. 2009, year only."]
    assert meeting.attrib == {"role": "img", "aria-label": "Meeting", "data-card": "Meeting"}
    nowhere = ElementTree.fromstring(linked_svg(drawing, lambda id: None, name="x"))
    assert list(nowhere.iter("a")) == []


def test_a_picture_says_its_language_and_marks_english_in_another() -> None:
    line = (Span("1998  ", "#000000"), Span(English("Launched"), "#000000"))
    target = Target("r", ((Span(English("Launched"), ""),), (Span("", ""),), (Span("1998", ""),)))
    items = (ShapeGroup("1998", (TextLines(0, 0, (line,), 10, 40),), "r", target),)
    for text in (
        svg(Drawing(100, 50, items, "Titre", "Description", "fr"), name="x"),
        linked_svg(Drawing(100, 50, items, "Titre", "Description", "fr"), lambda id: {"href": id}, name="x"),
    ):
        root = ElementTree.fromstring(text)
        assert root.get("lang") == "fr"
        spans = {span.text: span.get("lang") for span in root.iter() if span.tag.endswith("tspan")}
        assert spans == {"1998  ": None, "Launched": "en"}
    (link,) = root.iter("a")
    assert (link.get("data-card"), link.get("data-english")) == ("Launched\n1998", "0")
    assert drawn().get("lang") is None


def test_a_radius_is_never_more_than_half_a_box() -> None:
    (box,) = drawn(Box(0, 0, 30, 10, Paint("#000000"), radius=99)).iter(f"{SVG}rect")
    assert box.get("rx") == "5"


@pytest.mark.parametrize(
    ("item", "box"),
    [
        (SQUARE, (0, 0, 10, 10)),
        (Disc(5, 5, 3), (2, 2, 8, 8)),
        (Box(1, 2, 3, 4), (1, 2, 4, 6)),
        (words("x"), (5, 13.5, 45, 26.5)),
        (ShapeGroup("g", (Disc(0, 0, 1), Box(5, 5, 1, 1))), (-1, -1, 6, 6)),
    ],
)
def test_bounds_hold_what_they_bound_and_move_with_it(item: Item, box: tuple[float, ...]) -> None:
    assert bounds([item]) == box
    assert bounds([moved(item, 10, 20, 2)]) == tuple(2 * edge + (10, 20)[at % 2] for at, edge in enumerate(box))


def test_lines_and_type_grow_with_what_is_made_larger() -> None:
    line = moved(Shape(SQUARE.paths, None, Stroke("#000000", 2, dash=(3, 1))), 0, 0, 2)
    assert isinstance(line, Shape)
    assert line.stroke == Stroke("#000000", 4, dash=(6, 2))
    larger = moved(words("x"), 0, 0, 1.5)
    assert isinstance(larger, TextLines)
    assert (larger.size, larger.width) == (15, 60)


def test_the_records_of_a_drawing_are_those_of_its_groups() -> None:
    inner = ShapeGroup("inner", (), record="b")
    assert Drawing(1, 1, (ShapeGroup("outer", (inner,)), ShapeGroup("c", (), record="c")), "", "").records == ("b", "c")


# --- codes to scan


def test_a_code_has_a_quiet_border_and_dark_modules_on_light() -> None:
    code = qr_drawing("https://record.example.org/records", "Scan")
    card, modules = code.items
    assert isinstance(card, Box)
    assert isinstance(modules, Shape)
    left, top, right, bottom = bounds([modules])
    assert (left, top, right, bottom) == (4, 4, code.width - 4, code.height - 4)
    assert (card.fill, modules.fill) == (Paint("#FBF8F2"), Paint("#231D18"))


def test_a_code_draws_each_finder_pattern() -> None:
    code = qr_drawing("x", "")
    (_, modules) = code.items
    assert isinstance(modules, Shape)
    first_row = sorted(path[0][0] for path in modules.paths if path[0][1] == 4)
    assert first_row[0] == 4
    assert any(path[1][0] - path[0][0] == 7 for path in modules.paths if path[0] == (4, 4))


def test_another_address_is_another_code() -> None:
    assert qr_drawing("https://a.example", "").items != qr_drawing("https://b.example", "").items


# --- the marks of a count


def counted(*units: Unit, languages: tuple[Word, ...] = ()) -> Headline:
    number = len(units) + len(languages)
    return Headline(number, str(number), "", "things", "", units=units, words=languages)


def test_a_count_has_as_many_marks_as_it_says() -> None:
    units = (Unit("support", "pill", True), Unit("support", "ring", True), Unit("support", "fade", False))
    drawing = units_drawing(counted(*units), LIGHT, 400)
    pill, ring, fade = drawing.items
    assert isinstance(pill, Box)
    assert isinstance(ring, Disc)
    assert isinstance(fade, Box)
    assert pill.fill == Paint(LIGHT.marks["support"])
    assert ring.fill is None
    assert isinstance(fade.fill, Fade)
    assert fade.fill.colour == LIGHT.line, "a mark outside the choice is faint"


def test_a_city_of_two_forums_has_twice_the_area() -> None:
    one, two = units_drawing(counted(*(Unit("convening", "dot", True, size=size) for size in (1, 2))), LIGHT, 400).items
    assert isinstance(one, Disc)
    assert isinstance(two, Disc)
    assert two.radius**2 / one.radius**2 == pytest.approx(2)


def test_a_city_of_many_forums_covers_no_other_and_stays_within_the_picture() -> None:
    sizes = (19, 1, 1, 30, 1, 1)
    drawing = units_drawing(counted(*(Unit("convening", "dot", True, size=size) for size in sizes)), LIGHT, 100)
    discs = [item for item in drawing.items if isinstance(item, Disc)]
    assert len({disc.y for disc in discs}) == 2
    assert bounds(drawing.items)[1] >= 0
    assert bounds(drawing.items)[3] <= drawing.height
    for one, other in combinations(discs, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius


def test_marks_go_on_in_another_row_before_they_leave_the_room() -> None:
    drawing = units_drawing(counted(*[Unit("support", "pill", True)] * 60), LIGHT, 300)
    assert bounds(drawing.items)[2] <= 300
    assert len({item.y for item in drawing.items if isinstance(item, Box)}) > 1


def test_a_language_is_a_word_in_a_pill_of_its_width() -> None:
    pill, name = units_drawing(counted(languages=(Word("English", True),)), LIGHT, 300).items
    assert isinstance(name, TextLines)
    assert isinstance(pill, Box)
    assert name.text == "English"
    assert pill.x < name.left
    assert name.left + name.width < pill.x + pill.width
