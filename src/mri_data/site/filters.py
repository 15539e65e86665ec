"""Data for filtering the records page in the browser, with the query parameters and words of the dashboard."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from mri_data.query.filters import FACETS, SWITCHES
from mri_data.record.view import View

AREA = "work_area"


@dataclass(frozen=True)
class Choice:
    """One value of a query parameter that a page can filter by: parameter, value, and its name for people."""

    name: str
    value: str
    text: str


def facets_of(view: View) -> dict[str, dict[str, str]]:
    """For each record shown, by id: its codes by query parameter, separated by spaces, and its first and last year."""
    return {record["id"]: _facets(record) for _, record in view.shown.iterrows()}


def _facets(record: "pd.Series[Any]") -> dict[str, str]:
    found = {facet.parameter: _codes(record[facet.column]) for facet in FACETS.values()}
    years = {"first": record["earliest"], "last": record["latest"]}
    found |= {name: str(day.year) for name, day in years.items() if pd.notna(day)}
    return {name: value for name, value in found.items() if value}


def _codes(cell: Any) -> str:
    if isinstance(cell, tuple):
        return " ".join(cell)
    return "" if pd.isna(cell) else str(cell)


def choices(view: View) -> list[Choice]:
    """All choices except kinds of work, which have their own buttons, and years and search text."""
    found = [
        Choice(facet.parameter, code, view.labels.part(name, code))
        for name, facet in FACETS.items()
        if name != AREA
        for code in view.facets[name]
    ]
    return found + [Choice(name, "no", view.labels.part(name, False)) for name in SWITCHES]
