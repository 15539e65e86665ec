"""Sort texts by the alphabet of a language, without the locales of the machine.

An accent only decides between texts that are otherwise the same, as in French, Italian and English dictionaries. In
Spanish, ñ is a letter of its own, after n.
"""

import unicodedata

from mri_data.words.spelling import fold

# Letters of their own -> what they are sorted as: after every letter that they follow.
OWN_LETTERS = {"es": str.maketrans({"ñ": "n\uffff", "Ñ": "n\uffff"})}


def sort_key(text: str, language: str) -> tuple[str, str]:
    """What a text is sorted by in a language."""
    composed = unicodedata.normalize("NFC", text).translate(OWN_LETTERS.get(language, {}))
    return fold(composed), text
