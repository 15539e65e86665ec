"""Group the records by city into the marks of the map; labels and legs are added elsewhere."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Any, Literal, NamedTuple

import pandas as pd

from mri_data.charts.map.projection import equal_earth
from mri_data.schema.records import CERTAIN

State = Literal["on", "current", "future", "off"]

OTHER_RADIUS, SMALLER = 0.94, 0.7
LONGEST_TITLES = 90


class Stop(NamedTuple):
    """One record at one place: `year` is None if undated, `number` is None unless it is a numbered forum."""

    place: str
    number: int | None
    year: int | None
    years: str
    title: str
    date_text: str


@dataclass(frozen=True)
class Mark:
    """A place on the map with the data of its records; x and y in map units, the radius in px.

    The state "off" is for a host whose forums are all filtered out, "future" for one whose forums are all after the
    year shown. `other` places hosted no forum. The circle of a `counted` place is for all records that name it; there,
    "off" is for the pale circles behind those of the records shown.
    """

    place: str
    name: str
    x: float
    y: float
    radius: float
    state: State
    other: bool
    numbers: tuple[int, ...]
    years: tuple[str, ...]
    titles: tuple[str, ...]
    dates: tuple[str, ...]
    counted: bool = False


@dataclass(frozen=True, eq=False)
class Journey:
    """Stops of all forums (`forums`), of matched forums (`stops`) and of other matched records, if shown (`asides`).

    Each list is in the order of dates, undated last. `size` is the radius of a host of one forum in px; the marks of
    the places in `smaller` are smaller.
    """

    places: pd.DataFrame
    forums: list[Stop]
    stops: list[Stop]
    asides: list[Stop]
    size: float
    smaller: frozenset[str] = frozenset()

    def hosts(self, year: int | None) -> tuple[Mark, ...]:
        """Marks of the cities that hosted a forum, with their state in a year; without those drawn as other places."""
        elsewhere = {stop.place for stop in self.asides}
        return tuple(self._host(place, year) for place in _places_of(self.forums) if place not in elsewhere)

    def others(self) -> tuple[Mark, ...]:
        """Marks of the other places, all of one size."""
        marks = [self._mark(_at(self.asides, place), "on") for place in _places_of(self.asides)]
        return tuple(replace(mark, other=True, radius=self._radius(mark.place, OTHER_RADIUS)) for mark in marks)

    def so_far(self, year: int | None) -> tuple[tuple[Stop, str], ...]:
        """The matched stops up to a year, each with the name of its city."""
        return tuple((stop, str(self.places.loc[stop.place, "name"])) for stop in self.stops if _reached(stop, year))

    def _host(self, place: str, year: int | None) -> Mark:
        """The mark of a city with the matched forums up to a year or, if there are none yet, with all of them."""
        here = _at(self.stops, place)
        behind = [stop for stop in here if _reached(stop, year)]
        if not here:
            return self._mark(_at(self.forums, place), "off")
        if not behind:
            return self._mark(here, "future")
        now = year is not None and any(stop.year == year for stop in behind)
        return self._mark(behind, "current" if now else "on")

    def _mark(self, here: Sequence[Stop], state: State) -> Mark:
        """A mark with an area proportional to the number of stops."""
        row = self.places.loc[here[0].place]
        x, y = equal_earth(row["lon"], row["lat"])
        return Mark(
            place=here[0].place,
            name=str(row["name"]),
            x=round(float(x), 3),
            y=round(float(y), 3),
            radius=self._radius(here[0].place, len(here) ** 0.5),
            state=state,
            other=False,
            numbers=tuple(stop.number for stop in here if stop.number is not None),
            years=tuple(dict.fromkeys(stop.years for stop in here if stop.years)),
            titles=tuple(dict.fromkeys(stop.title for stop in here)),
            dates=tuple(dict.fromkeys(stop.date_text for stop in here)),
        )

    def _radius(self, place: str, share: float) -> float:
        return round(self.size * share * (SMALLER if place in self.smaller else 1), 2)


def journey(
    records: pd.DataFrame, places: pd.DataFrame, matched: Collection[str], *, others: bool, size: float
) -> Journey:
    """The stops of the records at places on the map; places that host a matched forum are not in `asides`."""
    shown = records[records["id"].isin(list(matched))]
    stops = _stops(shown[shown["kind"] == "forum"], places)
    hosting = set(_places_of(stops))
    asides = _stops(shown[shown["kind"] == "achievement"], places) if others or not stops else []
    return Journey(
        places=places,
        forums=_stops(records[records["kind"] == "forum"], places),
        stops=stops,
        asides=[stop for stop in asides if stop.place not in hosting],
        size=size,
    )


def placed_count(records: pd.DataFrame, places: pd.DataFrame) -> int:
    """The number of records that name at least one place on the map."""
    return sum(any(place in places.index for place in named) for named in records["places"])


def hover_lines(mark: Mark) -> tuple[str, str, str]:
    """Hover lines of a mark, unescaped: the city, the dates as written, the titles, shortened."""
    titles = shorten("; ".join(mark.titles), LONGEST_TITLES, placeholder=" …")
    return mark.name, " · ".join(mark.dates), titles


def _stops(records: pd.DataFrame, places: pd.DataFrame) -> list[Stop]:
    """A stop for each place of each record, in the order of dates; places not on the map are left out."""
    ordered = records.sort_values(["earliest", "number"], kind="stable", na_position="last")
    rows: Iterable[Any] = ordered.itertuples()
    return [
        Stop(place, _number(row.number), _year(row.earliest), _years(row), row.title, row.date_text)
        for row in rows
        for place in row.places
        if place in places.index
    ]


def _number(number: Any) -> int | None:
    return None if pd.isna(number) else int(number)


def _year(moment: Any) -> int | None:
    return None if pd.isna(moment) else int(moment.year)


def _years(row: Any) -> str:
    """The year or years of a record for a label; empty if its date is too imprecise."""
    first, last = _year(row.earliest), _year(row.latest)
    if row.precision not in CERTAIN or first is None or last is None:
        return ""
    if first != last and len(row.places) > 1:
        return ""  # It is not known which place belongs to which year.
    return str(first) if first == last else f"{first}–{last}"


def _places_of(stops: Iterable[Stop]) -> list[str]:
    """The distinct places of the stops, in order."""
    return list(dict.fromkeys(stop.place for stop in stops))


def _at(stops: Iterable[Stop], place: str) -> list[Stop]:
    return [stop for stop in stops if stop.place == place]


def _reached(stop: Stop, year: int | None) -> bool:
    """Whether a stop is in or before a year; an undated one only if all years are shown (None)."""
    return year is None or (stop.year is not None and stop.year <= year)
