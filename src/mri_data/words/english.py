"""Texts of the record that have no translation, on a page in another language."""

import re

from markupsafe import Markup, escape


class English(str):
    """A text in English where all around it is in another language; HTML says so by itself (WCAG 3.1.2)."""

    __slots__ = ()

    def __html__(self) -> str:
        """The text for HTML: marked as English. In an attribute it must be `plain` instead."""
        return f'<span lang="en">{escape(plain(self))}</span>'


class Quoting(str):
    """A text in the language around it that quotes titles in English; HTML marks these."""

    quoted: tuple[str, ...]

    def __new__(cls, text: str, quoted: tuple[str, ...] = ()) -> "Quoting":
        """`quoted` are the titles as they stand in the text."""
        made = super().__new__(cls, text)
        made.quoted = tuple(filter(None, quoted))
        return made

    def pieces(self) -> list[str]:
        """The text in pieces, in their order; those that are titles are `English`."""
        if not self.quoted:
            return [plain(self)]
        longest_first = sorted(self.quoted, key=len, reverse=True)
        found = re.split(f"({'|'.join(map(re.escape, longest_first))})", plain(self))
        return [English(piece) if at % 2 else piece for at, piece in enumerate(found) if piece]

    def __html__(self) -> str:
        """The text for HTML. In an attribute it must be `plain` instead."""
        return Markup().join(self.pieces())


def plain(text: str) -> str:
    """The text without its mark."""
    return "".join(text)


def like(text: str, made: str) -> str:
    """A text made of another one, marked as that is."""
    if isinstance(text, Quoting):
        return Quoting(made, text.quoted)
    return English(made) if isinstance(text, English) else made


def quoting(text: str, titles: tuple[str, ...], language: str) -> str:
    """A text in a language with titles of sources in it, which are in English."""
    return text if language == "en" else Quoting(text, titles)


def language_of(text: str, language: str) -> str:
    """The language of a text among texts of another language."""
    return "en" if isinstance(text, English) else language
