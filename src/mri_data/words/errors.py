"""What goes wrong with the data, said so that a person can put it right.

`DataError` stops: the file or folder cannot be used at all. `Problem` is collected: one thing in one place. A `Doubt`
is a problem that may be none: it leaves nothing out.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Self

from mri_data.words.catalogue import words

LONGEST_VALUE = 80
LONGEST_SENTENCE = 1000
# How many problems of one kind in one column are listed one by one.
MOST_OF_A_KIND = 50
# Zero-width joiners shape letters in Persian, Hindi and others: they are spelling, not a trick.
JOINERS = "\u200c\u200d"
UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}


class MriError(Exception):
    """The base of our errors; its text is a sentence for people."""


class DataError(MriError):
    """A folder or file that cannot be used at all: missing, unreadable or not text."""


@dataclass(frozen=True)
class Problem:
    """One thing to put right, and where; sorts by file, then line, then column.

    `line` counts from 1, the header included; `column` is a key in a settings file; `value` is as found; `message` is a
    whole sentence. `kind` is what sort of fault it is, `also` the other lines of the file that it is a fault of;
    `elsewhere` are files and lines of rows that are left out because of it.
    """

    file: str
    line: int | None
    column: str | None
    value: str
    message: str
    kind: str = field(default="", compare=False)
    also: tuple[int, ...] = ()
    elsewhere: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(
        cls,
        key: str,
        file: str,
        line: int | None = None,
        column: str | None = None,
        value: str = "",
        **values: object,
    ) -> Self:
        """A problem in the catalogue's words for `key`; their `{value}` is the value in quotation marks."""
        message = words("en")(key, value=quoted(value), column=column, **values)
        return cls(file, line, column, value, message, key)

    def over(self, lines: Iterable[int]) -> Self:
        """The same problem, covering these lines as well."""
        return replace(self, also=tuple(lines))

    @property
    def lines(self) -> set[int]:
        """All lines that it is a fault of."""
        return {*self.also, *([] if self.line is None else [self.line])}

    def lines_in(self, file: str) -> set[int]:
        """The lines of a file that are left out because of it."""
        own = self.lines if self.file == file else set()
        return own | {line for other, line in self.elsewhere if other == file}

    @property
    def sentence(self) -> str:
        """Where and what, in one line that is safe to show and to log."""
        say = words("en")
        where = [self.file]
        where += [] if self.line is None else [say("problem.line", line=self.line)]
        named = "problem.key" if self.file.endswith(".toml") else "problem.column"
        where += [] if self.column is None else [say(named, column=quoted(self.column))]
        message = shortened(self.message, LONGEST_SENTENCE)
        return visible(say("problem.sentence", where=", ".join(where), message=message))

    def __lt__(self, other: "Problem") -> bool:
        return self._place() < other._place()

    def _place(self) -> tuple[str, int, str, str, str]:
        return (self.file, self.line or 0, self.column or "", self.value, self.message)


class Doubt(Problem):
    """A warning: something that may be right and should be checked; nothing is left out because of it."""


def quoted(value: str) -> str:
    """A value in quotation marks for a sentence: at most 80 characters of it, and nothing unseen in it."""
    return f'"{visible(shortened(value, LONGEST_VALUE))}"'


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning and an ellipsis, in at most `longest` characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def visible(text: str) -> str:
    r"""The text with line breaks, control characters and direction overrides written out (`\n`, `\u202e`)."""
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character in JOINERS or unicodedata.category(character) not in UNSEEN:
        return character
    return character.encode("ascii", "backslashreplace").decode() if ord(character) > 0xFF else repr(character)[1:-1]
