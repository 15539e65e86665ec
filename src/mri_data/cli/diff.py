"""`mri-data diff`: what changed between two states of a record."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from mri_data.cli.language import language_option, say
from mri_data.cli.loading import FILE
from mri_data.exports.atomic_write import save
from mri_data.exports.changes import to_json, to_text, to_xlsx
from mri_data.reading.raw import RawRecord
from mri_data.reading.reader import read_record
from mri_data.record.changes import Changes, changes
from mri_data.words.catalogue import Words, words
from mri_data.words.errors import DataError, MriError, visible

EXIT_DIFFERENT = 1
FORMATS: Mapping[str, Callable[[Changes, Words], str | bytes]] = {"text": to_text, "json": to_json, "xlsx": to_xlsx}
NAMES = {"text": "changes.txt", "json": "changes.json", "xlsx": "changes.xlsx"}


@click.command("diff", help=say("cli.diff"), short_help=say("cli.diff.short"))
@click.argument("old", type=FILE, metavar="OLD", help=say("cli.diff.old"))
@click.argument("new", type=FILE, metavar="NEW", help=say("cli.diff.new"))
@click.option("--format", "wanted", type=click.Choice(list(FORMATS)), default="text", help=say("cli.diff.format"))
@click.option("--out", type=FILE, metavar="FILE", help=say("cli.diff.out"))
@language_option
def command(old: Path, new: Path, wanted: str, out: Path | None, language: str) -> int:
    """Print or save the differences; the exit status is 1 if there are any, as that of `diff`, else 0."""
    before, after = _read(old), _read(new)
    found = changes(before, after)
    made = FORMATS[wanted](found, words())
    if out is None and isinstance(made, str):
        click.echo(made, nl=False)
    else:
        path = out / NAMES[wanted] if out and out.is_dir() else out or Path(NAMES[wanted])
        save(path, made.encode() if isinstance(made, str) else made)
        click.echo(say("cli.diff.saved", path=visible(str(path))))
    return EXIT_DIFFERENT if found else 0


def _read(path: Path) -> RawRecord:
    """Read a record as its files have it; print how many problems the files have, if any.

    Raises:
        MriError: if it cannot be read, with its path and the reasons.
    """
    try:
        raw = read_record(path)
    except DataError as error:
        raise MriError(say("cli.diff.unreadable", path=visible(str(path)), reasons=error.in_words(words()))) from None
    problems = len(raw.problems) + sum(len(table.problems) for table in raw.tables.values())
    problems += sum(len(settings.problems) for settings in raw.settings.values())
    if problems:
        click.echo(say.n("cli.diff.problems", problems, path=visible(str(path))), err=True)
    return raw
