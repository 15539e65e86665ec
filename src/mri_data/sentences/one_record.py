"""One record as a reader sees it: what MRI says, what other sources add, and what is not confirmed, kept apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from mri_data.record.dataset import Dataset
from mri_data.schema.settings import Source
from mri_data.sentences.findings import short_date
from mri_data.words.names import Labels

# How well a date is known whose ends are certain.
CERTAIN = ("day", "month", "year", "range")
# What a range says of its ends, by its EDTF with D for each figure.
RANGES = {
    "DDDD/DDDD": "date_note.range",
    "DDDX": "date_note.decade",
    "DDDD-DD-DD/DDDD-DD-DD": "date_note.days",
}


@dataclass(frozen=True)
class Citation:
    """A source to name, with its address when that is one a reader may follow."""

    name: str
    url: str | None = None


@dataclass(frozen=True)
class Statement:
    """A sentence with the sources it rests on."""

    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A label and what it says."""

    label: str
    value: str


@dataclass(frozen=True)
class Stop:
    """A forum in the list of stops: its number, its cities, the meeting it ran parallel to, and its year.

    What is not known is blank; without a year, `when` says what is known of the date.
    """

    number: str
    cities: str
    meeting: str
    when: str


@dataclass(frozen=True)
class Detail:
    """A record in words; empty parts are left out where it is shown."""

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


def detail(record: "pd.Series[Any]", dataset: Dataset, labels: Labels) -> Detail:
    """The detail of one row of the records."""
    source = dataset.sources[record["source"]]
    return Detail(
        id=record["id"],
        title=record["title"],
        area=record["work_area"],
        area_name=labels.say(f"area.long.{record['work_area']}"),
        date=record["date_text"],
        date_note=_date_note(record, dataset, labels),
        says=record["summary"],
        facts=tuple(_facts(record, labels)),
        adds=tuple(_statements(record["also_known"], dataset)),
        unsure=tuple(_statements(record["not_confirmed"], dataset)),
        source=citation(source),
        source_ref=record["source_ref"],
    )


def stop(forum: Any, labels: Labels) -> Stop:
    """The line of one forum (a named tuple of its row) in the list of stops."""
    meeting = (forum.alongside.upper(), labels("place", forum.alongside_place) if forum.alongside_place else "")
    return Stop(
        number=str(forum.number) if pd.notna(forum.number) else "",
        cities=labels.all_of(forum.cities),
        meeting=", ".join(filter(None, meeting)),
        when=str(forum.earliest.year) if _in_one_year(forum) else short_date(forum, labels.say),
    )


def _in_one_year(record: Any) -> bool:
    return record.precision in CERTAIN and bool(record.earliest.year == record.latest.year)


def citation(source: Source) -> Citation:
    """How a source is named, with its address if it is a web page's."""
    return Citation(f"{source.publisher}, “{source.title}”", source.url if _is_web(source.url) else None)


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def _statements(notes: Iterable[Any], dataset: Dataset) -> Iterable[Statement]:
    for note in notes:
        yield Statement(note.text, tuple(citation(dataset.sources[source]) for source in note.sources))


def _date_note(record: "pd.Series[Any]", dataset: Dataset, labels: Labels) -> str:
    """What the source gives of the date, and from whom the rest comes."""
    say = labels.say
    key = f"date_note.{record['precision']}"
    if record["precision"] == "range":
        key = RANGES.get("".join("D" if sign.isdecimal() else sign for sign in record["edtf"]), "date_note.dates")
    if record["precision"] == "ongoing" and pd.notna(record["earliest"]):
        key = "date_note.since"
    others = record["date_source"]
    if not others or record["source"] in others:
        return say(key)
    publishers = dict.fromkeys(dataset.sources[source].publisher for source in others)
    return say("date_note.others", note=say(key), publishers=labels.all_of(list(publishers)))


def _facts(record: "pd.Series[Any]", labels: Labels) -> Iterable[Fact]:
    say = labels.say
    if record["date_of"] and pd.notna(record["date_of"]):
        yield Fact(say("detail.date_of"), labels("date_of", record["date_of"]))
    yield Fact(say("detail.role"), labels("role", record["role"]))
    if record["places"]:
        yield Fact(say("detail.places"), labels.all_of(record["cities"]))
    if record["name_then"]:
        yield Fact(say("detail.name_then"), record["name_then"])
    if record["alongside"]:
        yield Fact(say("detail.alongside"), meeting(record, labels))
    if record["bodies"] and not record["alongside"]:
        names = labels.names["body.full"]
        yield Fact(say("detail.bodies"), "; ".join(names.get(body, body) for body in record["bodies"]))
    if record["languages"]:
        yield Fact(say("detail.languages"), labels.all_of([labels("language", code) for code in record["languages"]]))


def meeting(record: "pd.Series[Any]", labels: Labels) -> str:
    """The meeting of governments that a forum met alongside, with its place and its days; empty where it met alone."""
    body = labels.names["body.full"].get(record["alongside"], record["alongside"])
    place = labels("place", record["alongside_place"]) if record["alongside_place"] else ""
    return ", ".join(part for part in (body, place, record["alongside_text"]) if part)
