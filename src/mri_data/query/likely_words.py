"""The likely text for a search that finds nothing: for each unknown word, the nearest one of the records."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from mri_data.query.filters import Filters, all_of, masks_of
from mri_data.query.index import Index
from mri_data.words.spelling import fold, nearest

# Of more records, as many are read, evenly spread; a longer text is not looked at.
MOST_READ, MOST_TYPED = 5_000, 8
WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
# The columns with words that readers see; a word that several of them have is shown as in the first.
WRITTEN = ("cities", "title", "summary", "search")


def known_words(records: pd.DataFrame) -> dict[str, str]:
    """Folded word -> the word as it is written, from some thousands of the records."""
    read = records.iloc[:: len(records) // MOST_READ + 1]
    found: dict[str, str] = {}
    for column in WRITTEN:
        for word in _words(read[column].unique()):
            found.setdefault(fold(word), word)
    return found


def _words(cells: Iterable[str | tuple[str, ...]]) -> Iterable[str]:
    texts = (cell if isinstance(cell, str) else " ".join(cell) for cell in cells)
    return (word for text in texts for word in WORD.findall(text))


def likely_text(index: Index, filters: Filters, known: dict[str, str]) -> str:
    """The search text of the filters with likely words for unknown ones; empty if it would find nothing either."""
    typed = filters.text.split()
    if not typed or len(typed) > MOST_TYPED:
        return ""
    likely = " ".join(word if _is_found(word, index, known) else _near(word, known) for word in typed)
    changed = replace(filters, text=likely)
    finds = changed != filters and all_of(masks_of(index, changed).values(), index.size).any()
    return likely if finds else ""


def _is_found(word: str, index: Index, known: dict[str, str]) -> bool:
    return fold(word) in known or bool(index.containing(fold(word)).any())


def _near(word: str, known: dict[str, str]) -> str:
    return known.get(nearest(word, known) or "", word)
