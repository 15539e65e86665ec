"""The data of a slide, and the sizes that all slides share, in px of a slide of 1920 by 1080."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mri_data.charts.of_view import MapSize, Room
from mri_data.record.view import View
from mri_data.schema.settings import SlideName
from mri_data.sentences.about_view import Gap
from mri_data.sentences.headline import Headline
from mri_data.sentences.one_record import Detail
from mri_data.talk.fit import BODY, CHART_TEXT, cut, lines_of, width_of

# The slides of the talk, and those of its appendix.
Kind = SlideName | Literal["context", "events", "area", "story", "unknown"]

WIDTH, HEIGHT = 1920, 1080
EDGE = 80
INNER = WIDTH - 2 * EDGE
# Where the title is, the top and the bottom of what is below it, and the bottom of the source line.
TITLE = (EDGE, 52, INNER, 140)
TOP, BOTTOM, FOOT = 205, 935, 1042
# The sizes of a title in px, with the most lines at each, and those on a dark slide; then the width and the most lines
# of the source line.
TITLE_SIZES = ((56, 2), (48, 2), (BODY, 3))
LARGE_SIZES = ((88, 2), (60, 3), (48, 4))
SOURCE_WIDTH, SOURCE_LINES = 1580, 2
SLIDE_MAP, BACKDROP = MapSize(1060, 470, 14.5, False), MapSize(1640, 760, 14.5, False)
# The room of a chart, and where its slide has a lead of up to three lines above it.
CHART = Room(INNER, BOTTOM - TOP, CHART_TEXT)
LEAD_HIGH = 140
LED = Room(INNER, BOTTOM - TOP - LEAD_HIGH, CHART_TEXT)
# The chart of States parties: its width and height in px.
PARTIES = (1760.0, 640.0)
# The greatest size in px of the date of a record that has a slide to itself.
DATE_SIZE = 160


@dataclass(frozen=True)
class Row:
    """One record in a list: date, title, places and, where there is room, summary; or an event, which has no id."""

    id: str
    date: str
    title: str
    where: str
    says: str = ""


@dataclass(frozen=True)
class Work:
    """One record on a slide: date, title, summary, the languages it is in, and what other sources document.

    `size` is that of its text in px, and `date_px` the greatest of the date of one that has a slide to itself.
    """

    id: str
    area: str
    date: str
    title: str
    says: str
    languages: str = ""
    adds: tuple[str, ...] = ()
    size: int = BODY
    date_px: int = 0

    def date_size(self, width: float) -> int:
        """The size in px at which the date fills at most `width` px in one line."""
        return min(self.date_px, int(width / width_of(self.date, 1)))


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

    `size` is that of its text in px, and `padding` the space above and below the text of each of its rows. `areas` are
    the kinds of work of a timeline that has several slides, or those that have a column each.
    `appendix` marks the slides after the close.
    """

    kind: Kind
    title: str
    source: str = ""
    lede: str = ""
    notes: tuple[str, ...] = ()
    area: str = ""
    counts: tuple[Headline, ...] = ()
    works: tuple[Work, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rows: tuple[Row, ...] = ()
    areas: tuple[str, ...] = ()
    size: int = BODY
    padding: float = 0.0
    steps: tuple[Step, ...] = ()
    detail: Detail | None = None
    gaps: tuple[Gap, ...] = ()
    halves: tuple[tuple[Gap, ...], ...] = ()
    address: str = ""
    contact: str = ""
    appendix: bool = False

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records that the slide shows in words."""
        shown: tuple[Work | Row | Detail, ...] = (*self.works, *self.rows, *((self.detail,) if self.detail else ()))
        return tuple(one.id for one in shown if one.id)

    @property
    def single(self) -> Work | None:
        """The record that has the slide to itself; None where there are several, or none."""
        return self.works[0] if len(self.works) == 1 else None


def numbered(title: str, at: int, pages: int, view: View) -> str:
    """The title of a slide, with its number where what it shows has several."""
    return view.say("talk.part", title=title, at=at + 1, pages=pages) if pages > 1 else title


def title_size(title: str, width: float = TITLE[2], sizes: Sequence[tuple[int, int]] = TITLE_SIZES) -> int:
    """The largest of the sizes in px at which a title has room, else the smallest."""
    return next((size for size, most in sizes if lines_of(title, width, size) <= most), sizes[-1][0])


def fitted(slide: Slide) -> Slide:
    """The slide with a title and a source line that have room on it; what is longer is in full in the notes."""
    size, most = TITLE_SIZES[-1]
    title, source = cut(slide.title, INNER, most, size), cut(slide.source, SOURCE_WIDTH, SOURCE_LINES)
    full = [text for text, kept in ((slide.title, title), (slide.source, source)) if text != kept]
    notes = (*slide.notes, *(text for text in full if text not in slide.notes))
    return replace(slide, title=title, source=source, notes=notes)
