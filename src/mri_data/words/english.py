"""Texts of the record that have no translation, on a page in another language."""

from markupsafe import escape


class English(str):
    """A text in English where all around it is in another language; HTML says so by itself (WCAG 3.1.2)."""

    __slots__ = ()

    def __html__(self) -> str:
        """The text for HTML: marked as English. In an attribute it must be `plain` instead."""
        return f'<span lang="en">{escape(plain(self))}</span>'


def plain(text: str) -> str:
    """The text without its mark."""
    return "".join(text)


def like(text: str, made: str) -> str:
    """A text made of another one, marked as that is."""
    return English(made) if isinstance(text, English) else made


def language_of(text: str, language: str) -> str:
    """The language of a text among texts of another language."""
    return "en" if isinstance(text, English) else language
