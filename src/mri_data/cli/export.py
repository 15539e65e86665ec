"""`mri-data export`: write a view as a file."""

import os
from pathlib import Path

import click

from mri_data.charts.of_view import has_map
from mri_data.cli.language import language_option, say
from mri_data.cli.loading import FILE, allow_problems_option, data_option, load_for_output
from mri_data.cli.queries import parse_parameters, refuse_missing_record
from mri_data.exports.atomic_write import save
from mri_data.exports.formats import CHARTS, EXPORTS, FORMATS, export_of, file_name
from mri_data.exports.unprinted import sentence
from mri_data.record.dataset import Dataset
from mri_data.record.permalink import from_query_strictly, read_context, read_language
from mri_data.record.public_address import public_address
from mri_data.record.view import View
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted
from mri_data.words.languages import DEFAULT

# The fonts that a presentation can name.
FONTS = SYSTEM, OWN = "system", "own"


def format_names() -> list[str]:
    """Names of the formats on the command line; `png` and `svg` each cover the pictures of both charts."""
    pictures = {name for both in CHARTS.values() for name in both}
    return [*(name for name in FORMATS if name not in pictures), *CHARTS, "zip"]


@click.command("export", help=say("cli.export"))
@click.option(
    "--format", "wanted", required=True, metavar="F", help=say("cli.export.format", names=", ".join(format_names()))
)
@click.option("--fonts", default=SYSTEM, metavar="F", help=say("cli.export.fonts"))
@click.option("--query", default="", metavar="Q", help=say("cli.export.query"))
@click.option("--out", type=FILE, metavar="FILE", help=say("cli.export.out"))
@data_option
@allow_problems_option
@language_option
def command(
    wanted: str, fonts: str, query: str, out: Path | None, data: Path | None, allow_problems: bool, language: str | None
) -> int:
    """Write the file, or both pictures where the format is one of pictures, and print where."""
    if wanted not in format_names():
        raise MriError(say("export.unknown", name=quoted(wanted), names=", ".join(format_names())))
    if fonts not in FONTS or (fonts != SYSTEM and wanted != "pptx"):
        raise MriError(say("export.fonts", name=quoted(fonts)))
    view = _view(load_for_output(data, read_context(parse_parameters(query)), allow_problems), query, language)
    parts = [part for part in CHARTS.get(wanted, (wanted,)) if has_map(view) or not part.startswith("map-")]
    made = {_place(out, view, wanted, part): export_of(view, part, own_fonts=fonts == OWN) for part in parts}
    if len(parts) < len(CHARTS.get(wanted, (wanted,))):
        click.echo(say("export.no_place"), err=True)
    for path, content in made.items():
        save(path, content)
        click.echo(say("cli.export.saved", path=path, shown=view.count, records=len(view.records)))
    if any(EXPORTS[part].typeset for part in parts) and (unprinted := sentence("unprinted.cli", view)):
        click.echo(unprinted, err=True)
    return 0


def _view(dataset: Dataset, written: str, language: str | None) -> View:
    """The view that a query string describes, in a language or else in that of the query."""
    parameters = parse_parameters(written)
    refuse_missing_record(parameters, dataset)
    public = public_address(os.environ)
    chosen = language or read_language(parameters) or DEFAULT
    filters = from_query_strictly(parameters, dataset.codes, words())
    return View(dataset, filters, chosen, base=public, public=bool(public), context=read_context(parameters))


def _place(out: Path | None, view: View, wanted: str, part: str) -> Path:
    """Path of one file: `out`, or its default name in the folder `out` or the current one.

    The chart's name is added where one format gives two files.
    """
    if out is None or out.is_dir():
        return (out or Path()) / file_name(view, EXPORTS[part].ending)
    return out if wanted == part else out.with_name(f"{out.stem}-{part.removesuffix(f'-{wanted}')}{out.suffix}")
