"""What stands in the single-file page, worked out from the view; the template only places it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pandas as pd
from markupsafe import Markup

from mri_data import schema
from mri_data.charts import of_view
from mri_data.charts.drawing import Drawing
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import DARK, LIGHT, Palette
from mri_data.charts.svg import svg
from mri_data.charts.text_width import printable
from mri_data.query import totals
from mri_data.record.view import View
from mri_data.sentences import about_view, convention, findings, one_record
from mri_data.sentences.about_view import where_and_by
from mri_data.sentences.left_out import qualified
from mri_data.sentences.one_record import Citation, Detail, citation, detail

# As wide as they are shown beside their column; on a phone a list stands in for the timeline.
TIMELINE_WIDTH = 920
WIDE_MAP, SMALL_MAP = MapSize(920, 432, 14, False), MapSize(360, 240, 12.5, True)
WIDE_PARTIES, SMALL_PARTIES = (1120.0, 400.0), (360.0, 300.0)
MOST_CITIES = 3
Link = Callable[[str], str]
COLUMNS = ("date_text", "title", "work_area", "cities", "source_ref")


@dataclass(frozen=True)
class Picture:
    """A drawing in both modes, of which the page shows one, and its title."""

    title: str
    light: Markup
    dark: Markup


@dataclass(frozen=True)
class Row:
    """A record's line in the table and in lists, its words to search for, and all that opens below it."""

    id: str
    anchor: str
    anchor_id: str
    area: str
    area_name: str
    date: str
    title: str
    where: str
    reference: str
    search: str
    shelved: bool
    detail: Detail


@dataclass(frozen=True)
class Place:
    """A line beside the map: a forum by its number and city, or another city; the year or date, and its record."""

    number: str
    name: str
    note: str
    when: str
    anchor: str


@dataclass(frozen=True)
class Cited:
    """A source with its terms and the day it was read."""

    source: Citation
    copy: bool
    terms: str
    read: str


@dataclass(frozen=True)
class Happening:
    """A line of the context: when, what, where and who held it, what to know, and its sources."""

    when: str
    title: str
    where: str
    note: str
    sources: tuple[Citation, ...]


def anchor(record: str) -> str:
    """The address of a record within the page."""
    return "#record-" + quote(printable(record))


def records_title(view: View) -> str:
    """What the table holds."""
    return qualified(findings.records_title(view.shown, view.labels), view)


def link(name: str, address: str) -> Citation:
    """A name, with its address where that is one of the web."""
    return Citation(name, address if address.startswith(("http://", "https://")) else None)


def code(view: View) -> Markup | None:
    """The view's own address to scan, where everybody finds it."""
    drawn = of_view.qr_of(view)
    return Markup(svg(drawn, name="code")) if drawn else None


def timeline(view: View) -> Picture:
    """The timeline of the records shown."""
    return picture("timeline", lambda palette: of_view.timeline_picture(view, palette, TIMELINE_WIDTH))


def reading(view: View) -> dict[str, Any]:
    """How to read the timeline and the map, and how many of the records shown stand where on the timeline."""
    charts = of_view.charts_of(view)
    counts = view.say("timeline.counts", **totals.by_date(view.shown))
    return {
        "timeline_counts": f"{counts} {charts.timeline_note(view, shown_only=True)}".strip(),
        "map_note": charts.map_note(view, shown_only=True),
        "signs": charts.key(view),
        "counted": view.is_counted,
    }


def map_of(view: View) -> dict[str, Picture]:
    """The map for wide and for narrow windows; nothing where no record has a place."""
    if not of_view.has_map(view):
        return {}
    return {
        "wide": picture("map-wide", lambda palette: of_view.map_picture(view, palette, WIDE_MAP)),
        "small": picture("map-small", lambda palette: of_view.map_picture(view, palette, SMALL_MAP)),
    }


def picture(name: str, drawn: Callable[[Palette], Drawing]) -> Picture:
    """A drawing in both modes; `name` starts the ids inside it."""
    light, dark = drawn(LIGHT), drawn(DARK)
    return Picture(light.title, Markup(svg(light, name=f"{name}-light")), Markup(svg(dark, name=f"{name}-dark")))


def parties(view: View) -> dict[str, Picture]:
    """The States parties over time for wide and for narrow windows; nothing where the Convention is not shown."""
    return parties_pictures(view) if of_view.shows_parties(view) else {}


def parties_pictures(view: View, wide: tuple[float, float] = WIDE_PARTIES) -> dict[str, Picture]:
    """The States parties over time for wide and for narrow windows, where the data has a list of them."""
    return {
        "wide": picture("parties-wide", lambda palette: of_view.parties_picture(view, palette, *wide)),
        "small": picture("parties-small", lambda palette: of_view.parties_picture(view, palette, *SMALL_PARTIES)),
    }


def parties_line(view: View) -> str:
    """As of when the list of States parties is, and which days are not verified."""
    if not of_view.shows_parties(view):
        return ""
    about, say = view.dataset.context, view.say
    told = say("talk.source.convention", date=view.labels.day(convention.as_of(about)))
    return " ".join(filter(None, (told, convention.unverified_line(about.parties, say))))


def heads() -> list[str]:
    """The heads of the table."""
    return [schema.label(name) for name in COLUMNS]


def areas(view: View) -> dict[str, int]:
    """How many of the records shown are of each kind of work, of those there are."""
    counts = view.shown["work_area"].value_counts()
    return {area: int(counts[area]) for area in schema.WORK_AREAS if counts.get(area)}


def rows(view: View, link: Link = anchor) -> list[Row]:
    """The records shown, in their order; `link` gives the address of each by its id."""
    return [_row(view, record, link) for _, record in view.dataset.records[view.mask].iterrows()]


def _row(view: View, record: "pd.Series[Any]", link: Link) -> Row:
    shelved = record["precision"] in ("ongoing", "undated") and pd.isna(record["earliest"])
    return Row(
        id=record["id"],
        anchor=link(record["id"]),
        anchor_id=f"record-{record['id']}",
        area=record["work_area"],
        area_name=view.labels("work_area", record["work_area"]),
        date=findings.short_date(record, view.say),
        title=record["title"],
        where=_where(view, record["cities"]),
        reference=findings.short_reference(record["source_ref"]),
        search=record["search"],
        shelved=bool(shelved),
        detail=detail(record, view.dataset, view.labels),
    )


def _where(view: View, cities: tuple[str, ...]) -> str:
    return ", ".join(cities) if len(cities) <= MOST_CITIES else view.say("records.cities", count=len(cities))


def places(view: View, link: Link = anchor) -> dict[str, list[Place]]:
    """What the map shows as two lists: the stops of the forum in their order, and other places with their records."""
    hosts = totals.forums_of(view.shown)
    host_cities = set(totals.host_cities(view.shown))
    others = [
        Place("", city, row.title, findings.short_date(row, view.say), link(row.id))
        for row in totals.achievements_of(view.shown).itertuples()
        for city in row.cities
        if city not in host_cities
    ]
    return {"stops": [_stop(view, row, link) for row in hosts.itertuples() if row.cities], "others": others}


def _stop(view: View, row: Any, link: Link) -> Place:
    stop = one_record.stop(row, view.labels)
    return Place(stop.number, stop.cities, stop.meeting, stop.when, link(row.id))


def stops_title(view: View) -> str:
    """`Seven stops`."""
    forums = len(totals.forums_of(view.shown))
    return findings.capital(findings.counted("count.stops", forums, view.say))


def abbreviations(view: View) -> str:
    """What the letters stand for that the stops name their meetings by."""
    full = view.labels.names["body.full"]
    met = dict.fromkeys(totals.forums_of(view.shown)["alongside"])
    return " ".join(view.say("map.abbreviation", short=body.upper(), full=full[body]) for body in met if body in full)


def events(view: View) -> list[Happening]:
    """What happened in the world meanwhile, where it is shown."""
    known = view.dataset.sources
    return [
        Happening(
            event.when,
            event.title,
            where_and_by(event, view),
            event.note,
            tuple(citation(known[source]) for source in event.sources if source in known),
        )
        for event in view.events
    ]


def sources(view: View, ids: Iterable[str] | None = None) -> list[Cited]:
    """What the records shown cite, in that order; or the sources of these ids."""
    known = [view.dataset.sources[source] for source in (about_view.cited(view) if ids is None else ids)]
    return [Cited(citation(one), one.copy, one.terms, view.labels.day(one.read)) for one in known]
