"""Measure the data layer with many records: `python -m bench.scale 10000 1000000`, or without sizes for all of them.

Each size is measured in its own process, so that none affects another.
"""

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.records import write

SHIPPED = 17
# A file of more rows is not taken (`reading.ooxml.FOREIGN`).
MOST_CHECKED = 100_000
SIZES = (SHIPPED, 10_000, 100_000, 1_000_000)
MB = 2**20


def each(sizes: tuple[int, ...], measure: Callable[[str], dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Call `measure` with a folder of made-up records for each size; return its results by size.

    For the size 17, which is that of the shipped records, the folder is an empty string.
    """
    found = {}
    with tempfile.TemporaryDirectory() as scratch:
        for size in sizes:
            folder = "" if size == SHIPPED else str(Path(scratch) / str(size))
            if folder:
                write(Path(folder), size)
            found[str(size)] = measure(folder)
            print(f"{size:>9,} {found[str(size)]}", flush=True)
    return found


def scale(sizes: tuple[int, ...] = SIZES) -> dict[str, dict[str, float]]:
    """Seconds (wall clock and processor) and memory in MB for each size; 17 means the shipped records."""
    return each(sizes, _apart)


def _apart(folder: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.scale", "--one", folder]
    finished = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    return dict(json.loads(finished.stdout))


def _one(folder: str) -> dict[str, float]:
    """Measure one data folder, in this process; an empty string means the shipped data."""
    from mri_data.exports.formats import export_of
    from mri_data.query.filters import Filters
    from mri_data.reading.data_folder import DATA_DIR
    from mri_data.record.dataset import load_dataset
    from mri_data.record.view import View

    found: dict[str, float] = {}
    dataset = _timed(found, "load", lambda: load_dataset(folder or None))
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB
    found["settled_mb"] = int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / MB
    _timed(found, "first_choice", lambda: _choice(View(dataset, Filters(work_area=("support",)))))
    _timed(found, "choice", lambda: _choice(View(dataset, Filters(work_area=("advocacy",)))))
    _timed(found, "search", lambda: _choice(View(dataset, Filters(text="wages"))))
    _timed(found, "csv", lambda: export_of(View(dataset), "csv"))
    _timed(found, "diff", lambda: _diff(Path(folder or DATA_DIR)))
    if folder and len(dataset.records) <= MOST_CHECKED:
        data = _zipped(Path(folder))
        _timed(found, "check", lambda: _check(data, Path(folder)))
    return {name: round(value, 3) for name, value in found.items()}


def _zipped(folder: Path) -> bytes:
    """The files of a folder as an archive, which is checked as the page *Check my file* does."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    return saved.getvalue()


def _check(data: bytes, folder: Path) -> None:
    from mri_data.reading.folder import read_folder
    from mri_data.record.checked_file import check_file

    assert check_file(data, "record.zip", read_folder(folder)).dataset


def _diff(folder: Path) -> None:
    """Read a record twice, edit one row in a hundred of one of them, and put the differences in sentences."""
    from mri_data.exports.changes import to_text
    from mri_data.reading.folder import read_folder
    from mri_data.record.changes import changes
    from mri_data.words.catalogue import words

    old, new = read_folder(folder), read_folder(folder)
    for table in new.tables.values():
        edited = table.rows.index[::100]
        table.rows.loc[edited, "title" if "title" in table.rows else "name"] += ", again"
        table.rows = table.rows.drop(table.rows.index[50::100])
        table.rows.loc[edited[1::2], "id"] += "-new"
        table.rows = table.rows.iloc[[*range(1, len(table.rows)), 0]]
    assert to_text(changes(old, new), words("en"))


def _choice(view: Any) -> None:
    """Compute the texts that every page shows for a new choice of filters."""
    from mri_data.sentences.about_view import filter_line
    from mri_data.sentences.findings import findings
    from mri_data.sentences.headline import headline
    from mri_data.sentences.page_title import page_title

    assert view.facets
    page_title(view, "overview")
    filter_line(view)
    headline(view.records, view.shown, view.labels)
    findings(view.shown, view.dataset, view.labels)


def _timed(found: dict[str, float], name: str, make: Callable[[], Any]) -> Any:
    clock, processor = time.perf_counter(), time.process_time()
    made = make()
    found[f"{name}_s"], found[f"{name}_cpu_s"] = time.perf_counter() - clock, time.process_time() - processor
    return made


def main() -> None:
    """Measure the sizes given as arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(_one(options.one)))
    else:
        scale(tuple(options.sizes))


if __name__ == "__main__":
    main()
