"""The command `mri-data`: check, compare and export data, check presentations, publish a site, write the workbook."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from mri_data.cli.language import language_of
from mri_data.words.catalogue import speaking, words
from mri_data.words.errors import MriError
from mri_data.words.languages import of_environment

EXIT_ERROR, EXIT_LEFT_OUT = 2, 3
# Each command, in a module of its name that is imported when the command is used: `check` needs no chart and no file.
COMMANDS = ("check", "deck", "diff", "export", "publish", "workbook", "dictionary")


class RowsLeftOutError(MriError):
    """Records that cannot be read would be missing from the output; the text says why and what to do."""


class LazyGroup(click.Group):
    """A group of the commands in `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; `None` if there is none."""
        if cmd_name not in COMMANDS:
            return None
        name = f"mri_data.cli.{cmd_name}"
        if name not in sys.modules:
            _import_without_scans(name)
        command: click.Command = sys.modules[name].command
        return command


def _import_without_scans(name: str) -> None:
    """Import a module and exempt all objects that exist by then from garbage collection, also from that at exit.

    Libraries stay as long as the process; scanning them again and again takes a fifth of the time of a short command.
    """
    gc.disable()
    try:
        import_module(name)
    finally:
        gc.freeze()
        gc.enable()


commands = LazyGroup(
    help=words(of_environment(os.environ))("cli.description"), context_settings={"help_option_names": ["-h", "--help"]}
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    written = list(sys.argv[1:] if arguments is None else arguments)
    with speaking(language_of(written, os.environ)):
        return _run(written)


def _run(arguments: list[str]) -> int:
    try:
        # Not `commands.main`, which exits with status 1 when the reader of the output closes the pipe.
        with commands.make_context("mri-data", arguments) as context:
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
        click.echo(error.in_words(words()), err=True)
        return EXIT_LEFT_OUT if isinstance(error, RowsLeftOutError) else EXIT_ERROR
