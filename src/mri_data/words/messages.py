"""Messages about the data: texts in English that can be put into the words of whoever reads them.

A dataset is read once and shown to readers of several languages, so what is said about it keeps its key and its values.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from mri_data.words.catalogue import Words, words


class Message(str):
    """A text in English, and what makes the same text with the words of another language."""

    __slots__ = ("make",)
    make: Callable[[Words], str]

    def __new__(cls, make: Callable[[Words], str]) -> "Message":
        """The message that `make` gives for the words of a language."""
        made = super().__new__(cls, make(words("en")))
        made.make = make
        return made

    def __str__(self) -> str:
        """The message itself: `str` keeps what puts it into other words."""
        return self


def in_words(text: str, say: Words) -> str:
    """A message in the words of a language; any other text as it is."""
    return text.make(say) if isinstance(text, Message) else text


def joined(separator: str, texts: Iterable[str]) -> Message:
    """Texts with a separator between them, of which messages can still be put into other words."""
    kept = list(texts)
    return Message(lambda say: separator.join(in_words(text, say) for text in kept))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text; those of a message can still be put into other words."""
    if not isinstance(text, Message):
        return tuple(text.split("\n"))
    return tuple(Message(partial(_line, text, at)) for at in range(text.count("\n") + 1))


def _line(text: Message, at: int, say: Words) -> str:
    return text.make(say).split("\n")[at]


class Messages(Words):
    """The English texts as messages; their values may be messages themselves."""

    def __init__(self) -> None:
        # The catalogue is read once, for the words themselves.
        vars(self).update(vars(words("en")))

    def __call__(self, key: str, **values: object) -> str:
        """The message of a key, with its placeholders filled in; `KeyError` where the catalogue lacks the key."""
        return Message(partial(_text, key, values))

    def n(self, key: str, count: int, **values: object) -> str:
        """The message of a key in the plural form for `count`, which also fills in `{count}`."""
        return Message(partial(_plural, key, count, values))

    def digits(self, count: int) -> str:
        """The message of a count in digits, grouped as the language does."""
        return Message(lambda say: say.digits(count))


def _text(key: str, values: Mapping[str, object], say: Words) -> str:
    return say(key, **values)


def _plural(key: str, count: int, values: Mapping[str, object], say: Words) -> str:
    return say.n(key, count, **values)


@cache
def messages() -> Messages:
    """The English texts as messages."""
    return Messages()
