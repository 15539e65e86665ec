"""Check normalised tables against the schema and against each other. Faults are reported, never corrected."""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import pandas as pd
import pandera.pandas as pa

from mri_data import schema
from mri_data.reading import data_warnings, date_words
from mri_data.reading.causes import one_per_missing_list, with_citing_rows
from mri_data.reading.check_references import (
    check_context_named,
    check_corrected,
    check_corrections_applied,
    check_evidence,
    check_places_spelled,
    check_records_named,
    check_slides_named,
    check_sources_named,
)
from mri_data.reading.choices import choice_words
from mri_data.reading.coordinates import degrees_meant, pair_meant
from mri_data.reading.date_warnings import early_day
from mri_data.reading.group_problems import first_of_each_kind, one_of_each_cause, one_of_each_row
from mri_data.reading.likely_ids import likely_ids, slug
from mri_data.reading.normalise import NormalTable
from mri_data.reading.settings import Settings
from mri_data.schema import fields
from mri_data.schema.context import TABLES
from mri_data.schema.records import ONE_UNIT
from mri_data.schema.settings import About
from mri_data.words.date_text import date_text
from mri_data.words.errors import MOST_OF_A_KIND, Fix, Origin, Problem, quoted
from mri_data.words.messages import Message, joined, messages
from mri_data.words.names import Labels

# Column with a statement -> column with its sources.
RESTS_ON = {"places": "place_source", "alongside": "alongside_source"}

# Columns of free text that must not be empty, and placeholders that people type there.
TEXTS = ("title", "summary", "name")
PLACEHOLDERS = {*date_words.NOTHING, "todo", "to do", "tbc.", "fixme", "untitled", "undefined", "(blank)", "(none)"}


def find_problems(tables: Mapping[str, NormalTable], settings: Settings, today: dt.date | None = None) -> list[Problem]:
    """All problems and warnings of tables and settings, sorted by origin and row.

    With `today`, a date of the data that lies in the future is a warning too.
    """
    records = [tables[name] for name in schema.RECORD_KINDS]
    places = tables["places"]
    found = [problem for table in tables.values() for problem in (*table.problems, *check_table(table))]
    found += check_ids(records)
    found += [problem for table in tables.values() for problem in check_placeholders(table)]
    early = bool(early_day(tables.values(), settings))
    for table in (tables[name] for name in TABLES if name in tables):
        found += [*check_ends(table), *check_signed(table, settings.about, early=early)]
    for check in (check_notes, check_dates, check_stated):
        found += [problem for table in records for problem in check(table)]
    found += [problem for table in records for problem in check_evidence(table, settings)]
    failed = {(one.table, one.row, one.column) for one in found if one.kind == "problem.cell.formula"}
    found = [
        problem for problem in found if not _is_of_missing_column(tables, problem) and not _of_failed(problem, failed)
    ]
    found = one_of_each_row([*found, *repeated_rows(tables.values())])
    found = one_of_each_cause(found, tables)
    found = with_citing_rows([*found, *settings.problems], tables, "sources", settings.source_faults)
    found = with_citing_rows(found, tables, "places", _faulty_places(places, found))
    found = one_per_missing_list(found, tables, {**_without_list(places, found), **settings.misspelt})
    found += check_corrections_applied(tables.values(), settings)
    found += check_context_named(settings) + check_places_spelled(settings, places) + check_sources_named(settings)
    found += check_slides_named(settings)
    if not any("id" in table.missing or table.unread_at for table in tables.values()):
        known = _by_id(records)
        found += check_records_named(settings, known)
        others = [table for name, table in tables.items() if name not in schema.RECORD_KINDS]
        found += check_corrected(settings, known | _by_id(others))
    found += data_warnings.data_warnings(tables, settings, today)
    return sorted(first_of_each_kind({*found}))


def find_problems_of_tables(tables: Mapping[str, NormalTable]) -> list[Problem]:
    """Problems within each table, where others cannot be read."""
    found = [problem for table in tables.values() for problem in (*table.problems, *check_table(table))]
    records = [tables[name] for name in schema.RECORD_KINDS if name in tables]
    for check in (check_notes, check_dates, check_stated):
        found += [problem for table in records for problem in check(table)]
    found = [problem for problem in found if not _is_of_missing_column(tables, problem)]
    return sorted(first_of_each_kind(one_of_each_cause({*found}, tables)))


def _by_id(tables: Iterable[NormalTable]) -> dict[str, tuple[str, ...]]:
    """Id of each row -> the columns of its table."""
    columns: dict[str, tuple[str, ...]] = {}
    for table in tables:
        columns |= dict.fromkeys(table.rows["id"].to_numpy(), tuple(table.rows.columns))
    return columns


def valid_rows(normal: NormalTable, problems: Collection[Problem]) -> pd.Index:
    """Rows of a table without a problem; none if the table lacks a column. `problems` must contain no warnings."""
    faulty = {row for problem in problems for row in problem.rows_in(normal.name)}
    return normal.rows.index[:0] if normal.missing else normal.rows.index[~normal.rows.index.isin(list(faulty))]


def left_out(normal: NormalTable, valid: pd.Index, problems: Collection[Problem]) -> list[str]:
    """Ids of the rows of a table that are not in `valid`, or `forums.csv:4` if the id is missing or faulty.

    If nothing could be read from some row on, one such place represents all rows from there.
    """
    in_ids = [problem for problem in problems if problem.table == normal.name and problem.column == "id"]
    nameless = {row for problem in in_ids for row in problem.rows}
    ids, brief = normal.rows.loc[normal.rows.index.difference(valid), "id"], normal.origin.brief
    found = [brief(int(str(row))) if row in nameless or not record else record for row, record in ids.items()]
    return found + ([brief(normal.unread_at)] if normal.unread_at else [])


def unusable(tables: Mapping[str, NormalTable], problems: Iterable[Problem]) -> list[Problem]:
    """Problems of no single row, because of which a whole table, or all of it from some row on, cannot be used."""
    broken = {name: table.rows.index for name, table in tables.items() if table.missing or table.unread_at}
    return [one for one in problems if one.table in broken and one.row not in broken[one.table]]


def _is_of_missing_column(tables: Mapping[str, NormalTable], problem: Problem) -> bool:
    """Whether a problem is of a cell in a missing column, which is reported once, for the header row."""
    table = tables.get(problem.table)
    return table is not None and problem.column in table.missing and problem.row in table.rows.index


def _of_failed(problem: Problem, failed: Collection[tuple[str, int | None, str | None]]) -> bool:
    """Whether a cell is empty only because a failed formula was removed from it, which is reported already."""
    return problem.kind != "problem.cell.formula" and (problem.table, problem.row, problem.column) in failed


def _without_list(places: NormalTable, found: Iterable[Problem]) -> dict[str, Problem]:
    """The problem that explains why no place is known, if the table of places lacks its `id` column; else empty."""
    lacking = [one for one in found if one.table == places.name and one.column == "id" and "id" in places.missing]
    return {"places": lacking[0]} if lacking else {}


def _faulty_places(normal: NormalTable, found: Collection[Problem]) -> dict[str, Problem]:
    """Places that are left out: id -> the first problem of its row, or of the table if the row has none."""
    faulty = normal.rows.drop(index=valid_rows(normal, found))
    causes: dict[int, Problem] = {}
    for one in sorted(found, reverse=True):
        causes |= dict.fromkeys(one.rows_in(normal.name), one)
    of_table = min((one for one in found if one.table == normal.name), default=None)
    places = {place: causes.get(int(str(row)), of_table) for row, place in faulty["id"].items()}
    return {place: cause for place, cause in places.items() if cause and place}


def check_table(normal: NormalTable) -> list[Problem]:
    """Problems found by the table's pandera model, one for each cell; cells that already have a problem are skipped."""
    model = schema.TABLES[normal.name]
    numbers = [name for name, column in fields.columns(model).items() if fields.is_number(column)]
    rows = normal.rows.assign(**{name: pd.to_numeric(normal.rows[name], errors="coerce") for name in numbers})
    try:
        fields.checked_schema(model).validate(rows, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = reversed(errors.failure_cases.to_dict("records"))
        checks = {(int(case["index"]), str(case["column"])): str(case["check"]) for case in cases}
        named = {(row, problem.column) for problem in normal.problems for row in problem.rows}
        ids = frozenset(normal.rows["id"])
        found = [_cell_problem(normal, *cell, check, ids) for cell, check in checks.items() if cell not in named]
        found = _with_ids(normal, found)
        pairs = {problem.row for problem in found if problem.kind == "problem.check.pair"}
        return [one for one in found if one.row not in pairs or one.kind != "problem.empty" or one.column != "lon"]
    return []


def _with_ids(normal: NormalTable, found: list[Problem]) -> list[Problem]:
    """The problems, those of ids that are empty with likely ones, of as many as are shown."""
    blank = [one.row for one in found if one.column == "id" and not one.value and one.row is not None]
    likely = likely_ids(normal, sorted(blank)[:MOST_OF_A_KIND]) if blank else {}
    return [
        one.with_fixes(Fix(((one.row, "id", likely[one.row]),))) if one.column == "id" and one.row in likely else one
        for one in found
    ]


def _cell_problem(normal: NormalTable, row: int, name: str, check: str, ids: Collection[str]) -> Problem:
    value = str(normal.rows.at[row, name])
    coordinates = _coordinates_problem(normal.origin, row, name, value) if check == "not_nullable" else None
    if coordinates:
        return coordinates
    likely = _form_meant(name, value, ids) if check.startswith("str_matches") else ""
    if likely:
        fix = Fix(((row, name, likely),))
        return Problem.of("problem.check.form", normal.origin, row, name, value, likely=quoted(likely)).with_fixes(fix)
    kind = "number" if check == "not_nullable" else check.split("(")[0]
    kind = "swapped" if kind == "in_range" and _is_swapped(normal, row) else kind
    problem = Problem.of(
        f"problem.check.{kind}" if value else "problem.empty",
        normal.origin,
        row,
        name,
        value,
        expected=_expected(normal, name, filled=bool(value)),
    )
    lat, lon = (str(normal.rows.at[row, one]) for one in ("lon", "lat")) if kind == "swapped" else ("", "")
    return problem.with_fixes(Fix(((row, "lat", lat), (row, "lon", lon)))) if kind == "swapped" else problem


def _form_meant(name: str, value: str, ids: Collection[str]) -> str:
    """The id, none of `ids`, or number that a text may mean: `pga-2017` for `PGA 2017`; empty if that is not known."""
    if name == "id":
        likely = slug(value)
        return likely if re.fullmatch(fields.SLUG, likely) and likely not in ids else ""
    found = re.fullmatch(r"[^0-9]*([1-9][0-9]?)[^0-9]*", value) if name == "number" else None
    return found[1] if found else ""


def _coordinates_problem(origin: Origin, row: int, name: str, value: str) -> Problem | None:
    """The problem of a cell that holds both coordinates, or degrees that are not a plain number; else `None`."""
    pair = pair_meant(value) if name == "lat" else None
    if pair:
        fix = Fix(((row, "lat", pair[0]), (row, "lon", pair[1])))
        longitude = quoted(origin.head("lon"))
        problem = Problem.of("problem.check.pair", origin, row, name, value, lat=pair[0], lon=pair[1], there=longitude)
        return problem.with_fixes(fix)
    likely = degrees_meant(value) if name in {"lat", "lon"} else ""
    if not likely:
        return None
    return Problem.of("problem.check.degrees", origin, row, name, value, likely=likely).with_fixes(
        Fix(((row, name, likely),))
    )


def _is_swapped(normal: NormalTable, row: int) -> bool:
    """Whether the latitude is out of range, but latitude and longitude would be valid if swapped."""
    if not {"lat", "lon"} <= {*normal.rows}:
        return False
    lat, lon = pd.to_numeric(normal.rows.loc[row, ["lat", "lon"]], errors="coerce")
    return bool(90 < abs(lat) <= 180 and abs(lon) <= 90)


def _expected(normal: NormalTable, name: str, *, filled: bool) -> str:
    """Phrase for what a faulty cell (`filled`) or blank cell of a column should contain."""
    column = fields.columns(schema.TABLES[normal.name])[name]
    say, bounds = messages(), {check.name: check.statistics for check in column.checks}
    if "isin" in bounds:
        return say("problem.expected.choice", choices=_choices(normal, name))
    if "in_range" in bounds:
        limits = bounds["in_range"]
        return say("problem.expected.range", least=limits["min_value"], most=limits["max_value"])
    if filled and "str_length" in bounds:
        return say("problem.expected.length", most=bounds["str_length"]["max_value"])
    return say("problem.expected.example", example=(column.metadata or {})["example"])


def _choices(normal: NormalTable, name: str) -> str:
    """What a column allows: in words where the table has words for people, else as codes."""
    offered = choice_words(name, fields.columns(schema.TABLES[normal.name])[name], messages())
    return joined(", ", offered.values() if normal.origin.is_worded else offered)


def check_placeholders(normal: NormalTable) -> list[Problem]:
    """Problems for titles and summaries that are only a placeholder, and for these and names of only punctuation."""
    found: list[Problem] = []
    for name in [name for name in TEXTS if name in normal.rows]:
        cells = normal.rows[name]
        signs = cells[~cells.str.contains("[0-9A-Za-z]") & (cells != "")]
        signs = signs[[_is_only_signs(cell) for cell in signs]]
        nothing = cells[cells.str.lower().isin(PLACEHOLDERS)] if name != "name" else signs[:0]
        expected = _expected(normal, name, filled=False)
        found += [
            Problem.of(
                "problem.check.placeholder", normal.origin, int(str(row)), name, cells.at[row], expected=expected
            )
            for row in signs.index.union(nothing.index)
        ]
    return found


def _is_only_signs(cell: str) -> bool:
    """Whether a text has no letter, number or symbol such as ©: only punctuation, or accents without letters."""
    return not any(unicodedata.category(sign)[0] in "LN" or unicodedata.category(sign) == "So" for sign in cell)


def repeated_rows(tables: Iterable[NormalTable]) -> list[Problem]:
    """Problems for rows equal to an earlier one in every cell; `other_rows` is empty, so that the first is kept."""
    return [problem for normal in tables for problem in _repeated(normal)]


def _repeated(normal: NormalTable) -> Iterator[Problem]:
    ids = normal.rows["id"]
    shared = normal.rows[ids.duplicated(keep=False) & (ids != "")]
    first: dict[tuple[str, ...], int] = {}
    for row, *cells in shared.itertuples():
        earlier = first.setdefault(tuple(cells), row)
        if earlier != row:
            yield Problem.of(
                "problem.row.repeated", normal.origin, row, first=normal.origin.row_name(earlier)
            ).with_fixes(Fix(deleted=(row,)))


def check_ids(tables: Iterable[NormalTable]) -> list[Problem]:
    """Problems for ids that occur in two record tables: an id is the address of one record."""
    seen: dict[str, str] = {}
    problems: list[Problem] = []
    for normal in tables:
        ids = normal.rows["id"]
        problems += [
            Problem.of("problem.id.elsewhere", normal.origin, int(str(row)), "id", record, other=seen[record])
            for row, record in ids[ids.isin(list(seen))].items()
        ]
        seen = dict.fromkeys(ids.to_numpy(), normal.origin.name) | seen
    return problems


def check_ends(normal: NormalTable) -> list[Problem]:
    """Problems for dates of the context with an open end: they cannot be drawn or counted."""
    dates = normal.dates["date"]
    is_open = dates["precision"].notna() & (dates["earliest"].isna() | dates["latest"].isna())
    return [
        Problem.of("problem.date.open", normal.origin, int(row), "date", normal.rows.at[row, "date"])
        for row in dates.index[is_open & (normal.rows["date"] != "")]
    ]


def check_signed(normal: NormalTable, about: About, *, early: bool = False) -> list[Problem]:
    """Problems for signatures that are not a day, month or year, or lie after the State joined or the date of the data.

    `early` says that the date of the data is itself too early (see `early_day`); then nothing is compared with it.
    """
    if "signed" not in normal.dates:
        return []
    signed, joined, cells = normal.dates["signed"], normal.dates["date"], normal.rows["signed"]
    written = signed["precision"].notna() & (cells != "")
    plain = signed["precision"].isin(ONE_UNIT)
    future = (signed["earliest"] > pd.Timestamp(about.data_date)) & (not early)
    late = plain & ~future & (signed["earliest"] > joined["latest"])
    day = Message(lambda say: Labels(say).day(about.data_date))
    return [
        Problem.of(key, normal.origin, int(row), "signed", cells.at[row], joined=_date_text(joined, row), day=day)
        for key, rows in (
            ("problem.signed.no_day", ~plain),
            ("problem.signed.future", plain & future),
            ("problem.signed.after", late),
        )
        for row in cells.index[written & rows]
    ]


def _date_text(dates: pd.DataFrame, row: int) -> str:
    """The date of a row in words; empty if it could not be read."""
    edtf = dates.at[row, "edtf"]
    return "" if pd.isna(edtf) else Message(partial(date_text, edtf))


def check_notes(normal: NormalTable) -> list[Problem]:
    """Problems for facts from other sources (`also_known`) that cite no source."""
    return [
        Problem.of("problem.note.unsourced", normal.origin, int(str(row)), "also_known", note.text)
        for row, notes in normal.tuples["also_known"][normal.rows["also_known"] != ""].items()
        for note in notes or ()
        if not note.sources
    ]


def check_dates(normal: NormalTable) -> list[Problem]:
    """Problems for dated records without a source of the date, or without `date_of`, which says what the date is of."""
    precision = normal.dates["date"]["precision"]
    dated = precision.notna() & (precision != "undated")
    unsourced = dated & _none(normal.tuples["date_source"])
    unexplained = dated & (precision != "ongoing") & (normal.rows["date_of"] == "")
    choices = _choices(normal, "date_of")
    return [
        Problem.of("problem.date.unsourced", normal.origin, int(row), "date_source") for row in dated.index[unsourced]
    ] + [
        Problem.of("problem.date.unexplained", normal.origin, int(row), "date_of", choices=choices)
        for row in dated.index[unexplained]
    ]


def check_stated(normal: NormalTable) -> list[Problem]:
    """Problems for records that state places, or the government meeting they ran alongside, without a source."""
    return [
        Problem.of(f"problem.{name}.unsourced", normal.origin, int(row), source)
        for name, source in RESTS_ON.items()
        if name in normal.rows
        for row in normal.rows.index[_none(normal.tuples[source]) & (normal.rows[name] != "")]
    ]


def _none(cells: "pd.Series[Any]") -> "pd.Series[bool]":
    """Mask of the cells without any code; a cell that could not be read is `None` and is not one of them."""
    return pd.Series([codes == () for codes in cells.to_numpy()], index=cells.index, dtype=bool)
