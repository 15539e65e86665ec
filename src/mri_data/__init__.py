"""The record of Migrants Rights International: read, checked, chosen from, counted and told, without a web page."""

from mri_data.query.filters import Filters, facets, select
from mri_data.record.dataset import Dataset, load_dataset

__all__ = ["Dataset", "Filters", "facets", "load_dataset", "select"]
