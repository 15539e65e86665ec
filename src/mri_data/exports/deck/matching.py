"""Find in a file what was written into it: which slide is which, and which shape has which text.

PowerPoint keeps the custom data of slides and the ids of shapes. LibreOffice keeps neither: there slides are found by
their texts, and shapes by their text, their name or their place in the layout.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from pptx.oxml.ns import qn

from mri_data.exports.deck.merging import plain
from mri_data.exports.deck.reading import Deck, FoundSlide
from mri_data.exports.pptx.written import Text, Written, text_in

SHAPES = (qn("p:sp"), qn("p:grpSp"), qn("p:graphicFrame"))
# The types of placeholders that LibreOffice keeps -> the text in them.
HELD = {"title": "title", "ctrTitle": "title", "ftr": "source"}
# The share of what was written on a slide that must be found on it, and on a copy of it.
ENOUGH, COPY = 0.34, 0.66

Name = tuple[str, int]


def matched(deck: Deck) -> tuple[FoundSlide, ...]:
    """The slides of a file with what each was made with, also where a program has dropped that, or copied a slide."""
    by_texts = {} if any(one.written for one in deck.slides) else dict(_by_texts(deck))
    return tuple(one if one.written else _matched(one, by_texts.get(one.number), deck) for one in deck.slides)


def _matched(found: FoundSlide, written: Written | None, deck: Deck) -> FoundSlide:
    return replace(found, written=written or _original(found, deck), linked=False)


def _by_texts(deck: Deck) -> Iterator[tuple[int, Written]]:
    """The number of a slide, and what was made with the texts that it has; the best matches first."""
    on_slides = {one.number: _lines_on(one) for one in deck.slides}
    scores = [
        (_share(written, there), -abs(number - at), number, at)
        for at, written in enumerate(deck.loose)
        for number, there in on_slides.items()
    ]
    taken: set[int] = set()
    used: set[int] = set()
    for share, _, number, at in sorted(scores, reverse=True):
        if share >= ENOUGH and number not in taken and at not in used:
            taken.add(number)
            used.add(at)
            yield number, deck.loose[at]


def _original(found: FoundSlide, deck: Deck) -> Written | None:
    """What the slide was made with of which somebody has made this copy; None if it is somebody's own."""
    there = _lines_on(found)
    share, written = max(((_share(one, there), one) for one in deck.loose), key=itemgetter(0))
    return written if share >= COPY else None


def _share(written: Written, there: Counter[str]) -> float:
    """How much of the text that was written on a slide is among these lines."""
    texts = (text.text for text in written.texts if text.name not in ("chart", "decoration"))
    wanted = _lines(texts)
    return (wanted & there).total() / max(1, wanted.total())


def _lines_on(found: FoundSlide) -> Counter[str]:
    shapes = found.slide.element.iter(qn("p:sp"), qn("p:graphicFrame"))
    return _lines((*map(text_in, shapes), notes_in(found.slide)))


def _lines(texts: Iterable[str]) -> Counter[str]:
    return Counter(line for text in texts for line in map(plain, text.split("\n")) if line)


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


def notes_in(slide: Any) -> str:
    """What the speaker's notes of a slide say."""
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return "" if frame is None else str(frame.text)
