"""A presentation, edited by a person, after the record has changed: what is said of it, and what is renewed."""

import io
import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from mri_data.cli import main
from mri_data.exports.deck import MOST_BYTES
from mri_data.exports.deck.comparing import compare
from mri_data.exports.deck.reading import DeckError, open_deck
from mri_data.exports.deck.renewing import renewed
from mri_data.exports.deck.report import report
from mri_data.exports.pptx.slides import to_pptx
from mri_data.query.filters import Filters
from mri_data.reading.data_folder import DATA_DIR
from mri_data.record.dataset import Dataset, load_dataset
from mri_data.record.view import View
from mri_data.words.catalogue import words
from tests.conftest import DataFolder
from tests.edited_deck import change_record, edited, made, saved, slides_by_name

say = words("en")
CORRECTED = "Corrected: “Forum 3: Manila” (the date “22 to 30 October 2008” became “24 to 30 October 2008”)."
NEW, GONE = (
    "New in the record: “Newsletter for members”.",
    ("No longer in the record: “Assistance to grassroots organisations”."),
)

REPLACED = (
    "The record is now divided otherwise among slides; what it still has of this one stands on others. This one stays "
    "as it is; delete it if it should not be shown."
)


@dataclass(frozen=True)
class Case:
    """The file as a person left it, what is said of it, the renewed file, and what is said of that."""

    file: bytes
    text: str
    renewed: bytes
    text_after: str

    @property
    def slides(self) -> dict[str, Any]:
        """The slides of the renewed file by title."""
        return {one.shapes.title.text_frame.text: one for one in Presentation(io.BytesIO(self.renewed)).slides}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changed") / "data"
    shutil.copytree(DATA_DIR, folder)
    change_record(folder)
    return folder


@pytest.fixture(scope="module")
def file() -> bytes:
    return made()


@pytest.fixture(scope="module")
def case(file: bytes, changed: Path) -> Case:
    return checked(edited(file), load_dataset(changed))


def checked(file: bytes, dataset: Dataset) -> Case:
    found = compare(open_deck(file, "talk.pptx", say), dataset)
    text = report(found, say).text
    new = renewed(found)
    return Case(file, text, new, report(compare(open_deck(new, "talk.pptx", say), dataset), say).text)


def said_of(text: str, title: str, *, copy: bool = False) -> list[str]:
    """The sentences on the slide whose title begins so, or on its copy."""
    found = re.findall(rf"^Slide \d+: {re.escape(title)}.*\n((?:.+\n?)+)", text, re.MULTILINE)
    return [line.strip() for line in found[int(copy)].splitlines()]


def test_the_report_begins_with_what_changed_in_the_record(case: Case) -> None:
    assert case.text.splitlines()[:5] == [
        "The presentation shows the record as of 30 November 2026; the record is now as of 5 December 2026.",
        "17 records, as before.",
        NEW,
        GONE,
        CORRECTED,
    ]


def test_each_slide_says_what_is_old_what_is_new_and_why(case: Case) -> None:
    assert said_of(case.text, "Five kinds of work") == [
        "Chart: “…1, Publications 2, Support to … 1995 to 2013; 2 ongoing; 2 without…” is now “…1, Publications 3, "
        "Support to … 1995 to 2013; 1 ongoing; 2 without…”.",
        NEW,
        GONE,
        CORRECTED,
    ]
    assert said_of(case.text, "All our forums") == [
        "Title, changed by hand, stays: “All our forums”.",
        "Table: “22 to 30 October 2008 Forum 3: Manila Manila” is now “24 to 30 October 2008 Forum 3: Manila Manila”.",
        CORRECTED,
    ]
    assert said_of(case.text, "Appendix: Publications") == [
        "Title: “Appendix: Publications, two achievements” is now “Appendix: Publications, three achievements”.",
        "Table: “2012 Newsletter for members” is new.",
        "Speaker’s notes, changed by hand, stays: “Read the titles aloud.”. From the record it would now be “MRI "
        "published this platform after the Durban conference. It calls for a larger …”.",
        NEW,
    ]
    assert "Table: “Ongoing Assistance to grassroots organisations” is no longer there." in said_of(
        case.text, "Appendix: Support to movements"
    )


def test_a_copy_of_a_slide_is_checked_and_renewed_like_its_original(case: Case) -> None:
    assert said_of(case.text, "Our forums once more") == [
        "Title, changed by hand, stays: “Our forums once more”.",
        "Table: “22 to 30 October 2008 Manila, our largest Manila” is now “24 to 30 October 2008 Manila, our largest "
        "Manila”.",
        "Table, changed by hand, stays: “Manila, our largest”.",
        "Table, removed by hand, stays out: “30 September to 4 October 2013 Forum 7: New York New York”.",
        CORRECTED,
    ]
    assert "Table: “Ongoing Assistance to grassroots organisations” is no longer there." in said_of(
        case.text, "Appendix: Support to movements", copy=True
    )
    table = next(one.table for one in case.slides["Our forums once more"].shapes if one.has_table)
    assert [tuple(cell.text for cell in row.cells)[:2] for row in table.rows][4:] == [
        ("24 to 30 October 2008", "Manila, our largest"),
        ("2009", "Forum 4: Athens"),
        ("2010", "Forum 5: Mexico City"),
        ("29 November to 2 December 2011", "Forum 6: Geneva"),
    ]


def test_a_table_has_the_sizes_of_its_new_rows_in_its_head_too(case: Case) -> None:
    support = case.slides["Appendix: Support to movements, two achievements"]
    assert {run.get("sz") for run in support.element.xpath("//a:tbl//a:r/a:rPr")} == {"1800"}
    assert len({cell.get("marT") for cell in support.element.xpath("//a:tbl//a:tcPr")}) == 1


def test_a_slide_whose_records_are_on_others_now_is_not_said_to_be_gone_from_the_record(
    file: bytes, changed: Path
) -> None:
    text = checked(file, load_dataset(changed)).text
    assert said_of(text, "Movements and publications") == [REPLACED]
    assert "“Support to movements: two achievements”; “Publications: three achievements”" in text


def test_what_filters_keep_no_longer_is_not_said_to_be_gone_from_the_record(whole_folder: DataFolder) -> None:
    file = to_pptx(View(load_dataset(), Filters(kind=("forum",), years=(2007, 2008))))
    whole_folder.set("forums.csv", "pga-2007", "date", "2005")
    text = checked(file, load_dataset(whole_folder.path)).text
    assert text.count("Still in the record, but no longer among the records chosen: “Forum 2: Brussels”.") > 2
    assert "No longer in the record" not in text


def test_a_chart_taken_apart_is_named_once_where_the_record_has_changed(file: bytes, changed: Path) -> None:
    deck = Presentation(io.BytesIO(file))
    chart = next(
        shape for shape in slides_by_name(deck)["timeline-1"].shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP
    )
    for piece in list(chart.shapes):
        chart._element.addprevious(piece._element)
    chart._element.getparent().remove(chart._element)
    apart = checked(saved(deck), load_dataset(changed))
    sentence = "Chart: deleted or ungrouped by hand, and not renewed, though the record has changed. "
    assert said_of(apart.text, "Five kinds of work")[0].startswith(sentence)
    assert sentence not in apart.text_after
    assert sentence not in checked(saved(deck), load_dataset()).text


def test_what_a_person_did_is_named(case: Case) -> None:
    assert (
        said_of(case.text, "Four numbers to remember")[0]
        == "Title, changed by hand, stays: “Four numbers to remember”."
    )
    assert "Speaker’s notes, changed by hand, stays: “Greet the guests first.”." in said_of(
        case.text, "Four numbers to remember"
    )
    assert "\nSlide 4: How we know\n" in case.text
    assert said_of(case.text, "How we know") == ["Somebody moved this slide; it stays where it is."]
    assert case.text.splitlines()[-4:] == [
        "One slide is your own and is left alone: 2.",
        "One slide was deleted and stays out: “Movements and publications: five achievements”.",
        "3 slides are new: “Support to movements: two achievements”; “Publications: three achievements”; “Achieving "
        "Dignity: a Campaigner’s Handbook”.",
        "13 other slides are as the record has them now.",
    ]


def test_what_a_person_wrote_moved_or_added_is_kept(case: Case) -> None:
    titles = list(case.slides)
    assert titles[:4] == [
        "Migrants Rights International: our record",
        "Our budget for 2027",
        "Four numbers to remember",
        "How we know",
    ]
    assert case.slides["Four numbers to remember"].notes_slide.notes_text_frame.text == "Greet the guests first."
    assert "Movements and publications: five achievements" not in titles
    with zipfile.ZipFile(io.BytesIO(case.renewed)) as parts:
        assert b"005500" in parts.read("ppt/theme/theme1.xml")
    before, after = (list(Presentation(io.BytesIO(one)).slides)[4] for one in (case.file, case.renewed))
    assert "My own remark" in [shape.text_frame.text for shape in after.shapes if shape.has_text_frame]
    places = [
        next((one.left, one.top, one.width) for one in slide.shapes if one.shape_type == 6) for slide in (before, after)
    ]
    assert places == [(908_000, 1_601_750, 5_588_000)] * 2


def test_what_the_record_changed_is_renewed_and_nothing_else_in_its_table(case: Case) -> None:
    table = next(shape.table for shape in case.slides["All our forums"].shapes if shape.has_table)
    assert [row.cells[0].text for row in table.rows][1:6] == [
        "2006",
        "2006 to 2013",
        "2007",
        "24 to 30 October 2008",
        "2009",
    ]
    texts = [one.text_frame.text for one in case.slides["Four numbers to remember"].shapes if one.has_text_frame]
    assert "10  achievements\n1 ongoing; 5 kinds of work" in texts
    new = case.slides["Achieving Dignity: a Campaigner’s Handbook"]
    assert list(case.slides).index(new.shapes.title.text_frame.text) == 11
    links = [
        (run.text, slide.part.target_ref(run.xpath(".//a:hlinkClick")[0].values()[0]))
        for slide in case.slides.values()
        for run in slide.element.xpath("//p:txBody//a:r[.//a:hlinkClick]")
    ]
    assert all(text == address for text, address in links)
    assert "https://record.example.org" in links[0][0]


def test_a_renewed_file_has_nothing_more_to_renew_and_still_knows_what_a_person_did(case: Case) -> None:
    assert case.text_after.splitlines()[0] == (
        "Nothing on these slides has changed in the record since the presentation was made."
    )
    assert (
        said_of(case.text_after, "Four numbers to remember")[0]
        == "Title, changed by hand, stays: “Four numbers to remember”."
    )
    assert "One slide is your own and is left alone: 2." in case.text_after


def as_other_programs_save(file: bytes) -> bytes:
    """The presentation without the custom data of slides and with other ids of shapes, as LibreOffice saves it."""
    deck = Presentation(io.BytesIO(file))
    for slide in deck.slides:
        for held in slide.element.findall(".//{*}custDataLst"):
            for one in held:
                part = slide.part.related_part(one.values()[0])
                deck.part.package.relate_to(part, f"{one.nsmap['r']}/customXml")
                slide.part._rels.pop(one.values()[0])
            held.getparent().remove(held)
        slide.element.find("{*}cSld").attrib.pop("name", None)
        for one in slide.element.iter("{*}cNvPr"):
            one.set("id", str(int(one.get("id")) + 5_000))
    return saved(deck)


def test_slides_are_found_by_their_texts_where_a_program_dropped_what_they_were_made_with(
    case: Case, changed: Path
) -> None:
    found = compare(open_deck(as_other_programs_save(case.file), "talk.pptx", say), load_dataset(changed))
    assert report(found, say).text == case.text
    titles = [one.shapes.title.text_frame.text for one in Presentation(io.BytesIO(renewed(found))).slides]
    assert list(dict.fromkeys(titles)) == list(case.slides)


def test_the_command_prints_the_report_and_saves_the_renewed_file(
    case: Case, changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "talk.pptx", tmp_path / "renewed.pptx"
    path.write_bytes(case.file)
    assert main(["deck", "check", str(path), "--data", str(changed), "--out", str(out)]) == 1
    assert case.text in (printed := capsys.readouterr().out)
    assert printed.endswith(f"Saved the renewed presentation as {out}.\n")
    assert len(Presentation(str(out)).slides) == 27
    assert main(["deck", "check", str(tmp_path / "none.pptx")]) == 2
    assert "none.pptx cannot be read (no such file or folder)." in capsys.readouterr().err


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("TYPES", "[Content_Types].xml"), part)
    return content.getvalue()


def foreign() -> bytes:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0])
    return saved(deck)


def changed_in(file: bytes, key: bytes, was: bytes, becomes: bytes) -> bytes:
    """A presentation with a text changed in each part that holds `key`."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(was, becomes) if key in part else part)
    return content.getvalue()


MAIN = {"TYPES": b"<Types/>", "ppt__presentation.xml": b"<p/>"}
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>'
OLD, COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "EncryptedPackage".encode("utf-16-le")
HOSTILE = {
    "no zip": (b"%PDF-1.7", "talk.pptx is not a PowerPoint presentation (.pptx)."),
    "nothing": (b"", "talk.pptx is not a PowerPoint presentation (.pptx)."),
    "another zip": (zipped(word__document=b"<w/>"), "talk.pptx is not a PowerPoint presentation (.pptx)."),
    "cut short": (zipped(**MAIN)[:90], "talk.pptx cannot be read to its end"),
    "empty parts": (zipped(**MAIN), "talk.pptx cannot be read to its end"),
    "entities": (zipped(**MAIN, customXml__item1=b"") + b"", "talk.pptx cannot be read to its end"),
    "entities in a part": (
        zipped(TYPES=b"<Types/>", **{"ppt__presentation.xml": ENTITIES}),
        "talk.pptx cannot be read",
    ),
    "a bomb": (zipped(**MAIN, **{"ppt__slides__slide1.xml": bytes(41_000_000)}), "talk.pptx unpacks to more than"),
    "macros": (zipped(TYPES=b"macroEnabled", **{"ppt__presentation.xml": b"<p/>"}), "talk.pptx contains macros"),
    "a password": (OLD + COMPOUND, "talk.pptx is protected with a password."),
    "an old one": (OLD, "talk.pptx is in an old format."),
    "too large": (b"PK" + bytes(MOST_BYTES), "talk.pptx is larger than 20 MB."),
    "of somebody else": (
        foreign(),
        "talk.pptx was not made from this record, or no longer holds the information that shows it.",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_foreign_or_broken_file_gets_a_sentence(name: str) -> None:
    data, sentence = HOSTILE[name]
    with pytest.raises(DeckError) as refused:
        open_deck(data, "talk.pptx", say)
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def test_a_file_that_claims_what_is_not_there_stays_as_it_is(file: bytes) -> None:
    strange = changed_in(file, b'key="title-1"', b'key="title-1"', b'key="no-such-slide-1"')
    nowhere = b"<query>kind=forum&amp;place=atlantis</query>"
    strange = changed_in(strange, b'key="counts-1"', b"<query>lang=en</query>", nowhere)
    strange = changed_in(strange, b'key="area-convening-1"', b"https://record.example.org", b"javascript:alert(1)//")
    found = compare(open_deck(strange, "talk.pptx", say), load_dataset())
    text = report(found, say).text
    assert said_of(text, "Migrants Rights International") == [REPLACED]
    assert said_of(text, "Our record in four numbers") == [
        "What this slide was filtered to is no longer in the record. The slide stays as it is."
    ]
    slide = slides_by_name(Presentation(io.BytesIO(renewed(found))))["area-convening-1"]
    assert b"javascript" not in etree.tostring(slide.element)


def test_a_file_that_is_broken_inside_gets_a_sentence_too(
    case: Case, changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = changed_in(case.file, b'name="timeline-1"', b"p:spTree", b"p:nothing")
    (path := tmp_path / "talk.pptx").write_bytes(broken)
    assert main(["deck", "check", str(path), "--data", str(changed), "--out", str(tmp_path / "new.pptx")]) == 2
    assert capsys.readouterr().err.startswith("talk.pptx cannot be read to its end: it is damaged")
    assert not (tmp_path / "new.pptx").exists()
