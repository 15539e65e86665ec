"""The data of a slide, and the sizes that all slides share, in px of a slide of 1920 by 1080."""

from dataclasses import dataclass
from typing import Literal

from mri_data.charts.of_view import MapSize
from mri_data.sentences.about_view import Gap
from mri_data.sentences.headline import Headline
from mri_data.sentences.one_record import Detail

Kind = Literal["title", "counts", "timeline", "map", "context", "convention", "area", "story", "unknown", "closing"]

WIDTH, HEIGHT = 1920, 1080
EDGE = 80
BODY = 28
SLIDE_MAP, BACKDROP = MapSize(1060, 470, 14.5, False), MapSize(1640, 760, 14.5, False)
# The chart of States parties: its width and height in px.
PARTIES = (1760.0, 780.0)


@dataclass(frozen=True)
class Row:
    """One record in a list: date, title, places and, where there is room, summary."""

    id: str
    date: str
    title: str
    where: str
    says: str = ""


@dataclass(frozen=True)
class Step:
    """One year on the map of the forums, and its caption."""

    year: int
    caption: str


@dataclass(frozen=True)
class Slide:
    """One slide; its kind decides which fields are set. `notes` are for the speaker, `source` is its last line."""

    kind: Kind
    title: str
    source: str = ""
    lede: str = ""
    notes: tuple[str, ...] = ()
    area: str = ""
    counts: tuple[Headline, ...] = ()
    rows: tuple[Row, ...] = ()
    steps: tuple[Step, ...] = ()
    detail: Detail | None = None
    gaps: tuple[Gap, ...] = ()
    address: str = ""
    contact: str = ""

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records that the slide shows in words."""
        return tuple(row.id for row in self.rows) + ((self.detail.id,) if self.detail else ())
