"""Files as read, before they are interpreted: text by line and column, or settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mri_data.words.errors import Problem


@dataclass
class RawTable:
    """One CSV file: `rows` holds text in the expected columns, indexed by line number (first line 1).

    `missing` are the columns that the file lacks; `unread_at` is the line from which on nothing could be read.
    """

    file: str
    rows: pd.DataFrame
    problems: list[Problem]
    missing: tuple[str, ...] = ()
    unread_at: int | None = None


@dataclass(frozen=True)
class RawSettings:
    """One settings file: its values, its text (in which their lines are found), and the problems of that text."""

    file: str
    values: Mapping[str, Any]
    text: str
    problems: tuple[Problem, ...] = ()
