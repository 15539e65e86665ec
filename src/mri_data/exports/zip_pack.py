"""The donor pack: a view in every format, with the typefaces of its slides and a page that says what is what."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from pptx.opc.package import OpcPackage as Package
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter, _ZipPkgWriter

from mri_data.html.fonts import FONTS
from mri_data.record.view import View
from mri_data.sentences.about_view import notes

# The oldest day a ZIP can hold a file of: the same view makes the same pack, whenever it is made.
MADE = (1980, 1, 1, 0, 0, 0)
READ_ME = "README.txt"


def to_zip(view: View, files: Mapping[str, bytes]) -> bytes:
    """A ZIP of the given files by name, a README that lists them, and the typefaces with their licences."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        _add(pack, READ_ME, _read_me(view, files).encode())
        for name, content in files.items():
            _add(pack, name, content)
        for font in sorted(FONTS.glob("*.ttf")) + sorted(FONTS.glob("OFL-*.txt")):
            _add(pack, f"fonts/{font.name}", font.read_bytes())
    return packed.getvalue()


def undated(package: Package) -> bytes:
    """A presentation without timestamps, so that equal data gives equal bytes."""
    made = io.BytesIO()
    _UndatedWriter.write(made, package._rels, tuple(package.iter_parts()))
    return made.getvalue()


class _UndatedZip(_ZipPkgWriter):
    def write(self, pack_uri: PackURI, blob: bytes) -> None:
        _add(self._zipf, pack_uri.membername, blob)


class _UndatedWriter(PackageWriter):
    def _write(self) -> None:
        # As in python-pptx, but for the class of the file; its own asks the clock for each part.
        with _UndatedZip(self._pkg_file) as file:
            self._write_content_types_stream(file)
            self._write_pkg_rels(file)
            self._write_parts(file)


def _add(pack: zipfile.ZipFile, name: str, content: bytes) -> None:
    pack.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)


def _read_me(view: View, names: Iterable[str]) -> str:
    """What the pack holds, and what every file of it says of itself."""
    say = view.say
    listed = [f"  {name}: {say(f'pack.file.{_kind(name)}')}" for name in names]
    told = [f"  {name}: {text}" for name, text in notes(view).items()]
    parts = [view.dataset.about.title, say("pack.about"), *told, "", say("pack.files"), *listed, "", say("pack.fonts")]
    return "\n".join(parts) + "\n"


def _kind(name: str) -> str:
    """`timeline.png` or `pptx`: the ending that tells what a file is."""
    *_, before, ending = name.split(".")
    return f"{before}.{ending}" if before in ("timeline", "map") else ending
