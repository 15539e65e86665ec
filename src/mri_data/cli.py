"""`mri-data`: check a folder of data, and write the data dictionary, from a command line."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mri_data.dataset import load_dataset
from mri_data.dictionary import data_readme
from mri_data.errors import MriError
from mri_data.load import DATA_DIR
from mri_data.summarise import counts
from mri_data.words import words

FOUND_PROBLEMS, CANNOT = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except MriError as error:
        print(error, file=sys.stderr)
        return CANNOT if asked.command != "check" else FOUND_PROBLEMS


def _parser() -> argparse.ArgumentParser:
    say = words()
    parser = argparse.ArgumentParser(prog="mri-data", description=say("cli.description"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help=say("cli.check"), description=say("cli.check"))
    check.add_argument("path", nargs="?", type=Path, default=DATA_DIR, metavar="PATH", help=say("cli.check.path"))
    check.set_defaults(run=_check)
    dictionary = commands.add_parser("dictionary", help=say("cli.dictionary"), description=say("cli.dictionary"))
    dictionary.set_defaults(run=_dictionary)
    return parser


def _check(asked: argparse.Namespace) -> int:
    dataset, say = load_dataset(asked.path), words()
    for problem in dataset.problems:
        print(problem.sentence)
    if dataset.problems:
        print(say.n("cli.problems", len(dataset.problems)))
        return FOUND_PROBLEMS
    found = counts(dataset.records)
    print(
        say(
            "cli.clean",
            forums=found.forums,
            achievements=found.achievements,
            places=len(dataset.places),
            sources=len(dataset.sources),
        )
    )
    return 0


def _dictionary(asked: argparse.Namespace) -> int:
    (DATA_DIR / "README.md").write_text(data_readme(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
