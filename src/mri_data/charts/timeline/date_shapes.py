"""Derive the shape of a mark and its place on the axis from the precision of a date."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import Any, NamedTuple

import pandas as pd

from mri_data.charts.timeline.model import Axis, Mark, Piece, Shape
from mri_data.charts.timeline.sizes import Sizes
from mri_data.schema.records import BOUNDED
from mri_data.words.catalogue import Words
from mri_data.words.english import like

INSET = 0.05  # Share of a year or month kept free at each end, so that neighbours do not merge.
OPEN_YEARS = 5  # Length in years of a mark with one open end.


@dataclass(frozen=True)
class Entry:
    """The data of one record that the timeline needs."""

    id: str
    area: str
    forum: bool
    number: str
    title: str
    when: str
    where: str
    kind: str
    cities: tuple[str, ...]
    earliest: pd.Timestamp | None
    latest: pd.Timestamp | None
    precision: str
    start_precision: str
    end_precision: str
    matched: bool
    selected: bool
    alongside: str = ""
    spoken: str = ""

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last calendar year, when both are known."""
        return (self.earliest.year, self.latest.year) if self.earliest and self.latest else None


class Form(NamedTuple):
    """A shape from `x0` to `x1`, in decimal years or shares of the undated area, and its pieces."""

    shape: Shape
    x0: float
    x1: float
    pieces: tuple[Piece, ...] = ()


def entries(
    records: pd.DataFrame,
    matched: Collection[str],
    record: str | None,
    say: Words,
    alongside: Mapping[str, str],
    spoken: Mapping[str, str],
    text: Callable[[str], str],
) -> list[Entry]:
    """The records as entries, in their order; `text` marks a title that has no translation as English.

    By id, `alongside` has sentences on the meetings of some forums, and `spoken` what a screen reader says of a record.
    """
    chosen = set(matched)
    found = (_entry(row, chosen, record, say, text) for row in records.to_dict("records"))
    return [replace(one, alongside=alongside.get(one.id, ""), spoken=spoken.get(one.id, "")) for one in found]


def _entry(row: dict[Any, Any], matched: set[str], record: str | None, say: Words, text: Callable[[str], str]) -> Entry:
    earliest, latest = (None if pd.isna(row[name]) else row[name] for name in ("earliest", "latest"))
    cities, title = tuple(row["cities"]), text(str(row["title"]))
    return Entry(
        id=row["id"],
        area=row["work_area"],
        forum=row["kind"] == "forum",
        number="" if pd.isna(row["number"]) else str(int(row["number"])),
        title=like(title, " ".join(title.split())),
        when=" ".join(str(row["date_text"]).split()),
        where=", ".join(cities),
        kind=say(f"area.long.{row['work_area']}"),
        cities=cities,
        earliest=earliest,
        latest=latest,
        precision=_known(str(row["precision"]), earliest, latest),
        start_precision=row["start_precision"],
        end_precision=row["end_precision"],
        matched=row["id"] in matched,
        selected=row["id"] == record,
    )


def _known(precision: str, earliest: pd.Timestamp | None, latest: pd.Timestamp | None) -> str:
    """The precision, or a lower one if the date lacks the bound that it needs."""
    if precision in {"ongoing", "undated"} or (precision in BOUNDED and earliest and latest):
        return precision
    if precision == "before" and latest:
        return precision
    return "after" if earliest else "before" if latest else "undated"


def decimal(day: pd.Timestamp, *, end: bool = False) -> float:
    """A day as a decimal year: its beginning, or with `end` its end."""
    return float(day.year + (day.day_of_year - 1 + end) / (366 if day.is_leap_year else 365))


def bounds(entry: Entry) -> list[float]:
    """The decimal years that an axis must include to show the record; empty if its date has no bounds."""
    known = [decimal(entry.earliest)] if entry.earliest else []
    known += [decimal(entry.latest, end=True)] if entry.latest else []
    return [known[0], known[0] - OPEN_YEARS] if entry.precision == "before" else known


def form(entry: Entry, axis: Axis, sizes: Sizes, data_year: float) -> Form:
    """The shape that shows what is known of the date; undated, a diamond in the middle of the undated area."""
    if entry.forum and entry.precision in {"day", "month", "range"}:
        return _forum(entry)
    return FORMS[entry.precision](entry, axis, sizes, data_year)


def _forum(entry: Entry) -> Form:
    """A pill as wide as the year of the forum, like that of any other forum; its days, if known, are a piece of it."""
    x0, x1 = span(entry)
    if x1 - x0 > 1:
        return Form("pill", x0, x1)
    year = floor(x0)
    days = (Piece(x0, min(x1, year + 1), True),) if {entry.start_precision, entry.end_precision} == {"day"} else ()
    return Form("pill", year + INSET, year + 1 - INSET, days)


def span(entry: Entry) -> tuple[float, float]:
    """Where the first day begins and the last day ends, in decimal years; both days must be known."""
    assert entry.earliest
    assert entry.latest
    return decimal(entry.earliest), decimal(entry.latest, end=True)


def _dot(entry: Entry, axis: Axis, sizes: Sizes, data_year: float) -> Form:
    return Form("dot", *span(entry))


def _pill(entry: Entry, axis: Axis, sizes: Sizes, data_year: float) -> Form:
    x0, x1 = span(entry)
    inset = INSET * (x1 - x0)
    return Form("pill", x0 + inset, x1 - inset)


def _range(entry: Entry, axis: Axis, sizes: Sizes, data_year: float) -> Form:
    """A bar, or a dot if the bar would be no longer than a mark is high."""
    x0, x1 = span(entry)
    return Form("dot" if (x1 - x0) * axis.scale <= sizes.mark else "bar", x0, x1)


def _approximate(entry: Entry, axis: Axis, sizes: Sizes, data_year: float) -> Form:
    return _pill(entry, axis, sizes, data_year)._replace(shape="dashed")


def _after(entry: Entry, axis: Axis, sizes: Sizes, data_year: float) -> Form:
    assert entry.earliest
    bound = sum(_period(entry.earliest, entry.start_precision)) / 2
    room = axis.hi - (sizes.chevron + 2) / axis.scale
    return Form("after", bound, max(bound, min(bound + OPEN_YEARS, room)))


def _before(entry: Entry, axis: Axis, sizes: Sizes, data_year: float) -> Form:
    assert entry.latest
    bound = sum(_period(entry.latest, entry.end_precision)) / 2
    room = axis.lo + (sizes.chevron + 2) / axis.scale
    return Form("before", min(bound, max(bound - OPEN_YEARS, room)), bound)


def _ongoing(entry: Entry, axis: Axis, sizes: Sizes, data_year: float) -> Form:
    if not entry.earliest:
        return Form("rail", axis.lo, data_year)
    x0, start = _period(entry.earliest, entry.start_precision)
    x1 = max(data_year, start)
    return Form("since", x0, x1, (Piece(x0, start, True), Piece(start, x1, False)))


def _undated(entry: Entry, axis: Axis, sizes: Sizes, data_year: float) -> Form:
    return Form("diamond", 0.5, 0.5)


def _period(day: pd.Timestamp, known: str) -> tuple[float, float]:
    """Start and end, as decimal years, of the period in which an end lies: its decade, year, month or day.

    `day` is the first or last day of that period, and `known` says which it is; of a decade it is the first.
    """
    if known == "decade":
        return decimal(day), decimal(day) + 10
    period = day.to_period({"year": "Y", "month": "M"}.get(known, "D"))
    return decimal(period.start_time), decimal(period.end_time.normalize(), end=True)


FORMS: dict[str, Callable[[Entry, Axis, Sizes, float], Form]] = {
    "day": _dot,
    "month": _pill,
    "year": _pill,
    "range": _range,
    "approximate": _approximate,
    "after": _after,
    "before": _before,
    "ongoing": _ongoing,
    "undated": _undated,
}


def mark(entry: Entry, shaped: Form, size: float, y: float = 0) -> Mark:
    """The mark of a record; `size` and `y` in px."""
    return Mark(
        id=entry.id,
        area=entry.area,
        shape=shaped.shape,
        x0=shaped.x0,
        x1=shaped.x1,
        y=y,
        size=size,
        title=entry.title,
        when=entry.when,
        where=entry.where,
        kind=entry.kind,
        number=entry.number,
        alongside=entry.alongside,
        spoken=entry.spoken,
        forum=entry.forum,
        matched=entry.matched,
        selected=entry.selected,
        pieces=shaped.pieces,
    )
