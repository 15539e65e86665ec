"""The headline counts of the overview, each with one mark for each thing counted, so that a reader can check it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mri_data.query import totals
from mri_data.sentences.title_years import years_in_words
from mri_data.words.names import Labels

# The most marks that a reader can count; above this, a count has no marks.
MOST_UNITS = 60
# The most names in a note.
MOST_NAMES = 6
COLUMNS = ["id", "kind", "number", "title", "work_area", "cities", "languages", "earliest", "latest", "precision"]
# The kind of record that each count is made from.
COUNTED_FROM = {"forums": "forum", "host_cities": "forum", "achievements": "achievement", "languages": "achievement"}
SHAPES = {"undated": "ring", "before": "ring", "after": "ring", "ongoing": "fade"}


@dataclass(frozen=True)
class Unit:
    """One mark of a count: its kind of work, its shape, whether the filters keep it, and for a city its forums."""

    area: str
    shape: str
    on: bool
    size: int = 0


@dataclass(frozen=True)
class Word:
    """One item of a count that is shown as a word instead of a mark, and whether the filters keep it."""

    text: str
    on: bool


@dataclass(frozen=True)
class Headline:
    """One count: its number, also as text in `digits`, its noun, a note, and its marks or words.

    `of` says out of how many, such as `of 7`; it is empty where no filter is set.
    """

    number: int
    digits: str
    of: str
    noun: str
    note: str
    units: tuple[Unit, ...] = ()
    words: tuple[Word, ...] = ()


def headline(
    records: pd.DataFrame, shown: pd.DataFrame, labels: Labels, unread: Mapping[str, tuple[int, int]] | None = None
) -> list[Headline]:
    """The counts of forums, host cities, achievements and languages: those shown, out of all.

    `unread` maps a kind of record to how many could be read and how many there are, where these differ.
    """
    records, shown = records[COLUMNS], shown[COLUMNS]
    all_counts, found = totals.counts(records), totals.counts(shown)
    filtered = len(shown) < len(records)

    say = labels.say

    def count(name: str, note: str, **marks: Any) -> Headline:
        chosen, total = getattr(found, name), getattr(all_counts, name)
        of = say("headline.of", total=total) if filtered else ""
        limit = _unread_note(name, unread or {}, labels)
        note = labels.clauses([*filter(None, (note, limit))])
        return Headline(chosen, say.digits(chosen), of, say.n(f"headline.{name}", total), note, **marks)

    return [
        count("forums", _years_note(shown, labels), units=_record_units(records, shown, "forum")),
        count("host_cities", _cities_note(shown, labels), units=_city_units(records, shown)),
        count("achievements", _achievements_note(shown, labels), units=_record_units(records, shown, "achievement")),
        count("languages", _languages_note(shown, labels), words=_language_words(records, shown, labels)),
    ]


def _record_units(records: pd.DataFrame, shown: pd.DataFrame, kind: str) -> tuple[Unit, ...]:
    of_kind = records["kind"] == kind
    if of_kind.sum() > MOST_UNITS:
        return ()
    rows = totals.forums_of(records) if kind == "forum" else records[of_kind]
    on = set(rows["id"]).intersection(shown["id"])
    return tuple(Unit(row.work_area, SHAPES.get(row.precision, "pill"), row.id in on) for row in rows.itertuples())


def _city_units(records: pd.DataFrame, shown: pd.DataFrame) -> tuple[Unit, ...]:
    on, cities = totals.host_cities(shown), totals.host_cities(records)
    if len(cities) > MOST_UNITS:
        return ()
    return tuple(Unit("convening", "dot", city in on, size=forums) for city, forums in cities.items())


def _language_words(records: pd.DataFrame, shown: pd.DataFrame, labels: Labels) -> tuple[Word, ...]:
    on = totals.languages_of(shown)
    return tuple(Word(labels("language", code), code in on) for code in totals.languages_of(records)[:MOST_UNITS])


def _unread_note(name: str, unread: Mapping[str, tuple[int, int]], labels: Labels) -> str:
    """The note on a count of records of which some could not be read: `6 of 7 forums could be read`; else empty."""
    kind = COUNTED_FROM[name]
    if kind not in unread:
        return ""
    read, total = unread[kind]
    return labels.say("left_out.clause", parts=labels.say.n(f"left_out.{kind}s", total, read=read))


def _years_note(records: pd.DataFrame, labels: Labels) -> str:
    forums = totals.forums_of(records)
    return labels.say("headline.forums.note", span=years_in_words(forums, labels.say)) if len(forums) else ""


def _cities_note(records: pd.DataFrame, labels: Labels) -> str:
    """Which cities hosted more than one forum, and how often: `New York hosted twice`."""
    again = {city: forums for city, forums in totals.host_cities(records).items() if forums > 1}
    if not again or len(again) > MOST_NAMES:
        return ""
    by_times = [[city for city in again if again[city] == times] for times in sorted(set(again.values()), reverse=True)]
    return labels.listed([_hosted(cities, again[cities[0]], labels) for cities in by_times])


def _hosted(cities: list[str], times: int, labels: Labels) -> str:
    key = "headline.cities.twice" if times == 2 else "headline.cities.times"
    return labels.say(key, cities=labels.all_of(cities), times=times)


def _achievements_note(records: pd.DataFrame, labels: Labels) -> str:
    achievements = records["kind"] == "achievement"
    ongoing = int((achievements & (records["precision"] == "ongoing")).sum())
    areas = records["work_area"][achievements].nunique()
    return labels.say.n("headline.achievements.note", areas, ongoing=ongoing) if ongoing else ""


def _languages_note(records: pd.DataFrame, labels: Labels) -> str:
    titles = records["title"][records["languages"].map(bool)]
    return labels.clauses(list(titles)) if len(titles) <= MOST_NAMES else ""
