"""The record of Migrants Rights International: reading, checks, filters, counts, charts and exports, no web page."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mri_data.query.filters import Filters, facets, select
    from mri_data.record.dataset import Dataset, load_dataset

__all__ = ["Dataset", "Filters", "facets", "load_dataset", "select"]

_MODULES = dict.fromkeys(("Filters", "facets", "select"), "mri_data.query.filters")
_MODULES |= dict.fromkeys(("Dataset", "load_dataset"), "mri_data.record.dataset")


def __getattr__(name: str) -> Any:
    """Import a public name on first use.

    Every `import mri_data.…` runs this file. The process that only starts the others, and commands that read no data,
    do without pandas: that saves 100 MB and 0.7 s of processor time.
    """
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
