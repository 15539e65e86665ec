"""`mri-data publish`: write a view as a static site."""

import os
from pathlib import Path

import click

from mri_data.cli.language import OPTION, known_language, say
from mri_data.cli.loading import FILE, allow_problems_option, data_option, left_out, load_for_output
from mri_data.cli.queries import parse_parameters, refuse_missing_record
from mri_data.exports.unprinted import sentence
from mri_data.record.public_address import public_address
from mri_data.schema.context import KINDS
from mri_data.site.publish import publish, view_of
from mri_data.words.catalogue import languages

BASE = "--base"


@click.command("publish", help=say("cli.publish"), short_help=say("cli.publish"))
@click.argument("folder", type=FILE, metavar="DIR", help=say("cli.publish.folder"))
@click.option("--query", default="", metavar="Q", help=say("cli.publish.query"))
@click.option(BASE, default="", metavar="ADDRESS", help=say("cli.publish.base"))
@data_option
@allow_problems_option
@click.option(OPTION, "chosen", multiple=True, metavar="L", help=say("cli.publish.lang"))
def command(
    folder: Path, query: str, base: str, data: Path | None, allow_problems: bool, chosen: tuple[str, ...]
) -> int:
    """Write the pages and files below `folder`, and print how many."""
    published = list(dict.fromkeys(map(known_language, chosen))) or languages()
    dataset = load_for_output(data, KINDS, allow_problems)
    address = public_address({BASE: base}, BASE) or public_address(os.environ)
    parameters = parse_parameters(query)
    refuse_missing_record(parameters, dataset)
    view = view_of(dataset, parameters, address, published)
    done = publish(view, folder)
    if dataset.problems and not left_out(dataset, KINDS):
        click.echo(say.n("cli.publish.problems", len(dataset.problems)), err=True)
    if not address:
        click.echo(say("cli.publish.no_base"), err=True)
    if unprinted := sentence("unprinted.cli", view):
        click.echo(unprinted, err=True)
    totals = {"shown": view.count, "records": len(view.records)}
    click.echo(say("cli.publish.done", pages=done.pages, files=done.files, path=folder, **totals))
    return 0
