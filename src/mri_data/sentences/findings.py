"""Sentences computed from the records: titles and findings.

Where a filter is set, a title becomes a count, so that it never says more than what is shown.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd
from num2words import num2words

from mri_data.query import totals
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.sentences import convention
from mri_data.sentences.title_years import year_span, years_in_words
from mri_data.words.catalogue import Words
from mri_data.words.names import Labels
from mri_data.words.usage import USAGES, usage

WORDED_UP_TO = 20
PARAGRAPH = re.compile(rf"^(?:{'|'.join(one.paragraph for one in USAGES.values())}) (\d+)$")
# The longest description of filters, in characters, that a title repeats.
LONGEST_CHOICE = 90
EMPHASIS = "**"
# The columns that counts of records by kind are made from.
COUNTED = ["kind", "number", "cities", "languages"]


@dataclass(frozen=True)
class Finding:
    """A sentence about the records, and a link to the page and the filters that show it."""

    key: str
    text: str
    link: str
    page: str
    filters: Filters

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The sentence as pairs of text and whether it is emphasised."""
        return [(text, at % 2 == 1) for at, text in enumerate(self.text.split("**"))]


def number_in_words(count: int, say: Words) -> str:
    """A count in words up to twenty, in digits above: `seven`, `21`."""
    return _in_words(count, say, "cardinal") if 0 <= count <= WORDED_UP_TO else say.digits(count)


def ordinal_in_words(count: int, say: Words) -> str:
    """An ordinal in words up to twenty, in digits above: `seventh`, `21st`."""
    habits = usage(say.language)
    if count > habits.ordinals_spelt and habits.ordinal_sign:
        return f"{count}{habits.ordinal_sign}"
    return _in_words(count, say, "ordinal" if count <= WORDED_UP_TO else "ordinal_num")


def _in_words(count: int, say: Words, form: str) -> str:
    """A number in words; in digits for a language whose number words are not known."""
    try:
        return str(num2words(count, lang=say.locale, to=form))
    except NotImplementedError:
        return say.digits(count)


def short_date(row: Any, say: Words) -> str:
    """A record's date for a narrow column: its text, or one word where it has no year."""
    without_year = row.precision in ("ongoing", "undated") and pd.isna(row.earliest)
    return say(f"short.{row.precision}") if without_year else str(row.date_text)


def short_reference(source_ref: str) -> str:
    """A reference in short: `¶ 4` for `paragraph 4`; any other is unchanged."""
    return PARAGRAPH.sub(r"¶ \1", source_ref)


def capitalised(text: str) -> str:
    """The text with its first letter in upper case, and no other changed."""
    return text[:1].upper() + text[1:]


def count_with_noun(key: str, count: int, say: Words) -> str:
    """A count and its noun: `seven forums`."""
    return say.n(key, count, number=number_in_words(count, say))


def records_by_kind(records: pd.DataFrame, labels: Labels) -> str:
    """The records by kind: `three achievements and two forums`; empty for no records."""
    return labels.all_of(_by_kind(records, labels))


def _by_kind(records: pd.DataFrame, labels: Labels) -> list[str]:
    found = totals.counts(records)
    kinds = (("count.achievements", found.achievements), ("count.forums", found.forums))
    return [count_with_noun(key, count, labels.say) for key, count in kinds if count]


def filtered_title(shown: pd.DataFrame, filters: Filters, labels: Labels) -> str:
    """The title of a filtered view: what was chosen, and how many records of each kind: `Athens: one forum`.

    The kind of record is named once; a choice that is too long is left out whole.
    """
    if shown.empty:
        return labels.say("title.nothing", filters=filters.describe(labels))
    chosen, things = _choice(shown, filters, labels), _things(shown, filters, labels)
    if not chosen or len(chosen) > LONGEST_CHOICE:
        return capitalised(things)
    return labels.say("title.filtered", filters=chosen, things=things)


def _choice(shown: pd.DataFrame, filters: Filters, labels: Labels) -> str:
    """What was chosen: `Athens`, `Forums 2008 to 2011`, `After 2001`; empty for a kind, which the counts name."""
    if _is_kind_in_years(filters):
        kind, years = labels.part("kind", filters.kind[0]), labels.part("years", filters.years)
        # One year is written as it is, several have words of their own.
        key = "title.kind_in_year" if years.isdigit() else "title.kind_in_years"
        return labels.say(key, kind=kind, years=years)
    if filters in (Filters(precision=("after",)), Filters(precision=("before",))):
        return capitalised(years_in_words(shown, labels.say))
    others = filters.without("kind")
    return others.describe(labels) if others else ""


def _is_kind_in_years(filters: Filters) -> bool:
    """Whether the filters are one kind of record, and years, and nothing else."""
    return [name for name, _ in filters.parts()] == ["kind", "years"]


def _things(shown: pd.DataFrame, filters: Filters, labels: Labels) -> str:
    """The records by kind; where years are chosen, those that are only not known to lie outside them come apart."""
    if not filters.years:
        return _counted(shown, filters, labels)
    dated = shown["earliest"].notna() & shown["latest"].notna()
    undated = len(shown) - int(dated.sum())
    if undated == len(shown):
        return labels.say("title.open_only", things=labels.listed(_by_kind(shown, labels)[::-1]))
    things = _counted(shown.loc[dated, COUNTED], filters, labels)
    more = number_in_words(undated, labels.say)
    return labels.say.n("title.open_too", undated, things=things, number=more) if undated else things


def _counted(shown: pd.DataFrame, filters: Filters, labels: Labels) -> str:
    """`one forum, two achievements`; without the noun, `four on record`, where the choice names it."""
    if _is_kind_in_years(filters):
        return count_with_noun("title.on_record", len(shown), labels.say)
    return labels.listed(_by_kind(shown, labels)[::-1])


def overview_title(records: pd.DataFrame, say: Words, conferences: Collection[str] = ()) -> str:
    """The title of the overview: how many achievements there are, from the first event to the last."""
    achievements = count_with_noun("count.achievements", totals.counts(records).achievements, say)
    if records.empty:
        return capitalised(say("title.overview.empty", achievements=achievements))
    when = _from_first_to_last(records, say, conferences)
    return capitalised(say("title.overview", achievements=achievements, when=when))


def timeline_title(records: pd.DataFrame, say: Words, conferences: Collection[str] = ()) -> str:
    """The title of a timeline: how many kinds of work there are, from the first event to the last."""
    when = _from_first_to_last(records, say, conferences)
    return capitalised(say("title.areas", areas=_areas(records, say), when=when))


def areas_title(records: pd.DataFrame, say: Words) -> str:
    """The same in short: `Five kinds of work, 1995 to 2013`."""
    return capitalised(say("title.areas", areas=_areas(records, say), when=years_in_words(records, say)))


def _areas(records: pd.DataFrame, say: Words) -> str:
    return count_with_noun("count.areas", records["work_area"].nunique(), say)


def _from_first_to_last(records: pd.DataFrame, say: Words, conferences: Collection[str]) -> str:
    """`from the UN conferences of 1995 to a seventh civil society forum in 2013`; years alone if less is known.

    `conferences` are the codes of UN conferences among the bodies that records name.
    """
    span = year_span(records)
    if span is None or span.first == span.last:
        return years_in_words(records, say)
    first = "" if span.about_first else _first_event(records, span.first, say, conferences)
    last = "" if span.about_last else _last_event(records, span.last, say)
    return span.sentence(say, first, last)


def _first_event(records: pd.DataFrame, first: int, say: Words, conferences: Collection[str]) -> str:
    """The UN conferences that every record of the first year names; empty where one names none."""
    of_year = records["bodies"][records["earliest"].dt.year == first]
    named = [[body for body in bodies if body in conferences] for bodies in of_year]
    count = len({body for bodies in named for body in bodies})
    return say.n("title.from_conferences", count, year=first) if all(named) and count else ""


def _last_event(records: pd.DataFrame, last: int, say: Words) -> str:
    """The forum of the last year, by its number; empty where no numbered forum met in it."""
    forums = totals.forums_of(records)
    met = forums[forums["latest"].dt.year == last]
    numbered = met["number"].dropna()
    return say("title.to_forum", ordinal=ordinal_in_words(int(numbered.max()), say), year=last) if len(numbered) else ""


def map_title(records: pd.DataFrame, dataset: Dataset, say: Words) -> str:
    """In how many cities and continents the forums met, and whether the last one returned to a city."""
    forums = totals.forums_of(records)
    if forums.empty:
        return say("title.map.none")
    stops = forums["cities"].explode().dropna().tolist()
    if not stops:
        return say("title.map.no_city")
    if len(set(stops)) == 1:
        return say("title.map.one", city=stops[0])
    route = say(
        "title.map",
        cities=count_with_noun("count.cities", len(set(stops)), say),
        continents=count_with_noun("count.continents", len(_continents(forums, dataset)), say),
    )
    return say("title.map.back", route=route, city=stops[-1]) if stops[-1] in stops[:-1] else route


def cities_title(records: pd.DataFrame, dataset: Dataset, say: Words) -> str:
    """The counts of a small map: `Seven forums, six cities, three continents`."""
    forums = totals.forums_of(records)
    if forums.empty:
        return say("title.map.none_shown")
    counts = (
        ("count.forums", len(forums)),
        ("count.cities", len(totals.host_cities(records))),
        ("count.continents", len(_continents(forums, dataset))),
    )
    return capitalised(", ".join(count_with_noun(key, count, say) for key, count in counts if count))


def places_title(records: pd.DataFrame, dataset: Dataset, say: Words, *, whole: bool) -> str:
    """The title of a map: `map_title` where the whole record is shown, else how many forums or records there are."""
    if totals.forums_of(records).empty:
        placed = len(totals.with_place(records))
        if whole and not placed:
            return map_title(records, dataset, say)
        return capitalised(say.n("title.map.others", placed, records=count_with_noun("count.records", placed, say)))
    return map_title(records, dataset, say) if whole else cities_title(records, dataset, say)


def _continents(forums: pd.DataFrame, dataset: Dataset) -> set[str]:
    return {dataset.places.at[place, "continent"] for place in forums["places"].explode().dropna()}


def records_title(records: pd.DataFrame, labels: Labels) -> str:
    """The title of the records: how many there are, and that each names its source."""
    return capitalised(labels.say("title.records", things=records_by_kind(records, labels)))


def sources_title(dataset: Dataset, say: Words) -> str:
    """The title of the sources: from how many the records come."""
    main = dataset.records["source"].nunique()
    return capitalised(say.n("title.sources", main, pages=count_with_noun("count.pages", main, say)))


def findings(shown: pd.DataFrame, dataset: Dataset, labels: Labels) -> list[Finding]:
    """The findings that are true of the records shown, at most five."""
    found = (
        _alongside(shown, dataset, labels),
        _sources(shown, dataset, labels),
        _parties(shown, dataset, labels),
        _every_year(shown, dataset, labels),
        _no_start(shown, labels),
    )
    return [finding for finding in found if finding]


def _every_year(shown: pd.DataFrame, dataset: Dataset, labels: Labels) -> Finding | None:
    say, forums = labels.say, totals.forums_of(shown)
    gaps = totals.gap_years(shown)
    explained = [year for year in gaps if any(year in note.years for note in dataset.notes)]
    if len(forums) < 2 or not gaps or gaps != explained:
        return None
    first, last = (int(forums["earliest"].dt.year.min()), int(forums["earliest"].dt.year.max()))
    text = say.n(
        "finding.gap",
        len(gaps),
        first=first,
        last=last,
        gaps=labels.all_of([say("date.the.year", date=year) for year in gaps]),
    )
    return Finding("gap", text, say("finding.gap.link"), "timeline", Filters(work_area=("convening",)))


def _alongside(shown: pd.DataFrame, dataset: Dataset, labels: Labels) -> Finding | None:
    say, forums = labels.say, totals.forums_of(shown)
    same_year, same_city = totals.alongside(shown)
    every = int((dataset.records["kind"] == "forum").sum())
    if every < 2 or same_year < every or dataset.unread_counts.get("forum"):
        return None
    text = say("finding.alongside", same=number_in_words(same_city, say), all=number_in_words(len(forums), say))
    return Finding("alongside", text, say("finding.alongside.link"), "map", Filters(kind=("forum",)))


def _sources(shown: pd.DataFrame, dataset: Dataset, labels: Labels) -> Finding | None:
    say = labels.say
    if shown.empty:
        return None
    publishers = {name: source.publisher for name, source in dataset.sources.items()}
    own = {publishers[source] for source in shown["source"].unique()}
    added = {source for notes in shown["also_known"].to_numpy() for note in notes for source in note.sources}
    others = sum(publishers[source] not in own for source in added)
    if not others:
        return None
    text = say.n(
        "finding.sources",
        others,
        records=count_with_noun("count.records", len(shown), say),
        pages=count_with_noun("count.pages", shown["source"].nunique(), say),
        added=number_in_words(others, say),
    )
    return Finding("sources", capitalised(text), say("finding.sources.link"), "sources", Filters())


def _no_start(shown: pd.DataFrame, labels: Labels) -> Finding | None:
    say = labels.say
    achievements = totals.achievements_of(shown[["kind", "precision", "earliest"]])
    without = totals.without_start(achievements)
    if without.empty or len(achievements) == 1:
        return None
    every = count_with_noun("count.achievements", len(achievements), say)
    if len(without) == len(achievements):
        text = say("finding.no_start_at_all", all=every)
    else:
        number = number_in_words(len(without), say)
        text = say.n("finding.no_start", len(without), number=number, all=every)
    wanted = tuple(dict.fromkeys(without["precision"]))
    return Finding(
        "no_start",
        EMPHASIS + capitalised(text.removeprefix(EMPHASIS)),
        say("finding.no_start.link"),
        "records",
        Filters(precision=wanted, kind=("achievement",)),
    )


def _parties(shown: pd.DataFrame, dataset: Dataset, labels: Labels) -> Finding | None:
    if dataset.unread_context_counts.get("parties"):
        return None
    text = convention.launch_line(shown, dataset.context, labels)
    return Finding("parties", text, labels.say("finding.parties.link"), "convention", Filters()) if text else None
