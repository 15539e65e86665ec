"""Gather what happened in each city: the marks of the map, without their words and the ways between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Any, Literal, NamedTuple

import pandas as pd

from mri_data.geo import equal_earth

State = Literal["on", "current", "future", "off"]

OTHER_RADIUS = 0.94
LONGEST_TITLES = 90
EXACT = {"day", "month", "year"}


class Stop(NamedTuple):
    """A record at a place; `year` is None when undated, `number` None unless the record is a numbered forum."""

    place: str
    number: int | None
    year: int | None
    years: str
    title: str
    date_text: str


@dataclass(frozen=True)
class Mark:
    """A place with what happened there: where on the map, radius in px, forum numbers, years, titles, dates."""

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


def placed_count(records: pd.DataFrame, places: pd.DataFrame) -> int:
    """How many of the records name at least one place that is on the map."""
    return sum(any(place in places.index for place in named) for named in records["places"])


def stops_of(records: pd.DataFrame, places: pd.DataFrame) -> list[Stop]:
    """The records at their places in the order of their dates, undated ones last; places not on the map are left out."""
    ordered = records.sort_values(["earliest", "number"], kind="stable", na_position="last")
    return [
        Stop(place, _number(row.number), _year(row.earliest), _years(row), row.title, row.date_text)
        for row in ordered.itertuples()
        for place in row.places
        if place in places.index
    ]


def _number(number: Any) -> int | None:
    return None if pd.isna(number) else int(number)


def _year(moment: Any) -> int | None:
    return None if pd.isna(moment) else int(moment.year)


def _years(row: Any) -> str:
    """The year or years of a record as a label gives them; empty when the date does not settle them."""
    first, last = _year(row.earliest), _year(row.latest)
    if row.precision not in EXACT | {"range"} or first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"


def places_of(stops: Iterable[Stop]) -> list[str]:
    """The places of the stops, each once, in order."""
    return list(dict.fromkeys(stop.place for stop in stops))


def reached(stop: Stop, year: int | None) -> bool:
    """Whether a stop lies behind us at this step of the journey; an undated one only when all years are shown."""
    return year is None or (stop.year is not None and stop.year <= year)


def host(
    places: pd.DataFrame,
    place: str,
    forums: Sequence[Stop],
    stops: Sequence[Stop],
    year: int | None,
    size: float,
) -> Mark:
    """A city with the matched forums it has hosted by this year, or, if there are none, with all it will host.

    `forums` are all stops of forums, `stops` the matched ones; the radius is `size` px for one forum.
    """
    here = [stop for stop in stops if stop.place == place]
    behind = [stop for stop in here if reached(stop, year)]
    state: State = "on"
    if not here:
        state = "off"
    elif not behind:
        state = "future"
    elif year is not None and any(stop.year == year for stop in behind):
        state = "current"
    told = behind or here or [stop for stop in forums if stop.place == place]
    return _mark(places.loc[place], told, state, size)


def _mark(row: Any, here: Sequence[Stop], state: State, size: float) -> Mark:
    """A mark whose area grows with the number of stops."""
    x, y = equal_earth(row["lon"], row["lat"])
    return Mark(
        place=here[0].place,
        name=row["name"],
        x=round(float(x), 3),
        y=round(float(y), 3),
        radius=round(size * len(here) ** 0.5, 2),
        state=state,
        other=False,
        numbers=tuple(stop.number for stop in here if stop.number is not None),
        years=tuple(dict.fromkeys(stop.years for stop in here if stop.years)),
        titles=tuple(dict.fromkeys(stop.title for stop in here)),
        dates=tuple(dict.fromkeys(stop.date_text for stop in here)),
    )


def other(places: pd.DataFrame, place: str, stops: Sequence[Stop], size: float) -> Mark:
    """A place that hosted no forum shown; its size says nothing."""
    mark = _mark(places.loc[place], [stop for stop in stops if stop.place == place], "on", size)
    return replace(mark, other=True, radius=round(OTHER_RADIUS * size, 2))


def hover_lines(mark: Mark) -> tuple[str, str, str]:
    """What a mark says when pointed at, unescaped: the city, the dates as written, the titles."""
    titles = "; ".join(mark.titles)
    return mark.name, " · ".join(mark.dates), shorten(titles, LONGEST_TITLES, placeholder=" …")
