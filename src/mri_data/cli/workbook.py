"""`mri-data workbook`: write the whole record as an Excel workbook to edit, or an empty one."""

import os
from pathlib import Path

import click

from mri_data.cli.language import language_option, say
from mri_data.cli.loading import FILE, data_option
from mri_data.exports.atomic_write import save
from mri_data.exports.record_workbook import RecordWorkbook, empty_workbook, record_workbook
from mri_data.reading.data_folder import data_folder, folder_sentence
from mri_data.reading.progress import on_terminal
from mri_data.reading.reader import read_record
from mri_data.words.catalogue import Words, words
from mri_data.words.languages import DEFAULT


@click.command("workbook", help=say("cli.workbook"), short_help=say("cli.workbook.short"))
@click.option("--out", type=FILE, metavar="FILE", required=True, help=say("cli.workbook.out"))
@click.option("--empty", is_flag=True, help=say("cli.workbook.empty"))
@language_option
@data_option
def command(out: Path, empty: bool, data: Path | None, language: str | None) -> int:
    """Write the workbook, and print what could not be read or does not fit into a cell."""
    if empty and data:
        raise click.UsageError(say("cli.workbook.two"))
    chosen = words(language or DEFAULT)
    written = empty_workbook(chosen) if empty else _of_record(data, chosen)
    save(out, written.content)
    for sentence in written.cut:
        click.echo(sentence, err=True)
    click.echo(say("cli.workbook.saved", path=out, sheets=written.sheets, rows=words().digits(written.rows)))
    return 0


def _of_record(data: Path | None, chosen: Words) -> RecordWorkbook:
    path = data_folder(os.environ, data)
    click.echo(folder_sentence(path))
    with on_terminal() as progress:
        raw = read_record(path, progress)
    for problem in sorted([*raw.problems, *(one for table in raw.tables.values() for one in table.problems)]):
        click.echo(problem.sentence, err=True)
    return record_workbook(raw, chosen)
