"""Sort texts by the alphabet of a language, without the locales of the machine.

An accent only decides between texts that are otherwise the same, as in French, Italian and English dictionaries.
"""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mri_data.words.folding import folded
from mri_data.words.usage import usage


def sort_keys(texts: "pd.Series[str]", language: str) -> "pd.Series[str]":
    """What the texts of a column are sorted by in a language, before the texts themselves decide."""
    composed = pc.utf8_normalize(pa.array(texts.tolist(), pa.large_string()), "NFC")
    for letter, place in usage(language).own_letters.items():
        composed = pc.replace_substring(composed, chr(letter), place)
    return pd.Series(pd.array(pc.fill_null(folded(composed), ""), dtype="str"), index=texts.index)
