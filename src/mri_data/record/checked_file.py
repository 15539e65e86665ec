"""Check a file that somebody sends as a record: what is wrong with it, and what would change with it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mri_data.reading.csv_files import CsvFile
from mri_data.reading.data_folder import TRANSLATIONS_FILE
from mri_data.reading.progress import Progress, part, silent
from mri_data.reading.raw import RawRecord
from mri_data.reading.sheet_pieces import Piece, pieces
from mri_data.reading.sheets import SheetPlace, title
from mri_data.reading.upload import Upload, read_upload
from mri_data.record.changes import Changes, changes
from mri_data.record.dataset import Dataset, dataset_of
from mri_data.schema.translations import TRANSLATIONS
from mri_data.words.catalogue import words
from mri_data.words.errors import DataError, DataWarning, Problem, Remark
from mri_data.words.messages import lines_of, messages

# The classes of findings, the gravest first.
MEND, DOUBTFUL, KNOW = CLASSES = ("mend", "doubtful", "know")
# How many findings of a class are drawn with their cells.
MOST_DRAWN = 40
# The share of the time, of 1, that has passed when the file is read, and when it is checked.
READ, CHECKED = 0.4, 0.9


class Finding(NamedTuple):
    """A problem, warning or remark, and the piece of the sheet that it is about."""

    problem: Problem
    piece: Piece | None


@dataclass(frozen=True)
class CheckedFile:
    """A file as it was checked; without a dataset if it cannot be used at all, for which `faults` are the reasons.

    `changes` are those against the record on show, None if that could not be read.
    """

    name: str
    data: bytes
    faults: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    dataset: Dataset | None = None
    changes: Changes | None = None

    def of_class(self, name: str) -> list[Finding]:
        """The findings of one of the `CLASSES`."""
        return [one for one in self.findings if class_of(one.problem) == name]

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        table = int(self.dataset.table.memory_usage(deep=True).sum()) if self.dataset else 0
        return len(self.data) + table


def class_of(problem: Problem) -> str:
    """Whether something must be mended, is doubtful, or is only to be known."""
    if isinstance(problem, Remark):
        return KNOW
    return DOUBTFUL if isinstance(problem, DataWarning) else MEND


def like(problem: Problem, others: Iterable[Problem]) -> list[Problem]:
    """The problems of the same kind in the same column that have a likely correction."""
    same = (problem.origin, problem.column, problem.kind)
    return [one for one in others if (one.origin, one.column, one.kind) == same and one.fixes]


def check_file(
    data: bytes, name: str, base: RawRecord, progress: Progress = silent, today: dt.date | None = None
) -> CheckedFile:
    """Check a file called `name`; `base` is the record on show, of which a single table takes the place of its like."""
    say = words("en")
    upload = read_upload(data, name, base, part(progress, 0, READ, say("loading.read")))
    if upload.raw is None:
        return _unusable(data, name, upload)
    try:
        dataset = dataset_of(upload.raw, part(progress, 0, CHECKED), today)
    except DataError as error:
        return CheckedFile(name, data, lines_of(str(error)))
    progress(CHECKED, say("check.comparing"))
    found = (*dataset.problems, *_without_translations(base, upload), *dataset.warnings)
    drawn = pieces(_first_of_each_class(found), upload, data, name)
    compared = changes(base, upload.raw) if base.tables else None
    progress(1, say("check.comparing"))
    return CheckedFile(name, data, (), tuple(Finding(one, drawn.get(one)) for one in found), dataset, compared)


def _without_translations(base: RawRecord, upload: Upload) -> list[DataWarning]:
    """A warning if the file has no translations, while the record on show has some; nobody means to lose all."""
    lost, kept = _translated(base), _translated(upload.raw) if upload.raw else 0
    if kept or not lost:
        return []
    say = messages()
    sheet, file = SheetPlace(TRANSLATIONS, title(TRANSLATIONS, say)), CsvFile(TRANSLATIONS, TRANSLATIONS_FILE)
    origin = sheet if upload.sheets else file
    edit, page = say("download.to_edit"), say("page.sources")
    return [DataWarning.of("warning.translations.gone", origin, count=say.digits(lost), edit=edit, page=page)]


def _translated(raw: RawRecord) -> int:
    """How many texts a record has in other languages."""
    return sum(bool(one.text) for one in raw.translations.rows) if raw.translations else 0


def _unusable(data: bytes, name: str, upload: Upload) -> CheckedFile:
    """A file that cannot be used at all; the reasons that have a place are findings."""
    drawn = pieces(_first_of_each_class(upload.problems), upload, data, name)
    drawn_too = {str(one.line) for one in upload.problems}
    faults = tuple(fault for fault in upload.faults if fault not in drawn_too)
    return CheckedFile(name, data, faults, tuple(Finding(one, drawn.get(one)) for one in upload.problems))


def _first_of_each_class(found: Sequence[Problem]) -> list[Problem]:
    return [one for name in CLASSES for one in [one for one in found if class_of(one) == name][:MOST_DRAWN]]
