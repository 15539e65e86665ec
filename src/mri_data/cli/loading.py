"""Load the data that a command is about, and say which folder or workbook it comes from."""

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import click

from mri_data.cli import RowsLeftOutError
from mri_data.cli.language import say
from mri_data.reading.data_folder import data_folder, folder_sentence
from mri_data.reading.progress import on_terminal
from mri_data.record.dataset import Dataset, load_checked_today
from mri_data.sentences.left_out import unread_context_summary, unread_reasons
from mri_data.words.catalogue import words

FILE = click.Path(path_type=Path)


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--data`, the folder or workbook to read instead of the default one."""
    return click.option("--data", type=FILE, metavar="PATH", help=say("cli.check.path"))(command)


def allow_problems_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the flag `--allow-problems`: write the output though rows are left out of it."""
    return click.option("--allow-problems", is_flag=True, help=say("cli.allow_problems"))(command)


def load(chosen: Path | None) -> Dataset:
    """Print what is read and load its dataset; on a terminal, a bar shows the progress of a long load."""
    folder = data_folder(os.environ, chosen)
    click.echo(folder_sentence(folder))
    with on_terminal() as progress:
        return load_checked_today(folder, progress)


def load_for_output(chosen: Path | None, context: Collection[str], allow_problems: bool) -> Dataset:
    """Load the dataset for an export. If rows are left out, print that, or raise unless `allow_problems`.

    `context` are the kinds of context that the output shows.

    Raises:
        RowsLeftOutError: rows would be left out; the sentence says how many, why, and what to do.
    """
    dataset = load(chosen)
    sentence = left_out(dataset, context)
    if sentence:
        if not allow_problems:
            raise RowsLeftOutError(say("cli.left_out.refused", left_out=sentence))
        click.echo(sentence, err=True)
    return dataset


def left_out(dataset: Dataset, context: Collection[str]) -> str:
    """Sentence on what is left out of the records and of these kinds of context, and why; empty if nothing is."""
    out = len(dataset.left_out)
    records = say.n("cli.left_out", out, reasons=unread_reasons(dataset, words())) if out else ""
    return " ".join(filter(None, (records, unread_context_summary(dataset, dataset.labels(words()), context))))
