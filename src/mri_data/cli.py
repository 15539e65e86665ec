"""`mri-data`: check a folder of data, save a view as files or as a site, and write the dictionary of the data."""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import parse_qs

from mri_data.charts.of_view import has_map
from mri_data.exports.atomic_write import save
from mri_data.exports.formats import CHARTS, EXPORTS, FORMATS, export_of, file_name
from mri_data.query.totals import counts
from mri_data.reading.folder import DATA_DIR, data_folder
from mri_data.reading.progress import on_terminal
from mri_data.record import permalink
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.permalink import checked, read_context
from mri_data.record.public_address import public_address
from mri_data.record.view import View
from mri_data.schema.context import KINDS
from mri_data.schema.dictionary import data_readme
from mri_data.sentences.left_out import context_summary, reasons
from mri_data.site.publish import publish, view_of
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted

FOUND_PROBLEMS, CANNOT, WOULD_LEAVE_OUT = 1, 2, 3
BASE = "--base"
# What says which day it is.
TODAY = dt.date.today


class LeftOut(MriError):  # noqa: N818 - what it is
    """Records that cannot be read would be missing from what is written; the text says why, and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except BrokenPipeError:
        # Whoever reads what is printed has had enough of it, as `head` has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except LeftOut as error:
        print(error, file=sys.stderr)
        return WOULD_LEAVE_OUT
    except MriError as error:
        print(error, file=sys.stderr)
        return CANNOT if asked.command != "check" else FOUND_PROBLEMS


def _parser() -> argparse.ArgumentParser:
    say = words()
    parser = argparse.ArgumentParser(prog="mri-data", description=say("cli.description"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help=say("cli.check"), description=say("cli.check"))
    check.add_argument("path", nargs="?", type=Path, metavar="PATH", help=say("cli.check.path"))
    check.add_argument("--strict", action="store_true", help=say("cli.check.strict"))
    check.set_defaults(run=_check)
    export = commands.add_parser("export", help=say("cli.export"), description=say("cli.export"))
    export.add_argument("--format", required=True, metavar="F", help=say("cli.export.format", names=", ".join(names())))
    export.add_argument("--query", default="", metavar="Q", help=say("cli.export.query"))
    export.add_argument("--out", type=Path, metavar="FILE", help=say("cli.export.out"))
    export.add_argument("--data", type=Path, metavar="PATH", help=say("cli.check.path"))
    export.add_argument("--allow-problems", action="store_true", help=say("cli.allow_problems"))
    export.set_defaults(run=_export)
    site = commands.add_parser("publish", help=say("cli.publish"), description=say("cli.publish"))
    site.add_argument("folder", type=Path, metavar="DIR", help=say("cli.publish.folder"))
    site.add_argument("--query", default="", metavar="Q", help=say("cli.publish.query"))
    site.add_argument("--base", default="", metavar="ADDRESS", help=say("cli.publish.base"))
    site.add_argument("--data", type=Path, metavar="PATH", help=say("cli.check.path"))
    site.add_argument("--allow-problems", action="store_true", help=say("cli.allow_problems"))
    site.set_defaults(run=_publish)
    dictionary = commands.add_parser("dictionary", help=say("cli.dictionary"), description=say("cli.dictionary"))
    dictionary.set_defaults(run=_dictionary)
    return parser


def _loaded(path: Path | None) -> Dataset:
    """The record of a folder, by default the one the environment names; on a terminal a bar shows a long reading."""
    with on_terminal() as progress:
        return load_dataset(path or data_folder(os.environ), progress, TODAY())


def _loaded_whole(asked: argparse.Namespace, context: Collection[str]) -> Dataset:
    """The record to write files of; where rows are left out it says so, and refuses unless that is allowed.

    `context` are the kinds of context that the files show.

    Raises:
        LeftOut: a sentence that says how many rows would be left out, why, and what to do.
    """
    dataset, say = _loaded(asked.data), words()
    sentence = _left_out(dataset, context)
    if sentence:
        if not asked.allow_problems:
            raise LeftOut(say("cli.left_out.refused", left_out=sentence))
        print(sentence, file=sys.stderr)
    return dataset


def _left_out(dataset: Dataset, context: Collection[str]) -> str:
    """What could not be read of the records and of some kinds of context, and why; nothing where all could."""
    say, out = words(), len(dataset.left_out)
    records = say.n("cli.left_out", out, reasons=reasons(dataset, say)) if out else ""
    return " ".join(filter(None, (records, context_summary(dataset, dataset.labels(say), context))))


def _check(asked: argparse.Namespace) -> int:
    dataset, say = _loaded(asked.path), words()
    for problem in dataset.problems:
        print(problem.sentence)
    for doubt in dataset.doubts:
        print(say("problem.doubt", sentence=doubt.sentence))
    if dataset.doubts:
        print(say.n("cli.doubts", len(dataset.doubts)))
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
    context = dataset.context
    if context.kinds:
        print(
            say(
                "cli.clean.context",
                meetings=len(context.meetings),
                milestones=len(context.milestones),
                forums=len(context.later_forums),
                parties=len(context.parties),
            )
        )
    return FOUND_PROBLEMS if asked.strict and dataset.doubts else 0


def names() -> list[str]:
    """The formats that the command line knows: one for both pictures of a kind, and each of the others."""
    pictures = {name for both in CHARTS.values() for name in both}
    return [*(name for name in FORMATS if name not in pictures), *CHARTS, "zip"]


def _export(asked: argparse.Namespace) -> int:
    say, wanted = words(), asked.format
    if wanted not in names():
        raise MriError(say("export.unknown", name=quoted(wanted), names=", ".join(names())))
    view = _view(_loaded_whole(asked, read_context(_query(asked.query))), asked.query)
    parts = [part for part in CHARTS.get(wanted, (wanted,)) if has_map(view) or not part.startswith("map-")]
    made = {_place(asked.out, view, wanted, part): export_of(view, part) for part in parts}
    if len(parts) < len(CHARTS.get(wanted, (wanted,))):
        print(say("export.no_place"), file=sys.stderr)
    for path, content in made.items():
        save(path, content)
        print(say("cli.export.saved", path=path, shown=view.count, records=len(view.records)))
    return 0


def _publish(asked: argparse.Namespace) -> int:
    say, dataset = words(), _loaded_whole(asked, KINDS)
    base = public_address({BASE: asked.base}, BASE) or public_address(os.environ)
    query = _query(asked.query)
    _refuse_record(query, dataset)
    view = view_of(dataset, query, base)
    done = publish(view, asked.folder)
    if dataset.problems and not _left_out(dataset, KINDS):
        print(say.n("cli.publish.problems", len(dataset.problems)), file=sys.stderr)
    if not base:
        print(say("cli.publish.no_base"), file=sys.stderr)
    counts = {"shown": view.count, "records": len(view.records)}
    print(say("cli.publish.done", pages=done.pages, files=done.files, path=asked.folder, **counts))
    return 0


def _query(written: str) -> dict[str, list[str]]:
    """The parameters of a query string; a whole address will do, which has no `=` before its first question mark."""
    before, mark, behind = written.partition("?")
    whole = mark and (before.startswith(("http://", "https://")) or "=" not in before)
    return parse_qs(behind.partition("#")[0] if whole else written, keep_blank_values=True)


def _view(dataset: Dataset, written: str) -> View:
    """The view that a query string asks for."""
    asked = _query(written)
    _refuse_record(asked, dataset)
    public = public_address(os.environ)
    filters = checked(asked, dataset.codes)
    return View(dataset, filters, base=public, public=bool(public), context=read_context(asked))


def _refuse_record(query: permalink.Query, dataset: Dataset) -> None:
    """Refuse a query that names a record that is left out, or that there is not."""
    say = words()
    for record in query.get("record", ()):
        if record in dataset.left_out:
            raise MriError(say("cli.record_left_out", id=quoted(record), reasons=reasons(dataset, say)))
    permalink.refuse_unknown_record(query, dataset.records["id"])


def _place(out: Path | None, view: View, wanted: str, part: str) -> Path:
    """Where a file goes: what was asked for, with the chart's name where one name would stand for two files."""
    if out is None:
        return Path(file_name(view, EXPORTS[part].ending))
    return out if wanted == part else out.with_name(f"{out.stem}-{part.removesuffix(f'-{wanted}')}{out.suffix}")


def _dictionary(asked: argparse.Namespace) -> int:
    (DATA_DIR / "README.md").write_text(data_readme(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
