"""One record in words: its summary, what other sources document, and what is still to be documented, kept apart."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlsplit

import pandas as pd

from mri_data.record.dataset import Dataset
from mri_data.schema.records import CERTAIN, RECORD_KINDS, shown_columns
from mri_data.schema.settings import Source
from mri_data.schema.translations import NOTED, columns_with_texts
from mri_data.sentences.findings import capitalised, short_date
from mri_data.words.catalogue import Words
from mri_data.words.columns import column_title
from mri_data.words.date_text import date_in_sentence, spoken_date
from mri_data.words.english import quoting
from mri_data.words.names import Labels

# The note on a range, by how well both of its ends are known.
RANGES = {"year": "date_note.range", "decade": "date_note.decade", "day": "date_note.days"}

# The characters of a URI that stay as they are (RFC 3986, section 2), besides letters and digits.
IN_ADDRESSES = "%:/?#[]@!$&'()*+,;=-._~"


@dataclass(frozen=True)
class Citation:
    """The name of a source, its address where that is a web address, and its publisher."""

    name: str
    url: str | None = None
    publisher: str = ""


@dataclass(frozen=True)
class Statement:
    """A sentence, and the sources it rests on."""

    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True)
class Stop:
    """A forum in the list of stops: its number, its cities, the meeting it ran parallel to, and its year.

    What is not known is blank; `when` is the date in short where the forum has no single year.
    """

    number: str
    cities: str
    meeting: str
    when: str
    edtf: str


@dataclass(frozen=True)
class Original:
    """The texts of a record in English: its title, its summary, and what is known and to be documented."""

    title: str
    says: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Detail:
    """A record in words: `says` its summary, `adds` what other sources document, `unsure` what is to be documented.

    `evidence` is how it is documented, as a code, and `evidence_name` the words for it; blank where that is not stated.
    `original` is the same record in English where its texts are translations that nobody has read.
    """

    id: str
    title: str
    area: str
    area_name: str
    date: str
    date_note: str
    says: str
    facts: tuple[Fact, ...]
    adds: tuple[Statement, ...]
    unsure: tuple[Statement, ...]
    source: Citation
    source_ref: str
    evidence: str
    evidence_name: str
    original: Original | None = None


def detail(record: "pd.Series[Any]", dataset: Dataset, labels: Labels) -> Detail:
    """One row of the records in words."""
    found = _in_words(record, dataset, labels)
    return replace(found, original=_original(found.id, dataset)) if _is_unread(record, dataset) else found


def _is_unread(record: "pd.Series[Any]", dataset: Dataset) -> bool:
    """Whether any text of a record is a translation that nobody has read."""
    table = next(name for name, kind in RECORD_KINDS.items() if kind == record["kind"])
    found = (dataset.translation(table, record["id"], column) for column in columns_with_texts(table))
    return any(one is not None and not one.read_by for one in found)


def _original(record: str, dataset: Dataset) -> Original:
    english = dataset.in_english
    rows = english.cached("by id", lambda: pd.Index(english.table["id"]))
    row = english.table.iloc[rows.get_loc(record)]
    statements = tuple(note.text for name in NOTED for note in row[name])
    return Original(row["title"], row["summary"], statements)


def _in_words(record: "pd.Series[Any]", dataset: Dataset, labels: Labels) -> Detail:
    text = dataset.marked
    source = dataset.sources[record["source"]]
    evidence = "" if pd.isna(record["evidence"]) else str(record["evidence"])
    return Detail(
        id=record["id"],
        title=text(record["title"]),
        area=record["work_area"],
        area_name=labels.say(f"area.long.{record['work_area']}"),
        date=record["date_text"],
        date_note=_date_note(record, dataset, labels),
        says=text(record["summary"]),
        facts=tuple(_facts(record, labels)),
        adds=tuple(_statements(record["also_known"], dataset, labels.say)),
        unsure=tuple(_statements(record["not_confirmed"], dataset, labels.say)),
        source=citation(source, labels.say),
        source_ref=text(record["source_ref"]),
        evidence=evidence,
        evidence_name=labels("evidence", evidence) if evidence else "",
    )


def spoken(record: Any, labels: Labels) -> str:
    """A record, given as a named tuple of its row, as a screen reader says it: title, date, evidence and sources."""
    say, noted = labels.say, (source for note in record.also_known for source in note.sources)
    sources = {record.source, *record.date_source, *record.place_source, *record.alongside_source, *noted}
    words = {"date": spoken_date(record.edtf, say), "sources": say.n("record.spoken.sources", len(sources))}
    if pd.isna(record.evidence) or not record.evidence:
        return say("record.spoken.plain", title=record.title, **words)
    return say("record.spoken", title=record.title, evidence=labels("evidence", record.evidence), **words)


def stop(forum: Any, labels: Labels) -> Stop:
    """A forum, given as a named tuple of its row, as a line of the list of stops."""
    meeting = (labels.series(forum.alongside), labels("place", forum.alongside_place) if forum.alongside_place else "")
    return Stop(
        number=str(forum.number) if pd.notna(forum.number) else "",
        cities=labels.all_of(forum.cities),
        meeting=", ".join(filter(None, meeting)),
        when=str(forum.earliest.year) if _in_one_year(forum) else short_date(forum, labels.say),
        edtf=str(forum.earliest.year) if _in_one_year(forum) else forum.edtf,
    )


def _in_one_year(record: Any) -> bool:
    return record.precision in CERTAIN and bool(record.earliest.year == record.latest.year)


def citation(source: Source, say: Words) -> Citation:
    """The name of a source, with its address where it is a web page; its title is in English."""
    name = say("source.citation", publisher=source.publisher, title=source.title)
    return Citation(quoting(name, (source.title,), say.language), web_address(source.url), source.publisher)


def web_address(url: str) -> str | None:
    """The address of a web page, valid as a URI; None for any other text, which must not become a link."""
    try:
        return quote(url, safe=IN_ADDRESSES) if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _statements(notes: Iterable[Any], dataset: Dataset, say: Words) -> Iterable[Statement]:
    for note in notes:
        cited = tuple(citation(dataset.sources[source], say) for source in note.sources)
        yield Statement(dataset.marked(note.text), cited)


def _date_note(record: "pd.Series[Any]", dataset: Dataset, labels: Labels) -> str:
    """How precise the date is and, where it does not come from the record's own source, who publishes it."""
    say = labels.say
    key = f"date_note.{record['precision']}"
    if record["precision"] == "range":
        known = {record["start_precision"], record["end_precision"]}
        key = RANGES.get(known.pop(), "date_note.dates") if len(known) == 1 else "date_note.dates"
    if record["precision"] == "ongoing" and pd.notna(record["earliest"]):
        key = "date_note.since"
    others = record["date_source"]
    if not others or record["source"] in others:
        return say(key)
    publishers = dict.fromkeys(dataset.sources[source].publisher for source in others)
    return say("date_note.others", note=say(key), publishers=labels.all_of(list(publishers)))


def _facts(record: "pd.Series[Any]", labels: Labels) -> Iterable[Fact]:
    say = labels.say
    yield Fact(column_title("role", say), capitalised(labels("role", record["role"])))
    if record["places"]:
        yield Fact(say("detail.places"), labels.all_of(record["cities"]))
    for name in shown_columns():
        if record[name]:
            yield Fact(column_title(name, say), record[name])
    if record["alongside"]:
        yield Fact(column_title("alongside", say), meeting(record, labels))
    if record["bodies"] and not record["alongside"]:
        full = labels.names["body.full"]
        yield Fact(column_title("bodies", say), labels.clauses([full.get(body, body) for body in record["bodies"]]))
    if record["languages"]:
        names = [labels("language", code) for code in record["languages"]]
        yield Fact(column_title("languages", say), labels.all_of(names))


def meeting(record: "pd.Series[Any]", labels: Labels) -> str:
    """The government meeting that a forum ran parallel to, with its place and days; empty where there was none."""
    body = labels.names["body.full"].get(record["alongside"], record["alongside"])
    place = labels("place", record["alongside_place"]) if record["alongside_place"] else ""
    days = date_in_sentence(record["alongside_edtf"], labels.say) if record["alongside"] else ""
    return ", ".join(part for part in (body, place, days) if part)
