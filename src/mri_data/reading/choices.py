"""The values that a closed list allows: a code for each, and the words in which people read and write it."""

import pandas as pd
import pandera.pandas as pa

from mri_data.schema import fields
from mri_data.words.catalogue import Words, languages, words
from mri_data.words.messages import messages
from mri_data.words.spelling import Spellings, UnknownName

# Column -> the beginnings of the keys of its words in the catalogue; the words of the first are those offered.
WORDED = {
    **{"work_area": ("area", "area.long"), "role": ("role",), "evidence": ("evidence", "choice.evidence")},
    **{name: (f"choice.{name}",) for name in ("date_of", "continent", "confidence", "kind")},
}


def choice_words(name: str, column: pa.Column, say: Words) -> dict[str, str]:
    """Code -> words, of the values that a column allows, as drop-down lists of a workbook offer them."""
    prefix = next(iter(WORDED.get(name, ())), "")
    return {code: say(f"{prefix}.{code}") if prefix else code.replace("-", " ") for code in fields.choices(column)}


def choice_spellings(name: str, column: pa.Column, *, worded: bool = False) -> Spellings | None:
    """The names of the values that a column allows, in each language; `worded`: messages give them in words."""
    spoken = [words(one) for one in dict.fromkeys(["en", *languages()])]
    offered, prefixes = choice_words(name, column, spoken[0]), WORDED.get(name, ())
    first = offered if worded else {code: code.replace("-", " ") for code in offered}
    names = {
        code: [text, code.replace("-", " "), *(say(f"{prefix}.{code}") for say in spoken for prefix in prefixes)]
        for code, text in first.items()
    }
    choices = tuple(choice_words(name, column, messages()).values()) if worded else ()
    return Spellings(names, choices=choices) if offered else None


def with_codes(name: str, column: pa.Column, cells: "pd.Series[str]") -> "pd.Series[str]":
    """The cells of a column with a closed list, each that is one of its words as its code; others stay as they are."""
    spellings = choice_spellings(name, column)
    if spellings is None:
        return cells
    codes = {cell: spellings.code(cell) for cell in cells.unique() if _has_one_code(cell, spellings)}
    differing = {cell: code for cell, code in codes.items() if cell != code}
    return cells.replace(differing) if differing else cells


def _has_one_code(cell: str, spellings: Spellings) -> bool:
    if cell not in spellings:
        return False
    try:
        spellings.code(cell)
    except UnknownName:
        return False
    return True
