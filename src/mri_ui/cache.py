"""What is worked out once and shared by all viewers. Keys are small: a data version and the viewer's choice."""

import os
from pathlib import Path

import streamlit as st

from mri_data.dataset import Dataset, load_dataset
from mri_data.load import DATA_DIR, FILES

FOLDER_SETTING = "MRI_DATA_DIR"


def folder() -> Path:
    """The folder of the record: the shipped one, or the one the environment names."""
    return Path(os.environ.get(FOLDER_SETTING) or DATA_DIR)


def _stamp(path: Path) -> tuple[tuple[int, int], ...]:
    """Size and time of each file: it changes when somebody saves one."""
    return tuple((found.st_size, found.st_mtime_ns) for file in FILES if (found := _stat(path / file)))


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


@st.cache_resource(max_entries=4, show_spinner=False)
def _dataset(path: Path, stamp: tuple[tuple[int, int], ...]) -> Dataset:
    return load_dataset(path)


def dataset() -> Dataset:
    """The record as its files are now; `DataError` when one of them cannot be used."""
    path = folder()
    return _dataset(path, _stamp(path))
