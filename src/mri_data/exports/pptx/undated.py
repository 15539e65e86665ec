"""A presentation as bytes without timestamps, so that equal data gives equal bytes."""

import io

from pptx.opc.package import OpcPackage
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter, _ZipPkgWriter

from mri_data.exports import zip_pack


def undated(package: OpcPackage) -> bytes:
    """The bytes of a presentation, without the time at which its parts were written."""
    made = io.BytesIO()
    _UndatedWriter.write(made, package._rels, tuple(package.iter_parts()))
    return made.getvalue()


class _UndatedZip(_ZipPkgWriter):
    def write(self, pack_uri: PackURI, blob: bytes) -> None:
        zip_pack.add(self._zipf, pack_uri.membername, blob)


class _UndatedWriter(PackageWriter):
    def _write(self) -> None:
        # As in python-pptx, but for the class of the file; its own asks the clock for each part.
        with _UndatedZip(self._pkg_file) as file:
            self._write_content_types_stream(file)
            self._write_pkg_rels(file)
            self._write_parts(file)
