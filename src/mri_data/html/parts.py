"""The parts of pages as HTML, shared by the dashboard, the one-file page and the published site.

Each function returns markup with every value escaped. Differences between the three are arguments, above all links:
`link` is a function that makes the link to a record from its id and the text to show.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from mri_data.charts.table import Sign
from mri_data.html import assets
from mri_data.html.tables import Correction, Link, RecordLink, Table, Years
from mri_data.query import totals
from mri_data.query.filters import Filters
from mri_data.record.context import Event
from mri_data.record.view import View
from mri_data.schema.edtf import html_date
from mri_data.schema.records import EVIDENCE
from mri_data.sentences import convention, left_out, one_record
from mri_data.sentences import findings as sentences
from mri_data.sentences.about_view import Gap, licence_line, where_and_by
from mri_data.sentences.findings import Finding
from mri_data.sentences.headline import Headline, headline
from mri_data.sentences.one_record import Citation, Detail, citation, web_address
from mri_data.words.catalogue import Words

# Its module brings lxml: 8 MB, which a process that checks no file saves.
if TYPE_CHECKING:
    from mri_data.reading.sheet_pieces import Piece

MOST_FINDINGS_IN_ROW = 3
# Kinds of tables that stay tables on a phone: any short one, and the lists of States parties and of signatories.
SHORT, STATES, SIGNATORIES = "short", "short mri-states", "short mri-signatories"


@dataclass(frozen=True)
class Row:
    """One record in a list."""

    area: str
    area_name: str
    date: str
    link: Link


@dataclass(frozen=True)
class Column:
    """A column of the table of records; `sorted` is true of the one that its rows are in the order of."""

    name: str
    title: str
    meaning: str
    sorted: bool = False


@dataclass(frozen=True)
class LinkedRow:
    """A row of the table of records: a cell for each column, a link in that of the title.

    `order` is its place in time, empty for records without a date; `opened` is true of the open record; `evidence` is
    how it is documented, as a code, and `evidence_name` the words for it.
    """

    area: str
    cells: Sequence[tuple[Column, str | Link]]
    order: str
    opened: bool
    evidence: str
    evidence_name: str


@dataclass(frozen=True)
class Place:
    """One line in a list of places: a number or a ring, the name, perhaps linked, a note, and the date.

    `edtf` is the date for software, empty where `when` is none; `current` marks the stop of the year shown.
    """

    number: str
    link: Link
    note: str
    when: str
    ring: bool = False
    current: bool = False
    edtf: str = ""

    @property
    def day(self) -> str:
        """The date as HTML writes it; empty where it is no single year, month or day."""
        return html_date(self.edtf)


@dataclass(frozen=True)
class Evidence:
    """One way in which records are documented: its code, name and meaning, and a link to the records."""

    code: str
    name: str
    meaning: str
    link: Link


def _part(name: str, *values: Any) -> Markup:
    part: Callable[..., Markup] = getattr(assets.templates().get_template("parts.html").module, name)
    return Markup(part(*values).strip())


# --- text


def title(text: str, kind: str = "page") -> Markup:
    """The title of a page; `kind` is "claim" if it is a sentence that sums up the page."""
    return _part("title", text, kind)


def _of_text(name: str) -> Callable[[str], Markup]:
    return lambda text: _part(name, text)


# Functions from a text to: a heading within a page; an introduction under a title; small print; how much is shown,
# which screen readers announce when it changes; the last line of a page of the dashboard.
section, lede, note, status, footer = map(_of_text, ("section", "lede", "note", "status", "footer"))


def paragraph(text: str, source: Citation | None = None) -> Markup:
    """A paragraph of text, with a source at its end if one is given."""
    return _part("paragraph", text, source)


def licence(view: View) -> Markup:
    """Small print on the licence of the record, in which its address is a link."""
    about, text = view.dataset.about, licence_line(view)
    before, address, after = text.partition(about.licence_url) if about.licence_url else (text, "", "")
    return _part("licence", before, Citation(address, web_address(address)), after)


def announced(text: str, spoken: str) -> Markup:
    """A note that is announced, when it appears, as the sentence `spoken`."""
    return _part("announced", text, spoken)


def languages(label: str, links: Mapping[str, Link], current: str) -> Markup:
    """Links to the same page in each language, by its code."""
    return _part("languages", label, links, current)


def page_link(link: Link) -> Markup:
    """The link to another page."""
    return _part("page_link", link)


def fold_button(text: str) -> Markup:
    """The button that unfolds the filters on a phone."""
    return _part("fold_button", text)


def print_header(title: str, address: str) -> Markup:
    """The first line of a printed page, which a screen does not show: the name of the record and the page's address."""
    return _part("print_header", title, address)


# --- frames of other sites


def frame(address: str, title: str, width: int | str, height: int) -> Markup:
    """The frame with which a page of another site shows a page of the dashboard."""
    return _part("frame", address, title, width, height)


def quotation(text: str, link: Link) -> Markup:
    """A sentence and its source, for a page of another site that may show no frame."""
    return _part("quotation", text, link)


def source_line(text: str, link: Link) -> Markup:
    """The last line of a page in a frame: the source, and the link to the whole dashboard."""
    return _part("source_line", text, link)


# --- counts and findings


def headlines(view: View) -> list[Headline]:
    """The headline counts of a view, with the numbers of records that could not be read."""
    return headline(view.records, view.shown, view.labels, left_out.unread_counts(view.dataset))


def counts(found: Sequence[Headline], say: Words, *, inline: bool = False) -> Markup:
    """The headline counts, each above as many marks; `inline` is for pages that allow `style` attributes."""
    return _part("counts", found, say, inline)


def findings(view: View, link: Callable[[Finding], Link]) -> Markup:
    """The findings of the records shown, in rows of at most three, each with one link."""
    found = sentences.findings(view.shown, view.dataset, view.labels)
    return _part("findings", [[(finding, link(finding)) for finding in row] for row in _rows_of(found)])


def _rows_of(found: Sequence[Finding]) -> list[Sequence[Finding]]:
    """Findings in rows as even as possible: five as three and two."""
    rows = max(1, -(-len(found) // MOST_FINDINGS_IN_ROW))
    ends = [-(-len(found) * row // rows) for row in range(rows + 1)]
    return [found[start:end] for start, end in pairwise(ends)]


# --- records


def record(detail: Detail, say: Words, *, level: int = 3, titled: bool = True) -> Markup:
    """A record in full, with headings of `level`; `titled` is false where the page shows its title elsewhere."""
    return _part("record", detail, say, level, titled)


def summary(detail: Detail) -> Markup:
    """A record in brief: its kind of work, date, title and summary."""
    return _part("summary", detail)


def evidence(view: View, link: Callable[[str, Filters], Link]) -> Markup:
    """In which ways the records shown are documented, each with how many are; empty where that is not stated."""
    counts = totals.evidence_counts(view.shown)
    lines = [_evidence(view, code, count, link) for code, count in counts.items()]
    return _part("evidence", lines) if any(counts.values()) else Markup()


def _evidence(view: View, code: str, count: int, link: Callable[[str, Filters], Link]) -> Evidence:
    text = sentences.count_with_noun("count.records", count, view.say)
    linked = link(text, Filters(evidence=(code,))) if count else Link(text, "")
    return Evidence(code, view.labels("evidence", code), view.say(f"evidence.{code}.meaning"), linked)


def row_of(view: View, row: Any, link: RecordLink) -> Row:
    """A record, as a named tuple of its row, as a line in a list."""
    area = row.work_area
    date = sentences.short_date(row, view.say)
    return Row(area, view.say(f"area.long.{area}"), date, link(row.id, view.text(row.title)))


def record_list(view: View, records: pd.DataFrame, link: RecordLink) -> Markup:
    """Records as a list, for phones: first those with a date, then undated ones and ongoing ones without a start."""
    last = on_shelf(records)
    groups = [
        {"heading": heading, "rows": [row_of(view, row, link) for row in rows.itertuples()]}
        for heading, rows in (("", records[~last]), (view.say("list.without_year"), records[last]))
    ]
    return _part("records", groups)


def record_table(caption: str, columns: Sequence[Column], rows: Sequence[LinkedRow]) -> Markup:
    """Records as a table of links, which its heads sort, with a key to the marks of evidence."""
    signs = {row.evidence: row.evidence_name for row in rows if row.evidence}
    return _part("record_table", caption, columns, rows, [(code, signs[code]) for code in EVIDENCE if code in signs])


def on_shelf(records: pd.DataFrame) -> "pd.Series[bool]":
    """Which records are undated, or ongoing without a start."""
    return records["precision"].isin(["ongoing", "undated"]) & records["earliest"].isna()


# --- places


def stops_title(view: View) -> str:
    """The heading of the list of stops, such as `Seven stops`."""
    return sentences.capitalised(sentences.count_with_noun("count.stops", len(totals.forums_of(view.shown)), view.say))


def stop(view: View, forum: Any, link: RecordLink) -> Place:
    """A forum, as a named tuple of its row, as a line in the list of stops."""
    found = one_record.stop(forum, view.labels)
    return Place(found.number, link(forum.id, found.cities), found.meeting, found.when, edtf=found.edtf)


def other_places(view: View, link: RecordLink) -> list[Place]:
    """The cities of achievements that hosted no forum, a line for each record and city."""
    hosts = set(totals.host_cities(view.shown))
    return [
        Place("", link(row.id, city), view.text(row.title), sentences.short_date(row, view.say), edtf=row.edtf)
        for row in totals.achievements_of(view.shown).itertuples()
        for city in row.cities
        if city not in hosts
    ]


def abbreviations(view: View) -> str:
    """Explanations of the abbreviated names of meetings in the list of stops."""
    full = view.labels.names["body.full"]
    met = dict.fromkeys(totals.forums_of(view.shown)["alongside"])
    return " ".join(
        view.say("map.abbreviation", short=view.labels.series(body), full=full[body]) for body in met if body in full
    )


def stops(heading: str, places: Sequence[Place], *, level: int = 2, numbered: bool = True, text: str = "") -> Markup:
    """A list of places under a heading, with a note below it."""
    return _part("stops", heading, places, level, numbered, text)


def later_forums(heading: str, places: Sequence[Place]) -> Markup:
    """A list of later forums, less prominent than that of stops."""
    return _part("later_forums", heading, places)


# --- context


def _with_sources(view: View, found: Iterable[Event]) -> list[tuple[Event, str, list[Citation]]]:
    """Each event with the text on its place and organiser, and with its sources."""
    known = view.dataset.sources
    return [
        (
            event,
            sentences.capitalised(where_and_by(event, view)),
            [citation(known[source], view.say) for source in event.sources if source in known],
        )
        for event in found
    ]


def events(view: View) -> Markup:
    """All of the context shown, as a list; empty if there is none."""
    return _part("events", _with_sources(view, view.events)) if view.events else Markup()


def events_here(view: View, found: Iterable[Event]) -> Markup:
    """Some events, apart from the record, under a heading that says that they are not MRI's work."""
    return _part("events_here", view.say("context.show"), _with_sources(view, found))


# --- keys to charts


def key(
    signs: Sequence[Sign], say: Words, text: str, *, shapes: Sequence[str] = (), level: int = 2, scripted: bool = False
) -> Markup:
    """The key to the marks of the timeline (`signs`) and of the context (`shapes`), with a note.

    A `scripted` note is true only if scripts run: it is hidden until a script shows it.
    """
    if not signs and not shapes:
        return Markup()
    return _part("key", signs, shapes, say, level, text, scripted)


def map_key(heading: str, signs: Sequence[tuple[str, str]], faint: str) -> Markup:
    """The key to the rings on the map, from pairs of layer and name; `faint` explains faint rings."""
    return _part("map_key", heading, signs, faint)


def parties_key(view: View) -> Markup:
    """The key to the box and the band in the chart of States parties; empty if it has neither."""
    say, growth = view.say, convention.growth(view)
    lines = [("box", say("convention.key.box"))] if len(convention.unverified(growth.parties)) else []
    lines += [("band", say("convention.key.band", when=growth.launch.when))] if growth.launch else []
    return _part("parties_key", lines) if lines else Markup()


# --- the Convention


def before_quoting(view: View, *, level: int = 2) -> Markup:
    """What to know before quoting: the date of the list of States parties, its sources, and days not verified."""
    say, about = view.say, view.dataset.context.about
    assert about
    as_of = say.n("convention.as_of", left_out.parties_in_list(view.dataset), day=view.labels.day(about.parties_as_of))
    unverified = convention.unverified_line(view.dataset.context.parties, say)
    lines = [
        (as_of, None),
        *_cited(view, say("convention.check"), about.check_source),
        *([(unverified, None)] if unverified else []),
        *_cited(view, say("convention.counted_by"), about.parties_source),
    ]
    return _part("lines", say("convention.before"), lines, level)


def _cited(view: View, text: str, source: str) -> list[tuple[str, Citation]]:
    """A sentence with its source; empty if the dataset has no such source."""
    return [(text, citation(view.dataset.sources[source], view.say))] if source in view.dataset.sources else []


def signatures(view: View, more: str = "", *, level: int = 2) -> Markup:
    """How many States have signed, how States become parties, and `more`, if given."""
    lines = [
        f"{convention.ways_line(view.dataset.context.parties, view.say)}.",
        convention.signed_line(view),
        view.say("convention.ways"),
        more,
    ]
    return _part("lines", view.say("convention.signatures"), [(text, None) for text in lines if text], level)


# --- tables, and what they rest on


def table(found: Table, kind: str = "") -> Markup:
    """A table that screen readers can navigate; `kind` is `SHORT`, `STATES`, `SIGNATORIES` or empty."""
    return _part("table", found, kind)


def years(found: Years) -> Markup:
    """The years in which States joined, with a mark for each State."""
    return _part("years", found)


def notes(found: Iterable[Gap]) -> Markup:
    """Quality notes with their sources; empty if there are none."""
    made = list(found)
    return _part("notes", made) if made else Markup()


def corrections(found: Sequence[Correction]) -> Markup:
    """Corrections as a list: a line for each, which unfolds to the reason and the records; empty if there are none."""
    return _part("corrections", found) if found else Markup()


def sources(view: View, ids: Iterable[str]) -> Markup:
    """Sources with their terms, in the order of `ids`; empty if there are none."""
    known = [view.dataset.sources[source] for source in ids]
    cited = [(one, citation(one, view.say), view.labels.day(one.read)) for one in known]
    return _part("sources", cited, view.say) if cited else Markup()


# --- files to download


def downloads(files: Sequence[dict[str, str]]) -> Markup:
    """A download link for each file, given as a dict with `address` and `label`."""
    return _part("downloads", files)


def pack(
    text: str, files: Sequence[dict[str, str]], say: Words, embed_refused: str = "", unprinted: str = ""
) -> Markup:
    """A button for each file of the donor pack and one for the HTML of a frame, under a line that describes them.

    `embed_refused` says why other sites can show no frame, `unprinted` which letters files cannot print; both are empty
    where there is nothing to say.
    """
    return _part("pack", text, files, say, embed_refused, unprinted)


# --- a file that is checked


def finding(sentence: str, piece: "Piece | None", caption: str) -> Markup:
    """What is found in a file, with the piece of the sheet that it is about; `caption` names the piece."""
    return _part("finding", sentence, piece, caption)


def sentences_list(lines: Sequence[str]) -> Markup:
    """Sentences as a list."""
    return _part("sentences", lines)
