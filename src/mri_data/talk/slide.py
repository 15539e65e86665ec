"""What a slide is: its kind, the parts it may have, and the sizes all slides share, in px of 1920 by 1080."""

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
    """One record in a list: its date, its title, where it was, and what MRI says of it where there is room for that."""

    id: str
    date: str
    title: str
    where: str
    says: str = ""


@dataclass(frozen=True)
class Step:
    """One year of the way of the forum, and what to say of it."""

    year: int
    caption: str


@dataclass(frozen=True)
class Slide:
    """One slide; which parts are filled depends on its kind. `notes` are for the speaker, `source` is its last line."""

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
        """Ids of the records that stand on the slide in words."""
        return tuple(row.id for row in self.rows) + ((self.detail.id,) if self.detail else ())
