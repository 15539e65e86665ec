"""Count records by kind of work and by what is known of their dates; every record is counted once."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mri_data.schema.records import PRECISIONS, WORK_AREAS

# Precisions of dates with both ends. One that goes on for years is counted in the year in which it begins.
CLOSED, BEGUN = ("day", "month", "year", "approximate", "range"), "range"
IN_YEAR, LOOSE, ONGOING, UNDATED = range(4)

Codes = NDArray[np.int64]
Known = NDArray[np.bool_]


@dataclass(frozen=True)
class LaneCount:
    """The records of a kind of work: by the year they fall or began in, and those that have no such year.

    `loose` are dated after, before or about a time, and no single year is; `ongoing` and `undated` are what they say.
    """

    years: dict[int, int] = field(default_factory=dict)
    loose: int = 0
    ongoing: int = 0
    undated: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.years.values()) + self.loose + self.ongoing + self.undated


def lane_counts(records: pd.DataFrame) -> dict[str, LaneCount]:
    """Each kind of work that has records, in their order, with how many of them have what date."""
    areas = _codes(records["work_area"], WORK_AREAS)
    years, known = _years(records["earliest"])
    sorts = _sorts(records, years, known)
    sizes = np.bincount(sorts * len(WORK_AREAS) + areas, minlength=4 * len(WORK_AREAS)).reshape(4, -1)
    in_year = sorts == IN_YEAR
    dated = _by_year(areas[in_year], years[in_year])
    return {
        area: LaneCount(dated.get(at, {}), *(int(sizes[sort, at]) for sort in (LOOSE, ONGOING, UNDATED)))
        for at, area in enumerate(WORK_AREAS)
        if sizes[:, at].any()
    }


def _codes(column: "pd.Series[Any]", values: tuple[str, ...]) -> Codes:
    return pd.Categorical(column, values).codes.astype(np.int64)


def _years(days: "pd.Series[Any]") -> tuple[Codes, Known]:
    """The year of each day, and whether there is one."""
    years = days.dt.year.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(years)
    return np.where(known, years, 0).astype(np.int64), known


def _sorts(records: pd.DataFrame, first: Codes, known: Known) -> Codes:
    """What is known of each date: its year, a bound, that it goes on, or nothing."""
    precision = _codes(records["precision"], PRECISIONS)
    last, ended = _years(records["latest"])
    closed = np.isin(precision, [PRECISIONS.index(name) for name in CLOSED]) & known & ended
    begun = closed & (first != last) & (precision == PRECISIONS.index(BEGUN))
    # A decade, `199X` in EDTF, is a range of which nobody knows that it began with the decade.
    begun[begun] = ~records["edtf"][begun].str.contains("X", regex=False).to_numpy(dtype=bool)
    one_year = (closed & (first == last)) | begun
    nothing = (precision == PRECISIONS.index("undated")) | ~(known | ended)
    sorts = np.where(one_year, IN_YEAR, np.where(nothing, UNDATED, LOOSE))
    return np.where(precision == PRECISIONS.index("ongoing"), ONGOING, sorts)


def _by_year(areas: Codes, years: Codes) -> dict[int, dict[int, int]]:
    """Code of a kind of work -> year -> number of records, where there are any."""
    if not len(years):
        return {}
    low, width = years.min(), int(np.ptp(years)) + 1
    found = np.bincount(areas * width + years - low)
    counts: dict[int, dict[int, int]] = {}
    for at in np.flatnonzero(found).tolist():
        counts.setdefault(at // width, {})[int(low) + at % width] = int(found[at])
    return counts
