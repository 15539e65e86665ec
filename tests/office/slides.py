"""Presentations as LibreOffice prints them, in a font that somebody may have in place of ours."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation

from tools.office import FOLDER

# As wide as Arial, as Calibri, and the widest of the usual ones.
FACES = ("Liberation Sans", "Carlito", "DejaVu Sans")
EMU_IN_POINT = 12_700
SECONDS = 400


@dataclass(frozen=True)
class Word:
    """A word as it is printed: its text and its box in points from the top left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Word") -> float:
        """The share of the smaller of two boxes that both have in common."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.foot, other.foot) - max(self.top, other.top)
        least = min(self.area, other.area)
        return max(width, 0) * max(height, 0) / least if least else 0

    @property
    def foot(self) -> float:
        """The bottom of what is printed: figures do not reach below their line, and their box does."""
        return self.bottom - 0.2 * self.size if self.text.isdigit() else self.bottom

    @property
    def size(self) -> float:
        """The font size in points: pdftotext gives words boxes 1.3 times as high."""
        return (self.bottom - self.top) / 1.3

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


def run(*command: str, home: Path) -> str:
    """What a program prints; it sees no settings of its user's, and the fonts in `home`/.fonts."""
    settings = {**os.environ, "HOME": str(home)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS, env=settings)
    return done.stdout


def with_face(file: bytes, face: str) -> bytes:
    """The presentation with another font for headings and text, as a person sets it in the master."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("ppt/theme/"):
                content = re.sub(rb'(Font>\s*<a:latin typeface=")[^"]+', rb"\g<1>" + face.encode(), content)
            new.writestr(name, content)
    return made.getvalue()


def printed(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """The presentations as PDF, by name."""
    shutil.copytree(FOLDER / "usr" / "share" / "fonts", folder / ".fonts")
    for name, content in files.items():
        (folder / f"{name}.pptx").write_bytes(content)
    paths = [str(folder / f"{name}.pptx") for name in files]
    run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), *paths, home=folder)
    return {name: folder / f"{name}.pdf" for name in files}


def words_of(pdf: Path) -> list[list[Word]]:
    """The words of each page."""
    tree = etree.fromstring(run("pdftotext", "-bbox", str(pdf), "-", home=pdf.parent).encode())
    return [[_word(one) for one in page.iter("{*}word")] for page in tree.iter("{*}page")]


def _word(element: Any) -> Word:
    return Word(element.text or "", *(float(element.get(name)) for name in ("xMin", "yMin", "xMax", "yMax")))


def circles_of(file: bytes) -> list[list[Word]]:
    """The round marks of the charts on each slide, as boxes in points; children of groups have the slide's units."""
    return [list(_circles(slide)) for slide in Presentation(io.BytesIO(file)).slides]


def _circles(slide: Any) -> Iterator[Word]:
    for shape in slide.element.iter("{*}sp"):
        if shape.find(".//{*}prstGeom[@prst='ellipse']") is not None:
            place, size = shape.find(".//{*}off"), shape.find(".//{*}ext")
            x, y, width, height = (int(one) / EMU_IN_POINT for one in (*place.attrib.values(), *size.attrib.values()))
            yield Word("mark", x, y, x + width, y + height)
