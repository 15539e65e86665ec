"""The command `mri-data`: check data, export a view as files, publish it as a site, write the data dictionary."""

import datetime as dt
import os
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import click

from mri_data.charts.of_view import has_map
from mri_data.exports.atomic_write import save
from mri_data.exports.formats import CHARTS, EXPORTS, FORMATS, export_of, file_name
from mri_data.query.totals import counts
from mri_data.reading.data_folder import DATA_DIR, data_folder, folder_sentence
from mri_data.reading.progress import on_terminal
from mri_data.record import permalink
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.permalink import from_query_strictly, read_context
from mri_data.record.public_address import public_address
from mri_data.record.view import View
from mri_data.schema.context import KINDS
from mri_data.schema.dictionary import data_readme
from mri_data.sentences.left_out import unread_context_summary, unread_reasons
from mri_data.site.publish import publish, view_of
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted

FOUND_PROBLEMS, CANNOT, WOULD_LEAVE_OUT = 1, 2, 3
BASE = "--base"
# Returns the current date.
TODAY = dt.date.today
FILE = click.Path(path_type=Path)
say = words()


class LeftOut(MriError):  # noqa: N818 - what it is
    """Records that cannot be read would be missing from the output; the text says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    try:
        # Not `commands.main`, which exits with status 1 when the reader of the output closes the pipe.
        with commands.make_context("mri-data", list(sys.argv[1:] if arguments is None else arguments)) as context:
            return int(commands.invoke(context))
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        # The reader of the output has closed the pipe, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MriError as error:
        click.echo(error, err=True)
        return WOULD_LEAVE_OUT if isinstance(error, LeftOut) else CANNOT


@click.group(help=say("cli.description"), context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Group of all commands."""


def names() -> list[str]:
    """Names of the formats on the command line; `png` and `svg` each cover the pictures of both charts."""
    pictures = {name for both in CHARTS.values() for name in both}
    return [*(name for name in FORMATS if name not in pictures), *CHARTS, "zip"]


def _data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--data", type=FILE, metavar="PATH", help=say("cli.check.path"))(command)


def _allow_problems_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--allow-problems", is_flag=True, help=say("cli.allow_problems"))(command)


@commands.command("check", help=say("cli.check"), short_help=say("cli.check"))
@click.argument("path", required=False, type=FILE, help=say("cli.check.path"))
@_data_option
@click.option("--strict", is_flag=True, help=say("cli.check.strict"))
def _check(path: Path | None, data: Path | None, strict: bool) -> int:
    if path and data:
        raise click.UsageError(say("cli.check.two"))
    try:
        dataset = _loaded(path or data)
    except MriError as error:
        click.echo(error, err=True)
        return FOUND_PROBLEMS
    _print_faults(dataset)
    if dataset.problems:
        return FOUND_PROBLEMS
    _print_totals(dataset)
    return FOUND_PROBLEMS if strict and dataset.warnings else 0


def _print_faults(dataset: Dataset) -> None:
    """Print all problems and warnings of the data, and the number of each."""
    for problem in dataset.problems:
        click.echo(problem.sentence)
    for warning in dataset.warnings:
        click.echo(say("problem.doubt", sentence=warning.sentence))
    if dataset.warnings:
        click.echo(say.n("cli.doubts", len(dataset.warnings)))
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


@commands.command("export", help=say("cli.export"))
@click.option("--format", "wanted", required=True, metavar="F", help=say("cli.export.format", names=", ".join(names())))
@click.option("--query", default="", metavar="Q", help=say("cli.export.query"))
@click.option("--out", type=FILE, metavar="FILE", help=say("cli.export.out"))
@_data_option
@_allow_problems_option
def _export(wanted: str, query: str, out: Path | None, data: Path | None, allow_problems: bool) -> int:
    if wanted not in names():
        raise MriError(say("export.unknown", name=quoted(wanted), names=", ".join(names())))
    view = _view(_loaded_whole(data, read_context(_query(query)), allow_problems), query)
    parts = [part for part in CHARTS.get(wanted, (wanted,)) if has_map(view) or not part.startswith("map-")]
    made = {_place(out, view, wanted, part): export_of(view, part) for part in parts}
    if len(parts) < len(CHARTS.get(wanted, (wanted,))):
        click.echo(say("export.no_place"), err=True)
    for path, content in made.items():
        save(path, content)
        click.echo(say("cli.export.saved", path=path, shown=view.count, records=len(view.records)))
    return 0


@commands.command("publish", help=say("cli.publish"))
@click.argument("folder", type=FILE, metavar="DIR", help=say("cli.publish.folder"))
@click.option("--query", default="", metavar="Q", help=say("cli.publish.query"))
@click.option(BASE, default="", metavar="ADDRESS", help=say("cli.publish.base"))
@_data_option
@_allow_problems_option
def _publish(folder: Path, query: str, base: str, data: Path | None, allow_problems: bool) -> int:
    dataset = _loaded_whole(data, KINDS, allow_problems)
    address = public_address({BASE: base}, BASE) or public_address(os.environ)
    parameters = _query(query)
    _refuse_record(parameters, dataset)
    view = view_of(dataset, parameters, address)
    done = publish(view, folder)
    if dataset.problems and not _left_out(dataset, KINDS):
        click.echo(say.n("cli.publish.problems", len(dataset.problems)), err=True)
    if not address:
        click.echo(say("cli.publish.no_base"), err=True)
    totals = {"shown": view.count, "records": len(view.records)}
    click.echo(say("cli.publish.done", pages=done.pages, files=done.files, path=folder, **totals))
    return 0


@commands.command("dictionary", help=say("cli.dictionary"))
def _dictionary() -> int:
    save(DATA_DIR / "README.md", data_readme().encode())
    return 0


def _loaded(chosen: Path | None) -> Dataset:
    """Print which folder applies and load its dataset; on a terminal, a bar shows the progress of a long load."""
    folder = data_folder(os.environ, chosen)
    click.echo(folder_sentence(folder))
    with on_terminal() as progress:
        return load_dataset(folder, progress, TODAY())


def _loaded_whole(chosen: Path | None, context: Collection[str], allow_problems: bool) -> Dataset:
    """Load the dataset for an export. If rows are left out, print that, or raise unless `allow_problems`.

    `context` are the kinds of context that the output shows.

    Raises:
        LeftOut: rows would be left out; the sentence says how many, why, and what to do.
    """
    dataset = _loaded(chosen)
    sentence = _left_out(dataset, context)
    if sentence:
        if not allow_problems:
            raise LeftOut(say("cli.left_out.refused", left_out=sentence))
        click.echo(sentence, err=True)
    return dataset


def _left_out(dataset: Dataset, context: Collection[str]) -> str:
    """Sentence on what is left out of the records and of these kinds of context, and why; empty if nothing is."""
    out = len(dataset.left_out)
    records = say.n("cli.left_out", out, reasons=unread_reasons(dataset, say)) if out else ""
    return " ".join(filter(None, (records, unread_context_summary(dataset, dataset.labels(say), context))))


def _query(written: str) -> dict[str, list[str]]:
    """Parameters of a query string or of a whole address.

    An address begins with `http://` or `https://`, or has no `=` before its first question mark.
    """
    before, mark, behind = written.partition("?")
    whole = mark and (before.startswith(("http://", "https://")) or "=" not in before)
    return parse_qs(behind.partition("#")[0] if whole else written, keep_blank_values=True)


def _view(dataset: Dataset, written: str) -> View:
    """The view that a query string describes."""
    parameters = _query(written)
    _refuse_record(parameters, dataset)
    public = public_address(os.environ)
    filters = from_query_strictly(parameters, dataset.codes)
    return View(dataset, filters, base=public, public=bool(public), context=read_context(parameters))


def _refuse_record(query: permalink.Query, dataset: Dataset) -> None:
    """Raise `MriError` if a query names a record that is left out or does not exist."""
    for record in query.get("record", ()):
        if record in dataset.left_out:
            raise MriError(say("cli.record_left_out", id=quoted(record), reasons=unread_reasons(dataset, say)))
    permalink.refuse_unknown_record(query, dataset.records["id"])


def _place(out: Path | None, view: View, wanted: str, part: str) -> Path:
    """Path of one file: `out` or its default name; with the chart's name added where one format gives two files."""
    if out is None:
        return Path(file_name(view, EXPORTS[part].ending))
    return out if wanted == part else out.with_name(f"{out.stem}-{part.removesuffix(f'-{wanted}')}{out.suffix}")


if __name__ == "__main__":
    sys.exit(main())
