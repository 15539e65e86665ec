"""`mri-data deck check`: what has changed in the record since a presentation was made, and the file renewed."""

from pathlib import Path

import click

from mri_data.cli.loading import FILE, allow_problems_option, data_option, load_for_output
from mri_data.exports.atomic_write import save
from mri_data.exports.deck import MOST_BYTES
from mri_data.exports.deck.comparing import compare
from mri_data.exports.deck.reading import in_a_sentence, open_deck
from mri_data.exports.deck.renewing import renewed
from mri_data.exports.deck.report import report
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, visible
from mri_data.words.system_reasons import reason_of

EXIT_OUTDATED = 1
say = words()


@click.group("deck", help=say("cli.deck"), short_help=say("cli.deck"))
def command() -> None:
    """Commands about presentations."""


@command.command("check", help=say("cli.deck.check"), short_help=say("cli.deck.check.short"))
@click.argument("file", type=FILE, metavar="FILE", help=say("cli.deck.file"))
@data_option
@click.option("--out", type=FILE, metavar="FILE", help=say("cli.deck.out"))
@allow_problems_option
def check(file: Path, data: Path | None, out: Path | None, allow_problems: bool) -> int:
    """Print what has changed; the exit status is 1 if anything has, as that of `diff`, else 0."""
    deck, dataset = open_deck(_read(file), file.name, say), load_for_output(data, (), allow_problems)
    with in_a_sentence(file.name, say):
        found = compare(deck, dataset)
        click.echo(report(found, say).text, nl=False)
        content = renewed(found) if out else b""
    if out:
        path = out / file.name if out.is_dir() else out
        save(path, content)
        click.echo(say("cli.deck.saved", path=visible(str(path))))
    return EXIT_OUTDATED if found.outdated else 0


def _read(file: Path) -> bytes:
    """The bytes of a file, a few more at most than are accepted."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise MriError(say("cli.deck.unreadable", path=visible(str(file)), reason=reason_of(error, say))) from None
