"""What is read of a file before anybody asks what it means: text by line and column, or settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mri_data.words.errors import Problem


@dataclass
class RawTable:
    """One file: `rows` is text in the expected columns, its index the lines of the file (first line 1).

    `missing` names the columns that the file lacks, `unread_at` the line from which on nothing could be read.
    """

    file: str
    rows: pd.DataFrame
    problems: list[Problem]
    missing: tuple[str, ...] = ()
    unread_at: int | None = None


@dataclass(frozen=True)
class RawSettings:
    """One settings file: its values, its text to find their lines in, and what is wrong with that."""

    file: str
    values: Mapping[str, Any]
    text: str
    problems: tuple[Problem, ...] = ()
