"""The tables of the published site, worked out from the view: whence records come, corrections, States parties."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from mri_data import schema
from mri_data.record import context
from mri_data.record.view import View
from mri_data.sentences import convention, findings
from mri_data.sentences.one_record import Citation, citation
from mri_data.site.view import record_file
from mri_data.words.errors import Problem

Cell = str | Citation
# A link within the site is a citation whose address is a file.
Link = Citation


@dataclass(frozen=True)
class Table:
    """A caption, heads, and rows of as many cells; a cell with an address is a link."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Year:
    """A year in which States joined: each by name and whether its day is known, and how many parties at its end."""

    year: str
    states: tuple[tuple[str, bool], ...]
    total: str


def whence(view: View) -> Table:
    """Each record with its place in the source, its date there, and who adds to it."""
    say, known = view.say, view.dataset.sources
    heads = [schema.label(name) for name in ("source_ref", "title", "date_text")]
    rows = [
        (
            findings.short_reference(row.source_ref),
            Link(row.title, record_file(row.id)),
            row.date_text,
            "; ".join(dict.fromkeys(known[source].publisher for note in row.also_known for source in note.sources))
            or say("sources.none_found"),
        )
        for row in view.shown.sort_values("source_ref", key=_by_number, kind="stable").itertuples()
    ]
    return Table(say("sources.records"), (*heads, say("sources.added")), tuple(rows))


def _by_number(column: "pd.Series[str]") -> "pd.Series[int]":
    """Sort `paragraph 10` after `paragraph 9`."""
    return column.str.extract(r"(\d+)", expand=False).fillna("0").astype(int)


def corrections(view: View) -> Table:
    """What the source gets wrong of the records shown, what stands here instead, and why."""
    say, known = view.say, view.dataset.sources
    titles = view.shown.set_index("id")["title"]
    heads = tuple(say(f"correction.{name}") for name in ("record", "was", "becomes", "reason"))
    rows = [
        (
            Link(str(titles[one.record]), record_file(one.record)),
            one.was,
            one.becomes,
            f"{one.reason} ({citation(known[one.source]).name})" if one.source in known else one.reason,
        )
        for one in view.dataset.corrections
        if one.record in titles
    ]
    return Table(say("sources.corrections"), heads, tuple(rows))


def found(view: View, title: str, problems: Iterable[Problem]) -> Table:
    """Problems or doubts that the check found in the data, under a title of the catalogue."""
    say = view.say
    heads = tuple(say(f"problems.{name}") for name in ("file", "line", "column", "found"))
    rows = [(one.file, str(one.line or ""), one.column or "", one.sentence) for one in problems]
    return Table(say(title), heads, tuple(rows))


def steps(view: View) -> Table:
    """The chart of States parties as a table."""
    say, found = view.say, convention.steps(view.dataset.context.parties)
    heads = tuple(say(f"convention.step.{name}") for name in ("date", "states", "after"))
    rows = [
        (
            convention.step_date(step, say),
            view.labels.all_of([f"{state} ({say(f'convention.how.{how}')})" for state, how in step.states]),
            convention.amount(step.after, say),
        )
        for step in found
    ]
    return Table(say.n("convention.table", len(rows)), heads, tuple(rows))


def years(view: View) -> list[Year]:
    """Each year with the States that joined in it, and how many parties there were at its end."""
    parties = convention.dated(view.dataset.context.parties)
    unsure = set(convention.unverified(parties)["title"])
    return [
        Year(
            str(year),
            tuple((name, name not in unsure) for name in names),
            convention.amount(convention.at_end_of(parties, year), view.say),
        )
        for year, names in context.by_year(parties).items()
    ]


def parties(view: View) -> Table:
    """All States parties in the order of joining."""
    say, table = view.say, view.dataset.context.parties
    orders, numbers = convention.orders(table), _numbers(view)
    names = ("order", "state", "signed", "joined", "how", "sources", "note")
    rows = [
        (
            orders[row.Index],
            row.title,
            row.signed_text,
            row.date_text,
            say(f"convention.how.{row.kind}"),
            _numbered(row.sources, numbers),
            row.note,
        )
        for row in table.itertuples()
    ]
    return Table(say("convention.parties"), _heads(view, names), tuple(rows))


def signatories(view: View) -> Table:
    """The States that have signed and are not parties."""
    say, table, numbers = view.say, view.dataset.context.signatories, _numbers(view)
    rows = [
        (row.title, row.date_text, say(f"convention.how.{row.kind}"), _numbered(row.sources, numbers), row.note)
        for row in table.itertuples()
    ]
    heads = _heads(view, ("state", "signed", "how", "sources", "note"))
    return Table(convention.signatories_title(view), heads, tuple(rows))


def party_sources(view: View) -> Table:
    """The sources of the lists of States, by the numbers that stand in them."""
    known = view.dataset.sources
    rows = [(str(number), citation(known[one])) for one, number in _numbers(view).items()]
    heads = (view.say("convention.head.order"), view.say("source.title"))
    return Table(view.say.n("convention.sources", len(rows)), heads, tuple(rows))


def _heads(view: View, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(view.say(f"convention.head.{name}") for name in names)


def _numbers(view: View) -> dict[str, int]:
    return convention.numbers_of(view.dataset.context, view.dataset.sources)


def _numbered(sources: Iterable[str], numbers: dict[str, int]) -> str:
    return ", ".join(map(str, sorted(numbers[source] for source in sources if source in numbers)))
