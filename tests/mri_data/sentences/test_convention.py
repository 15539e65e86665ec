"""The Convention: counts that others have published, sentences, the chart, and the list as a file."""

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from itertools import product
from xml.etree import ElementTree

import pandas as pd
import pytest

from mri_data.charts import of_view
from mri_data.charts.drawing import TextLines, bounds, groups
from mri_data.charts.palette import DARK, LIGHT
from mri_data.charts.parties.layout import parties_layout
from mri_data.charts.parties.model import PartiesLayout, day
from mri_data.charts.svg import svg
from mri_data.exports.parties_csv import Selection, file_name, to_csv, to_metadata
from mri_data.query.filters import Filters, select
from mri_data.record import context
from mri_data.record.context import CountRange
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.sentences import convention, findings
from mri_data.sentences.convention import Growth, Moment
from mri_data.words.catalogue import words
from tests.conftest import DataFolder
from tests.drawn import cards, linked, live_parties

SAY = words("en")
DAY = "%Y-%m-%d"
SHIPPED_SIZES = [(1760.0, 760.0), (700.0, 300.0), (790.0, 430.0), (620.0, 400.0), (320.0, 360.0)]
HOSTILE = "<b>x</b><script>alert(1)</script>"


@pytest.fixture
def parties(dataset: Dataset) -> pd.DataFrame:
    return dataset.context.parties


@pytest.fixture
def view(dataset: Dataset) -> View:
    return View(dataset)


def states(*rows: tuple[str, ...]) -> pd.DataFrame:
    """Parties: name, first and last day possible, and if need be the precision and how they joined."""
    made = [(row + ("day", "accession")[len(row) - 3 :]) for row in rows]
    table = pd.DataFrame(made, columns=["title", "earliest", "latest", "precision", "kind"])
    table = table.assign(earliest=pd.to_datetime(table["earliest"]), latest=pd.to_datetime(table["latest"]))
    years = table["earliest"].dt.strftime("%Y")
    return table.assign(edtf=years, country="XX", signed="", note="", sources=[()] * len(table))


def moment(date: str, count: int) -> Moment:
    then = dt.date.fromisoformat(date)
    return Moment(date, then, then, CountRange(count, count))


def laid_out(table: pd.DataFrame, end: str = "2005-12-31") -> PartiesLayout:
    known = context.parties_at(table, dt.date.fromisoformat(end))
    ends = replace(moment(end, 0), count=known)
    return parties_layout(Growth(table, dt.date(2000, 1, 1), ends), SAY, width=700, height=300, font=12)


# --- the record against what others have counted


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("1998-03-17", 9),
        ("2001-01-31", 15),
        ("2003-04-30", 21),
        ("2003-07-01", 22),
        ("2003-12-31", 24),
        ("2004-03-01", 25),
        ("2005-12-31", 34),
        ("2008-04-25", 37),
        ("2009-03-18", 41),
        ("2011-12-31", 45),
        ("2013-05-30", 46),
        ("2014-12-18", 47),
        ("2018-12-31", 54),
        ("2021-04-30", 56),
        ("2023-12-31", 59),
        ("2024-12-02", 60),
        ("2025-02-21", 60),
    ],
)
def test_the_list_agrees_with_published_counts(date: str, published: int, parties: pd.DataFrame) -> None:
    assert context.parties_at(parties, dt.date.fromisoformat(date)) == (published, published)


def test_the_one_published_count_that_the_list_does_not_agree_with(parties: pd.DataFrame) -> None:
    """German Wikipedia's infobox of 15 November 2022 says 57: it had not counted Malawi, a party since 23 September."""
    assert context.parties_at(parties, dt.date(2022, 11, 15)) == (58, 58)
    without = parties[parties["country"] != "MW"]
    assert context.parties_at(without, dt.date(2022, 11, 15)) == (57, 57)


def test_the_list_holds_29_ratifications_31_accessions_and_40_signatures(dataset: Dataset) -> None:
    parties = dataset.context.parties
    assert context.by_kind(parties) == {"ratification": 29, "accession": 31}
    assert len(parties) == 60
    assert context.signatures(dataset.context) == 40
    assert list(parties["signed"] != "") == list(parties["kind"] == "ratification")


def test_the_days_that_are_not_verified_are_these(parties: pd.DataFrame) -> None:
    rows = convention.unverified(parties)
    assert list(zip(rows["title"], rows["edtf"], rows["precision"], strict=True)) == [
        ("Venezuela (Bolivarian Republic of)", "2016", "year"),
        ("Togo", "2020", "year"),
        ("Zimbabwe", "2024-11", "month"),
    ]


# --- sentences


def test_the_title_says_how_many_joined_since_the_campaign_began(dataset: Dataset) -> None:
    assert convention.title(View(dataset)) == "60 States parties to the Convention in February 2025, up from 9 in 1998"


@pytest.mark.parametrize("date", ["", "1998-1999"])
def test_without_a_year_of_the_campaign_the_title_tells_ratified_and_acceded_apart(
    whole_folder: DataFolder, date: str
) -> None:
    whole_folder.set("achievements.csv", "ratification-campaign-1998", "date", date)
    assert convention.title(View(whole_folder.load())) == "60 States parties: 29 ratified, 31 acceded"


def test_the_lede_says_in_full_what_icrmw_and_cmw_are_and_since_when(dataset: Dataset) -> None:
    told = convention.lede(dataset.context, SAY)
    assert (
        "Convention on the Protection of the Rights of All Migrant Workers and Members of Their Families (ICRMW)"
        in told
    )
    assert "The Committee on Migrant Workers (CMW)" in told
    assert told.endswith("adopted the Convention on 18 December 1990, and it entered into force on 1 July 2003.")


def test_what_is_not_verified_and_who_signed_come_from_the_rows(dataset: Dataset) -> None:
    parties = dataset.context.parties
    assert convention.unverified_line(parties, SAY) == (
        "For 3 States the day is not verified: "
        "Venezuela (Bolivarian Republic of), 2016; Togo, 2020; Zimbabwe, November 2024."
    )
    assert convention.unverified_line(parties[parties["country"] == "EG"], SAY) == ""
    assert convention.signed_line(View(dataset)) == (
        "40 States have signed: 29 went on to ratify, and 11 have not become parties."
    )


def test_the_20th_instrument_is_described_as_not_settled(dataset: Dataset) -> None:
    told = convention.twenty_line(dataset.context, SAY)
    assert told.startswith("14 March 2003: El Salvador and Guatemala ratify")
    assert "texts differ on which was the 20th" in told


def test_the_first_20_are_21_because_two_share_the_last_place(parties: pd.DataFrame) -> None:
    orders = list(convention.joining_orders(parties))
    assert orders[:2] == ["1", "2"]
    assert orders[12:15] == ["13–14", "13–14", "15"]
    assert list(parties["title"])[19:21] == ["El Salvador", "Guatemala"]
    assert orders[19:21] == ["20–21", "20–21"]


def finding(dataset: Dataset, filters: Filters) -> list[str]:
    found = findings.findings(select(dataset.records, filters), dataset, dataset.labels(SAY))
    return [one.text for one in found if one.key == "parties"]


def test_the_finding_gives_two_counts_and_claims_no_cause(dataset: Dataset) -> None:
    assert finding(dataset, Filters()) == [
        "**The Convention had 9 States parties in 1998**, the year MRI launched its campaign, "
        "**and 60 in February 2025**."
    ]


def test_the_finding_is_left_out_without_the_campaign_or_without_a_list(dataset: Dataset) -> None:
    assert finding(dataset, Filters(kind=("forum",))) == []
    bare = replace(dataset.context, parties=dataset.context.parties.iloc[:0])
    assert finding(replace(dataset, context=bare), Filters()) == []


def test_a_count_that_dates_leave_open_is_a_range() -> None:
    parties = states(("A", "1998-02-01", "1998-02-01"), ("B", "1998-01-01", "1999-12-31", "range"))
    assert convention.parties_during(parties, dt.date(1998, 1, 1), dt.date(1998, 12, 31)) == (0, 2)
    assert convention.count_text(CountRange(0, 2), SAY) == "0 to 2"


# --- search


@pytest.mark.parametrize(
    ("text", "how", "expected"),
    [
        ("cote", "", ["Côte d’Ivoire"]),
        ("CÔTE D'IVOIRE", "", ["Côte d’Ivoire"]),
        ("cape verde", "", ["Cabo Verde"]),
        ("turkey", "", ["Türkiye"]),
        ("guinea", "", ["Guinea", "Guinea-Bissau"]),
        ("guinea", "ratification", ["Guinea-Bissau"]),
        ("atlantis", "", []),
    ],
)
def test_a_state_is_found_without_accents_and_by_its_other_names(
    text: str, how: str, expected: list[str], dataset: Dataset
) -> None:
    found = convention.matching_parties(dataset.context.parties, text, how, dataset.labels(SAY))
    assert list(found["title"]) == expected


# --- the chart


def test_a_day_is_a_riser_and_a_year_is_a_box_as_wide_as_the_year() -> None:
    laid = laid_out(states(("A", "2001-01-01", "2001-01-01"), ("B", "2003-01-01", "2003-12-31", "year")))
    assert [(box.x0, box.x1, box.low, box.high) for box in laid.boxes] == [(2003, 2004, 1, 2)]
    first, last = laid.line
    assert first == ((2000, 0), (2001, 0), (2001, 1), (2003, 1))
    assert last == ((2004, 2), (laid.axis[1], 2))


def test_a_day_within_the_year_of_another_raises_both_counts() -> None:
    laid = laid_out(states(("A", "2003-01-01", "2003-12-31", "year"), ("B", "2003-07-02", "2003-07-02")))
    middle = day(dt.date(2003, 7, 2))
    assert [(box.x0, box.x1, box.low, box.high) for box in laid.boxes] == [(2003, middle, 0, 1), (middle, 2004, 1, 2)]


def test_the_boxes_of_the_record_are_two_years_and_a_month(view: View) -> None:
    boxes = of_view.parties_of(view, 790, 430).boxes
    assert [(box.low, box.high) for box in boxes] == [(48, 49), (55, 56), (59, 60)]
    assert [(box.x0, box.x1) for box in boxes[:2]] == [(2016, 2017), (2020, 2021)]
    assert boxes[2].x1 - boxes[2].x0 == pytest.approx(30 / 366)


def test_the_line_is_gone_where_the_number_is_not_known(view: View) -> None:
    laid = of_view.parties_of(view, 790, 430)
    assert (len(laid.line), len(laid.boxes)) == (4, 3)
    for path, box in product(laid.line, laid.boxes):
        assert path[-1][0] <= box.x0 or path[0][0] >= box.x1


def test_the_axis_begins_with_the_decade_of_adoption_and_ends_with_the_day_of_the_list(view: View) -> None:
    laid = of_view.parties_of(view, 790, 430)
    assert laid.axis == (1990, day(dt.date(2025, 2, 21), end=True))
    assert laid.counts == (0, 20, 40, 60)
    assert laid.top == 64
    assert laid.line[0][0] == (day(dt.date(1990, 12, 18)), 0)


def test_the_year_of_the_launch_is_a_band_as_wide_as_the_year(view: View) -> None:
    laid = of_view.parties_of(view, 790, 430)
    assert laid.band
    assert (laid.band.x0, laid.band.x1, laid.band.count) == (1998, 1999, (9, 9))
    assert laid.point == (day(dt.date(2003, 7, 1)), 22)
    assert laid.needed == 20


@pytest.mark.parametrize(("width", "height"), [*SHIPPED_SIZES, (320, 250)])
def test_every_label_is_there_and_none_touches_another_or_the_line(width: float, height: float, view: View) -> None:
    laid = of_view.parties_of(view, width, height, font=max(12.5, height / 32))
    assert {label.role: label.text for label in laid.labels} == {
        "end": "60 States parties, 21 February 2025",
        "launch": "9 States parties, 1998: launch of MRI’s campaign",
        "in_force": "22 States parties, 1 July 2003: the Convention enters into force",
        "needed": "20 needed for entry into force",
    }
    boxes = [laid.box(label) for label in laid.labels]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for label, (left, top, right, bottom) in zip(laid.labels, boxes, strict=True):
        assert left >= -laid.margin[0]
        assert right <= laid.plot_width + laid.margin[1]
        assert top >= -laid.margin[2]
        if label.leader:
            assert bottom < laid.py(laid.most_at(right))


def test_labels_without_what_they_tell_of_are_left_out() -> None:
    laid = laid_out(states(("A", "2001-01-01", "2001-01-01")))
    assert [label.role for label in laid.labels] == ["end"]
    assert (laid.band, laid.point, laid.needed) == (None, None, 0)


def test_pointing_at_a_step_says_who_how_when_and_how_many_after() -> None:
    table = states(
        ("A", "2001-01-01", "2001-01-01"),
        ("B", "2001-01-01", "2001-01-01", "day", "ratification"),
        ("C", "2003-01-01", "2003-12-31", "year"),
    )
    drawn = live_parties(laid_out(table))
    assert cards(drawn, lambda record: not record) == [
        ["A, accession", "B, ratification", "2001", "2 States parties"],
        ["C, accession", "in 2003, day not verified", "3 States parties"],
    ]
    marks = [part for part in ElementTree.fromstring(linked(drawn)).iter("g") if part.get("data-card")]
    assert [(mark.get("role"), mark.get("aria-label")) for mark in marks] == [
        ("img", "A, accession. B, ratification. 2001. 2 States parties"),
        ("img", "C, accession. in 2003, day not verified. 3 States parties"),
    ]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SHIPPED_SIZES[:2])
def test_a_still_picture_stays_in_its_room_and_says_that_it_shows_no_cause(
    width: float, height: float, palette: object, view: View
) -> None:
    drawn = of_view.parties_picture(view, palette, width, height)  # type: ignore[arg-type]
    left, top, right, bottom = bounds(drawn.items)
    assert (left, top) >= (0, 0)
    assert right <= width
    assert bottom <= height
    told = " ".join(item.text for item in drawn.items if isinstance(item, TextLines))
    assert "The chart shows when States joined, not why. Dashed box: day not verified." in told
    assert len(list(groups(drawn.items))) == 5


def test_the_name_of_a_state_is_never_markup(whole_folder: DataFolder) -> None:
    whole_folder.set("context/convention.csv", "icrmw-eg", "title", HOSTILE)
    view = View(whole_folder.load())
    assert HOSTILE in set(view.dataset.context.parties["title"])
    live = ElementTree.fromstring(linked(live_parties(of_view.parties_of(view, 790, 430))))
    assert "script" not in {tag.tag for tag in live.iter()}
    assert HOSTILE in " ".join(tag.get("data-card", "") for tag in live.iter())
    picture = of_view.parties_picture(view, LIGHT, 700, 300)
    named = replace(picture, title=HOSTILE, alt=HOSTILE)
    assert "script" not in {tag.tag.rpartition("}")[2] for tag in ElementTree.fromstring(svg(named)).iter()}


# --- the list as a file


def read(made: bytes) -> list[list[str]]:
    assert made.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))


def test_the_file_has_the_rows_shown_their_date_and_their_sources(view: View, parties: pd.DataFrame) -> None:
    rows = parties[parties["country"].isin(["GT", "TG"])]
    selected = Selection(view, rows, "https://example.org/convention?state=x", "Only States found by “x”.")
    head, guatemala, togo = read(to_csv(selected))
    assert dict(zip(head, guatemala, strict=True)) | {"sources": ""} == {
        "order": "20–21",
        "country": "GT",
        "state": "Guatemala",
        "signed": "7 September 2000",
        "joined": "14 March 2003",
        "edtf": "2003-03-14",
        "precision": "day",
        "how": "ratification",
        "sources": "",
        "confidence": "high",
        "note": "With El Salvador, the 20th and 21st instruments, deposited on the same day.",
    }
    assert togo[head.index("joined")] == "2020"
    metadata = json.loads(to_metadata(selected, "x.csv"))
    (notes,) = metadata["notes"]
    assert notes["as_of"] == "2025-02-21"
    assert notes["states"] == "2 of 60 States parties"
    assert notes["choice"] == "Only States found by “x”."
    assert notes["not_verified"] == "For 1 State the day is not verified: Togo, 2020."
    assert "https://treaties.un.org/" in notes["check"]
    assert [column["name"] for column in metadata["tableSchema"]["columns"]] == head
    assert metadata["tableSchema"]["columns"][0]["titles"] == ["order", "Order of joining"]
    assert metadata["dc:source"] == [
        {"@id": view.dataset.sources[one].url} for one in dict.fromkeys(s for cell in rows["sources"] for s in cell)
    ]
    assert metadata["dcat:landingPage"] == {"@id": "https://example.org/convention?state=x"}


def test_no_spreadsheet_runs_a_name(view: View, parties: pd.DataFrame) -> None:
    rows = parties.head(1).assign(title="=1+1")
    assert read(to_csv(Selection(view, rows, "/convention")))[1][2] == "'=1+1"


def test_the_file_is_called_after_the_day_of_the_list(view: View) -> None:
    assert file_name(view, whole=True) == "icrmw-parties-2025-02-21.csv"
    assert file_name(view, whole=False) == "icrmw-parties-selection-2025-02-21.csv"


# --- other data than today's


def test_a_date_without_an_end_has_no_place_in_the_order_and_none_in_the_chart(view: View) -> None:
    table = view.dataset.context.parties.copy()
    table.loc[table["country"] == "ZW", ["earliest", "latest", "precision"]] = [pd.NaT, pd.NaT, "undated"]
    changed = View(replace(view.dataset, context=replace(view.dataset.context, parties=table)))
    assert convention.joining_orders(table)[table["country"] == "ZW"].tolist() == [""]
    assert of_view.parties_of(changed, 790, 430).labels[0].text == "59 States parties, 21 February 2025"


def test_without_a_list_there_is_nothing_to_tell(dataset: Dataset) -> None:
    assert convention.has_parties(dataset.context)
    assert not convention.has_parties(replace(dataset.context, about=None))
    assert not convention.has_parties(replace(dataset.context, parties=dataset.context.parties.iloc[:0]))
