"""What every page, slide and file says about its view: filters, counts, date of the data, notes and sources."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mri_data.record.context import Event
from mri_data.record.view import View
from mri_data.schema.context import MEETING_KINDS
from mri_data.schema.settings import Note, QualityNote, Source
from mri_data.schema.translations import NOTED
from mri_data.sentences import left_out
from mri_data.sentences.one_record import Citation, citation
from mri_data.words.english import quoting

# Columns of source ids, in the order in which a record is read.
CITING = ("date_source", "place_source", "alongside_source")


@dataclass(frozen=True)
class Gap:
    """A quality note as text: what is still to be documented, and the sources it rests on, by name."""

    title: str
    text: str
    sources: str


def filter_line(view: View) -> str:
    """`All 17 records.` or `6 of 17 records: Advocacy.`, what could not be read, and that context is shown."""
    sentences = [_status(view), left_out.unread_sentence(view), view.say("context.short") if view.context_shown else ""]
    return " ".join(filter(None, sentences))


def _status(view: View) -> str:
    if not view.filters:
        return view.say.n("status.all", len(view.records))
    described = view.filters.describe(view.labels)
    return view.say("status", shown=view.count, records=len(view.records), described=described)


def context_line(view: View) -> str:
    """`Shown beside the record, and not MRI’s work: government meetings.`; empty where no context is shown."""
    kinds = [view.say(f"context.in_line.{kind}") for kind in view.context_shown]
    return view.say("context.line", kinds=view.labels.all_of(kinds)) if kinds else ""


def data_line(view: View) -> str:
    """The date and version of the data: `Data of 24 November 2026, version 3d993271c0.`"""
    about = view.dataset.about
    return view.say("talk.data", date=view.labels.day(about.data_date), version=view.dataset.version)


def translation_line(view: View) -> str:
    """That the texts of the record are translated by machine and not yet read; empty where that is not so."""
    return view.say("translation.machine") if view.dataset.is_unread else ""


def main_sources(view: View) -> str:
    """The names of the sources that the records come from."""
    return named_sources(_main(view), view)


def main_citations(view: View) -> list[Citation]:
    """The sources that the records come from."""
    return [citation(source, view.say) for source in _main(view)]


def _main(view: View) -> list[Source]:
    return [view.dataset.sources[source] for source in view.records["source"].unique()]


def named_sources(sources: Sequence[Source], view: View) -> str:
    """The names of sources in one line; their titles are in English."""
    names = view.labels.clauses([citation(one, view.say).name for one in sources])
    return quoting(names, tuple(one.title for one in sources), view.language)


def cite_line(view: View) -> str:
    """How to cite the record: publisher, title, date and version of its data."""
    about, day = view.dataset.about, view.labels.day(view.dataset.about.data_date)
    names = {"publisher": about.publisher, "title": about.title, "date": day, "version": view.dataset.version}
    return view.say("sources.cite.text", **names)


def licence_line(view: View) -> str:
    """Under which licence the record may be used."""
    about = view.dataset.about
    return view.say("sources.licence", licence=about.licence, url=about.licence_url)


def file_notes(view: View) -> dict[str, str]:
    """What a file says about itself, by stable name: filters, counts, version, date, source, licence, address."""
    say, about = view.say, view.dataset.about
    texts = {
        "title": about.title,
        "language": say.short_tag,
        "translation": translation_line(view),
        "filters": view.filters.describe(view.labels),
        "context": context_line(view),
        "records": say("export.records", shown=view.count, records=len(view.dataset.records)),
        "left_out": left_out.unread_summary(view),
        "data_date": about.data_date.isoformat(),
        "version": view.dataset.version,
        "source": "; ".join(f"{one.name}, {one.url}" if one.url else one.name for one in main_citations(view)),
        "licence": f"{about.licence}, {about.licence_url}",
        "address": view.link if view.base else view.address(),
    }
    return {name: text for name, text in texts.items() if text}


def cited_sources(view: View) -> list[str]:
    """The ids of the sources cited by the records shown, then by the context shown, in order of first citation."""
    shown = view.shown
    columns = (shown["source"].map(lambda source: (source,)), *(shown[name] for name in CITING))
    columns = (*columns, *(shown[name].map(_noted) for name in NOTED))
    ids = dict.fromkeys(one for _, _, sources in sorted(_first_cells(columns)) for one in sources)
    return list(ids | dict.fromkeys(source for event in view.events for source in event.sources))


def _noted(notes: tuple[Note, ...]) -> tuple[str, ...]:
    return tuple(source for note in notes for source in note.sources)


def _first_cells(columns: Iterable["pd.Series[Any]"]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The row and the column of the first occurrence of each distinct cell, and its value."""
    for column, cells in enumerate(columns):
        codes, distinct = pd.factorize(cells.to_numpy())
        rows = np.unique(codes, return_index=True)[1].tolist()
        yield from ((row, column, sources) for row, sources in zip(rows, distinct, strict=True))


def quality_notes(view: View) -> list[QualityNote]:
    """The notes on what could not be read, on the records shown and on the context shown.

    A note about no particular record or kind of context is about the whole record: it is omitted where a filter is set.
    """
    return [*left_out.unread_notes(view), *(note for note in view.dataset.notes if _applies(note, view))]


def _applies(note: QualityNote, view: View) -> bool:
    if note.context:
        return not set(note.context).isdisjoint(view.context_shown)
    return any(view.keeps(record) for record in note.records) or not (note.records or view.filters)


def gap_of(note: QualityNote, view: View) -> Gap:
    """A quality note as text, with its sources by name."""
    known = view.dataset.sources
    cited = [known[source] for source in note.sources if source in known]
    return Gap(view.text(note.title), view.text(note.text), named_sources(cited, view))


def where_and_by(event: Event, view: View) -> str:
    """Where an event was, and who held it, as far as a source says: `Puerto Vallarta; in the chair: Mexico`."""
    by = ""
    if event.by:
        by = view.say("context.by.chair" if event.kind in MEETING_KINDS else "context.by.run", by=event.by)
    elif event.kind == "forum":
        by = view.say("context.by.unknown")
    return view.labels.clauses([*filter(None, (view.labels.all_of(event.cities), by))])
