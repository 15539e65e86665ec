"""The donor pack: a view in every format as a ZIP, with the typefaces of its slides and a README."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from mri_data.html.fonts import FONTS
from mri_data.record.view import View
from mri_data.sentences.about_view import file_notes
from mri_data.sentences.page_title import file_title
from mri_data.words.catalogue import Words

# The earliest time that a ZIP can store, for all files: so the same view always gives the same bytes.
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
    """Add a file to a ZIP without the time at which it was made, so that equal content gives equal bytes."""
    pack.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)


def _read_me(view: View, names: Iterable[str]) -> str:
    """The text of the README: what every file says about its view, and what each file is."""
    say = view.say
    listed = [f"  {name}: {described(name, say)}" for name in names]
    about = [f"  {name}: {text}" for name, text in file_notes(view).items()]
    parts = [file_title(view), say("pack.about"), *about, "", say("pack.files"), *listed, "", say("pack.fonts")]
    return "\n".join(parts) + "\n"


def described(name: str, say: Words) -> str:
    """What a file is, by the ending of its name, such as `timeline.png` or `pptx`."""
    return say(f"pack.file.{name.partition('.')[2]}")
