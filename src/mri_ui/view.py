"""What a viewer is looking at: the record, the choice, the records chosen, the words and the colours."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from mri_data.charts.palette import PALETTES, Palette
from mri_data.dataset import Dataset
from mri_data.labels import Labels
from mri_data.query import Filters, select
from mri_data.words import Words, words
from mri_ui import address, cache


@dataclass(frozen=True)
class View:
    """One viewer's view in this run."""

    dataset: Dataset
    filters: Filters
    mode: str
    language: str = "en"

    @cached_property
    def records(self) -> pd.DataFrame:
        """All records."""
        return self.dataset.records

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The records that the filters keep."""
        return select(self.records, self.filters)

    @cached_property
    def matched(self) -> frozenset[str]:
        """Ids of the records shown."""
        return frozenset(self.shown["id"])

    @property
    def say(self) -> Words:
        """The words of the viewer's language."""
        return words(self.language)

    @property
    def labels(self) -> Labels:
        """Names of codes in the viewer's language."""
        return self.dataset.labels(self.say)

    @property
    def palette(self) -> Palette:
        """The colours of the viewer's theme."""
        return PALETTES[self.mode]


def mode() -> str:
    """`light` or `dark`, as the browser says."""
    return "dark" if st.context.theme.type == "dark" else "light"


def current() -> View:
    """The view of this run, from the widgets' state."""
    dataset = cache.dataset()
    return View(dataset, address.chosen(dataset), mode())
