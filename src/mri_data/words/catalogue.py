"""The texts of pages and files, from one gettext catalogue for each language in `locale/`.

Message ids are short keys (`timeline.title`), so a wording can change without a change of code. Catalogues are read
as text, so there is nothing to compile.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal
from cachetools import cached

from mri_data.words.usage import usage

LOCALE_DIR = Path(__file__).with_name("locale")
CATALOGUE = "LC_MESSAGES/mri_data.po"
# Placeholders that hold counts: their digits are grouped (1,204), unlike those of a year.
COUNTS = {
    *("count", "shown", "records", "total", "all", "ongoing", "dated", "undated"),
    *("achievements", "forums", "pages", "files"),
}
_spoken: ContextVar[str] = ContextVar("spoken", default="en")


class Words:
    """The texts of one language: `say("key", name=value)`, or `say.n("key", count)` for a text with plural forms."""

    def __init__(self, language: str, catalogue: Catalog) -> None:
        self.language = language
        # The catalogue's own header, as in `en_GB`, which CLDR and number words need; not the name of its folder.
        self.locale = catalogue.locale_identifier or language
        known = [(message.id, message.string) for message in catalogue if message.id and not message.fuzzy]
        self._texts = {key: text for key, text in known if isinstance(key, str)}
        # By the first of its two keys, the forms of a text that has a plural.
        self._forms = {keys[0]: tuple(forms or ()) for keys, forms in known if not isinstance(keys, str)}
        self._form_of = c2py(catalogue.plural_expr)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, with its placeholders filled in; `KeyError` where the catalogue lacks the key.

        A value that is a `Message` is put into the words of this language.
        """
        return self._filled(self.raw(key), values)

    def raw(self, key: str) -> str:
        """The text of a key with its placeholders still in braces, for a script or a template that fills them in."""
        text = self._texts[key] if key in self._texts else self._forms[key][self._form_of(1)]
        return str(text)

    @property
    def tag(self) -> str:
        """The locale as a BCP 47 language tag: `en-GB`."""
        return self.locale.replace("_", "-")

    @property
    def short_tag(self) -> str:
        """Language and script without a region, as a BCP 47 language tag: `en`, `zh-Hant`."""
        locale = Locale.parse(self.locale)
        return "-".join(filter(None, (locale.language, locale.script)))

    @property
    def direction(self) -> str:
        """The direction in which the language is written, as HTML names it: `ltr` or `rtl`."""
        return str(Locale.parse(self.locale).text_direction)

    @property
    def territory(self) -> str | None:
        """The country whose usage the texts follow, as a code: `GB`; None for a language of no one country."""
        return Locale.parse(self.locale).territory

    def digits(self, count: int) -> str:
        """A count in digits, grouped as the language does: `1,204`."""
        return _digits(count, self.locale)

    def rounded(self, count: int, places: int = 0) -> str:
        """A count in short, with that number of decimal places: `1M`, `1.2M`. For where all digits do not fit."""
        return format_compact_decimal(count, locale=self.locale, fraction_digits=places)

    def n(self, key: str, count: int, **values: object) -> str:
        """The text of a key in the plural form for `count`, which also fills in `{count}`."""
        text = self._forms[key][self._form_of(count)]
        return self._filled(str(text), {"count": count, **values})

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        filled = text.format(**{name: self._worded(name, value) for name, value in values.items()})
        for pattern, becomes in usage(self.language).contractions if values else ():
            filled = pattern.sub(becomes, filled)
        return filled

    def _worded(self, name: str, value: object) -> object:
        if name in COUNTS and type(value) is int:
            return self.digits(value)
        make = getattr(value, "make", None)
        return make(self) if make else value


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return list(_languages_in(LOCALE_DIR))


@lru_cache
def _languages_in(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.parents[1].name for path in folder.glob(f"*/{CATALOGUE}")))


def catalogue(language: str) -> Catalog:
    """The messages of one language and its plural rule, as in the file."""
    with (LOCALE_DIR / language / CATALOGUE).open("rb") as file:
        return read_po(file)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make a language that of `words()`, for a command; a server's own messages stay in English."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


@cached({}, key=lambda language="": language or _spoken.get())
def words(language: str = "") -> Words:
    """The texts of a language, by default that of the command; each catalogue is read once."""
    return Words(language or _spoken.get(), catalogue(language or _spoken.get()))


@lru_cache(10_000)
def _digits(count: int, locale: str) -> str:
    return format_decimal(count, locale=locale)
