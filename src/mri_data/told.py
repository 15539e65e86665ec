"""What every page, slide and file says of itself: its filters, how much it holds, of when it is, and its sources."""

from dataclasses import dataclass

from mri_data.details import citation
from mri_data.entries import QualityNote
from mri_data.view import View


@dataclass(frozen=True)
class Gap:
    """What is not known, and on which sources that rests."""

    title: str
    text: str
    sources: str


def filter_line(view: View) -> str:
    """`6 of 17 records. Only kind of work: Advocacy.`"""
    described = view.filters.describe(view.labels)
    return view.say("status", shown=len(view.shown), records=len(view.records), described=described)


def data_line(view: View) -> str:
    """`Data of 24 November 2026, version 3d993271c0.`"""
    about = view.dataset.about
    return view.say("talk.data", date=view.labels.day(about.data_date), version=view.dataset.version)


def main_sources(view: View) -> str:
    """The sources that the records come from, by name."""
    names = [citation(view.dataset.sources[source]).name for source in view.records["source"].unique()]
    return "; ".join(names)


def notes(view: View) -> dict[str, str]:
    """What a reader of the file must know: filters, counts, version, date, source, licence, address."""
    say, about = view.say, view.dataset.about
    main = [citation(view.dataset.sources[source]) for source in view.records["source"].unique()]
    told = {
        "title": about.title,
        "filters": view.filters.describe(view.labels),
        "records": say("export.records", shown=len(view.shown), records=len(view.dataset.records)),
        "data_date": about.data_date.isoformat(),
        "version": view.dataset.version,
        "source": "; ".join(f"{one.name}, {one.url}" if one.url else one.name for one in main),
        "licence": f"{about.licence}, {about.licence_url}",
        "address": view.address(),
    }
    return {name: text for name, text in told.items() if text}


def cited(view: View) -> list[str]:
    """Ids of the sources that the records shown cite, in their order."""
    ids: dict[str, None] = {}
    for row in view.shown.itertuples():
        ids |= dict.fromkeys([row.source, *row.date_source, *row.place_source, *row.alongside_source])
        ids |= dict.fromkeys(source for note in (*row.also_known, *row.not_confirmed) for source in note.sources)
    return list(ids)


def notes_for(view: View) -> list[QualityNote]:
    """The notes on the records of a view; those about no record in particular belong to the whole record."""
    return [
        note
        for note in view.dataset.notes
        if not view.matched.isdisjoint(note.records) or not (note.records or view.filters)
    ]


def gap_of(note: QualityNote, view: View) -> Gap:
    """A note with its sources by name."""
    known = view.dataset.sources
    names = [citation(known[source]).name for source in note.sources if source in known]
    return Gap(note.title, note.text, "; ".join(names))
