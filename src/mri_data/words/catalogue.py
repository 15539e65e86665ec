"""The words on screen, from one gettext catalogue per language in `locale/`.

Message ids are short keys (`timeline.title`), so a wording can change without touching a page and a
language is added by adding a catalogue. The catalogues are read as text: nothing to compile.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal

LOCALE_DIR = Path(__file__).with_name("locale")
CATALOGUE = "LC_MESSAGES/mri_data.po"
# Values that count something: their digits are grouped, which those of a year are not.
COUNTS = {
    *("count", "shown", "records", "total", "all", "ongoing", "dated", "undated"),
    *("achievements", "forums", "pages", "files"),
}


class Words:
    """One language's words: `say("key", name=value)`, and `say.n("key", count)` where the number decides the form."""

    def __init__(self, language: str, catalogue: Catalog) -> None:
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        self.language = language
        self.locale = catalogue.locale_identifier or language
        self._translations = GNUTranslations(compiled)

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key; a key without words is a fault of ours and raises `KeyError`."""
        return self._filled(self.raw(key), values)

    def raw(self, key: str) -> str:
        """The words for a key with the names of their values still in braces, for what fills them in elsewhere."""
        text = self._translations.gettext(key)
        if text == key:
            raise KeyError(key)
        return text

    def digits(self, count: int) -> str:
        """`1,204`: a count in digits, as the language groups them."""
        return _digits(count, self.locale)

    def rounded(self, count: int, places: int = 0) -> str:
        """`1M`, `1.2M`: a count in short, to so many places, for where there is no room for its digits."""
        return format_compact_decimal(count, locale=self.locale, fraction_digits=places)

    def n(self, key: str, count: int, **values: object) -> str:
        """The words for a count, in the form its number asks for; `{count}` is filled in."""
        text = self._translations.ngettext(key, f"{key}.plural", count)
        if text in {key, f"{key}.plural"}:
            raise KeyError(key)
        return self._filled(text, {"count": count, **values})

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        grouped = {name: self.digits(value) for name, value in values.items() if name in COUNTS and type(value) is int}
        return text.format(**{**values, **grouped})


def languages() -> list[str]:
    """The languages there is a catalogue for."""
    return sorted(path.parents[1].name for path in LOCALE_DIR.glob(f"*/{CATALOGUE}"))


def catalogue(language: str) -> Catalog:
    """One language's messages with their plural rule, as written."""
    with (LOCALE_DIR / language / CATALOGUE).open("rb") as file:
        return read_po(file)


@cache
def words(language: str = "en") -> Words:
    """The words of a language, read once."""
    return Words(language, catalogue(language))


@lru_cache(10_000)
def _digits(count: int, locale: str) -> str:
    return format_decimal(count, locale=locale)
