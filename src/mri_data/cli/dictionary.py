"""`mri-data dictionary`: write `data/README.md`, which explains every table and column."""

import click

from mri_data.exports.atomic_write import save
from mri_data.reading.data_folder import DATA_DIR
from mri_data.reading.dictionary import data_readme
from mri_data.words.catalogue import words


@click.command("dictionary", help=words()("cli.dictionary"), short_help=words()("cli.dictionary"))
def command() -> int:
    """Write the README of the shipped data."""
    save(DATA_DIR / "README.md", data_readme().encode())
    return 0
