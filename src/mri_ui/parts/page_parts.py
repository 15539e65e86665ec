"""Parts that several pages use, drawn with Streamlit; their links carry the filters of the view."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st

from mri_data.charts import of_view
from mri_data.charts.table import Table as Numbers
from mri_data.charts.timeline.context import shapes
from mri_data.html import parts, tables
from mri_data.html.tables import Link, RecordLink, Table
from mri_data.query.filters import SWITCHES, Filters, relaxations
from mri_data.query.likely_words import known_words, likely_text
from mri_data.record.pages import STAGE
from mri_data.sentences.about_view import main_sources, translation_line
from mri_data.sentences.findings import Finding, short_date
from mri_data.sentences.one_record import Detail, detail
from mri_data.sentences.page_title import page_title
from mri_data.words.english import like
from mri_ui.frame import address, navigation
from mri_ui.frame.markdown import plain
from mri_ui.frame.session import View

MOST_LISTED = 50


def style(mode: str) -> None:
    """Mark the page for our own style sheet: as dark if the app's theme is dark, and as embedded in a frame."""
    if mode == "dark":
        st.html('<i class="mri-is-dark" hidden></i>')
    if navigation.embedded():
        st.html('<i class="mri-is-embedded" hidden></i>')


def print_header(view: View) -> None:
    """Draw the first line of the printed page."""
    st.html(parts.print_header(view.dataset.about.title, navigation.address_now(view)))


def languages(view: View, place: str) -> None:
    """Draw the choice of the language: in the `header` of a wide window, in the `footer` of a phone."""
    if not navigation.embedded() and address.page() != STAGE:
        with st.container(key=f"languages_{place}"):
            st.html(parts.languages(view.say("languages"), navigation.in_each_language(view), view.say.short_tag))


def columns(widths: Sequence[float], gap: Literal["medium", "large"]) -> Sequence[Any]:
    """Columns that stack in a window too narrow for both; once on a page."""
    with st.container(key="columns"):
        return st.columns(list(widths), gap=gap)


def heading(text: str, kind: str = "page") -> None:
    """Draw the title of a page."""
    st.html(parts.title(text, kind))


def _drawn(part: Callable[[str], str]) -> Callable[[str], object]:
    return lambda text: st.html(part(text))


# A heading within a page, a sentence in small print, the sentence or two under a title, and a paragraph.
section, note, lede, paragraph = map(_drawn, (parts.section, parts.note, parts.lede, parts.paragraph))


def key(view: View) -> None:
    """Draw the key to the marks of the timeline; not on a phone, see `folded_key`."""
    with st.container(key="notphone_key"):
        st.html(_key(view, shapes(view.events)))


def folded_key(view: View) -> None:
    """Draw the key for a phone, which unfolds it; without the context, which a phone does not show."""
    with st.expander(view.say("key.title")):
        st.html(_key(view, ()))


def _key(view: View, context_shapes: Sequence[str]) -> str:
    charts = of_view.charts_of(view)
    signs, text = charts.key(view, shown_only=False), charts.key_note(view, shown_only=False)
    return parts.key(signs, view.say, text, shapes=context_shapes)


def title(view: View, page: str) -> None:
    """Draw the title of a page: its finding or, with filters, how many records match."""
    kind = "claim" if page == "overview" and not view.filters else "page"
    heading(view.cached(f"title {page}", lambda: page_title(view, page)), kind)


def counts(view: View) -> None:
    """Draw the headline counts, each above exactly that number of marks."""
    st.html(view.cached("counts", lambda: parts.counts(parts.headlines(view), view.say, inline=True)))


def record_detail(view: View, record: str) -> None:
    """Draw one record in full."""
    st.html(view.cached(f"detail {record}", lambda: parts.record(_in_words(view, record), view.say)))


def _in_words(view: View, record: str) -> Detail:
    return detail(view.records.set_index("id", drop=False).loc[record], view.dataset, view.labels)


def record_summary(view: View, record: str) -> None:
    """Draw the summary of one record and a link to the full record."""
    row = view.records.set_index("id", drop=False).loc[record]
    st.html(parts.summary(replace(_in_words(view, record), date=short_date(row, view.say))))
    open_record(view, record)


def hidden_or_unknown_record(view: View) -> bool:
    """Draw a note if the record that the URL requests is unknown or left out by the filters; return whether it is.

    A record that the filters leave out is shown below the note.
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
            view.say("bar.clear"),
            type="tertiary",
            key="show_all",
            on_click=partial(address.set_filters, Filters(), view.dataset),
        )
    record_detail(view, str(record))
    return True


def open_record(view: View, record: str) -> None:
    """Draw a link to a record on the records page."""
    navigation.link(view, "records", view.say("record.open"), record=record)


def findings(view: View) -> None:
    """Draw the findings from the records shown, each with a link that carries its filters."""
    st.html(view.cached("findings", lambda: parts.findings(view, lambda finding: _finding_link(view, finding))))


def _finding_link(view: View, finding: Finding) -> Link:
    return navigation.link_to(view, finding.page, finding.link, view.filters.overridden_by(finding.filters))


def record_list(view: View, records: pd.DataFrame, kind: str = "") -> None:
    """Draw up to `MOST_LISTED` records as a list for a phone: dated first, then the others.

    `kind` is the name of these records in the cache; leave it empty for all records of the view.
    """
    st.html(view.cached(f"list {kind}", lambda: parts.record_list(view, records.head(MOST_LISTED), record_links(view))))
    if len(records) > MOST_LISTED:
        digits = view.say.digits
        note(view.say("counted.listed", listed=digits(MOST_LISTED), all=digits(len(records))))
        if not kind:
            navigation.link(view, "records", view.say("counted.to_records"))


def record_links(view: View) -> RecordLink:
    """A function that makes the link to a record, with the filters of the view."""
    return lambda record, name: navigation.link_to(view, "records", name, record=record)


def table(found: Table, kind: str = "") -> None:
    """Draw a small table that a screen reader can navigate."""
    st.html(parts.table(found, kind))


def chart_table(view: View, numbers: Numbers | None, records: pd.DataFrame, what: str = "shown") -> None:
    """Draw the numbers behind a chart in an expander, or the records if the chart shows them (`numbers` is None).

    `what` is the name of these records in the cache.
    """
    caption = view.say("chart.table", count=len(records if numbers is None else numbers.rows))
    if numbers is None:
        _table_of_links(view, records, caption, what)
        return
    with st.expander(caption):
        table(Table(caption, numbers.heads, numbers.rows), parts.SHORT)


def links_table(view: View, records: pd.DataFrame, what: str) -> None:
    """Draw the records of a table again, as links for keyboards and screen readers; `what` names them in the cache."""
    _table_of_links(view, records, view.say("records.links", count=len(records)), what)


def _table_of_links(view: View, records: pd.DataFrame, caption: str, what: str) -> None:
    def made() -> str:
        return parts.table(tables.records(view, records, record_links(view), caption))

    with st.expander(caption):
        st.html(view.cached(f"table of {what}", made))


def empty(view: View) -> None:
    """Draw, if nothing matches, a button for each filter to loosen, with the number of records that would show."""
    say = view.say
    with st.container(border=True, key="empty"):
        _likely(view)
        st.html(parts.note(say("empty.loosen")))
        with st.container(horizontal=True):
            for index, way in enumerate(relaxations(view.records, view.filters, view.dataset.index)):
                st.button(
                    say.n("empty.without", way.found, change=_change(view, way.without)),
                    key=f"loosen_{index}",
                    on_click=partial(address.set_filters, way.filters, view.dataset),
                )
            st.button(
                say("empty.clear"), key="loosen_all", on_click=partial(address.set_filters, Filters(), view.dataset)
            )


def _likely(view: View) -> None:
    """Draw, if a search finds nothing, a button that searches for what was probably meant."""
    read = view.dataset
    known = read.cached("known words", lambda: known_words(read.records.assign(search=read.search_text)))
    text = view.cached("likely text", lambda: likely_text(view.dataset.index, view.filters, known))
    if text:
        found = replace(view.filters, text=text)
        label = view.say("empty.likely", text=plain(text))
        st.button(label, type="primary", key="likely", on_click=partial(address.set_filters, found, view.dataset))


def _change(view: View, parts: Iterable[tuple[str, Any]]) -> str:
    """A change of filters in words, such as `Without Athens and Publications`; a switch that is off is turned on."""
    labels = view.labels
    named = [plain(labels.part_in_sentence(name, value)) for name, value in parts if name not in SWITCHES]
    changes = [view.say("empty.less", names=labels.all_of(named))] if named else []
    changes += [view.say(f"bar.{name}") for name, _ in parts if name in SWITCHES]
    return labels.all_of(changes)


def footer(view: View) -> None:
    """Draw sources, date and version of the data; in an embedded frame, the sources and a link to the dashboard."""
    if navigation.embedded():
        st.html(parts.source_line(_in_footer(view, "embed.source"), navigation.full_dashboard_link(view)))
    else:
        st.html(view.cached("footer", lambda: parts.footer(_in_footer(view, "footer"))))


def _in_footer(view: View, key: str) -> str:
    day, version = view.labels.day(view.dataset.about.data_date), view.dataset.version
    sources = main_sources(view)
    text = view.say(key, sources=sources, date=day, version=version)
    return like(sources, " ".join(filter(None, (text, translation_line(view)))))
