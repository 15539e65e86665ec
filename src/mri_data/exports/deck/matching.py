"""Find in a file what was written into it: which slide is which, and which shape has which text.

PowerPoint keeps the custom data of slides and the ids of shapes. LibreOffice keeps neither: there slides are found by
their texts, and shapes by their text, their name or their place in the layout.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pptx.oxml.ns import qn

from mri_data.exports.deck.reading import Deck, FoundSlide
from mri_data.exports.pptx.written import Text, Written

SHAPES = (qn("p:sp"), qn("p:grpSp"), qn("p:graphicFrame"))
# The types of placeholders that LibreOffice keeps -> the text in them.
HELD = {"title": "title", "ctrTitle": "title", "ftr": "source"}
# The share of what was written on a slide that must be found on it.
ENOUGH = 0.34

Name = tuple[str, int]


def matched(deck: Deck) -> tuple[FoundSlide, ...]:
    """The slides of a file with what each was made with, also where a program has dropped that."""
    if any(one.written for one in deck.slides):
        return deck.slides
    found = dict(_by_texts(deck))
    return tuple(replace(one, written=found.get(one.number), linked=False) for one in deck.slides)


def _by_texts(deck: Deck) -> Iterator[tuple[int, Written]]:
    """The number of a slide, and what was made with the texts that it has; the best matches first."""
    on_slides = {one.number: Counter(map(plain, _texts_on(one))) for one in deck.slides}
    scores = []
    for at, written in enumerate(deck.loose):
        wanted = Counter(plain(text.text) for text in written.texts if text.text and text.name != "chart")
        for number, there in on_slides.items():
            share = (wanted & there).total() / max(1, wanted.total())
            scores.append((share, -abs(number - at), number, at))
    taken: set[int] = set()
    used: set[int] = set()
    for share, _, number, at in sorted(scores, reverse=True):
        if share >= ENOUGH and number not in taken and at not in used:
            taken.add(number)
            used.add(at)
            yield number, deck.loose[at]


def _texts_on(found: FoundSlide) -> Iterator[str]:
    for shape in found.slide.element.iter(qn("p:sp"), qn("p:graphicFrame")):
        yield text_in(shape)
    yield notes_in(found.slide)


def plain(text: str) -> str:
    """A text with its white space made one space each, as programs write it in other ways."""
    return " ".join(text.split())


def numbered(texts: Iterable[Text]) -> dict[Name, Text]:
    """Texts by their name, and their number among those of that name."""
    seen = Counter[str]()
    found: dict[Name, Text] = {}
    for text in texts:
        found[text.name, seen[text.name]] = text
        seen[text.name] += 1
    return found


def shapes_of(found: FoundSlide, texts: dict[Name, Text]) -> dict[Name, Any]:
    """The element of the shape that each text was written into; without those that are no longer there."""
    if found.linked:
        return _by_id(found, texts)
    tree = found.slide.element.find(f".//{qn('p:spTree')}")
    left = [one for one in tree if one.tag in SHAPES]
    shapes: dict[Name, Any] = {}
    for fits in (_has_its_text, _has_its_name, _has_its_place, _is_next):
        for name, text in texts.items():
            if name not in shapes and text.name != "notes" and (one := _first(fits, left, text)) is not None:
                shapes[name] = one
                left.remove(one)
    return shapes


def _by_id(found: FoundSlide, texts: dict[Name, Text]) -> dict[Name, Any]:
    named = {one.get("id"): one.getparent().getparent() for one in found.slide.element.iter(qn("p:cNvPr"))}
    numbers = ((name, str(text.shape)) for name, text in texts.items() if text.shape)
    return {name: named[number] for name, number in numbers if number in named and named[number].tag in SHAPES}


def _first(fits: Any, left: Sequence[Any], text: Text) -> Any:
    return next((one for one in left if fits(one, text)), None)


def _has_its_text(shape: Any, text: Text) -> bool:
    return bool(text.text) and shape.tag != qn("p:grpSp") and plain(text_in(shape)) == plain(text.text)


def _has_its_name(shape: Any, text: Text) -> bool:
    drawn = shape.tag != qn("p:sp")
    return drawn and bool(text.called) and shape.find(f".//{qn('p:cNvPr')}").get("name") == text.called


def _has_its_place(shape: Any, text: Text) -> bool:
    return text_kind(shape) == text.name


def text_kind(shape: Any) -> str | None:
    """Which text a placeholder holds, if it is of a type that holds one: `title` or `source`."""
    return HELD.get(_held(shape))


def _is_next(shape: Any, text: Text) -> bool:
    return text.name.startswith("text-") and _held(shape) in {"body", "subTitle", "obj"}


def _held(shape: Any) -> str:
    """The type of placeholder that a shape is; empty where it is none."""
    holder = shape.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}/{qn('p:ph')}")
    return "" if holder is None else str(holder.get("type", "obj"))


def text_in(shape: Any) -> str:
    """The text of a shape: of a table, its rows below the head with tabs between cells; else its paragraphs."""
    table = shape.find(f".//{qn('a:tbl')}")
    if table is not None:
        return "\n".join(row_text(row) for row in table.findall(qn("a:tr"))[1:])
    return "\n".join(map(paragraph_text, shape.iter(qn("a:p"))))


def row_text(row: Any) -> str:
    """The texts of a row of a table, with tabs between them."""
    return "\t".join(filter(None, map(paragraph_text, row.iter(qn("a:p")))))


def paragraph_text(paragraph: Any) -> str:
    """The text of a paragraph."""
    return "".join(text.text or "" for text in paragraph.iter(qn("a:t")))


def notes_in(slide: Any) -> str:
    """What the speaker's notes of a slide say."""
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return "" if frame is None else str(frame.text)
