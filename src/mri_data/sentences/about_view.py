"""What every page, slide and file says of itself: its filters, how much it holds, of when it is, and its sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mri_data.reading.normalise import NOTED
from mri_data.record.context import Event
from mri_data.record.view import View
from mri_data.schema.context import MEETING_KINDS
from mri_data.schema.settings import Note, QualityNote
from mri_data.sentences import left_out
from mri_data.sentences.one_record import citation

CITING = ("date_source", "place_source", "alongside_source")


@dataclass(frozen=True)
class Gap:
    """What is not known, and on which sources that rests."""

    title: str
    text: str
    sources: str


def filter_line(view: View) -> str:
    """`6 of 17 records. Only kind of work: Advocacy.`, and that there is context beside them."""
    described = view.filters.describe(view.labels)
    told = view.say("status", shown=view.count, records=len(view.records), described=described)
    sentences = [told, left_out.line(view), view.say("context.short") if view.beside else ""]
    return " ".join(filter(None, sentences))


def context_line(view: View) -> str:
    """`Shown beside the record, and not MRI’s work: government meetings.`; nothing when no context is shown."""
    kinds = [view.say(f"context.in_line.{kind}") for kind in view.beside]
    return view.say("context.line", kinds=view.labels.all_of(kinds)) if kinds else ""


def data_line(view: View) -> str:
    """`Data of 24 November 2026, version 3d993271c0.`"""
    about = view.dataset.about
    return view.say("talk.data", date=view.labels.day(about.data_date), version=view.dataset.version)


def main_sources(view: View) -> str:
    """The sources that the records come from, by name."""
    names = [citation(view.dataset.sources[source]).name for source in view.records["source"].unique()]
    return "; ".join(names)


def cite_line(view: View) -> str:
    """How to cite the record: publisher, title, date and version of its data."""
    about, day = view.dataset.about, view.labels.day(view.dataset.about.data_date)
    names = {"publisher": about.publisher, "title": about.title, "date": day, "version": view.dataset.version}
    return view.say("sources.cite.text", **names)


def licence_line(view: View) -> str:
    """Under which licence the record may be used."""
    about = view.dataset.about
    return view.say("sources.licence", licence=about.licence, url=about.licence_url)


def notes(view: View) -> dict[str, str]:
    """What a reader of the file must know: filters, counts, version, date, source, licence, address."""
    say, about = view.say, view.dataset.about
    main = [citation(view.dataset.sources[source]) for source in view.records["source"].unique()]
    told = {
        "title": about.title,
        "filters": view.filters.describe(view.labels),
        "context": context_line(view),
        "records": say("export.records", shown=view.count, records=len(view.dataset.records)),
        "left_out": left_out.summary(view),
        "data_date": about.data_date.isoformat(),
        "version": view.dataset.version,
        "source": "; ".join(f"{one.name}, {one.url}" if one.url else one.name for one in main),
        "licence": f"{about.licence}, {about.licence_url}",
        "address": view.address(),
    }
    return {name: text for name, text in told.items() if text}


def cited(view: View) -> list[str]:
    """Ids of the sources that the records shown cite, and then the context beside them, in their order."""
    shown = view.shown
    columns = (shown["source"].map(lambda source: (source,)), *(shown[name] for name in CITING))
    columns = (*columns, *(shown[name].map(_noted) for name in NOTED))
    ids = dict.fromkeys(one for _, _, sources in sorted(_first(columns)) for one in sources)
    return list(ids | dict.fromkeys(source for event in view.events for source in event.sources))


def _noted(notes: tuple[Note, ...]) -> tuple[str, ...]:
    return tuple(source for note in notes for source in note.sources)


def _first(columns: Iterable["pd.Series[Any]"]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where each distinct cell of some columns first stands, in row and column, and what it holds."""
    for place, cells in enumerate(columns):
        numbers, distinct = pd.factorize(cells.to_numpy())
        rows = np.unique(numbers, return_index=True)[1].tolist()
        yield from ((row, place, sources) for row, sources in zip(rows, distinct, strict=True))


def notes_for(view: View) -> list[QualityNote]:
    """What could not be read, and the notes on the records of a view and on the context shown beside them.

    Those about no record and no kind of context in particular belong to the whole record.
    """
    return [*left_out.notes(view), *(note for note in view.dataset.notes if _applies(note, view))]


def _applies(note: QualityNote, view: View) -> bool:
    if note.context:
        return not set(note.context).isdisjoint(view.beside)
    return any(view.keeps(record) for record in note.records) or not (note.records or view.filters)


def gap_of(note: QualityNote, view: View) -> Gap:
    """A note with its sources by name."""
    known = view.dataset.sources
    names = [citation(known[source]).name for source in note.sources if source in known]
    return Gap(note.title, note.text, "; ".join(names))


def where_and_by(event: Event, view: View) -> str:
    """`Puerto Vallarta; in the chair: Mexico`: where an event was, and who held it as far as a source says."""
    by = ""
    if event.by:
        by = view.say("context.by.chair" if event.kind in MEETING_KINDS else "context.by.run", by=event.by)
    elif event.kind == "forum":
        by = view.say("context.by.unknown")
    return "; ".join(filter(None, (view.labels.all_of(event.cities), by)))
