"""The parts of the sources page: whence each record comes, what was corrected, what is not known, what columns mean."""

import pandas as pd
import streamlit as st

from mri_data import schema
from mri_data.sentences import findings
from mri_data.sentences.one_record import citation
from mri_ui.frame.html import render
from mri_ui.frame.session import View
from mri_ui.parts import page_parts


def problems(now: View) -> None:
    """Everything the check found, as sentences, when it found anything: what is wrong, then what is doubtful."""
    for title, found in (("sources.problems", now.dataset.problems), ("sources.doubts", now.dataset.doubts)):
        if found:
            page_parts.section(now.say(title))
            page_parts.note(now.say(f"{title}.note"))
            heads = [now.say(f"problems.{name}") for name in ("file", "line", "column", "found")]
            rows = [(one.file, one.line or "", one.column or "", one.sentence) for one in found]
            page_parts.table(now.say(title), heads, rows)


def records(now: View) -> None:
    """Each record with its place in the source, its date there, and who adds to it."""
    say, data = now.say, now.dataset
    page_parts.section(say("sources.records"))
    heads = [*(schema.label(name) for name in ("source_ref", "title", "date_text")), say("sources.added")]
    rows = [
        (
            findings.short_reference(row.source_ref),
            {"text": row.title, "url": page_parts.record_link(now, row.id), "page": "records"},
            row.date_text,
            "; ".join(
                dict.fromkeys(data.sources[source].publisher for note in row.also_known for source in note.sources)
            )
            or say("sources.none_found"),
        )
        for row in now.records.sort_values("source_ref", key=_by_number, kind="stable").itertuples()
    ]
    page_parts.table(say("sources.records"), heads, rows)


def _by_number(column: "pd.Series[str]") -> "pd.Series[int]":
    """Sort `paragraph 10` after `paragraph 9`."""
    return column.str.extract(r"(\d+)", expand=False).fillna("0").astype(int)


def corrections(now: View) -> None:
    """What the source gets wrong, what we show instead, and why."""
    say, data = now.say, now.dataset
    page_parts.section(say("sources.corrections"))
    page_parts.note(say("sources.corrections.note"))
    titles = now.records.set_index("id")["title"]
    heads = [say(f"correction.{name}") for name in ("record", "was", "becomes", "reason")]
    rows = [
        (
            {
                "text": titles.get(one.record, one.record),
                "url": page_parts.record_link(now, one.record),
                "page": "records",
            },
            one.was,
            one.becomes,
            f"{one.reason} ({citation(data.sources[one.source]).name})" if one.source in data.sources else one.reason,
        )
        for one in data.corrections
    ]
    page_parts.table(say("sources.corrections"), heads, rows)


def sources(now: View) -> None:
    """Every source, with its terms and the day it was read."""
    say = now.say
    page_parts.section(say("sources.sources"))
    heads = [say(f"source.{name}") for name in ("title", "publisher", "terms", "read")]
    rows = [
        (
            {"text": one.title + (say("source.copy") if one.copy else ""), "url": citation(one).url},
            one.publisher,
            one.terms,
            now.labels.day(one.read),
        )
        for one in now.dataset.sources.values()
    ]
    with st.expander(say("sources.all", count=len(rows))):
        page_parts.table(say("sources.sources"), heads, rows)


def dictionary(now: View) -> None:
    """What each column of the record means."""
    say = now.say
    page_parts.section(say("sources.dictionary"))
    heads = [say(f"dictionary.{name}") for name in ("field", "title", "meaning")]
    rows = [(name, column.title, column.description) for name, column in schema.described().items()]
    with st.expander(say("sources.fields", count=len(rows))):
        page_parts.table(say("sources.dictionary"), heads, rows)


def quality_notes(now: View) -> None:
    """What we do not know, and what we left out on purpose."""
    page_parts.section(now.say("sources.notes"))
    known = now.dataset.sources
    notes = [
        {
            "title": note.title,
            "text": note.text,
            "sources": "; ".join(citation(known[source]).name for source in note.sources if source in known),
        }
        for note in now.dataset.notes
    ]
    st.html(render("notes", notes=notes))


def licence(now: View) -> None:
    """Under which terms all this may be used, and how to cite it."""
    say, about = now.say, now.dataset.about
    page_parts.section(say("sources.cite"))
    page_parts.paragraph(
        say(
            "sources.cite.text",
            publisher=about.publisher,
            title=about.title,
            version=now.dataset.version,
            date=now.labels.day(about.data_date),
        )
    )
    page_parts.note(say("sources.licence", licence=about.licence, url=about.licence_url))
