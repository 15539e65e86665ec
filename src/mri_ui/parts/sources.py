"""The parts of the sources page: origins of records, corrections, what is not known, what columns mean."""

import streamlit as st

from mri_data.html import parts, tables
from mri_data.html.tables import Table
from mri_data.sentences.about_view import cite_line, gap_of, licence_line
from mri_ui.frame.session import View
from mri_ui.parts import page_parts


def problems(now: View) -> None:
    """Everything the check found, as sentences, when it found anything: what is wrong, then what is doubtful."""
    for title, found in (("sources.problems", now.dataset.problems), ("sources.doubts", now.dataset.warnings)):
        if found:
            _under_heading(tables.found(now, title, found), now.say(f"{title}.note"))


def _under_heading(found: Table, note: str = "") -> None:
    page_parts.section(found.caption)
    if note:
        page_parts.note(note)
    page_parts.table(found)


def _folded(found: Table, label: str) -> None:
    page_parts.section(found.caption)
    with st.expander(label):
        page_parts.table(found)


def records(now: View) -> None:
    """Each record with its place in the source, its date there, and who adds to it."""
    _under_heading(tables.record_sources(now.whole, page_parts.record_links(now)))


def corrections(now: View) -> None:
    """What the source gets wrong, what we show instead, and why."""
    found = tables.corrections(now.whole, page_parts.record_links(now))
    _under_heading(found, now.say("sources.corrections.note"))


def sources(now: View) -> None:
    """Every source, with its terms and the day it was read."""
    found = tables.sources(now)
    _folded(found, now.say("sources.all", count=len(found.rows)))


def dictionary(now: View) -> None:
    """What each column of the record means."""
    found = tables.dictionary(now)
    _folded(found, now.say("sources.fields", count=len(found.rows)))


def quality_notes(now: View) -> None:
    """What we do not know, and what we left out on purpose."""
    page_parts.section(now.say("sources.notes"))
    st.html(parts.notes(gap_of(note, now) for note in now.dataset.notes))


def licence(now: View) -> None:
    """Under which terms all this may be used, and how to cite it."""
    page_parts.section(now.say("sources.cite"))
    page_parts.paragraph(cite_line(now))
    page_parts.note(licence_line(now))
