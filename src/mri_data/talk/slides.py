"""Make the slides of a view: what is on each slide, and notes for the speaker.

The page *Present* and the presentation file show the same slides. A slide with nothing to show is left out.
"""

from collections.abc import Iterator
from typing import Any

from mri_data.charts import of_view
from mri_data.charts.map.layout import map_alt
from mri_data.query import totals
from mri_data.record.view import View
from mri_data.sentences import convention, findings, left_out
from mri_data.sentences.about_view import (
    Gap,
    context_line,
    data_line,
    filter_line,
    gap_of,
    main_sources,
    quality_notes,
    translation_line,
)
from mri_data.sentences.headline import headline
from mri_data.sentences.page_title import convention_title, page_title, places_title, timeline_title
from mri_data.talk.appendix import appendix
from mri_data.talk.notes import spoken
from mri_data.talk.slide import CHART, SLIDE_MAP, Evidence, Slide, Step, fitted, numbered
from mri_data.talk.works import works
from mri_data.words.date_text import date_in_sentence
from mri_data.words.english import like

# How many of the quality notes the slide on evidence names.
MOST_GAPS = 3


def talk(view: View) -> list[Slide]:
    """The slides of a view, in order: the talk up to its close, then the appendix."""
    if view.empty:
        return [_title(view), _closing(view)]
    # As context, the Convention comes after all of MRI's work; else after the campaign for it.
    meanwhile = of_view.shows_parties(view)
    slides = (
        _title(view),
        _counts(view),
        *_timeline(view),
        _map(view),
        *works(view, "campaign"),
        None if meanwhile else _convention(view),
        *works(view, "advocacy"),
        *works(view, "movements"),
        _evidence(view),
        _convention(view) if meanwhile else None,
        _closing(view),
    )
    return [fitted(slide) for slide in (*spoken(filter(None, slides), view), *appendix(view))]


def _title(view: View) -> Slide:
    say, about = view.say, view.dataset.about
    return Slide(
        "title",
        about.title,
        source=f"{filter_line(view)} {data_line(view)}",
        lede=page_title(view, "overview"),
        notes=(say("talk.notes.title"),),
    )


def _source(view: View, key: str) -> str:
    sources = main_sources(view)
    return like(sources, view.say(key, sources=sources))


def _counts(view: View) -> Slide | None:
    say = view.say
    counts = tuple(
        count
        for count in headline(view.records, view.shown, view.labels, left_out.unread_counts(view.dataset))
        if count.number
    )
    if not counts:
        return None
    title = findings.capitalised(findings.count_with_noun("talk.counts", len(counts), say))
    notes = tuple(" ".join(filter(None, (str(one.number), one.of, f"{one.noun}.", one.note))) for one in counts)
    return Slide("counts", title, _source(view, "talk.source.counts"), notes=notes, counts=counts)


def _timeline(view: View) -> Iterator[Slide]:
    if (view.shown["precision"] == "undated").all():
        return
    charts = of_view.charts_of(view)
    key = charts.timeline_note(view, shown_only=True) or view.say("talk.notes.timeline")
    notes = (charts.timeline_alt(view, shown_only=True), key)
    source = f"{_source(view, 'picture.source')} {charts.picture_note(view, brief=True)}"
    parts = of_view.timeline_areas(view.without_context, CHART)
    for at, areas in enumerate(parts):
        title = numbered(timeline_title(view), at, len(parts), view)
        yield Slide("timeline", title, source, notes=notes, areas=areas)


def _map(view: View) -> Slide | None:
    if not of_view.has_map(view):
        return None
    layout = of_view.map_of(view, SLIDE_MAP)
    title = places_title(view)
    notes = _not_empty(map_alt(layout, view.say), context_line(view))
    return Slide("map", title, _source(view, "talk.source.map"), notes=notes, steps=tuple(_steps(view)))


def _convention(view: View) -> Slide | None:
    """The number of States parties over time, where the view shows the Convention or MRI's campaign for it."""
    launched = of_view.has_parties(view) and convention.campaign_launch(view.shown) is not None
    if not launched and not of_view.shows_parties(view):
        return None
    day = view.labels.day(convention.as_of(view.dataset.context))
    return Slide(
        "convention",
        convention_title(view),
        view.say("talk.source.convention", date=day),
        view.say("talk.convention"),
        notes=_not_empty(*convention.notes(view), context_line(view)),
    )


def _evidence(view: View) -> Slide | None:
    """How the records shown are documented, and some of what is still to be documented."""
    say, gaps = view.say, _gaps(view)
    found = tuple(
        Evidence(code, number, say.digits(number), say(f"evidence.{code}"), say(f"evidence.{code}.meaning"))
        for code, number in totals.evidence_counts(view.shown).items()
        if number
    )
    if not found and not gaps:
        return None
    title = say("talk.evidence") if found else say("talk.unknown")
    source = _source(view, "talk.source.evidence" if found else "talk.source.unknown")
    lines = tuple(f"{one.digits}: {one.name}. {one.meaning}" for one in found)
    return Slide("evidence", title, source, notes=(*lines, *(gap.title for gap in gaps)), evidence=found, gaps=gaps)


def _gaps(view: View) -> tuple[Gap, ...]:
    """The quality notes that the settings of the talk choose, as far as the view shows them; else the first few."""
    wanted = [gap for one in view.dataset.slide_notes if one.slide == "evidence" for gap in one.gaps]
    notes = quality_notes(view)
    chosen = [note for name in wanted for note in notes if note.id == name]
    return tuple(gap_of(note, view) for note in (chosen or notes)[:MOST_GAPS])


def _not_empty(*notes: str) -> tuple[str, ...]:
    """The notes that are not empty."""
    return tuple(filter(None, notes))


def _steps(view: View) -> Iterator[Step]:
    """One step for each year of the forums shown and, where no filter is set, for each year without a forum between.

    There are none where all forums are of one year, or where the map shows counts.
    """
    forums = of_view.charts_of(view).journey(view)
    gaps = () if view.filters else totals.gap_years(view.shown)
    by_year = {year: list(met.itertuples()) for year, met in forums.groupby(forums["earliest"].dt.year)}
    if len(by_year) < 2:
        return
    for year in sorted({*by_year, *gaps}):
        if year in by_year:
            yield Step(int(year), view.labels.clauses([_met(view, row) for row in by_year[year]]))
        else:
            yield Step(int(year), _empty_year(view, int(year)))


def _met(view: View, row: Any) -> str:
    where = view.labels.all_of(row.cities)
    meeting = view.labels.names["body.full"].get(row.alongside, row.alongside)
    place = view.labels("place", row.alongside_place) if row.alongside_place else ""
    meeting = ", ".join(filter(None, (meeting, place)))
    caption = view.say("talk.step", number=row.number, where=where, date=date_in_sentence(row.edtf, view.say))
    return view.say("talk.step.alongside", caption=caption, meeting=meeting) if meeting else caption


def _empty_year(view: View, year: int) -> str:
    titles = [note.title for note in view.dataset.notes if year in note.years]
    return view.labels.clauses(titles) or view.say("map.gap", year=year)


def _closing(view: View) -> Slide:
    say, about, link = view.say, view.dataset.about, view.public_link
    return Slide(
        "closing",
        say("talk.closing"),
        source=f"{about.title}. {data_line(view)}",
        lede=" ".join(filter(None, (say("talk.closing.lede", licence=about.licence), translation_line(view)))),
        notes=_not_empty(filter_line(view), say("talk.notes.closing", address=link) if link else ""),
        address=link,
        contact=about.contact,
    )
