"""The years of records for a title, for example "1995 to 2011": never a year that no source gives.

All titles use this one rule, on pages, slides and in files. A record dated "after 2001" has no known year; one that is
ongoing since 1998 is known from that year. Where not all records have a year, or some lie outside the years, the text
says so.
"""

from dataclasses import dataclass

import pandas as pd

from mri_data.schema.records import OPEN_PRECISIONS
from mri_data.words.catalogue import Words

# Whether there is an event in place of the first year, and of the last -> the sentence.
FROM = {
    (False, False): "title.from.years",
    (True, False): "title.from.event",
    (False, True): "title.to.event",
    (True, True): "title.from.events",
}


@dataclass(frozen=True)
class YearSpan:
    """The first and last known year of records, whether each is approximate, and whether no record falls outside."""

    first: int
    last: int
    about_first: bool
    about_last: bool
    complete: bool

    def words(self, say: Words) -> str:
        """The years as text: `1995`, `c. 1999`, `1995 to 2011`."""
        start, end = _year(self.first, self.about_first, say), _year(self.last, self.about_last, say)
        return self._known(start if self.first == self.last else say("title.span", first=start, last=end), say)

    def sentence(self, say: Words, first: str, last: str) -> str:
        """The years within a sentence, with the events `first` and `last` in place of a year where they are given."""
        start, end = first or _year(self.first, self.about_first, say), last or _year(self.last, self.about_last, say)
        return self._known(say(FROM[bool(first), bool(last)], first=start, last=end), say)

    def _known(self, text: str, say: Words) -> str:
        return text if self.complete else say("title.when.some", when=text)


def year_span(records: pd.DataFrame) -> YearSpan | None:
    """The years in which records are known to fall; None where no record has a known year."""
    starts, ends = records["earliest"].dt.year, records["latest"].dt.year
    bounded = starts.notna() & ends.notna()
    started = bounded | ((records["precision"] == "ongoing") & starts.notna())
    if not started.any():
        return None
    first, last = int(starts[started].min()), int(max(ends[bounded].max(), starts[started].max()))
    exact = records["precision"] != "approximate"
    return YearSpan(
        first,
        last,
        about_first=not (exact & started & (starts == first)).any(),
        about_last=not (exact & started & ((ends == last) | (starts == last))).any(),
        complete=bool(bounded.all()) if first == last else not _outside(records, first, last),
    )


def _outside(records: pd.DataFrame, first: int, last: int) -> bool:
    """Whether any record is known to lie before `first` or after `last`."""
    precision = records["precision"]
    later = (precision == "after") & (records["earliest"].dt.year >= last)
    earlier = (precision == "before") & (records["latest"].dt.year <= first)
    return bool((later | earlier).any())


def years_in_words(records: pd.DataFrame, say: Words) -> str:
    """When records took place: `1995 to 2011`, `2001`, `after 2001`, `without dates`."""
    for kind in OPEN_PRECISIONS:
        if (records["precision"] == kind).all() and (year := _bound(records, kind)):
            return say(f"title.when.{kind}", year=year)
    if span := year_span(records):
        return span.words(say)
    return say("title.when.no_year" if records["precision"].isin(["after", "before"]).any() else "title.when.undated")


def _bound(records: pd.DataFrame, kind: str) -> int | None:
    """The year after, before or since which all records took place, by the precision they share; None if unknown."""
    years = records["latest" if kind == "before" else "earliest"].dt.year
    if years.isna().any() or records.empty:
        return None
    return int(years.max() if kind == "before" else years.min())


def _year(year: int, about: bool, say: Words) -> str:
    return say("title.about", year=year) if about else str(year)
