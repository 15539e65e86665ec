"""Renew a presentation: what the record has changed, and nothing that somebody wrote, moved or added."""

import io
from copy import deepcopy
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml.ns import nsuri, qn

from mri_data.exports.deck.comparing import OURS, Check, Making, SlideCheck, Step, view_key
from mri_data.exports.deck.matching import SHAPES, Name, numbered, shapes_of, text_kind
from mri_data.exports.deck.merging import Line, plain
from mri_data.exports.deck.reading import FoundSlide
from mri_data.exports.pptx.colours import A
from mri_data.exports.pptx.layouts import points
from mri_data.exports.pptx.theme import FONTS
from mri_data.exports.pptx.written import (
    FILE_NAMESPACE,
    NAMESPACE,
    Text,
    Written,
    attach,
    attach_to_file,
    detach,
    file_written,
    paragraph_text,
    place_in,
    row_text,
    sizes_in,
)
from mri_data.talk.fit import BODY
from mri_data.talk.slide import TITLE_SIZES

PARAGRAPH, ROW, RUN, HYPERLINK = (qn(name) for name in ("a:p", "a:tr", "a:r", "a:hlinkClick"))
CELL_PROPERTIES = qn("a:tcPr")
LINK = f"{{{nsuri('r')}}}id"
# How far a drawing may be off, in EMU, before somebody has moved it: a tenth of a slide's width.
FAR = 1_219_200
# How far a place may be off, in EMU, as LibreOffice rounds it.
NEAR = 2_000


def renewed(check: Check) -> bytes:
    """The bytes of the file with the steps of a check taken; the check is used up by it."""
    for one in check.slides:
        if one.state == OURS and one.found.written:
            _renew(one, check.makings[view_key(one.found.written)])
    if check.main:
        for key, _ in check.added:
            _add(check, check.main, key)
        _describe(check, check.main)
    _name_once(check.deck.presentation)
    made = io.BytesIO()
    check.deck.presentation.save(made)
    return made.getvalue()


def _renew(one: SlideCheck, making: Making) -> None:
    written = one.found.written
    assert written
    made, source = making.made[written.key], making.slide(written.key)
    shapes, theirs = shapes_of(one.found, numbered(written.texts)), numbered(made.texts)
    named = {shape.find(f".//{qn('p:cNvPr')}").get("id"): shape for shape in _shapes(source)}
    for step in one.steps:
        new = named.get(str(step.new.shape)) if step.new else None
        shape = _renew_shape(one.found, step, new, source)
        if shape is not None:
            shapes[step.name] = shape
    _attach(one.found.slide, made, {name: _id(shapes.get(name), text) for name, text in theirs.items()})


def _shapes(slide: Any) -> Any:
    return [one for one in slide.element.find(f".//{qn('p:spTree')}") if one.tag in SHAPES]


def _id(shape: Any, text: Text) -> int:
    """The id of the shape with a text; that of one which somebody deleted is of no shape."""
    return int(shape.find(f".//{qn('p:cNvPr')}").get("id")) if shape is not None else -1 if text.shape else 0


def _attach(slide: Any, made: Written, ids: dict[Name, int]) -> None:
    """Keep what the slide is made with now, with the ids that its shapes have in this file."""
    texts = tuple(replace(text, shape=ids[name]) for name, text in numbered(made.texts).items())
    detach(slide.part)
    attach(slide.part, replace(made, texts=texts))


def _renew_shape(found: FoundSlide, step: Step, new: Any, source: Any) -> Any:
    """Renew one shape, add it or remove it; the element that has its text now."""
    slide = found.slide
    if step.name[0] == "notes":
        slide.notes_slide.notes_text_frame.text = "\n".join(line.text for line in step.lines)
        return None
    if new is None:
        step.shape.getparent().remove(step.shape)
        return None
    if step.shape is None:
        return _added(slide, new, source)
    if new.tag == qn("p:grpSp"):
        return _redrawn(slide, step, new, source)
    assert step.text
    new = _in_looks_of(source, slide, deepcopy(new))
    _put(step.shape, new, step.text)
    if new.tag == qn("p:graphicFrame"):
        _renew_table(step.shape, new, step)
    else:
        _relate_links(new, slide, source)
        _renew_text(step.shape, new, step)
    return step.shape


def _put(shape: Any, new: Any, text: Text) -> None:
    """Give a shape the place that it would have now, unless somebody has moved it or changed its size."""
    now, made = (list(map(int, place.split())) for place in (place_in(shape), text.place))
    if place_in(new) != text.place and all(
        abs(one - other) < NEAR for one, other in zip_longest(now, made, fillvalue=0)
    ):
        there, wanted = _frame(shape), _frame(new)
        if there is not None and wanted is not None:
            there.getparent().replace(there, deepcopy(wanted))
        elif wanted is not None:
            shape.find(qn("p:spPr")).insert(0, deepcopy(wanted))
        elif there is not None:
            there.getparent().remove(there)


def _frame(shape: Any) -> Any:
    return next(shape.iter(qn("a:xfrm"), qn("p:xfrm")), None)


def _copied(slide: Any, new: Any, source: Any) -> Any:
    """A copy of a shape of another slide, in its looks, with ids that no shape of this slide has."""
    copy = _in_looks_of(source, slide, deepcopy(new))
    last = max(int(one.get("id")) for one in slide.element.iter(qn("p:cNvPr")))
    for at, one in enumerate(copy.iter(qn("p:cNvPr")), start=last + 1):
        one.set("id", str(at))
    return copy


def _in_looks_of(source: Any, slide: Any, element: Any) -> Any:
    """The element with colours and fonts that look here as there, where a program has dropped what names stand for."""
    names = _colours(source) or {}
    if names and not _colours(slide):
        for one in element.iter(qn("a:schemeClr")):
            one.set("val", names.get(one.get("val"), one.get("val")))
    if slide.slide_layout.name != source.slide_layout.name:
        is_title = text_kind(element) == "title"
        for look in element.iter(qn("a:rPr")):
            _set_look(look, FONTS["system"], TITLE_SIZES[0][0] if is_title else BODY, is_heading=is_title)
    return element


def _colours(slide: Any) -> dict[str, str] | None:
    """What the names of colours stand for on a slide, where that is its own."""
    own = slide.element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    return None if own is None else dict(own.attrib)


def _set_look(look: Any, fonts: tuple[str, str], size: float, *, is_heading: bool) -> None:
    """Name the font and the size of a run itself, the font in its place among the properties."""
    look.set("sz", look.get("sz") or points(size))
    latin = look.find(qn("a:latin"))
    if latin is None:
        latin = A.latin(typeface="+mj-lt" if is_heading else "+mn-lt")
        behind = look.find(HYPERLINK)
        look.append(latin) if behind is None else behind.addprevious(latin)
    latin.set("typeface", fonts[0] if latin.get("typeface") == "+mj-lt" else fonts[1])


def _added(slide: Any, new: Any, source: Any) -> Any:
    shape = _copied(slide, new, source)
    _relate_links(shape, slide, source)
    slide.element.find(f".//{qn('p:spTree')}").append(shape)
    return shape


def _relate_links(element: Any, slide: Any, source: Any) -> None:
    """Give the links of text that comes from another slide their targets here."""
    for link in element.iter(HYPERLINK):
        target = source.part.target_ref(link.get(LINK))
        link.set(LINK, slide.part.relate_to(target, RELATION.HYPERLINK, is_external=True))


def _redrawn(slide: Any, step: Step, new: Any, source: Any) -> Any:
    """The new drawing in the place of the old one, moved and resized as somebody did that.

    Where a program has dropped the colours of a dark slide, what decorates it stays as that has drawn it.
    """
    if step.name[0] == "decoration" and _colours(source) and not _colours(slide):
        return step.shape
    drawing = _copied(slide, new, source)
    _move(drawing, step)
    step.shape.getparent().replace(step.shape, drawing)
    return drawing


def _move(drawing: Any, step: Step) -> None:
    old, new = step.shape.find(f"{qn('p:grpSpPr')}/{qn('a:xfrm')}"), drawing.find(f"{qn('p:grpSpPr')}/{qn('a:xfrm')}")
    if old is None or not (step.text and step.text.place):
        return
    made = [int(value) for value in step.text.place.split()]
    is_ours = _numbers(old, "a:chOff", "a:chExt") == made
    now = _numbers(old, "a:off", "a:ext")
    place = _numbers(new, "a:off", "a:ext")
    scale = [now[2] / max(1, made[2]), now[3] / max(1, made[3])] if is_ours else [1.0, 1.0]
    if is_ours or max(abs(now[at] - made[at]) for at in (0, 1)) > FAR:
        moved = [round(now[at] + (place[at] - made[at]) * scale[at]) for at in (0, 1)]
        sized = [round(place[at + 2] * scale[at]) for at in (0, 1)]
        _set(new, moved, sized)


def _numbers(xfrm: Any, *names: str) -> list[int]:
    return [int(value) for name in names for value in xfrm.find(qn(name)).attrib.values()]


def _set(xfrm: Any, moved: list[int], sized: list[int]) -> None:
    for name, attributes, values in (("a:off", ("x", "y"), moved), ("a:ext", ("cx", "cy"), sized)):
        for attribute, value in zip(attributes, values, strict=True):
            xfrm.find(qn(name)).set(attribute, str(value))


def _renew_table(shape: Any, new: Any, step: Step) -> None:
    """The rows of the merged table, in the looks of those that are there; in sizes that somebody set, if so."""
    table, resized = shape.find(f".//{qn('a:tbl')}"), _is_resized(shape, step)
    (head, *there), (new_head, *made) = table.findall(ROW), new.findall(f".//{ROW}")
    if row_text(head) == row_text(new_head):
        # For its sizes; the head that somebody has changed stays.
        head = _row(Line("", 0, 0), [head], [new_head], resized)
    rows = [head, *(_row(line, there, made, resized) for line in step.lines)]
    for row in table.findall(ROW):
        table.remove(row)
    table.extend(rows)
    height = sum(int(row.get("h", "0")) for row in rows)
    _frame(shape).find(qn("a:ext")).set("cy", str(height))


def _is_resized(shape: Any, step: Step) -> bool:
    return step.text is not None and sizes_in(shape) != step.text.sizes


def _row(line: Line, there: list[Any], made: list[Any], resized: bool) -> Any:
    """The row of a line: that of the file with new cells or, where it has none or other cells, the new one."""
    row = None if line.there is None else there[line.there]
    new = None if line.made is None else made[line.made]
    if row is None or new is None:
        return new if row is None else row
    cells, wanted = _cells(row), _cells(new)
    if len(cells) != len(wanted):
        return new
    for at, (cell, becomes) in enumerate(zip(cells, wanted, strict=True)):
        if at not in line.kept:
            cell.getparent().replace(cell, _retexted(cell, becomes, resized))
    if not resized:
        row.set("h", new.get("h"))
        _set_margins(row, new)
    return row


def _set_margins(row: Any, new: Any) -> None:
    """Give the cells of a row the space above and below their text that those of another have."""
    for cell, other in zip(row.iter(CELL_PROPERTIES), new.iter(CELL_PROPERTIES), strict=False):
        for name in ("marT", "marB"):
            cell.set(name, other.get(name))


def _cells(row: Any) -> list[Any]:
    """The paragraphs of a row that have a text."""
    return [one for one in row.iter(PARAGRAPH) if paragraph_text(one)]


def _renew_text(shape: Any, new: Any, step: Step) -> None:
    """The merged paragraphs, in the looks of those that are there; in sizes that somebody set, if so."""
    frame, made = shape.find(qn("p:txBody")), new.find(qn("p:txBody")).findall(PARAGRAPH)
    there, resized = frame.findall(PARAGRAPH), _is_resized(shape, step)
    paragraphs = [_paragraph(line, at, there, made, resized) for at, line in enumerate(step.lines)]
    for one in there:
        frame.remove(one)
    frame.extend(paragraphs)


def _paragraph(line: Line, at: int, there: list[Any], made: list[Any], resized: bool) -> Any:
    """The paragraph of a line; a new one looks as the one that was in its place."""
    paragraph = there[min(at, len(there) - 1) if line.there is None else line.there]
    return paragraph if line.made is None else _retexted(paragraph, made[line.made], resized)


def _retexted(paragraph: Any, new: Any, resized: bool) -> Any:
    """The paragraph with the words of another one, run by run, and with its sizes unless somebody set others.

    With other runs, it stays if it has the words, else it is the other one.
    """
    copy, runs = deepcopy(paragraph), new.findall(RUN)
    if len(copy.findall(RUN)) != len(runs):
        return copy if plain(paragraph_text(copy)) == plain(paragraph_text(new)) else deepcopy(new)
    for run, other in zip(copy.findall(RUN), runs, strict=True):
        run.find(qn("a:t")).text = other.find(qn("a:t")).text
        look, wanted = run.find(qn("a:rPr")), other.find(qn("a:rPr"))
        if look is None:
            continue
        if not resized:
            look.attrib.pop("sz", None)
            look.attrib.update({"sz": wanted.get("sz")} if wanted.get("sz") else {})
        for link, target in zip(look.iter(HYPERLINK), wanted.iter(HYPERLINK), strict=False):
            link.set(LINK, target.get(LINK))
    return copy


def _add(check: Check, making: Making, key: str) -> None:
    """Add a slide that the record has now, behind the one that it follows; nothing where no layout is like its own."""
    deck, source = check.deck.presentation, making.slide(key)
    layout = _layout(check, making, source.slide_layout.name)
    if layout is None:
        return
    slide = deck.slides.add_slide(layout)
    tree = slide.shapes._spTree
    del tree[2:]
    slide.element.find(qn("p:clrMapOvr"))[:] = deepcopy(source.element.find(qn("p:clrMapOvr")))[:]
    for shape in _shapes(source):
        copy = _in_looks_of(source, slide, deepcopy(shape))
        _relate_links(copy, slide, source)
        tree.append(copy)
    if layout.name != source.slide_layout.name:
        _put_as_in(source, slide)
    slide.notes_slide.notes_text_frame.text = source.notes_slide.notes_text_frame.text
    _attach(slide, making.made[key], {name: text.shape for name, text in numbered(making.made[key].texts).items()})
    _place(deck, making, key)


def _layout(check: Check, making: Making, name: str) -> Any:
    """The layout of this name; else, where a program has renamed it, that of a slide which had it."""
    named = (one for one in check.deck.presentation.slide_layouts if one.name == name)
    ours = (one.found for one in check.slides if one.state == OURS and one.found.written)
    used = (one.slide.slide_layout for one in ours if _layout_name(making, one) == name)
    return next(named, None) or next(used, None)


def _layout_name(making: Making, found: FoundSlide) -> str:
    key = found.written.key if found.written else ""
    return str(making.slide(key).slide_layout.name) if key in making.made else ""


def _put_as_in(source: Any, slide: Any) -> None:
    """Give placeholders the places that they have in their own layout, where this one has others."""
    for there, here in zip(source.placeholders, slide.placeholders, strict=True):
        here.left, here.top, here.width, here.height = there.left, there.top, there.width, there.height


def _place(deck: Any, making: Making, key: str) -> None:
    """Move the last slide behind the nearest of those that come before it and are there."""
    keys = {_key(slide): at for at, slide in enumerate(deck.slides)}
    order = list(making.made)
    before = next((keys[one] for one in reversed(order[: order.index(key)]) if one in keys), len(deck.slides) - 2)
    listed = deck.slides._sldIdLst
    listed.insert(before + 1, listed[-1])


def _key(slide: Any) -> str:
    return str(slide.element.find(qn("p:cSld")).get("name", ""))


def _name_once(deck: Any) -> None:
    """Leave a name of slides to the first that has it: PowerPoint wants each to be of one slide."""
    seen = {""}
    for slide in deck.slides:
        if (name := _key(slide)) in seen:
            slide.element.find(qn("p:cSld")).attrib.pop("name", None)
        seen.add(name)


def _describe(check: Check, making: Making) -> None:
    """Keep what the file is made with now, in place of what it had; and the date of its data."""
    part = check.deck.presentation.part
    for owner in (part.package, part):
        for key, relation in list(owner._rels.items()):
            if relation.reltype == RELATION.CUSTOM_XML and _is_ours(relation.target_part.blob):
                owner._rels.pop(key)
    titles = [(key, making.title(key)) for key in making.made]
    attach_to_file(part, file_written(making.view, titles), making.made.values())


def _is_ours(blob: bytes) -> bool:
    return NAMESPACE.encode() in blob or FILE_NAMESPACE.encode() in blob
