"""The record of Migrants Rights International: read, checked, chosen from, counted and told, without a web page."""

from mri_data.dataset import Dataset, load_dataset
from mri_data.query.filters import Filters, facets, select

__all__ = ["Dataset", "Filters", "facets", "load_dataset", "select"]
