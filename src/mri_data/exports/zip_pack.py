"""The donor pack: a view in every format, with the typefaces of its slides and a page that says what is what."""

import io
import zipfile
from collections.abc import Iterable, Mapping

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
        add(pack, READ_ME, _read_me(view, files).encode())
        for name, content in files.items():
            add(pack, name, content)
        for font in sorted(FONTS.glob("*.ttf")) + sorted(FONTS.glob("OFL-*.txt")):
            add(pack, f"fonts/{font.name}", font.read_bytes())
    return packed.getvalue()


def add(pack: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file without the time at which it was made, so that equal content gives equal bytes."""
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
