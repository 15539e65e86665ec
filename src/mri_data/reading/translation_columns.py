"""The columns of the sheet of translations, by their codes: those of its writer and its reader."""

from collections.abc import Iterable

from mri_data.schema.translations import RECORD_LANGUAGE
from mri_data.words.catalogue import languages

NAMED, ENGLISH, STATUS = ("table", "id", "column"), "english", "status"


def columns(known: Iterable[str] | None = None) -> tuple[str, ...]:
    """The columns of the sheet by their codes, by default with all languages."""
    others = [one for one in known or languages() if one != RECORD_LANGUAGE]
    return (*NAMED, ENGLISH, *others, STATUS, *map(then, others))


def then(language: str) -> str:
    """The column of the English text that a stale translation was made from."""
    return f"{ENGLISH}.{language}"


def language_in(column: str) -> str:
    """The language of a column; empty for the columns that are of none."""
    language = column.removeprefix(f"{ENGLISH}.")
    return language if language in languages() else ""
