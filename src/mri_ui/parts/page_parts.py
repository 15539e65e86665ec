"""The parts a page is made of. Each draws one thing; what it says is worked out in `mri_data`."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal

import pandas as pd
import streamlit as st

from mri_data import schema
from mri_data.charts import of_view
from mri_data.charts.timeline.context import shapes
from mri_data.query.filters import Filters, ways_out
from mri_data.record.permalink import address as link_address
from mri_data.sentences import findings as sentences
from mri_data.sentences import left_out
from mri_data.sentences.headline import headline
from mri_data.sentences.one_record import citation, detail
from mri_data.sentences.page_title import claim
from mri_ui.frame import address, navigation
from mri_ui.frame.html import plain, render
from mri_ui.frame.session import View

MOST_IN_ROW = 3
MOST_LISTED = 50


def style(mode: str) -> None:
    """Tells the style of our own fragments, which the document brings along, of the app's own theme."""
    if mode == "dark":
        st.html('<i class="mri-is-dark" hidden></i>')


def columns(widths: Sequence[float], gap: Literal["medium", "large"], *, key: str = "columns") -> Sequence[Any]:
    """Columns that stand below each other where the window is too narrow for both; `columns_more` for a second row."""
    with st.container(key=key):
        return st.columns(list(widths), gap=gap)


def heading(text: str, kind: str = "page") -> None:
    """A page's title."""
    st.html(render("heading", text=text, kind=kind))


def section(text: str) -> None:
    """A heading within a page."""
    st.html(render("heading", text=text, kind="section"))


def note(text: str) -> None:
    """A sentence in small print."""
    st.html(render("note", text=text))


def lede(text: str) -> None:
    """The sentence or two under a title."""
    st.html(render("lede", text=text))


def paragraph(text: str) -> None:
    """A paragraph of text."""
    st.html(render("paragraph", text=text))


def key(view: View) -> None:
    """How to read the marks of the timeline; a phone shows a list, which has none."""
    with st.container(key="notphone_key"):
        signs = of_view.charts_of(view).key(view, shown_only=False)
        st.html(render("key", say=view.say, context=shapes(view.events), signs=signs, counted=view.is_counted))


def title(view: View, page: str) -> None:
    """The page's finding, or, when anything is filtered, how much matches."""
    kind = "claim" if page == "overview" and not view.filters else "page"
    heading(view.once(f"title {page}", lambda: claim(view, page)), kind)


def counts(view: View) -> None:
    """The headline counts, each over exactly that many marks."""
    made = view.once(
        "counts",
        lambda: render("counts", counts=headline(view.records, view.shown, view.labels, left_out.counts(view.dataset))),
    )
    st.html(made)


def record_detail(view: View, record: str) -> None:
    """One record in words."""
    st.html(view.once(f"detail {record}", lambda: _detail(view, record)))


def _detail(view: View, record: str) -> str:
    row = view.records.set_index("id", drop=False).loc[record]
    return render("detail", detail=detail(row, view.dataset, view.labels), say=view.say)


def record_summary(view: View, record: str) -> None:
    """One record in short, and the way to the rest of it."""
    row = view.records.set_index("id", drop=False).loc[record]
    st.html(render("summary", row=_row(view, row), says=row["summary"]))
    open_record(view, record)


def asked_in_vain(view: View) -> bool:
    """Say so where the record that the address asks for is left out by the filters, or is not there at all.

    One that the filters leave out is shown all the same.
    """
    record = st.session_state.get("record")
    if not record or view.keeps(record):
        return False
    if record not in set(view.records["id"]):
        note(view.say("record.unknown", record=record))
        return True
    with st.container(key="filtered_out", horizontal=True, vertical_alignment="center"):
        note(view.say("record.filtered_out"))
        st.button(
            view.say("bar.clear"), type="tertiary", key="show_all", on_click=address.setter(Filters(), view.dataset)
        )
    record_detail(view, str(record))
    return True


def open_record(view: View, record: str) -> None:
    """The way to a record's own page."""
    navigation.link(view, "records", view.say("record.open"), record=record)


def findings(view: View) -> None:
    """What the records shown let one say, each with one link that carries its filters."""
    st.html(view.once("findings", lambda: _findings(view)))


def _findings(view: View) -> str:
    found = sentences.findings(view.shown, view.dataset, view.labels)
    return render("findings", rows=[[_finding(view, finding) for finding in row] for row in _rows_of(found)])


def _finding(view: View, finding: sentences.Finding) -> dict[str, Any]:
    filters = view.filters.narrowed(finding.filters)
    return {
        "pieces": finding.pieces,
        "link": navigation.link_to(finding.page, finding.link, filters, view.beside),
    }


def _rows_of(found: Sequence[sentences.Finding]) -> list[Sequence[sentences.Finding]]:
    """Rows of three or two, as even as they can be: five stand as three and two."""
    rows = max(1, -(-len(found) // MOST_IN_ROW))
    ends = [-(-len(found) * row // rows) for row in range(rows + 1)]
    return [found[start:end] for start, end in pairwise(ends)]


def record_list(view: View, records: pd.DataFrame, kind: str = "") -> None:
    """Records of the view, or those of a kind, as a list that reads well on a phone: dated first, then the others."""
    st.html(view.once(f"list {kind}", lambda: _list(view, records.head(MOST_LISTED))))
    if len(records) > MOST_LISTED:
        digits = view.say.digits
        note(view.say("many.listed", listed=digits(MOST_LISTED), all=digits(len(records))))
        if not kind:
            navigation.link(view, "records", view.say("many.to_records"))


def _list(view: View, records: pd.DataFrame) -> str:
    on_shelf = records["precision"].isin(["ongoing", "undated"]) & records["earliest"].isna()
    groups = [
        {"heading": "", "rows": [_row(view, row) for row in records[~on_shelf].itertuples()]},
        {
            "heading": view.say("list.shelf"),
            "rows": [_row(view, row) for row in records[on_shelf].itertuples()],
        },
    ]
    return render("list", groups=groups)


def _row(view: View, row: Any) -> dict[str, str]:
    """A record's line in a list; `row` is a row of the records."""
    return {
        "id": row.id,
        "date": sentences.short_date(row, view.say),
        "title": row.title,
        "area": row.work_area,
        "area_name": view.say(f"area.long.{row.work_area}"),
        "link": record_link(view, row.id),
    }


def record_link(view: View, record: str) -> str:
    """A record's own address, with the filters of the view."""
    return link_address("records", view.filters, view.beside, record=record)


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A small table that a screen reader can walk."""
    st.html(_table(caption, heads, rows))


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    return render("table", caption=caption, heads=heads, rows=list(rows))


def chart_table(view: View, records: pd.DataFrame, what: str = "shown", *, expanded: bool = False) -> None:
    """The records behind a chart, one click away; `what` tells those of the view from others."""
    _table_of_links(view, records, view.say("chart.table", count=len(records)), what, expanded=expanded)


def links_table(view: View, records: pd.DataFrame, what: str) -> None:
    """The records of a table again, as links that a keyboard and a screen reader reach; `what` names these records."""
    _table_of_links(view, records, view.say("records.links", count=len(records)), what)


def _table_of_links(view: View, records: pd.DataFrame, caption: str, what: str, *, expanded: bool = False) -> None:
    with st.expander(caption, expanded=expanded):
        st.html(view.once(f"table of {what}", lambda: _records_table(view, records, caption)))


def _records_table(view: View, records: pd.DataFrame, caption: str) -> str:
    heads = [schema.label(name) for name in ("date_text", "title", "work_area", "cities")]
    rows = (
        (
            row.date_text,
            {"text": row.title, "url": record_link(view, row.id), "page": "records"},
            view.labels("work_area", row.work_area),
            ", ".join(row.cities),
        )
        for row in records.itertuples()
    )
    return _table(caption, heads, rows)


def empty(view: View) -> None:
    """Nothing matches: which filter to loosen, how many records that would show, and a button for each."""
    say = view.say
    with st.container(border=True, key="empty"):
        st.html(render("note", text=say("empty.loosen")))
        with st.container(horizontal=True):
            for index, way in enumerate(ways_out(view.records, view.filters, view.dataset.index)):
                st.button(
                    say.n("empty.without", way.found, change=_change(view, way.without)),
                    key=f"loosen_{index}",
                    on_click=address.setter(way.filters, view.dataset),
                )
            st.button(say("empty.clear"), key="loosen_all", on_click=address.setter(Filters(), view.dataset))


def _change(view: View, parts: Iterable[tuple[str, Any]]) -> str:
    """`Without Athens and Publications`; a switch that was turned off is turned on again."""
    labels, switches = view.labels, ("undated", "ongoing")
    named = [plain(labels.part(name, value)) for name, value in parts if name not in switches]
    said = [view.say("empty.less", names=labels.all_of(named))] if named else []
    said += [view.say(f"bar.{name}") for name, _ in parts if name in switches]
    return labels.all_of(said)


def footer(view: View) -> None:
    """Where the record comes from and of when it is; in a frame also the way to the whole dashboard."""
    st.html(view.once("footer", lambda: _footer(view)))
    if navigation.embedded():
        st.html(render("way_out", link=navigation.way_out(view)))


def _footer(view: View) -> str:
    main = [citation(view.dataset.sources[source]).name for source in view.records["source"].unique()]
    told = view.say(
        "footer",
        sources="; ".join(main),
        date=view.labels.day(view.dataset.about.data_date),
        version=view.dataset.version,
    )
    return render("footer", text=told)
