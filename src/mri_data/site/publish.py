"""`mri-data publish`: write the site into a folder atomically, and never overwrite files that it did not write."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mri_data.exports.formats import MOST_TO_READ
from mri_data.record.dataset import Dataset
from mri_data.record.permalink import CONTEXT, Query, from_query_strictly, read_context
from mri_data.schema.context import KINDS
from mri_data.site.content import EXPORTS
from mri_data.site.files import site
from mri_data.site.view import SiteView
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted, visible
from mri_data.words.system_reasons import reason_of

# The file that marks a folder as written by this command; it lists the files that the next run may replace.
MARKER = "mri-site.txt"


@dataclass(frozen=True)
class Published:
    """The number of pages written, and of all files including these."""

    pages: int
    files: int


def view_of(dataset: Dataset, query: Query, base: str, languages: Sequence[str] = ("en",)) -> SiteView:
    """The view to publish, with the filters of a query; with all kinds of context unless the query chooses them.

    The first of the languages is at the root of the site, each other one in a folder.

    Raises:
        MriError: if the query has values that match nothing; the message names them.
    """
    context = read_context(query) if CONTEXT in query else tuple(KINDS)
    filters = from_query_strictly(query, dataset.codes, words())
    language, several = languages[0], tuple(languages) if len(languages) > 1 else ()
    return SiteView(dataset, filters, language, base, bool(base), context, home=base, languages=several)


def publish(view: SiteView, folder: Path) -> Published:
    """Write the site of a view into a folder; the old site stays in place until the new one is complete.

    Raises:
        MriError: if the view has no records or too many, or the folder has other files or cannot be written.
    """
    if view.count > MOST_TO_READ:
        say = view.say
        raise MriError(say("site.too_many", shown=view.count, most=say.digits(MOST_TO_READ)))
    with _in_a_sentence(folder):
        place = folder.resolve()
        _check(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{place.name[:40]}-") as temporary:
            files = site(view)
            files[MARKER] = _marker([*files, MARKER])
            _write(files, place, Path(temporary))
    pages = [name for name in files if name.endswith(".html") and f"/{EXPORTS}/" not in f"/{name}"]
    return Published(len(pages), len(files))


@contextlib.contextmanager
def _in_a_sentence(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        say, path = words(), visible(str(folder))
        raise MriError(say("export.unwritable", path=path, reason=reason_of(error, say))) from None


def _marker(names: Iterable[str]) -> bytes:
    return "\n".join([words()("site.marker"), "", *sorted(names), ""]).encode()


def _check(place: Path) -> None:
    """Raise an error if the folder has files that this command did not write."""
    if not place.exists():
        return
    if not place.is_dir():
        raise MriError(words()("problem.site.file", path=visible(str(place))))
    marker = place / MARKER
    ours = set(marker.read_text("utf-8", errors="replace").splitlines()[2:]) if marker.is_file() else set()
    for path in sorted(place.rglob("*")):
        name = path.relative_to(place).as_posix()
        if name not in ours and (path.is_symlink() or not path.is_dir()):
            raise MriError(words()("problem.site.foreign", path=visible(str(place)), name=quoted(name)))


def _write(files: Mapping[str, bytes], place: Path, temporary: Path) -> None:
    """Write all files into a temporary folder, then swap it with `place`; a failure leaves the old site as it was."""
    fresh, old = temporary / "new", temporary / "old"
    for name, content in files.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    _check(place)
    _swap(fresh, place, old)


def _swap(fresh: Path, place: Path, old: Path) -> None:
    if place.exists():
        place.rename(old)
    try:
        fresh.rename(place)
    except BaseException:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
