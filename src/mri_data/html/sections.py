"""The sections shared by the one-file page and the published site, as values for their templates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pandas as pd
from markupsafe import Markup

from mri_data import schema
from mri_data.charts import of_view
from mri_data.charts.drawing import Drawing
from mri_data.charts.of_view import MapSize
from mri_data.charts.palette import DARK, LIGHT, PAGE, Palette
from mri_data.charts.svg import LinkAttributes, linked_svg, svg
from mri_data.charts.text_width import printable
from mri_data.html import parts
from mri_data.html.tables import Link, RecordLink
from mri_data.query import totals
from mri_data.record.view import View
from mri_data.sentences import about_view, convention, findings
from mri_data.sentences.left_out import title_with_unread
from mri_data.sentences.one_record import Citation, Detail, detail, web_address
from mri_data.words.columns import column_title

# Widths at which the charts are shown in their column; phones have a timeline of their own, whose years run down.
TIMELINE_WIDTH, PHONE_WIDTH = 920, 288
WIDE_MAP, SMALL_MAP = MapSize(920, 432, 14, False), MapSize(360, 240, 12.5, True)
WIDE_PARTIES, SMALL_PARTIES = (1120.0, 400.0), (360.0, 300.0)
MOST_CITIES = 3
# The address that a mark leads to, from the id of its record or place, or the code of a count; empty for none.
MarkLink = Callable[[str], str]
COLUMNS = ("date_text", "title", "work_area", "cities", "source_ref")


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG in both modes, of which the page shows one, and its title."""

    title: str
    light: Markup
    dark: Markup


@dataclass(frozen=True)
class Chart:
    """A drawing as SVG whose marks are links, in the colours of the page, and its title."""

    title: str
    svg: Markup


@dataclass(frozen=True)
class Row:
    """A record in the table: the cells of its row, its searchable text and its detail."""

    id: str
    link: Link
    area: str
    area_name: str
    date: str
    edtf: str
    where: str
    reference: str
    search: str
    detail: Detail


def anchor(record: str, name: str) -> Link:
    """The link to a record within the one-file page."""
    return Link(name, "#record-" + quote(printable(record)))


def shared(view: View) -> dict[str, Any]:
    """The template values that every page needs: language, filters, data, licence and contact."""
    about = view.dataset.about
    return {
        "say": view.say,
        "about": about,
        "cite_line": about_view.cite_line(view),
        "licence_line": parts.licence(view),
        "filtered": bool(view.filters),
        "all_shown": about_view.filter_line(view),
        "data_line": about_view.data_line(view),
        "context_line": about_view.context_line(view),
        "translation_line": about_view.translation_line(view),
        "licence": web_link(about.licence, about.licence_url),
        "contact": web_link(about.contact, about.contact),
    }


def web_link(name: str, address: str) -> Citation:
    """A name with its address; without it, if that is none of the web."""
    return Citation(name, web_address(address))


def code(view: View) -> Markup | None:
    """The QR code of the view's address as SVG; None if it is not public or too long."""
    drawn = of_view.qr_of(view)
    return Markup(svg(drawn, name="code")) if drawn else None


# --- pictures


def picture(name: str, drawn: Callable[[Palette], Drawing]) -> Picture:
    """A drawing in both modes; `name` is the prefix of the ids inside it."""
    light, dark = drawn(LIGHT), drawn(DARK)
    return Picture(light.title, Markup(svg(light, name=f"{name}-light")), Markup(svg(dark, name=f"{name}-dark")))


def linked_timeline(view: View, width: float, link: MarkLink, *, compact: bool = False) -> Chart:
    """The timeline of the records shown, each mark with the link that `link` makes of its id."""
    return _chart("timeline", of_view.timeline_picture(view, PAGE, width, compact=compact, live=True), link)


def linked_maps(
    view: View, link: MarkLink, wide: MapSize = WIDE_MAP, small: MapSize = SMALL_MAP, *, others: bool = True
) -> dict[str, Chart]:
    """The map for wide and for narrow windows, each place with its link; empty if no record has a place."""
    sizes = {"wide": wide, "small": small} if of_view.has_map(view) else {}
    return {
        name: _chart(f"map-{name}", of_view.map_picture(view, PAGE, size, others=others, with_targets=True), link)
        for name, size in sizes.items()
    }


def _chart(name: str, drawn: Drawing, link: MarkLink) -> Chart:
    def attributes(mark: str) -> LinkAttributes | None:
        address = link(mark)
        return {"href": address, "data-id": mark} if address else None

    return Chart(drawn.title, Markup(linked_svg(drawn, attributes, name=name)))


def parties_pictures(
    view: View, wide: tuple[float, float] = WIDE_PARTIES, *, meanwhile: bool = False
) -> dict[str, Picture]:
    """The chart of States parties for wide and for narrow windows; only for data with a list of them.

    `meanwhile` is for a page of MRI's work, see `of_view.parties_picture`.
    """
    sizes = {"wide": wide, "small": SMALL_PARTIES}

    def drawn(size: tuple[float, float]) -> Callable[[Palette], Drawing]:
        return lambda palette: of_view.parties_picture(view, palette, *size, meanwhile=meanwhile)

    return {name: picture(f"parties-{name}", drawn(size)) for name, size in sizes.items()}


# --- sections


def timeline(view: View, link: RecordLink, mark_link: MarkLink) -> dict[str, Any]:
    """The timeline of the records shown and its note; what phones show instead: a picture of links, and a list."""
    return {
        "timeline": linked_timeline(view, TIMELINE_WIDTH, mark_link),
        "timeline_note": _timeline_note(view),
        "phone_timeline": _phone_timeline(view, mark_link),
        "record_list": parts.record_list(view, view.shown, link),
    }


def _phone_timeline(view: View, link: MarkLink) -> Markup:
    """The timeline for a phone, in the colours of the page; empty where records are counted or marks lack room."""
    drawn = of_view.linked_phone_timeline(view, PAGE, PHONE_WIDTH, shown_only=True)
    return _chart("phone-timeline", drawn, link).svg if drawn else Markup()


def _timeline_note(view: View) -> str:
    return of_view.charts_of(view).timeline_note(view, shown_only=True)


def key(view: View, shapes: tuple[str, ...] = ()) -> Markup:
    """The key to the timeline; its note, that marks open records, is shown only where scripts run."""
    charts = of_view.charts_of(view)
    text = charts.key_note(view)
    return parts.key(charts.key(view), view.say, text, shapes=shapes, level=3, scripted=bool(text))


def map_of(view: View, link: RecordLink, place_link: MarkLink) -> dict[str, Any]:
    """The map, its note, and lists of the stops of the forum and of other places with their records."""
    return {
        "map": linked_maps(view, place_link),
        "map_note": of_view.charts_of(view).map_note(view, shown_only=True),
        "places": _places(view, link),
    }


def _places(view: View, link: RecordLink) -> Markup:
    stops = [parts.stop(view, row, link) for row in totals.forums_of(view.shown).itertuples() if row.cities]
    others = parts.other_places(view, link)
    lists = [(parts.stops_title(view), stops, True)] if stops else []
    lists += [(view.say("map.switch.others"), others, False)] if others else []
    texts = [*[""] * (len(lists) - 1), parts.abbreviations(view)]
    return Markup().join(
        parts.stops(heading, places, level=3, numbered=numbered, text=text)
        for (heading, places, numbered), text in zip(lists, texts, strict=False)
    )


def records(view: View, link: RecordLink) -> dict[str, Any]:
    """The table of the records shown, and their number for each kind of work."""
    counts = view.shown["work_area"].value_counts()
    return {
        "records_title": title_with_unread(findings.records_title(view.shown, view.labels), view),
        "heads": [column_title(name, view.say) for name in COLUMNS],
        "rows": rows(view, link),
        "evidence_key": [
            (code, view.labels("evidence", code)) for code, count in totals.evidence_counts(view.shown).items() if count
        ],
        "areas": {area: int(counts[area]) for area in schema.WORK_AREAS if counts.get(area)},
    }


def rows(view: View, link: RecordLink) -> list[Row]:
    """The records shown as rows of the table, in their order."""
    searched = view.shown.assign(search=view.dataset.search_text[view.mask])
    return [_row(view, record, link) for _, record in searched.iterrows()]


def _row(view: View, record: "pd.Series[Any]", link: RecordLink) -> Row:
    return Row(
        id=record["id"],
        link=link(record["id"], view.text(record["title"])),
        area=record["work_area"],
        area_name=view.labels("work_area", record["work_area"]),
        date=findings.short_date(record, view.say),
        edtf=record["edtf"],
        where=_where(view, record["cities"]),
        reference=findings.short_reference(record["source_ref"]),
        search=record["search"],
        detail=detail(record, view.dataset, view.labels),
    )


def _where(view: View, cities: tuple[str, ...]) -> str:
    return ", ".join(cities) if len(cities) <= MOST_CITIES else view.say("records.cities", count=len(cities))


def events_button(view: View) -> str:
    """The line that unfolds the context on a phone."""
    return view.say.n("site.events", len(view.events))


def parties_line(view: View) -> str:
    """The date of the list of States parties, and which days are not verified."""
    about, say = view.dataset.context, view.say
    as_of = say("talk.source.convention", date=view.labels.day(convention.as_of(about)))
    return " ".join(filter(None, (as_of, convention.unverified_line(about.parties, say))))
