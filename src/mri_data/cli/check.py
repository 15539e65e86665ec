"""`mri-data check`: list the problems and warnings of a folder of data or a workbook."""

from pathlib import Path

import click

from mri_data.cli.language import language_option, say
from mri_data.cli.loading import FILE, data_option, load
from mri_data.query.totals import counts
from mri_data.record.dataset import Dataset
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, Remark

EXIT_PROBLEMS = 1


@click.command("check", help=say("cli.check"), short_help=say("cli.check"))
@click.argument("path", required=False, type=FILE, help=say("cli.check.path"))
@data_option
@click.option("--strict", is_flag=True, help=say("cli.check.strict"))
@language_option
def command(path: Path | None, data: Path | None, strict: bool, language: str) -> int:
    """Print what the check found; the exit status is 1 if there are problems or, with `--strict`, warnings; else 0."""
    if path and data:
        raise click.UsageError(say("cli.check.two"))
    try:
        dataset = load(path or data)
    except MriError as error:
        click.echo(error.in_words(words()), err=True)
        return EXIT_PROBLEMS
    _print_faults(dataset)
    if dataset.problems:
        return EXIT_PROBLEMS
    _print_totals(dataset)
    return EXIT_PROBLEMS if strict and dataset.doubts else 0


def _print_faults(dataset: Dataset) -> None:
    """Print all problems and warnings of the data, and the number of each."""
    for problem in dataset.problems:
        click.echo(problem.sentence)
    for warning in dataset.warnings:
        key = "remark.line" if isinstance(warning, Remark) else "warning.line"
        click.echo(say(key, sentence=warning.sentence))
    if dataset.doubts:
        click.echo(say.n("cli.warnings", len(dataset.doubts)))
    if dataset.problems:
        click.echo(say.n("cli.problems", len(dataset.problems)))


def _print_totals(dataset: Dataset) -> None:
    """Print the numbers of records, places and sources, and of the rows of the context."""
    found, context = counts(dataset.records), dataset.context
    totals = {"forums": found.forums, "achievements": found.achievements}
    click.echo(say("cli.clean", **totals, places=len(dataset.places), sources=len(dataset.sources)))
    if context.kinds:
        totals = {"meetings": len(context.meetings), "milestones": len(context.milestones)}
        totals |= {"forums": len(context.later_forums), "parties": len(context.parties)}
        click.echo(say("cli.clean.context", **totals))
