"""Read a presentation that somebody sends: its slides, and what each was made with.

Nothing is trusted: the size of the file, what it unpacks to, its parts and its slides are bounded, and no entity of its
XML is ever resolved.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn

from mri_data.exports.deck import MOST_BYTES
from mri_data.exports.pptx.written import (
    FILE_NAMESPACE,
    NAMESPACE,
    FileWritten,
    Written,
    read_file_written,
    read_written,
)
from mri_data.reading.ooxml import COMPOUND, DECLARED_WITHIN, FAULTS, MACROS, PASSWORD_PART, ZIP
from mri_data.words.catalogue import Words
from mri_data.words.errors import MriError, visible

# The largest file, what it may unpack to and how much of that may be XML, in bytes; the most parts and slides.
MOST_UNPACKED, MOST_XML = 100_000_000, 40_000_000
MOST_PARTS, MOST_SLIDES = 5_000, 500
SLIDE = f"{{{NAMESPACE}}}slide"
MAIN, TYPES = "ppt/presentation.xml", "[Content_Types].xml"
# What python-pptx may raise on a file whose parts are not what they are called.
BROKEN: tuple[type[Exception], ...] = (*FAULTS, PythonPptxError, AttributeError, TypeError, AssertionError)


class DeckError(MriError):
    """A file that is no presentation made from the record, or cannot be read; the text says why and what to do."""


@dataclass(frozen=True)
class FoundSlide:
    """A slide of the file, with its number from 1 and what it was made with; None for a slide of somebody's own.

    `linked` is False where what it was made with was found by its texts.
    """

    number: int
    slide: Any
    written: Written | None
    linked: bool = True


@dataclass(frozen=True)
class Deck:
    """A presentation of python-pptx, its slides, what the file was made with, and what was kept of lost slides."""

    presentation: Any
    slides: tuple[FoundSlide, ...]
    file: FileWritten | None
    loose: tuple[Written, ...]


@contextmanager
def in_a_sentence(name: str, say: Words) -> Iterator[None]:
    """Raise a `DeckError` where a file turns out to be broken while it is read, compared or renewed."""
    try:
        yield
    except BROKEN:
        raise _refused(say, "damaged", name) from None


def open_deck(data: bytes, name: str, say: Words) -> Deck:
    """Read a presentation, called `name`.

    Raises:
        DeckError: if it is none, or has no slide made from the record.
    """
    _refuse_foreign(data, name, say)
    with in_a_sentence(name, say):
        texts = _checked(data, name, say)
        presentation = Presentation(io.BytesIO(data))
        if len(presentation.slides) > MOST_SLIDES:
            raise _refused(say, "slides", name, most=MOST_SLIDES)
        roots = [root for text in texts if (root := _root(text)) is not None]
        slides = tuple(_slide(at, slide) for at, slide in enumerate(presentation.slides, start=1))
        file = next((read_file_written(one) for one in roots if one.tag.startswith(f"{{{FILE_NAMESPACE}}}")), None)
        # What the file keeps of all slides, and what each slide has itself.
        kept = [one for root in roots for one in (*root.iterfind(SLIDE), *([root] if root.tag == SLIDE else []))]
        loose = {one.key: one for one in map(read_written, kept)}
    if not loose:
        raise _refused(say, "foreign", name)
    return Deck(presentation, slides, file, tuple(loose.values()))


def _refused(say: Words, key: str, name: str, **values: object) -> DeckError:
    return DeckError(say(f"problem.deck.{key}", file=visible(name), **values))


def _refuse_foreign(data: bytes, name: str, say: Words) -> None:
    if len(data) > MOST_BYTES:
        raise _refused(say, "large", name, most=MOST_BYTES // 1_000_000)
    if data.startswith(COMPOUND):
        raise _refused(say, "password" if PASSWORD_PART in data else "old", name)
    if not data.startswith(ZIP):
        raise _refused(say, "other", name)


def _checked(data: bytes, name: str, say: Words) -> list[bytes]:
    """The parts of custom XML; an error if the file is no presentation, or too much."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        xml = [one for one in parts if one.filename.endswith((".xml", ".rels"))]
        _refuse_sizes(parts, xml, name, say)
        if any(one.flag_bits & 1 for one in parts):
            raise _refused(say, "password", name)
        if MAIN not in archive.namelist():
            raise _refused(say, "other", name)
        if MACROS in archive.read(TYPES):
            raise _refused(say, "macros", name)
        for one in xml:
            with archive.open(one) as file:
                if b"<!DOCTYPE" in file.read(DECLARED_WITHIN):
                    raise _refused(say, "damaged", name)
        return [archive.read(one) for one in xml if one.filename.startswith("customXml/item")]


def _refuse_sizes(parts: list[zipfile.ZipInfo], xml: list[zipfile.ZipInfo], name: str, say: Words) -> None:
    sizes = (sum(one.file_size for one in parts), sum(one.file_size for one in xml))
    if len(parts) > MOST_PARTS or sizes[0] > MOST_UNPACKED or sizes[1] > MOST_XML:
        raise _refused(say, "unpacked", name, most=MOST_UNPACKED // 1_000_000)


def _root(text: bytes) -> Any:
    """The root of a part of custom XML that is ours; None of any other."""
    if NAMESPACE.encode() not in text and FILE_NAMESPACE.encode() not in text:
        return None
    return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))


def _slide(number: int, slide: Any) -> FoundSlide:
    return FoundSlide(number, slide, next(_written(slide), None))


def _written(slide: Any) -> Iterator[Written]:
    for held in slide.element.iterfind(f".//{qn('p:custData')}"):
        root = _root(slide.part.related_part(held.get(qn("r:id"))).blob)
        if root is not None and root.tag == SLIDE:
            yield read_written(root)
