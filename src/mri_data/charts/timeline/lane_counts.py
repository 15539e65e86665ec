"""Count records by kind of work and year, or by why they have no single year; each record is counted once."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mri_data.schema.records import BOUNDED, PRECISIONS, WORK_AREAS

IN_YEAR, LOOSE, ONGOING, UNDATED = range(4)

Codes = NDArray[np.int64]
Known = NDArray[np.bool_]


@dataclass(frozen=True)
class LaneCount:
    """Counts for one kind of work: `years` by the year of the date, or of its start; the rest have no such year.

    `loose` counts records whose date does not settle a single year (after, before or about a time).
    """

    years: dict[int, int] = field(default_factory=dict)
    loose: int = 0
    ongoing: int = 0
    undated: int = 0

    @property
    def total(self) -> int:
        """The number of all records of the kind of work."""
        return sum(self.years.values()) + self.loose + self.ongoing + self.undated


def lane_counts(records: pd.DataFrame) -> dict[str, LaneCount]:
    """Counts for each kind of work that has records, in the order of `WORK_AREAS`."""
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
    """The year of each day (0 if missing), and whether there is one."""
    years = days.dt.year.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(years)
    return np.where(known, years, 0).astype(np.int64), known


def _sorts(records: pd.DataFrame, first: Codes, known: Known) -> Codes:
    """The class of each date: `IN_YEAR`, `LOOSE`, `ONGOING` or `UNDATED`; `first` and `known` describe `earliest`."""
    precision = _codes(records["precision"], PRECISIONS)
    last, ended = _years(records["latest"])
    bounded = np.isin(precision, [PRECISIONS.index(name) for name in BOUNDED]) & known & ended
    # A range over several years is counted in its first year; that of a decade is not known.
    range_of_years = (precision == PRECISIONS.index("range")) & (records["start_precision"] != "decade").to_numpy()
    counted_in_first_year = bounded & (first != last) & range_of_years
    one_year = (bounded & (first == last)) | counted_in_first_year
    nothing = (precision == PRECISIONS.index("undated")) | ~(known | ended)
    sorts = np.where(one_year, IN_YEAR, np.where(nothing, UNDATED, LOOSE))
    return np.where(precision == PRECISIONS.index("ongoing"), ONGOING, sorts)


def _by_year(areas: Codes, years: Codes) -> dict[int, dict[int, int]]:
    """Number of records by code of the kind of work, then by year; only where there are any."""
    if not len(years):
        return {}
    low, width = years.min(), int(np.ptp(years)) + 1
    found = np.bincount(areas * width + years - low)
    counts: dict[int, dict[int, int]] = {}
    for at in np.flatnonzero(found).tolist():
        counts.setdefault(at // width, {})[int(low) + at % width] = int(found[at])
    return counts
