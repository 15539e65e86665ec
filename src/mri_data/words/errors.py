"""Errors and problems of the data, in sentences that say what to do.

A `DataError` is raised: the file or folder cannot be used at all. A `Problem` is collected: one thing wrong in one
place. A `DataWarning` is a warning: it may be right, and nothing is left out because of it.
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
# Zero-width joiners are part of the spelling in Persian, Hindi and other languages.
JOINERS = "\u200c\u200d"
UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}


class MriError(Exception):
    """Base class of the package's errors; the text of each is a sentence for people."""


class DataError(MriError):
    """A folder or file that cannot be used at all: it is missing, unreadable or not text."""


@dataclass(frozen=True)
class Problem:
    """One thing to correct, and where it is; sorts by file, then line, then column.

    `line` counts from 1, header included. `column` is the key, in a settings file. `value` is as found in the file.
    `message` is a whole sentence, and `kind` its key in the catalogue. `other_lines` are further lines with it;
    `elsewhere` are files and lines of rows that are left out because of it.
    """

    file: str
    line: int | None
    column: str | None
    value: str
    message: str
    kind: str = field(default="", compare=False)
    other_lines: tuple[int, ...] = ()
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
        """A problem with the catalogue's text for `key`, in which `{value}` becomes the quoted value."""
        message = words("en")(key, value=quoted(value), column=column, **values)
        return cls(file, line, column, value, message, key)

    def in_lines(self, lines: Iterable[int]) -> Self:
        """The same problem, covering these lines as well."""
        return replace(self, other_lines=tuple(lines))

    @property
    def lines(self) -> set[int]:
        """All lines that have this problem."""
        return {*self.other_lines, *([] if self.line is None else [self.line])}

    def lines_in(self, file: str) -> set[int]:
        """The lines of a file that are left out because of this problem."""
        own = self.lines if self.file == file else set()
        return own | {line for other, line in self.elsewhere if other == file}

    @property
    def sentence(self) -> str:
        """The place and the message in one line, safe to show and to log."""
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


class DataWarning(Problem):
    """A warning: something that may be right and should be checked; nothing is left out because of it."""


def quoted(value: str) -> str:
    """A value in quotation marks: at most 80 characters of it, with invisible characters written out."""
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
