"""What this viewer is looking at: a view of the record, and the colours of the browser."""

import os
from dataclasses import dataclass, replace

import streamlit as st

from mri_data import view
from mri_data.charts.palette import PALETTES, Palette
from mri_data.dataset import Dataset
from mri_data.query import Filters
from mri_data.view import public_address
from mri_ui import address, cache

# How many different views are kept worked out.
MOST_VIEWS = 300


@dataclass(frozen=True)
class View(view.View):
    """One viewer's view in this run, in the `light` or `dark` mode of the browser."""

    mode: str = "light"

    @property
    def whole(self) -> "View":
        """The view of all records."""
        return replace(self, filters=Filters())

    @property
    def palette(self) -> Palette:
        """The colours of the viewer's theme."""
        return PALETTES[self.mode]


def mode() -> str:
    """`light` or `dark`, as the browser says."""
    return "dark" if st.context.theme.type == "dark" else "light"


def base() -> str:
    """The dashboard's own address, as this browser reached it."""
    return (st.context.url or "").rsplit("/", 1)[0]


def public() -> str:
    """The address at which everybody finds the dashboard, as the environment gives it; empty when it gives none."""
    return public_address(os.environ)


def current() -> View:
    """The view of this run, from the widgets' state, below the public address if there is one."""
    dataset, known = cache.dataset(), public()
    return _shared(
        dataset.version, address.chosen(dataset), known or base(), bool(known), address.context(), mode(), dataset
    )


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _shared(
    version: str,
    filters: Filters,
    base: str,
    public: bool,
    context: tuple[str, ...],
    mode: str,
    _dataset: Dataset,
) -> View:
    """One view for all who look at the same: what was worked out for one of them serves the others."""
    return View(_dataset, filters, base=base, public=public, context=context, mode=mode)
