"""The data of a slide, and the sizes that all slides share, in px of a slide of 1920 by 1080."""

from dataclasses import dataclass
from typing import Literal

from mri_data.charts.of_view import MapSize
from mri_data.charts.text_width import text_width
from mri_data.schema.settings import SlideName
from mri_data.sentences.about_view import Gap
from mri_data.sentences.headline import Headline
from mri_data.sentences.one_record import Detail

# The slides of the talk, and those of its appendix.
Kind = SlideName | Literal["context", "area", "story", "unknown"]

WIDTH, HEIGHT = 1920, 1080
EDGE = 80
BODY = 28
SLIDE_MAP, BACKDROP = MapSize(1060, 470, 14.5, False), MapSize(1640, 760, 14.5, False)
# The chart of States parties: its width and height in px.
PARTIES = (1760.0, 690.0)
# The greatest size in px of the date of a record that has a slide to itself.
DATE_SIZE = 220


def lines_of(text: str, width: float, size: float = BODY) -> int:
    """The most lines of `width` px that a text needs at a size in px; line breaks waste about a tenth of the width."""
    return int(text_width(text, size) // (0.9 * width)) + 1


@dataclass(frozen=True)
class Row:
    """One record in a list: date, title, places and, where there is room, summary."""

    id: str
    date: str
    title: str
    where: str
    says: str = ""


@dataclass(frozen=True)
class Work:
    """One record in a column: date, title, summary, the languages it is in, and what other sources document."""

    id: str
    date: str
    title: str
    says: str
    languages: str = ""
    adds: tuple[str, ...] = ()

    def date_size(self, width: float) -> int:
        """The size in px at which the date fills at most `width` px in one line."""
        return min(DATE_SIZE, int(0.9 * width / text_width(self.date, 1)))


@dataclass(frozen=True)
class Column:
    """The records of one kind of work; `head` names it where the columns of a slide are of several kinds."""

    area: str
    works: tuple[Work, ...]
    head: str = ""


@dataclass(frozen=True)
class Evidence:
    """How many records are documented in one way, its name, and what it means."""

    code: str
    number: int
    digits: str
    name: str
    meaning: str


@dataclass(frozen=True)
class Step:
    """One year on the map of the forums, and its caption."""

    year: int
    caption: str


@dataclass(frozen=True)
class Slide:
    """One slide; its kind decides which fields are set. `notes` are for the speaker, `source` is its last line.

    `appendix` marks the slides after the close.
    """

    kind: Kind
    title: str
    source: str = ""
    lede: str = ""
    notes: tuple[str, ...] = ()
    area: str = ""
    counts: tuple[Headline, ...] = ()
    columns: tuple[Column, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rows: tuple[Row, ...] = ()
    steps: tuple[Step, ...] = ()
    detail: Detail | None = None
    gaps: tuple[Gap, ...] = ()
    address: str = ""
    contact: str = ""
    appendix: bool = False

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records that the slide shows in words."""
        works = tuple(work.id for column in self.columns for work in column.works)
        return works + tuple(row.id for row in self.rows) + ((self.detail.id,) if self.detail else ())

    @property
    def single(self) -> Work | None:
        """The record that has the slide to itself; None where there are several, or none."""
        works = [work for column in self.columns for work in column.works]
        return works[0] if len(works) == 1 else None
