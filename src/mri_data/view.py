"""A view: the one input of every page, slide and file. Nothing is made from a screen."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from mri_data import permalink
from mri_data.dataset import Dataset
from mri_data.labels import Labels
from mri_data.query import Filters, select
from mri_data.words import Words, words


@dataclass(frozen=True)
class View:
    """A record, a choice of it, a language, and the address below which the dashboard is found.

    `base` is the dashboard's own address without a page, such as `https://record.example.org`; empty when unknown.
    """

    dataset: Dataset
    filters: Filters = field(default_factory=Filters)
    language: str = "en"
    base: str = ""

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
        """The words of the view's language."""
        return words(self.language)

    @property
    def labels(self) -> Labels:
        """Names of codes in the view's language."""
        return self.dataset.labels(self.say)

    def address(self, page: str = "records", **more: str | None) -> str:
        """The address that opens this view on a page; empty when nobody knows where the dashboard is."""
        return permalink.address(f"{self.base}/{page}", self.filters, **more) if self.base else ""
