"""What a page says of the record to search engines, as JSON-LD in the terms of https://schema.org.

It holds facts of the record only.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from mri_data.html.assets import clean
from mri_data.query.totals import forums_of
from mri_data.record.view import View
from mri_data.schema.edtf import html_date, parse_edtf
from mri_data.sentences.about_view import filter_line
from mri_data.sentences.one_record import web_address
from mri_data.sentences.page_title import file_title, record_of
from mri_data.sentences.title_years import year_span

Json = dict[str, Any]
# The code of the role in which MRI organised a forum.
ORGANISED = "initiated"


def linked_data(
    view: View, page: str, record: str | None = None, *, home: str = "", files: Mapping[str, str] | None = None
) -> Json:
    """The record as a `Dataset` with its publisher and, as `Event`, the forums that a page shows.

    These are those of the map, or the open record. `home` is the address of the first page, and `files` are addresses
    of the whole as files, by media type.
    """
    dataset = {**_dataset(view), **({"url": home} if home else {}), "distribution": _downloads(files or {})}
    events = [_event(row, view) for _, row in _forums(view, page, record).iterrows()]
    found = [one for one in (dataset, *events) if one]
    return {"@context": "https://schema.org", "@graph": [_filled(one) for one in found]}


def _filled(thing: Mapping[str, Any]) -> Json:
    """A thing without what is not known of it."""
    return {name: value for name, value in thing.items() if value}


def _dataset(view: View) -> Json:
    about, span = view.dataset.about, year_span(view.shown)
    return {
        "@type": "Dataset",
        "name": clean(file_title(view)),
        "description": clean(f"{view.say('overview.lede')} {filter_line(view)}"),
        "inLanguage": view.say.tag,
        "license": web_address(about.licence_url) or clean(about.licence),
        "version": view.dataset.version,
        "dateModified": about.data_date.isoformat(),
        "temporalCoverage": f"{span.first}/{span.last}" if span else "",
        "creator": _organization(view),
        "publisher": _organization(view),
    }


def _organization(view: View) -> Json:
    about = view.dataset.about
    contact = {"@type": "ContactPoint", "url": web_address(about.contact)}
    return _filled(
        {
            "@type": "Organization",
            "name": clean(about.publisher),
            "contactPoint": contact if contact["url"] else None,
        }
    )


def _downloads(files: Mapping[str, str]) -> list[Json]:
    return [
        {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": url} for media_type, url in files.items()
    ]


def _forums(view: View, page: str, record: str | None) -> pd.DataFrame:
    """The forums that a page shows; none where there are so many records that they are counted."""
    row = record_of(view, record)
    if row is not None:
        return forums_of(row.to_frame().T)
    return forums_of(view.shown if page == "map" and not view.is_counted else view.shown[:0])


def _event(row: "pd.Series[Any]", view: View) -> Json:
    start, end = _ends(row["edtf"])
    return {
        "@type": "Event",
        "name": clean(row["title"]),
        "alternateName": clean(row["name_then"]),
        "description": clean(row["summary"]),
        "startDate": start,
        "endDate": end,
        "location": [_place(place, view) for place in row["places"] if place in view.dataset.places.index],
        "organizer": _organization(view) if row["role"] == ORGANISED else None,
        "url": view.address("records", record=row["id"]) if view.base else "",
    }


def _ends(edtf: str) -> tuple[str, str]:
    """The first and the last year, month or day; empty where one of them is open or approximate."""
    date = parse_edtf(edtf)
    known = html_date(edtf) or date.precision == "range"
    return (html_date(date.start), html_date(date.end)) if known else ("", "")


def _place(place: str, view: View) -> Json:
    row, name = view.dataset.places.loc[place], clean(view.labels("place", place))
    address = {"@type": "PostalAddress", "addressLocality": name, "addressCountry": row["country"]}
    return {"@type": "Place", "name": name, "address": address}
