"""The hand-out, read back with what did not write it: what a reader of the paper, or of its tags, would notice."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from mri_data.charts.text_width import BREAK, text_width
from mri_data.exports import typesetting
from mri_data.exports.pdf import to_pdf
from mri_data.exports.pdf_text import breakable, link_values, linked, single_line
from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.schema.settings import Note, QualityNote
from mri_data.sentences.about_view import cited_sources, data_line, filter_line, quality_notes
from mri_data.sentences.one_record import citation
from mri_data.words.date_text import date_text
from tests.conftest import records_of

BASE = "https://record.example.org"
VIEWS = {"all": Filters(), "forums": Filters(kind=("forum",)), "accents": Filters(text="genéva")}
LEFT, RIGHT, BOTTOM = 42.5, 552.8, 65.0  # Where the text of a page ends, in pt.
# Widths are told for this face only, and without kerning: a line of it may be told a little too wide.
REGULAR, SLACK = {"SourceSans3-Regular"}, 6.0


@dataclass(frozen=True)
class Piece:
    """Letters set together: where their baseline begins, in pt from the lower left corner, their size and typeface."""

    text: str
    x: float
    y: float
    size: float
    font: str


@dataclass(frozen=True)
class Pdf:
    """A file of pages with what a test asks of it."""

    content: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.content), strict=True)

    @property
    def root(self) -> Any:
        return self.reader.trailer["/Root"]

    @cached_property
    def read(self) -> list[tuple[str, list[Piece]]]:
        """The text of each page, and its pieces."""
        return [read_page(page) for page in self.reader.pages]

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page in one line."""
        return [one_line(text) for text, _ in self.read]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    def says(self, words: str) -> bool:
        """Whether it says this, wherever its lines end."""
        return unspaced(words) in unspaced(self.text)

    @cached_property
    def tags(self) -> list[Any]:
        """Every element of the structure, in reading order."""
        return list(elements(self.root["/StructTreeRoot"]))

    def tagged(self, *kinds: str) -> list[Any]:
        return [element for element in self.tags if element.get("/S") in kinds]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and words of each heading."""
        return [(int(one["/S"][2:]), one_line(str(one["/T"]))) for one in self.tagged("/H1", "/H2", "/H3")]

    @property
    def links(self) -> set[str]:
        """The addresses that a reader may follow."""
        notes = [note.get_object() for page in self.reader.pages for note in page.get("/Annots", [])]
        return {str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})}

    def pieces(self, page: int) -> list[Piece]:
        return self.read[page][1]


def read_page(page: PageObject) -> tuple[str, list[Piece]]:
    """The text of a page, and its pieces."""
    found: list[Piece] = []

    def visit(text: str, matrix: list[float], _: list[float], font: Any, size: float) -> None:
        if text.strip() and font:
            name = str(font["/BaseFont"]).split("+")[-1]
            found.append(Piece(text.strip(), matrix[4], matrix[5], size * abs(matrix[3]), name))

    return page.extract_text(visitor_text=visit), found


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def unspaced(text: str) -> str:
    return re.sub(r"\s", "", text)


def elements(node: Any) -> Iterator[Any]:
    """An element of the structure, and those inside it."""
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        inner = child.get_object()
        if isinstance(inner, dict) and "/S" in inner:
            yield inner
            yield from elements(inner)


def resources(node: Any) -> Iterator[Any]:
    """The resources of a page, and of the drawings on it."""
    own = node.get("/Resources", {}).get_object()
    yield own
    for drawing in own.get("/XObject", {}).values():
        yield from resources(drawing.get_object())


def view_of(dataset: Dataset, filters: Filters, *, public: bool = True, base: str = BASE) -> View:
    return View(dataset, filters, base=base, public=public)


@pytest.fixture(scope="module", params=VIEWS)
def made(request: pytest.FixtureRequest, dataset: Dataset) -> tuple[View, Pdf]:
    """A view and its hand-out."""
    view = view_of(dataset, VIEWS[request.param])
    return view, Pdf(to_pdf(view))


@pytest.fixture(scope="module")
def whole(dataset: Dataset) -> Pdf:
    """The hand-out of the whole record."""
    return Pdf(to_pdf(view_of(dataset, Filters())))


def strange(dataset: Dataset, text: str, title: str | None = None) -> View:
    """A view of an achievement and a forum that say a text in every place, from a publisher of that name."""
    told = {"source": "mri-achievements", "title": text if title is None else title, "summary": text}
    notes = {"also_known": (Note(text, ("un-2000-82",)),), "not_confirmed": (Note(text),)}
    forum = {"id": "forum", "kind": "forum", "number": 1, "work_area": "convening", "date": "2006"}
    meeting = {"alongside": "gfmd", "alongside_edtf": "2006-09-14/2006-09-15", "alongside_source": ("un-hld-2006",)}
    source = replace(dataset.sources["un-2000-82"], title=text, publisher=text, terms=text, url=f"https://x.org/{text}")
    changed = replace(
        dataset,
        table=records_of({"id": "one", "source_ref": text, **told, **notes}, {**forum, **told, **meeting}),
        sources={**dataset.sources, "un-2000-82": source},
        notes=(QualityNote("note", told["title"], text, records=("one",), sources=("un-2000-82",)),),
        about=replace(dataset.about, publisher=text, contact=f"https://x.org/{text}"),
    )
    return view_of(changed, Filters())


# --- what is on paper


def test_the_shipped_record_takes_a_few_pages(whole: Pdf) -> None:
    assert 2 <= len(whole.reader.pages) <= 6


def test_pages_are_upright_a4(made: tuple[View, Pdf]) -> None:
    for page in made[1].reader.pages:
        assert [round(float(size)) for size in page.mediabox] == [0, 0, 595, 842]


def test_it_holds_exactly_the_records_of_its_view(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    headings = [words for level, words in pdf.headings if level == 3]
    titles = [row.title for kind in ("achievement", "forum") for row in view.shown.itertuples() if row.kind == kind]
    assert headings[: len(titles)] == titles
    others = set(view.records["title"]) - set(titles)
    assert {title for title in others if title in pdf.text} == set()


EVIDENCE = {"documented": "Documented elsewhere", "event": "Event documented", "own-account": "Our own account"}


def test_each_record_says_its_date_and_what_each_side_says_of_it(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    for code, count in view.shown["evidence"].value_counts().items():
        assert unspaced(pdf.text).count(unspaced(EVIDENCE[code])) == count
    for row in view.shown.itertuples():
        notes = [note.text for note in (*row.also_known, *row.not_confirmed)]
        assert [told for told in (row.date_text, row.summary, *notes) if not pdf.says(told)] == []


def test_each_statement_names_its_publishers_and_where_they_stand_in_the_list(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    numbers = {source: at for at, source in enumerate(cited_sources(view), start=1)}
    for row in view.shown.itertuples():
        assert pdf.says(f"“Our Achievements”, {row.source_ref} [{numbers[row.source]}]")
        for note in (*row.also_known, *row.not_confirmed):
            after = unspaced(pdf.text).split(unspaced(note.text), 1)[1][:400]
            for source in note.sources:
                publisher = re.escape(unspaced(view.dataset.sources[source].publisher))
                assert re.search(rf"{publisher}\[[\d,]*\b{numbers[source]}\b", after), (row.id, source)
    for source, number in numbers.items():
        assert pdf.says(f"{number} {citation(view.dataset.sources[source], view.say).name}")


def test_a_forum_names_the_meeting_it_ran_parallel_to(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    for row in view.shown[view.shown["kind"] == "forum"].itertuples():
        assert pdf.says(f"{date_text(row.alongside_edtf, view.say)} [")


def test_it_says_what_is_not_known_of_these_records_and_nothing_of_others(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    headings = [words for _, words in pdf.headings]
    told = {note.title for note in quality_notes(view)}
    assert told <= set(headings)
    assert not {note.title for note in view.dataset.notes} - told & set(headings)


def test_terms_are_those_of_each_source(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    told = pdf.text.split(" Terms: ")[1]
    terms = {view.dataset.sources[source].terms for source in cited_sources(view)}
    assert all(re.search(rf"{re.escape(one)} \[\d", told) for one in terms)


def test_every_page_says_what_it_shows_of_when_and_which_it_is(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    for at, page in enumerate(pdf.pages, start=1):
        assert page.startswith(f"{view.dataset.about.title} {BASE}")
        assert page.endswith(f"Page {at} of {len(pdf.pages)}")
        assert one_line(filter_line(view)) in page
        assert data_line(view) in page


def test_the_claim_is_a_count_where_anything_is_filtered(dataset: Dataset, made: tuple[View, Pdf]) -> None:
    view, pdf = made
    (claim,) = [words for level, words in pdf.headings if level == 1]
    assert claim.startswith("Ten achievements on record, from ") == (not view.filters)
    assert pdf.pages[0].count(one_line(filter_line(view))) == (2 if view.filters else 1)


def test_counts_that_are_nothing_are_left_out(dataset: Dataset, whole: Pdf) -> None:
    pdf = Pdf(to_pdf(view_of(dataset, Filters(kind=("forum",)))))
    assert "7 of 7 forums" in pdf.pages[0]
    assert "achievements" not in pdf.pages[0]
    assert "4 handbook languages English French Italian Spanish" in whole.pages[0]


def test_it_says_how_to_cite_it_the_licence_and_where_it_is_found(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    for words in ("How to cite", f"version {view.dataset.version}.", "CC BY 4.0", view.dataset.about.contact):
        assert words in pdf.pages[-1]
    assert view.address() in pdf.pages[-1]


def test_links_go_to_the_sources_the_view_the_licence_and_the_contact(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    of_notes = {source for note in quality_notes(view) for source in note.sources}
    sources = {view.dataset.sources[source].url for source in {*cited_sources(view), *of_notes}}
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert pdf.links == {*sources, view.link, licence, view.dataset.about.contact}


def test_copies_are_marked_in_the_list_of_sources(whole: Pdf, dataset: Dataset) -> None:
    copies = [source for source in cited_sources(view_of(dataset, Filters())) if dataset.sources[source].copy]
    assert copies
    assert all(
        f"{citation(dataset.sources[source], view_of(dataset, Filters()).say).name} (copy)" in whole.text
        for source in copies
    )


# --- what only a public address brings


def test_the_code_and_the_address_above_are_for_what_everybody_finds(dataset: Dataset, whole: Pdf) -> None:
    private = Pdf(to_pdf(view_of(dataset, Filters(), public=False)))
    assert [len(pdf.tagged("/Figure")) for pdf in (whole, private)] == [3, 2]
    assert not any(BASE in page.split(" ", 12)[:12] for page in private.pages)
    assert private.pages[0].startswith(f"{dataset.about.title} Ten achievements")
    assert f"{BASE}/records" in private.pages[-1]


def test_an_address_that_nobody_knows_is_left_out(dataset: Dataset) -> None:
    pdf = Pdf(to_pdf(view_of(dataset, Filters(), public=False, base="")))
    assert "These records online" not in pdf.text
    assert "/records" not in pdf.pages[-1]


# --- parts that there is nothing for


def test_a_kind_of_record_that_is_not_shown_has_no_part(dataset: Dataset) -> None:
    achievements, forums = (
        Pdf(to_pdf(view_of(dataset, Filters(kind=(kind,))))).headings for kind in ("achievement", "forum")
    )
    assert (2, "Ten achievements") in achievements
    assert not any("forums" in words for level, words in achievements if level == 2 and words.startswith("Seven"))
    assert (2, "Seven forums") in forums
    assert not any("achievement" in words for level, words in forums if level < 3)


def test_records_without_a_place_have_no_map(dataset: Dataset) -> None:
    pdf = Pdf(to_pdf(view_of(dataset, Filters(text="campaigner"), public=False)))
    assert [str(figure["/Alt"])[:8] for figure in pdf.tagged("/Figure")] == ["Timeline"]
    assert "Equal Earth" not in pdf.text
    assert len(pdf.pages) == 1


def test_a_view_without_records_is_one_page_that_says_so(dataset: Dataset) -> None:
    pdf = Pdf(to_pdf(view_of(dataset, Filters(text="no such thing"))))
    assert [words for _, words in pdf.headings][:2] == [
        "Nothing on record for “no such thing”",
        "Cite and use",
    ]
    assert len(pdf.pages) == 1
    assert "0 of 17 records: “no such thing”." in pdf.text


def test_the_convention_comes_after_mri_s_work_as_context(dataset: Dataset) -> None:
    view = replace(view_of(dataset, Filters(kind=("forum",))), context=("convention",))
    pdf = Pdf(to_pdf(view))
    title = "60 States parties to the Convention in February 2025, up from 9 in 1998"
    headings = [text for _, text in pdf.headings]
    assert headings.index("Seven forums") < headings.index("Forum 7: New York") < headings.index(title)
    assert headings.index(title) == headings.index("Meanwhile in the world") + 1
    assert "Context, not MRI’s work" in pdf.text.partition(title)[2]


# --- what only those notice who have it read to them


def test_it_says_its_title_its_author_and_its_language(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    told = pdf.reader.metadata
    assert told is not None
    chosen = {"all": "", "forums": "Seven forums · ", "accents": "“genéva”: one forum, three achievements · "}
    titles = [f"{part}Migrants Rights International: our record" for part in chosen.values()]
    assert told.title == titles[list(VIEWS.values()).index(view.filters)]
    assert told.author == view.dataset.about.publisher
    assert told.subject == filter_line(view)
    assert pdf.root["/Lang"] == "en-GB"
    assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_is_tagged_and_says_that_it_is_accessible(made: tuple[View, Pdf]) -> None:
    pdf = made[1]
    assert pdf.root["/MarkInfo"]["/Marked"]
    meta = pdf.root["/Metadata"].get_data().decode()
    assert re.search(r"pdfuaid:part[^\d]{1,3}1\b", meta)


def test_headings_go_down_one_step_at_a_time(made: tuple[View, Pdf]) -> None:
    levels = [level for level, _ in made[1].headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_parts_come_in_this_order(whole: Pdf) -> None:
    assert [words for level, words in whole.headings if level < 3] == [
        "Ten achievements on record, from the UN conferences of 1995 to a seventh civil society forum in 2013",
        "Five kinds of work, from the UN conferences of 1995 to a seventh civil society forum in 2013",
        "The forum travelled to six cities on three continents and came back to New York",
        "Ten achievements",
        "Seven forums",
        "Still to be documented, or left out on purpose",
        "Sources cited",
        "Cite and use",
    ]


def test_every_picture_says_what_it_shows(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    alts = [str(figure["/Alt"]) for figure in pdf.tagged("/Figure")]
    assert alts[0].startswith(f"Timeline of {len(view.shown)} records: ")
    assert alts[1].startswith("Map of ")
    assert alts[2] == f"QR code that opens {view.address()}"


def test_the_list_of_sources_is_a_list(made: tuple[View, Pdf]) -> None:
    view, pdf = made
    of_notes = {source for note in quality_notes(view) for source in note.sources}
    assert len(pdf.tagged("/L")) == 1
    assert len(pdf.tagged("/LI")) == len({*cited_sources(view), *of_notes})


# --- how it is set


def test_typefaces_are_the_two_bundled_ones_and_carried_in_the_file(made: tuple[View, Pdf]) -> None:
    fonts = [
        font.get_object()
        for page in made[1].reader.pages
        for own in resources(page)
        for font in own.get("/Font", {}).values()
    ]
    names = {str(font["/BaseFont"]).split("+")[-1].split("-")[0] for font in fonts}
    assert names == {"SourceSans3", "Newsreader"}
    for font in fonts:
        (inner,) = font["/DescendantFonts"]
        assert {"/FontFile2", "/FontFile3"} & set(inner.get_object()["/FontDescriptor"])


def test_pictures_are_lines_and_not_dots(made: tuple[View, Pdf]) -> None:
    drawings = [
        drawing.get_object()
        for page in made[1].reader.pages
        for own in resources(page)
        for drawing in own.get("/XObject", {}).values()
    ]
    assert [drawing for drawing in drawings if drawing["/Subtype"] == "/Image"] == []


def test_words_are_large_enough_to_read_on_paper(made: tuple[View, Pdf]) -> None:
    pdf = made[1]
    sizes = {round(piece.size, 1): piece.text for page in range(len(pdf.pages)) for piece in pdf.pieces(page)}
    assert min(sizes) >= 7.5, sizes[min(sizes)]


def test_no_heading_ends_a_page(made: tuple[View, Pdf]) -> None:
    assert heads_at_the_end(made[1]) == []


@pytest.mark.parametrize("sentences", range(0, 54, 6))
def test_no_heading_ends_a_page_however_long_what_stands_above_it(dataset: Dataset, sentences: int) -> None:
    long = "It did a great many things in a great many places with a great many others. "
    first = {"id": "first", "source": "mri-achievements", "date": "1995", "summary": long * sentences}
    rest = [
        {"id": f"r{at}", "source": "mri-achievements", "date": str(at), "summary": long * 50} for at in (1996, 1997)
    ]
    pdf = Pdf(to_pdf(view_of(replace(dataset, table=records_of(first, *rest)), Filters())))
    assert heads_at_the_end(pdf) == []


def heads_at_the_end(pdf: Pdf) -> list[str]:
    """What is set in the typeface of headings, or in the colour line below one, and ends the text of a page."""
    ends = [[piece for piece in pdf.pieces(page) if piece.y > BOTTOM] for page in range(len(pdf.pages))]
    lowest = [min(pieces, key=lambda piece: piece.y) for pieces in ends]
    return [piece.text for piece in lowest if piece.font.startswith("Newsreader") or piece.font.endswith("SemiBold")]


def test_no_last_page_is_nearly_empty(made: tuple[View, Pdf]) -> None:
    pdf = made[1]
    lowest = min(piece.y for piece in pdf.pieces(len(pdf.pages) - 1) if piece.y > BOTTOM)
    assert lowest < 842 * 0.75


@pytest.mark.parametrize(
    ("filled", "air"),
    [
        ({1.0: 3.2, 0.67: 3.05, 0.33: 2.9, 0.0: 2.7}, 0.33),
        ({1.0: 3.2, 0.67: 3.0, 0.33: 2.9, 0.0: 2.7}, 0.67),
        ({1.0: 3.2, 0.67: 3.18, 0.33: 3.12, 0.0: 3.1}, 1.0),
        ({1.0: 3.6, 0.67: 3.2, 0.33: 2.9, 0.0: 2.7}, 1.0),
    ],
)
def test_a_last_page_not_half_full_is_saved_with_no_less_air_than_that_takes(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, filled: dict[float, float], air: float
) -> None:
    chosen: list[float] = []
    monkeypatch.setattr(typesetting, "metadata", laid_out(filled))
    monkeypatch.setattr(typesetting, "pdf", lambda template, data: chosen.append(data["air"]))
    to_pdf(view_of(dataset, VIEWS["forums"]))
    assert chosen == [air]


def laid_out(filled: dict[float, float]) -> Callable[[str, Any, str], dict[str, float]]:
    """What is said of a hand-out whose map is on the first page, by its space between parts."""
    return lambda template, data, label: {"filled": filled[data["air"]], "map_page": 1}


def test_less_air_brings_the_parts_nearer(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    gaps = []
    for filled in ({1.0: 3.9}, {1.0: 3.1, 0.67: 3.1, 0.33: 3.1, 0.0: 3.0}):
        monkeypatch.setattr(typesetting, "metadata", laid_out(filled))
        gaps.append(below_heading(Pdf(to_pdf(view_of(dataset, VIEWS["forums"]))), "Sources cited"))
    assert gaps[0] - gaps[1] > 2


def below_heading(pdf: Pdf, heading: str) -> float:
    """How far below a heading the next words stand, in pt."""
    for page in range(len(pdf.pages)):
        pieces = sorted(pdf.pieces(page), key=lambda piece: -piece.y)
        for at, piece in enumerate(pieces):
            if piece.text == heading:
                return piece.y - pieces[at + 1].y
    raise AssertionError(heading)


# --- texts that nobody should write


MARKUP = [
    '#panic("x")',
    "*bold* and _slanted_",
    "$x^2$",
    "<label> @source-1",
    "= heading",
    "[ ] ]] [[",
    '"quoted" `raw` // note /* note */ ~ --',
    "\\u{41} \\ #sys.inputs",
    '{"a": 1}, {page} of {pages}',
    "<b>&amp;</b>",
]


@pytest.mark.parametrize("text", MARKUP)
def test_text_stands_as_it_is_written(dataset: Dataset, text: str) -> None:
    pdf = Pdf(to_pdf(strange(dataset, text)))
    assert [words for level, words in pdf.headings if level == 3][:2] == [text, text]
    assert pdf.text.count(text) > 8
    assert b"pdfuaid" in pdf.content


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x07c\x1b[31md\x7f\x85e", "abc[31md e"),
        ("one\ntwo\r\nthree\tfour\u2028five", "one two three four five"),
        ("left\x1fright", "leftright"),
    ],
)
def test_what_cannot_be_seen_is_left_out(dataset: Dataset, text: str, shown: str) -> None:
    pdf = Pdf(to_pdf(strange(dataset, text)))
    assert [words for level, words in pdf.headings if level == 3][:2] == [shown, shown]
    assert b"pdfuaid" in pdf.content


@pytest.mark.parametrize("text", ["", "\x00", " \n "])
def test_what_has_no_title_is_called_by_its_id(dataset: Dataset, text: str) -> None:
    headings = Pdf(to_pdf(strange(dataset, text))).headings
    assert [words for level, words in headings if level == 3][:3] == ["one", "forum", "note"]


@pytest.mark.parametrize(
    "text",
    ["\u202eمرحبا שלום", "日本語のタイトル", "🚢👩‍👩‍👧‍👦", "e" + "\u0301" * 400, "\ue000", "\ufffe\uffff\U0001ffff"],
    ids=["right-to-left", "Chinese", "emoji", "accents", "private", "nothing"],
)
def test_letters_that_the_typefaces_lack_stop_nothing_and_leave_the_claim(dataset: Dataset, text: str) -> None:
    pdf = Pdf(to_pdf(strange(dataset, text)))
    assert pdf.root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in pdf.content
    assert len(pdf.headings) > 5


@pytest.mark.parametrize("text", ["Ελληνικά", "Українська мова", "Nghị quyết", "a → b ✓"])
def test_scripts_of_our_typeface_are_printed_in_it(dataset: Dataset, text: str) -> None:
    pdf = Pdf(to_pdf(strange(dataset, text)))
    assert [words for level, words in pdf.headings if level == 3][:2] == [text, text]
    assert "□" not in pdf.text
    assert {piece.font.split("-")[0] for _, pieces in pdf.read for piece in pieces} == {"SourceSans3", "Newsreader"}


def test_what_no_typeface_has_is_a_box_and_the_paper_says_where_it_stands(dataset: Dataset) -> None:
    pdf = Pdf(to_pdf(strange(dataset, "A \u0378 title")))
    assert [words for level, words in pdf.headings if level == 3][:2] == ["A □ title", "A □ title"]
    assert "\u0378" not in pdf.text
    assert pdf.says("□ stands for a letter that this file could not print, in “A □ title”.")


LONG = {"letters": "x" * 6_000, "wide": "W" * 3_000, "signs": "." * 3_000, "both": "a.b/" * 800, "kanji": "日" * 3_000}


@pytest.mark.parametrize("name", LONG)
def test_words_without_an_end_go_on_in_the_next_line(dataset: Dataset, name: str) -> None:
    notes = {"also_known": (Note(LONG[name], ("wcc-1998",)),), "not_confirmed": (Note(f"https://x.org/{LONG[name]}"),)}
    told = {"title": LONG[name][:190], "summary": LONG[name], "source": "mri-achievements", **notes}
    pdf = Pdf(to_pdf(view_of(replace(dataset, table=records_of({"id": "one", "date": "1999", **told})), Filters())))
    assert beyond_the_edge(pdf) == []
    assert BREAK not in pdf.text
    if name == "letters":
        assert pdf.text.count("x") > 18_000


def test_nothing_runs_off_the_page(made: tuple[View, Pdf]) -> None:
    assert beyond_the_edge(made[1]) == []


def beyond_the_edge(pdf: Pdf) -> list[str]:
    """What is set, or goes on, outside the margins of its page."""
    pieces = [piece for page in range(len(pdf.pages)) for piece in pdf.pieces(page)]
    ends = {piece: piece.x + (text_width(piece.text, piece.size) if piece.font in REGULAR else 0) for piece in pieces}
    return [piece.text for piece, end in ends.items() if piece.x < LEFT or end > RIGHT + SLACK]


def test_only_web_addresses_are_links() -> None:
    assert link_values("https://example.org/a?b=1")["link"] == "https://example.org/a?b=1"
    for url in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "",
        "https://example.org/\u00ad",
        "https://x.org/" + "a" * 2000,
    ):
        assert link_values(url)["link"] is None


def test_an_address_within_a_sentence_is_a_link_without_the_sign_after_it() -> None:
    parts = linked("On paper (https://example.org/a_(b)/) and at https://example.org/?b=1. Not at ftp://example.org")
    assert [(part["url"], part["link"]) for part in parts] == [
        ("On paper (", None),
        ("https://example.org/a_(b)/", "https://example.org/a_(b)/"),
        (") and at ", None),
        ("https://example.org/?b=1", "https://example.org/?b=1"),
        (". Not at ftp://example.org", None),
    ]


@pytest.mark.parametrize(
    "text", ["plain words", "https://creativecommons.org/licenses/by/4.0/", "x" * 24, "in\u00a0one"]
)
def test_ordinary_words_are_left_whole(text: str) -> None:
    assert breakable(text) == text


@pytest.mark.parametrize("word", ["onerror='window.hacked=1", "W" * 23, "W" * 99])
def test_a_word_wider_than_the_column_of_headings_gets_places_to_break(dataset: Dataset, word: str) -> None:
    note = QualityNote(id="one", title=word, text="Text.", sources=("mri-achievements",))
    pdf = Pdf(to_pdf(view_of(replace(dataset, notes=(note,)), Filters())))
    pieces = [piece for page in range(len(pdf.pages)) for piece in pdf.pieces(page)]
    column = [
        piece for piece in pieces if piece.x < 60 and piece.size == pytest.approx(8.8) and "SemiBold" in piece.font
    ]
    heads = [piece.text for piece in column if piece.text.strip() and piece.text.strip() in word]
    assert "".join(heads).replace(" ", "").endswith(word[-4:])
    assert max(text_width(head, 8.8, 600) for head in heads) <= 90


@pytest.mark.parametrize("text", ["x" * 99, "a.b/" * 20, "https://example.org/" + "x" * 99, "-" * 99, "日" * 99])
def test_long_words_get_places_to_break_and_no_other_letters(text: str) -> None:
    assert breakable(text).replace(BREAK, "") == text
    assert max(map(len, breakable(text).split(BREAK))) <= 24
    assert BREAK not in single_line(breakable(text))


# --- around the file


def test_the_same_view_is_the_same_file(dataset: Dataset) -> None:
    once, again = (to_pdf(view_of(dataset, VIEWS["accents"])) for _ in range(2))
    assert once == again


def test_it_is_of_the_day_of_its_data(whole: Pdf, dataset: Dataset) -> None:
    told = whole.reader.metadata
    assert told is not None
    assert told.creation_date
    assert told.modification_date
    assert {told.creation_date.date(), told.modification_date.date()} == {dataset.about.data_date}


def test_writing_it_changes_nothing(dataset: Dataset) -> None:
    before = dataset.records.copy(deep=True)
    to_pdf(view_of(dataset, VIEWS["forums"]))
    assert dataset.records.equals(before)
