"""Sort texts by the alphabet of a language, without the locales of the machine.

An accent only decides between texts that are otherwise the same, as in French, Italian and English dictionaries.
"""

import unicodedata

from mri_data.words.spelling import fold
from mri_data.words.usage import usage


def sort_key(text: str, language: str) -> tuple[str, str]:
    """What a text is sorted by in a language."""
    composed = unicodedata.normalize("NFC", text).translate(usage(language).own_letters)
    return fold(composed), text
