"""HTML from templates that escape every value they are given."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def environment(folder: Path, finalize: Callable[[Any], Any] | None = None) -> Environment:
    """The templates of a folder; a value they miss is a fault of ours. `finalize` fits each value before it is set."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
