"""Gather a record from its parts, each read by itself, so that all that is wrong is said at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from mri_data.reading.raw import RawSettings, RawTable
from mri_data.reading.settings import read_about, read_parties_about
from mri_data.words.errors import DataError, Problem, UnusableSettings
from mri_data.words.messages import joined

# Settings that are checked at once, because nothing can be shown without them -> the function that reads them.
NEEDED: Mapping[str, Callable[[RawSettings], object]] = {"about": read_about, "parties_about": read_parties_about}
FINGERPRINT_LENGTH = 10


class UnusableFiles(DataError):  # noqa: N818 - it reads as what is wrong
    """Some parts cannot be used at all; `tables` holds those tables that can, `problems` the reasons with a place."""

    def __init__(self, message: str, tables: Mapping[str, RawTable], problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.tables, self.problems = tables, tuple(problems)


def gathered(
    names: Iterable[str], read: Callable[[str], RawTable | RawSettings]
) -> tuple[dict[str, RawTable], dict[str, RawSettings]]:
    """The tables and settings of these names; `UnusableFiles` names each part that `read` cannot read."""
    tables: dict[str, RawTable] = {}
    settings: dict[str, RawSettings] = {}
    faults: list[str] = []
    problems: list[Problem] = []
    for name in names:
        try:
            part = read(name)
            if isinstance(part, RawTable):
                tables[name] = part
            else:
                if name in NEEDED:
                    NEEDED[name](part)
                settings[name] = part
        except DataError as error:
            faults.append(str(error))
            problems += error.problems if isinstance(error, UnusableSettings) else ()
    if faults:
        # One sentence may be about several parts.
        raise UnusableFiles(joined("\n", filter(None, faults)), tables, problems)
    return tables, settings
