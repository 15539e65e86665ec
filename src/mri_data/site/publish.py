"""`mri-data publish`: write the site into a folder, whole or not at all, and never over what it did not write."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
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

# What tells a folder of ours: it lists the files that the next run may replace.
MARKER = "mri-site.txt"


@dataclass(frozen=True)
class Published:
    """How many pages were written, and how many files with them."""

    pages: int
    files: int


def view_of(dataset: Dataset, query: Query, base: str) -> SiteView:
    """The view to publish: what a query asks for; all context that there is unless it names some, or none.

    Raises:
        MriError: a sentence that names what the query asks for in vain.
    """
    context = read_context(query) if CONTEXT in query else tuple(KINDS)
    return SiteView(dataset, from_query_strictly(query, dataset.codes), base=base, public=bool(base), context=context)


def publish(view: SiteView, folder: Path) -> Published:
    """Write the site of a view; what was there before stays until the new one is whole.

    Raises:
        MriError: if nothing is shown or more than a site holds, or the folder holds what is not ours or cannot be
            written, said as a sentence.
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
    pages = [name for name in files if name.endswith(".html") and not name.startswith(f"{EXPORTS}/")]
    return Published(len(pages), len(files))


@contextlib.contextmanager
def _in_a_sentence(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise MriError(words()("export.unwritable", path=visible(str(folder)), reason=reason)) from None


def _marker(names: Iterable[str]) -> bytes:
    return "\n".join([words()("site.marker"), "", *sorted(names), ""]).encode()


def _check(place: Path) -> None:
    """Refuse a place that holds anything but what this command wrote."""
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
    """Fill a folder beside the place, then let it take the place; whatever fails leaves what was there."""
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
