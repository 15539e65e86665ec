"""The language of a command: that of `--lang`, else that of the environment."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from mri_data.words.catalogue import languages, words
from mri_data.words.errors import MriError, quoted
from mri_data.words.languages import of_environment, of_tag

OPTION = "--lang"


class Say:
    """The texts in the language of the command that runs: a module of a command is imported once, and may run again."""

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, with its placeholders filled in."""
        return words()(key, **values)

    def n(self, key: str, count: int, **values: object) -> str:
        """The text of a key in the plural form for `count`."""
        return words().n(key, count, **values)


say = Say()


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of a command line, before it is parsed: its messages begin with those of the parser."""
    for at, argument in enumerate(arguments):
        name, mark, value = argument.partition("=")
        written = value if mark else "".join(arguments[at + 1 : at + 2])
        if name == OPTION and (language := of_tag(written)):
            return language
    return of_environment(environment)


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--lang`, the language of what the command writes and says."""
    return click.option(OPTION, "language", metavar="L", callback=_known, help=say("cli.lang"))(command)


def _known(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    return known_language(value) if value else None


def known_language(value: str) -> str:
    """A language of the product by its code, or by a tag such as `fr-CA`.

    Raises:
        MriError: if there is none of that code.
    """
    if not (language := of_tag(value)):
        raise MriError(say("query.unknown_value", name=OPTION, value=quoted(value), expected=", ".join(languages())))
    return language
