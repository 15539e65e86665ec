"""Errors and problems of the data, in sentences that say what to do.

A `DataError` is raised: the file or folder cannot be used at all. A `Problem` is collected: one thing wrong in one
place. A `DataWarning` is a warning: it may be right, and nothing is left out because of it. A `Remark` is one that only
says how a file was read.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol, Self

from mri_data.words.catalogue import Words, words
from mri_data.words.messages import Message, in_words, joined, messages

LONGEST_VALUE = 80
LONGEST_SENTENCE = 1000
# How many problems of one kind in one column are listed one by one.
MOST_OF_A_KIND = 50
# Zero-width joiners are part of the spelling in Persian, Hindi and other languages.
JOINERS = "\u200c\u200d"
# Unicode categories of characters that are written out: controls, formats, line ends and what is not assigned.
ESCAPED_CATEGORIES = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}


class MriError(Exception):
    """Base class of the package's errors; the text of each is a sentence for people, in English by default."""

    def in_words(self, say: Words) -> str:
        """The sentence in a language."""
        return in_words(str(self), say)


class DataError(MriError):
    """A folder or file that cannot be used at all: it is missing, unreadable or not text."""

    @classmethod
    def of(cls, key: str, file: str, **values: object) -> "DataError":
        """An error with the catalogue's text for `key` about a file."""
        return DataError(messages()(key, file=visible(file), **values))


class UnusableSettings(DataError):  # noqa: N818 - it reads as what is wrong
    """Settings without which nothing can be shown, and that cannot be used; `problems` are the reasons."""

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__(joined("\n", (one.line for one in self.problems)))


class Origin(Protocol):
    """Where a table or settings were read from, such as a file or a sheet; it words the place of a cell.

    It is hashable, and its name is unique, as problems are compared and sorted by them.
    """

    @property
    def table(self) -> str:
        """The name of the table or the settings: a key of `schema.TABLES`, or such as `about`."""

    @property
    def name(self) -> str:
        """What people call it, such as `forums.csv`."""

    def place(self, row: int | None = None, column: str | None = None) -> str:
        """A cell, a row or all of it in words, such as `forums.csv, line 4, column "date"`."""

    def brief(self, row: int | None = None) -> str:
        """A row or all of it, in as few characters as possible, such as `forums.csv:4`."""

    def row_name(self, row: object) -> str:
        """A row by its number, such as `line 4`; it may be a number not known, `?`."""

    def nth_column(self, place: int) -> str:
        """A column by its place, from 0, such as `column number 3`."""

    def head(self, column: str) -> str:
        """What a column or key is called there: its head as it is written, such as `Kind of work`."""

    def position(self, column: str) -> int:
        """Where a column stands among the others, from 0; one that is not there comes after them."""

    @property
    def is_worded(self) -> bool:
        """Whether heads are words for people, and not all of them codes; values are then put in words too."""


@dataclass(frozen=True)
class Fix:
    """One likely correction: the new text of cells, each a row, a column and its text; and rows to delete."""

    cells: tuple[tuple[int, str, str], ...] = ()
    deleted: tuple[int, ...] = ()


@dataclass(frozen=True)
class Problem:
    """One thing to correct, and where it is; sorts by origin, then row, then by where the column stands there.

    `row` is a number that the reader gives: the line of a file, the row of a sheet. `column` is the key, in settings.
    `value` is as found there. `message` is a whole sentence, and `kind` its key in the catalogue. `other_rows` are
    further rows with it; `elsewhere` are tables and rows that are left out because of it. `fixes` are likely
    corrections, of which one may be chosen.
    """

    origin: Origin
    row: int | None
    column: str | None
    value: str
    message: str
    kind: str = field(default="", compare=False)
    other_rows: tuple[int, ...] = ()
    elsewhere: tuple[tuple[str, int], ...] = ()
    fixes: tuple[Fix, ...] = field(default=(), compare=False)

    @classmethod
    def of(
        cls,
        key: str,
        origin: Origin,
        row: int | None = None,
        column: str | None = None,
        value: str = "",
        **values: object,
    ) -> Self:
        """A problem with the catalogue's text for `key`, in which `{value}` becomes the quoted value."""
        message = messages()(key, value=quoted(value), column=column, **values)
        return cls(origin, row, column, value, message, key)

    def with_other_rows(self, rows: Iterable[int]) -> Self:
        """The same problem with these rows as its other rows."""
        return replace(self, other_rows=tuple(rows))

    def with_fixes(self, *fixes: Fix) -> Self:
        """The same problem with these likely corrections."""
        return replace(self, fixes=fixes)

    @property
    def table(self) -> str:
        """The name of the table or the settings with this problem."""
        return self.origin.table

    @property
    def rows(self) -> set[int]:
        """All rows that have this problem."""
        return {*self.other_rows, *([] if self.row is None else [self.row])}

    def rows_in(self, table: str) -> set[int]:
        """The rows of a table that are left out because of this problem."""
        own = self.rows if self.table == table else set()
        return own | {row for other, row in self.elsewhere if other == table}

    @property
    def sentence(self) -> str:
        """The place and the message in one line, safe to show and to log; in the language of the command."""
        return self.in_words(words())

    def in_words(self, say: Words) -> str:
        """The place and the message in one line, safe to show and to log."""
        where, text = in_words(self.origin.place(self.row, self.column), say), in_words(self.message, say)
        return visible(say("problem.sentence", where=where, message=shortened(text, LONGEST_SENTENCE)))

    @property
    def line(self) -> Message:
        """The sentence as a message."""
        return Message(self.in_words)

    def __lt__(self, other: "Problem") -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[str, int, int, str, str, str]:
        place = -1 if self.column is None else self.origin.position(self.column)
        return (self.origin.name, self.row or 0, place, self.column or "", self.value, self.message)


class DataWarning(Problem):
    """A warning: something that may be right and should be checked; nothing is left out because of it."""


class Remark(DataWarning):
    """Something to know about how a file was read, which asks for nothing."""


def quoted(value: str) -> str:
    """A value in the quotation marks of the reader's language: at most 80 characters, invisible ones written out."""
    return Message(lambda say: say("quoted", value=visible(shortened(in_words(value, say), LONGEST_VALUE))))


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning and an ellipsis, in at most `longest` characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def visible(text: str) -> str:
    r"""The text with line breaks, control characters and direction overrides written out (`\n`, `\u202e`)."""
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character in JOINERS or unicodedata.category(character) not in ESCAPED_CATEGORIES:
        return character
    return character.encode("ascii", "backslashreplace").decode() if ord(character) > 0xFF else repr(character)[1:-1]
