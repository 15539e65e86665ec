"""A presentation of the shipped record that a person has edited, and the record as it has changed since."""

import io
from copy import deepcopy
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.util import Emu

from mri_data.exports.pptx.slides import to_pptx
from mri_data.record.dataset import load_dataset
from mri_data.record.view import View
from tests.conftest import DataFolder

NEWSLETTER = {
    "id": "newsletter",
    "title": "Newsletter for members",
    "summary": "MRI published a newsletter for its members.",
    "work_area": "publications",
    "role": "published",
    "date": "2012",
    "date_of": "publication",
    "date_source": "mri-achievements",
    "languages": "English",
    "source": "mri-achievements",
    "source_ref": "paragraph 10",
    "evidence": "own account",
}


def made() -> bytes:
    """A presentation of the whole shipped record."""
    return to_pptx(View(load_dataset(), base="https://record.example.org", public=True))


def slides_by_name(deck: Any) -> dict[str, Any]:
    """The slides by the name that each has in the file, in their order."""
    return {slide.element.find(".//{*}cSld").get("name"): slide for slide in deck.slides}


def edited(file: bytes) -> bytes:
    """The presentation with a slide of a person's own, one moved, one deleted, two copied, texts and shapes changed."""
    deck = Presentation(io.BytesIO(file))
    slides, listed = slides_by_name(deck), deck.slides._sldIdLst
    ids = dict(zip(slides, listed, strict=True))
    slides["counts-1"].shapes.title.text_frame.text = "Four numbers to remember"
    slides["area-convening-1"].shapes.title.text_frame.text = "All our forums"
    slides["counts-1"].notes_slide.notes_text_frame.text = "Greet the guests first."
    slides["area-publications-1"].notes_slide.notes_text_frame.text = "Read the titles aloud."
    chart = next(shape for shape in slides["timeline-1"].shapes if shape.shape_type == 6)
    chart.left, chart.top = Emu(chart.left + 400_000), Emu(chart.top + 300_000)
    chart.width, chart.height = Emu(chart.width // 2), Emu(chart.height // 2)
    remark = slides["timeline-1"].shapes.add_textbox(Emu(500_000), Emu(5_500_000), Emu(3_000_000), Emu(400_000))
    remark.text_frame.text = "My own remark"
    own = deck.slides.add_slide(deck.slide_layouts[1])
    own.shapes.title.text_frame.text = "Our budget for 2027"
    listed.insert(1, listed[-1])
    again = copied(deck, slides["area-convening-1"], with_data=True)
    again.shapes.title.text_frame.text = "Our forums once more"
    rows = next(list(shape.table.rows) for shape in again.shapes if shape.has_table)
    rows[4].cells[1].text_frame.paragraphs[0].runs[0].text = "Manila, our largest"
    rows[-1]._tr.getparent().remove(rows[-1]._tr)
    copied(deck, slides["area-support-1"], with_data=False)
    listed.insert(3, ids["evidence-1"])
    deck.part.drop_rel(ids["movements-1"].rId)
    listed.remove(ids["movements-1"])
    return with_theme(saved(deck))


def copied(deck: Any, slide: Any, *, with_data: bool) -> Any:
    """A copy of a slide at the end: with the data of the slide, as PowerPoint makes it, or of its shapes alone."""
    copy = deck.slides.add_slide(slide.slide_layout)
    tree = copy.shapes._spTree
    tree[:] = deepcopy(slide.shapes._spTree)[:]
    for held in slide.element.findall(".//{*}custDataLst") if with_data else ():
        again = deepcopy(held)
        part = slide.part.related_part(held[0].values()[0])
        again[0].set(again[0].keys()[0], copy.part.relate_to(part, RELATION.CUSTOM_XML))
        tree.addnext(again)
    copy.notes_slide.notes_text_frame.text = slide.notes_slide.notes_text_frame.text
    return copy


def with_theme(file: bytes) -> bytes:
    """The presentation with another colour of its theme."""
    deck = Presentation(io.BytesIO(file))
    theme = next(part for part in deck.part.package.iter_parts() if part.partname == "/ppt/theme/theme1.xml")
    theme._blob = theme.blob.replace(b"9E3510", b"005500")
    return saved(deck)


def saved(deck: Any) -> bytes:
    """The bytes of a presentation."""
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def change_record(folder: Path) -> None:
    """Correct a date, add a record, remove one, and move the date of the data, in a copy of the shipped folder."""
    data = DataFolder(folder)
    data.set("forums.csv", "pga-2008", "date", "24-30 October 2008")
    head, *rows = data.rows("achievements.csv")
    kept = [row for row in rows if row[0] != "grassroots"]
    data.write("achievements.csv", [head, *kept, [NEWSLETTER.get(name, "") for name in head]])
    data.replace("about.toml", "data_date = 2026-11-30", "data_date = 2026-12-05")
