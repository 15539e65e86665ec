"""Write the sample pack in `docs/sample`: every format of the whole record. Run by `make sample`."""

import sys
from pathlib import Path

from mri_data.exports.formats import FORMATS, export_of, file_name
from mri_data.record.dataset import load_dataset
from mri_data.record.view import View

SAMPLE = Path(__file__).parents[1] / "docs" / "sample"


def sample_view() -> View:
    """The view of the sample: all records, without an address."""
    return View(load_dataset())


def main() -> int:
    """Replace all files of the sample; return the exit status."""
    SAMPLE.mkdir(exist_ok=True)
    for old in SAMPLE.glob("mri-record*"):
        old.unlink()
    view = sample_view()
    for name, export in FORMATS.items():
        (SAMPLE / file_name(view, export.ending)).write_bytes(export_of(view, name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
