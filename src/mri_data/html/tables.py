"""The tables of the dashboard and the published site, made from a view."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from mri_data.record import context
from mri_data.record.context import Event
from mri_data.record.view import View
from mri_data.sentences import convention, findings
from mri_data.sentences.about_view import named_sources
from mri_data.sentences.one_record import Citation, citation
from mri_data.words.catalogue import Words
from mri_data.words.columns import column_title, record_texts
from mri_data.words.date_text import date_text
from mri_data.words.english import like, quoting
from mri_data.words.errors import Problem


@dataclass(frozen=True)
class Link:
    """Text that links to an address on the same pages, or plain text if `url` is empty.

    `page` is the page of the dashboard that it opens, so that the app can switch to it without a reload.
    """

    name: str
    url: str
    page: str = ""


MOST_CORRECTED = 50  # records named for one correction.
# Makes the link to a record from its id and the text to show.
RecordLink = Callable[[str, str], Link]
Cell = str | Citation | Link | tuple[str | Link, ...]


@dataclass(frozen=True)
class Table:
    """A caption, column heads, and rows with a cell for each head; a cell with an address is a link, a tuple a list."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Sequence[Cell], ...]


@dataclass(frozen=True)
class Correction:
    """A correction of the source in one line, why, and the records that it concerns; one that has no page is text."""

    line: str
    why: str
    records: tuple[str | Link, ...]


@dataclass(frozen=True)
class Year:
    """A year in which States joined: names with whether the day is verified, and the number of parties at its end."""

    year: str
    states: tuple[tuple[str, bool], ...]
    total: str


@dataclass(frozen=True)
class Years:
    """A caption, column heads, and a row for each year."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Year, ...]


# --- records, and what they rest on


def records(view: View, rows: pd.DataFrame, link: RecordLink, caption: str) -> Table:
    """Records with their date, kind of work and cities."""
    columns = ("date_text", "title", "work_area", "cities")
    cells = [
        (
            row.date_text,
            link(row.id, view.text(row.title)),
            view.labels("work_area", row.work_area),
            ", ".join(row.cities),
        )
        for row in rows.itertuples()
    ]
    return Table(caption, tuple(column_title(name, view.say) for name in columns), tuple(cells))


def record_sources(view: View, link: RecordLink) -> Table:
    """Each record shown with its reference in the source, its date, and the publishers of further notes on it."""
    say, known = view.say, view.dataset.sources
    heads = [column_title(name, say) for name in ("source_ref", "title", "date_text")]
    rows = [
        (
            findings.short_reference(row.source_ref),
            link(row.id, view.text(row.title)),
            row.date_text,
            view.labels.clauses(
                [*dict.fromkeys(known[one].publisher for note in row.also_known for one in note.sources)]
            )
            or say("sources.none_found"),
        )
        for row in view.shown.sort_values("source_ref", key=_by_number, kind="stable").itertuples()
    ]
    return Table(say("sources.records"), (*heads, say("sources.added")), tuple(rows))


def _by_number(column: "pd.Series[str]") -> "pd.Series[int]":
    """Sort key by the first number in a text, so that `paragraph 10` comes after `paragraph 9`."""
    return column.str.extract(r"(\d+)", expand=False).fillna("0").astype(int)


def corrections(view: View, link: RecordLink) -> list[Correction]:
    """Each correction once: in words, why, and all records shown to which it applies.

    Without filters, also records that could not be read, named by id.
    """
    say, known = view.say, view.dataset.sources
    titles = dict(zip(view.shown["id"], view.shown["title"], strict=True))
    found: dict[tuple[str, str, str], dict[str, str | Link]] = {}
    for one in view.dataset.corrections:
        if one.record in titles or not view.filters:
            name = link(one.record, view.text(titles[one.record])) if one.record in titles else one.record
            why = f"{one.reason} ({citation(known[one.source], say).name})" if one.source in known else one.reason
            why = like(view.text(one.reason), why)
            found.setdefault((one.was, one.becomes, why), {})[one.record] = name
    return [
        Correction(_correction(was, becomes, say), why, _first(list(named.values()), say))
        for (was, becomes, why), named in found.items()
    ]


def _first(records: Sequence[str | Link], say: Words) -> tuple[str | Link, ...]:
    """The records of one correction; of very many the first, and how many more there are."""
    more = len(records) - MOST_CORRECTED
    return (*records[:MOST_CORRECTED], *([say.n("correction.more", more)] if more > 0 else []))


def _correction(was: str, becomes: str, say: Words) -> str:
    """What we show and what the source says, either of which may be nothing."""
    if was and becomes:
        return say("correction.line", was=was, becomes=becomes)
    return say("correction.added", becomes=becomes) if becomes else say("correction.removed", was=was)


def found(view: View, title: str, problems: Iterable[Problem]) -> Table:
    """Problems or warnings that the check found in the data; `title` is the catalogue key of the caption."""
    heads = tuple(view.say(f"problems.{name}") for name in ("file", "line", "column", "found"))
    rows = [(one.origin.name, str(one.row or ""), one.column or "", one.in_words(view.say)) for one in problems]
    return Table(view.say(title), heads, tuple(rows))


def sources(view: View) -> Table:
    """Every source, with its publisher, its terms and the day it was read."""
    say, labels = view.say, view.labels
    rows = [
        (
            Citation(
                quoting(one.title + (say("source.copy") if one.copy else ""), (one.title,), view.language),
                citation(one, say).url,
            ),
            one.publisher,
            one.terms,
            labels.day(one.read),
        )
        for one in view.dataset.sources.values()
    ]
    heads = tuple(say(f"source.{name}") for name in ("title", "publisher", "terms", "read"))
    return Table(say("sources.sources"), heads, tuple(rows))


def dictionary(view: View) -> Table:
    """The data dictionary: name, title and meaning of each column of the records."""
    heads = tuple(view.say(f"dictionary.{name}") for name in ("field", "title", "meaning"))
    rows = [(name, text.title, text.meaning) for name, text in record_texts(view.say).items()]
    return Table(view.say("sources.dictionary"), heads, tuple(rows))


# --- context


def events(view: View, found: Iterable[Event]) -> Table:
    """Events with their dates, places, notes and sources."""
    say, known = view.say, view.dataset.sources
    rows = [
        (
            event.when,
            event.title,
            ", ".join(event.cities),
            event.note,
            named_sources([known[one] for one in event.sources if one in known], view),
        )
        for event in found
    ]
    heads = tuple(say(f"context.head.{name}") for name in ("when", "what", "where", "note", "sources"))
    return Table(say.n("context.table", len(rows)), heads, tuple(rows))


# --- the Convention


def steps(view: View) -> Table:
    """The data of the chart of States parties: date, States and number of parties after each step."""
    say = view.say
    rows = [
        (
            convention.step_date(step, say),
            view.labels.all_of([f"{state} ({say(f'convention.how.{how}')})" for state, how in step.states]),
            convention.count_text(step.after, say),
        )
        for step in convention.steps(view.dataset.context.parties)
    ]
    heads = tuple(say(f"convention.step.{name}") for name in ("date", "states", "after"))
    return Table(say.n("convention.table", len(rows)), heads, tuple(rows))


def years(view: View) -> Years:
    """Each year with the States that joined in it and the number of parties at its end."""
    say, parties = view.say, convention.dated(view.dataset.context.parties)
    unsure = set(convention.unverified(parties)["title"])
    rows = [
        Year(
            str(year),
            tuple((name, name not in unsure) for name in names),
            convention.count_text(convention.parties_at_end_of(parties, year), say),
        )
        for year, names in context.by_year(parties).items()
    ]
    heads = tuple(say(f"convention.years.{name}") for name in ("year", "states", "total"))
    return Years(say("convention.years"), heads, tuple(rows))


def parties(view: View, rows: pd.DataFrame | None = None) -> Table:
    """States parties in the order of joining: all of them, or the given rows of their table."""
    say, every = view.say, view.dataset.context.parties
    orders, numbers = view.cached("orders", lambda: convention.joining_orders(every)), _numbers(view)
    cells = [
        (
            orders[row.Index],
            row.title,
            convention.signed_text(row, say),
            date_text(row.edtf, say),
            say(f"convention.how.{row.kind}"),
            _numbered(row.sources, numbers),
            view.text(row.note),
        )
        for row in (every if rows is None else rows).itertuples()
    ]
    heads = _heads(view, ("order", "state", "signed", "joined", "how", "sources", "note"))
    return Table(say("convention.parties"), heads, tuple(cells))


def signatories(view: View) -> Table:
    """The signatories: States that have signed and are not parties."""
    say, numbers = view.say, _numbers(view)
    rows = [
        (
            row.title,
            date_text(row.edtf, say),
            say(f"convention.how.{row.kind}"),
            _numbered(row.sources, numbers),
            view.text(row.note),
        )
        for row in view.dataset.context.signatories.itertuples()
    ]
    heads = _heads(view, ("state", "signed", "how", "sources", "note"))
    return Table(convention.signatories_title(view), heads, tuple(rows))


def party_sources(view: View) -> Table:
    """The sources of the lists of States, with the numbers by which those lists cite them."""
    say, known = view.say, view.dataset.sources
    rows = [(str(number), citation(known[one], view.say)) for one, number in _numbers(view).items()]
    heads = (say("convention.head.order"), say("source.title"))
    return Table(say.n("convention.sources", len(rows)), heads, tuple(rows))


def _heads(view: View, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(view.say(f"convention.head.{name}") for name in names)


def _numbers(view: View) -> dict[str, int]:
    return view.cached("numbers", lambda: convention.source_numbers(view.dataset.context, view.dataset.sources))


def _numbered(sources: Iterable[str], numbers: dict[str, int]) -> str:
    return ", ".join(map(str, sorted(numbers[source] for source in sources if source in numbers)))
