"""Read the entries of settings files. A faulty entry is a problem that says which and where; it is not used.

pydantic checks the values against the types of the entries; here its errors become sentences of the catalogue. Only
`about`, and `parties_about` if there is a context, must be usable: nothing can be shown without them.
"""

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar, get_type_hints

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from mri_data import schema
from mri_data.reading.cells import CONTROL_CHARACTERS, NOTHING_SEEN
from mri_data.reading.dates import likely_dates, parse_date
from mri_data.reading.raw import RawSettings, Section
from mri_data.reading.sheets import SINGLE, setting_words
from mri_data.schema.settings import (
    About,
    Code,
    Correction,
    KeyRows,
    LanguageCode,
    PartiesAbout,
    QualityNote,
    SlideNotes,
    Source,
    Story,
)
from mri_data.words.catalogue import languages, words
from mri_data.words.errors import Fix, Origin, Problem, UnusableSettings, quoted
from mri_data.words.messages import Message, joined, messages
from mri_data.words.names import Labels
from mri_data.words.spelling import hint, name_key, nearest

Entry = TypeVar("Entry")

# The day in examples.
DAY = dt.date(2026, 11, 24)
# Sentences that differ in a sheet.
SENTENCES_IN_CELL = {
    "problem.entry.missing": "problem.setting.missing",
    "problem.entry.unknown": "problem.setting.unknown",
    "problem.entry.marked": "problem.entry.value",
}
SPELLINGS = dict[str, Annotated[tuple[Code, ...], Field(min_length=1)]]
SHORT_NAMES = dict[str, Annotated[str, Field(strict=True, min_length=1)]]
NAMES: Mapping[str, Any] = {"places": SPELLINGS, "bodies": SPELLINGS, "kinds": SPELLINGS, "short": SHORT_NAMES}
# Sections in which each spelling must belong to only one code.
SPELLED = {"places", "bodies"}
MAY_BE_BLANK = {"was", "becomes"}

# How a sentence refers to an entry, by its id or number.
CALLED: Mapping[Any, str] = {
    Correction: "problem.entry.correction",
    QualityNote: "problem.entry.note",
    Story: "problem.entry.story",
    SlideNotes: "problem.entry.slide",
    Source: "problem.entry.source",
}
IDS: Mapping[Any, str] = {QualityNote: "id", Story: "record", SlideNotes: "slide"}
# Settings -> the lists of entries that they may have.
LISTS = {"corrections": ("correction",), "quality_notes": ("note",), "story": ("slide", "story")}


@cache
def _examples(*, in_cells: bool) -> Mapping[Any, str]:
    """Type of a value -> an example of how it is written, in TOML or in a cell of a sheet."""
    say = messages()
    if in_cells:
        return {
            str: say("setting.written.text"),
            int: "2012",
            bool: say("sheet.yes"),
            dt.date: Message(lambda one: Labels(one).day(DAY)),
            tuple[str, ...]: say("setting.written.texts"),
            tuple[int, ...]: "2012; 2013",
            LanguageCode: "en, fr, es, it",
        }
    text = joined("", ('"', say("setting.written.word"), '"'))
    return {
        str: text,
        int: "2012",
        bool: "true",
        dt.date: str(DAY),
        tuple[str, ...]: joined("", ("[", text, "]")),
        tuple[int, ...]: "[2012]",
        LanguageCode: '"en", "fr", "es", "it"',
    }


@dataclass(frozen=True)
class Settings:
    """The valid entries of all settings, and the problems of the others.

    `origins` are by name of the settings. `faulty_sources` maps ids of sources that cannot be used to their rows, and
    `source_faults` to the first problem of each. `name_rows` maps each section of `names` to the rows of its codes;
    `misspelt` maps the right heading of a section to the problem of a misspelt one.
    """

    origins: Mapping[str, Origin]
    corrections: tuple[Correction, ...]
    notes: tuple[QualityNote, ...]
    stories: tuple[Story, ...]
    slides: tuple[SlideNotes, ...]
    sources: Mapping[str, Source]
    faulty_sources: Mapping[str, int | None]
    source_faults: Mapping[str, Problem]
    names: Mapping[str, Mapping[str, Any]]
    name_rows: Mapping[str, Mapping[str, int]]
    misspelt: Mapping[str, Problem]
    about: About
    parties_about: PartiesAbout | None
    problems: tuple[Problem, ...]


def read_settings(raw: Mapping[str, RawSettings]) -> Settings:
    """Read the entries of all settings, by name; `DataError` if `about` or `parties_about` cannot be used."""
    about, problems = read_about(raw["about"])
    parties_about = None
    if "parties_about" in raw:
        parties_about, unused = read_parties_about(raw["parties_about"])
        problems += unused
    sources, faulty, source_faults = _sources(raw["sources"], problems)
    merged = _merged(raw.values())
    source_faults = {name: merged.get(_cell(one), one) for name, one in source_faults.items()}
    misspelt = _misspelt(raw["names"])
    notes = _entries(QualityNote, raw["quality_notes"], "note", problems)
    stories = _entries(Story, raw["story"], "story", problems)
    slides = _entries(SlideNotes, raw["story"], "slide", problems)
    problems += [fault for name, known in LISTS.items() for fault in _unused(raw[name].values, known, _file(raw[name]))]
    problems += _named_twice(raw["quality_notes"].origin, notes) + _named_twice(raw["story"].origin, stories)
    problems += _named_twice(raw["story"].origin, slides)
    return Settings(
        origins={name: one.origin for name, one in raw.items()},
        corrections=_entries(Correction, raw["corrections"], "correction", problems),
        notes=notes,
        stories=stories,
        slides=slides,
        sources=sources,
        faulty_sources=faulty,
        source_faults=source_faults,
        names=_names(raw["names"], problems),
        name_rows={name: section.keys for name, section in _by_name(raw["names"]).items()},
        misspelt=misspelt,
        about=about,
        parties_about=parties_about,
        problems=(
            *(one for one in problems if _cell(one) not in merged),
            *(problem for one in raw.values() for problem in one.problems),
        ),
    )


def _merged(raw: Iterable[RawSettings]) -> dict[tuple[Origin, int | None, str | None], Problem]:
    """The cells that are empty because they are merged with the one above, each with the problem that says so."""
    found = [problem for one in raw for problem in one.problems if problem.kind == "problem.cell.merged_down"]
    return {(one.origin, row, one.column): one for one in found for row in one.rows}


def _cell(problem: Problem) -> tuple[Origin, int | None, str | None]:
    return problem.origin, problem.row, problem.column


def read_about(raw: RawSettings) -> tuple[About, list[Problem]]:
    """The values of `about`, and problems for what is not used; `UnusableSettings` if one is missing or invalid."""
    return _whole_file(About, raw)


def read_parties_about(raw: RawSettings) -> tuple[PartiesAbout, list[Problem]]:
    """The values of `parties_about` (on the list of States parties), otherwise as `read_about`."""
    return _whole_file(PartiesAbout, raw)


def _whole_file(kind: type[Entry], raw: RawSettings) -> tuple[Entry, list[Problem]]:
    spot, types = _file(raw), _types(kind)
    unused = _unused(raw.values, types, spot)
    faults: list[Problem] = []
    entry = _entry(kind, {key: value for key, value in raw.values.items() if key in types}, spot, faults)
    if entry is None:
        raise UnusableSettings(sorted([*faults, *unused]))
    return entry, [*faults, *unused]


class _Spot(NamedTuple):
    """Place of an entry: its settings, how a sentence refers to it, and its section if that can be found."""

    raw: RawSettings
    called: str
    section: Section | None

    def problem(self, key: str, at: str = "", value: Any = "", **more: object) -> Problem:
        """A problem of the entry, in the row of its key `at` if that is known."""
        row = self.rows((at,)).get(at)
        key = SENTENCES_IN_CELL.get(key, key) if self.raw.in_cells else key
        as_written = "; ".join(map(str, value)) if self.raw.in_cells and isinstance(value, list) else _as_written(value)
        return Problem.of(key, self.raw.origin, row, at or None, as_written, entry=self.called, **more)

    def written(self, kind: Any) -> str:
        """An example of how a value of a type is written."""
        return _examples(in_cells=self.raw.in_cells)[kind]

    def rows(self, keys: Iterable[str]) -> dict[str, int]:
        """Rows of the keys, or of the start of the entry, as far as they can be found."""
        section = self.section or Section()
        found = {key: section.keys.get(key, section.row) for key in keys}
        return {key: row for key, row in found.items() if row}


def _file(raw: RawSettings) -> _Spot:
    """The spot of a whole file, with the rows of its top-level keys and sections."""
    first = {section.name: section.row for section in reversed(raw.sections)} | raw.sections[0].keys
    return _Spot(raw, messages()("problem.entry.sheet" if raw.in_cells else "problem.entry.file"), Section(keys=first))


def _entries(kind: type[Entry], raw: RawSettings, key: str, problems: list[Problem]) -> tuple[Entry, ...]:
    """The valid entries of an array of tables, `[[key]]`; problems of the others are added to `problems`."""
    written = raw.values.get(key, [])
    if not isinstance(written, list):
        problems.append(_file(raw).problem("problem.entry.value", key, written, written=f"[[{key}]]"))
        return ()
    found = []
    sections = raw.sections_named(key, len(written))
    for number, (values, section) in enumerate(zip(written, sections, strict=True), start=1):
        spot = _Spot(raw, _called(kind, values, number), section)
        key_rows = spot.rows(values if isinstance(values, dict) else ())
        found.append(_entry(kind, values, spot, problems, key_rows=key_rows))
    return tuple(entry for entry in found if entry is not None)


def _called(kind: type[Entry], values: Any, number: int) -> str:
    say = messages()
    name = values.get(IDS.get(kind)) if isinstance(values, dict) else None
    named = quoted(name) if isinstance(name, str) and name.strip() else say("problem.entry.number", number=number)
    return say(CALLED[kind], name=named)


def _named_twice(origin: Origin, entries: Iterable[QualityNote | Story | SlideNotes]) -> list[Problem]:
    """Problems for entries that share an id, a record or a slide, except the first of each."""
    first: dict[str, KeyRows] = {}
    found: list[Problem] = []
    for entry in entries:
        key = IDS[type(entry)]
        name = getattr(entry, key)
        if name in first:
            entry_called = messages()(CALLED[type(entry)], name=quoted(name))
            where, more = (
                entry.key_rows.get(key),
                {"entry": entry_called, "first": origin.row_name(first[name].get(key, "?"))},
            )
            found.append(Problem.of("problem.entry.twice", origin, where, key, name, **more))
        first.setdefault(name, entry.key_rows)
    return found


def _sources(
    raw: RawSettings, problems: list[Problem]
) -> tuple[dict[str, Source], dict[str, int | None], dict[str, Problem]]:
    """The valid sources; of the others, the row and the first problem of each; all by id."""
    sources: dict[str, Source] = {}
    faulty: dict[str, int | None] = {}
    faults: dict[str, Problem] = {}
    sections, rows = _by_name(raw), _file(raw).rows(raw.values)
    for source, values in raw.values.items():
        section = sections.get(source) or Section(source, rows.get(source, 0))
        spot = _Spot(raw, messages()(CALLED[Source], name=quoted(source)), section)
        keys = spot.rows(values if isinstance(values, dict) else ())
        before = len(problems)
        entry = _entry(Source, values, spot, problems, id=source, key_rows=keys)
        if entry:
            sources[source] = entry
        else:
            faulty[source], faults[source] = rows.get(source), min(problems[before:])
    return sources, faulty, faults


def _by_name(raw: RawSettings) -> dict[str, Section]:
    return {section.name: section for section in reversed(raw.sections)}


def _names(raw: RawSettings, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """The valid spellings, by section and code; problems of the others are added to `problems`."""
    problems += _unknown_sections(raw).values()
    return {section: _section(raw, section, problems) for section in NAMES if section in raw.values}


def _misspelt(raw: RawSettings) -> dict[str, Problem]:
    """Problems of headings that seem to misspell a section that the file lacks, by that section."""
    problems, called = _unknown_sections(raw), _called_sections(raw, NAMES)
    return {called[near]: problems[key] for key, near in _sections_meant(raw).items() if near}


def _called_sections(raw: RawSettings, sections: Collection[str]) -> dict[str, str]:
    """What sections may be called -> the section: their codes and, in a sheet, their titles in each language."""
    spoken = [words(one) for one in languages()] if raw.in_cells else []
    titles = {say(f"setting.names.of.{section}"): section for section in sections for say in spoken}
    return {section: section for section in sections} | titles


def _sections_meant(raw: RawSettings) -> dict[str, str]:
    """Each unknown section -> the name, of a section that the file lacks, that it seems to misspell; or empty."""
    called = _called_sections(raw, [section for section in NAMES if section not in raw.values])
    found = {key: get_close_matches(key, called, 1) for key in raw.values if key not in NAMES}
    return {key: one[0] if one else "" for key, one in found.items()}


def _unknown_sections(raw: RawSettings) -> dict[str, Problem]:
    """The problem of each section that we do not know."""
    return {key: _unknown_section(raw, key, near) for key, near in _sections_meant(raw).items()}


def _unknown_section(raw: RawSettings, key: str, near: str | None) -> Problem:
    say, called = messages(), _called_sections(raw, NAMES)
    near = near or nearest(key, called)
    choices = [say(f"setting.names.of.{section}") for section in NAMES] if raw.in_cells else [*NAMES]
    text = say("problem.hint.near", near=quoted(near)) if near else hint(key, called, choices)
    if not raw.in_cells:
        return _file(raw).problem("problem.entry.unknown", key, hint=text)
    section = _by_name(raw).get(key, Section())
    problem = Problem.of("problem.name.unknown", raw.origin, section.row or None, "section", key, hint=text)
    rows = sorted({*section.keys.values()})
    return problem.with_fixes(Fix(tuple((row, "section", near) for row in rows))) if near and rows else problem


def _section(raw: RawSettings, section: str, problems: list[Problem]) -> dict[str, Any]:
    entries, kind = raw.values[section], NAMES[section]
    if not isinstance(entries, dict):
        problems.append(_file(raw).problem("problem.entry.value", section, entries, written=f"[{section}]"))
        return {}
    spot = _Spot(raw, section_called(section, raw.origin), _by_name(raw).get(section))
    _, wrong = _checked(kind, entries)
    written = spot.written(str if kind is SHORT_NAMES else tuple[str, ...])
    faults = _unused(entries, _known_codes(raw, section, entries), spot)
    faults += [spot.problem("problem.entry.value", code, entries[code], written=written) for code in wrong]
    left_out = {fault.column for fault in faults}
    valid = {code: value for code, value in entries.items() if code not in left_out}
    if section in SPELLED:
        problems += _shared(valid, spot)
    problems += [*faults, *_unseen(valid, spot)]
    names, _ = _checked(kind, {code: _seen(value) for code, value in valid.items()})
    return names or {}


def section_called(section: str, origin: Origin) -> str:
    """How a sentence refers to a section of names."""
    return quoted(messages()(f"setting.names.of.{section}")) if origin.is_worded else f"[{section}]"


def _shared(spellings: Mapping[str, Iterable[str]], spot: _Spot) -> list[Problem]:
    """One problem for each spelling that is listed for several codes, at the last of them."""
    codes: dict[str, dict[str, None]] = {}
    written = {name_key(name): name for names in spellings.values() for name in names}
    for code, names in spellings.items():
        for name in names:
            codes.setdefault(name_key(name), {})[code] = None
    return [
        spot.problem("problem.entry.shared", list(found)[-1], written[key], codes=", ".join(found))
        for key, found in codes.items()
        if len(found) > 1
    ]


def _known_codes(raw: RawSettings, section: str, entries: Mapping[str, Any]) -> Collection[str]:
    """The codes that a section may have. Those of places are not checked here, as that needs the table of places."""
    bodies = raw.values.get("bodies")
    known = {"kinds": schema.KINDS, "short": bodies if isinstance(bodies, dict) else entries}
    return known.get(section, entries)


def _unused(values: Mapping[str, Any], known: Collection[str], spot: _Spot) -> list[Problem]:
    """Problems for unknown keys."""
    if spot.raw.in_cells and spot.raw.origin.table in SINGLE:
        return _unknown_settings(values, known, spot)
    return [
        spot.problem("problem.entry.unknown", key, hint=hint(key, tuple(known))) for key in values if key not in known
    ]


def _unknown_settings(values: Mapping[str, Any], known: Collection[str], spot: _Spot) -> list[Problem]:
    """Problems for unknown names in a sheet with a row for each setting; a misspelt one is one that the sheet lacks."""
    left, origin, found = [key for key in known if key not in values] or known, spot.raw.origin, []
    called = [setting_words(f"{origin.table}.{key}", words(one))[0] for key in left for one in languages()]
    choices = [origin.head(key) for key in left]
    for key in (key for key in values if key not in known):
        row, near = spot.rows((key,)).get(key), nearest(key, called)
        text = hint(key, called, choices)
        problem = Problem.of("problem.name.unknown", origin, row, "setting", key, hint=text)
        found.append(problem.with_fixes(Fix(((row, "setting", near),))) if near and row else problem)
    return found


_types: Callable[[Any], dict[str, Any]] = cache(get_type_hints)


def _entry(
    kind: type[Entry], values: Any, spot: _Spot, problems: list[Problem], **known: str | KeyRows
) -> Entry | None:
    """One entry as its dataclass, lists as tuples; `None` if it has a fault.

    `known` are fields that are not in the file, such as the id of a source.
    """
    types = {key: wanted for key, wanted in _types(kind).items() if key not in known}
    if not isinstance(values, dict):
        table = messages()("problem.entry.table", keys=", ".join(types))
        problems.append(spot.problem("problem.entry.shape", value=values, written=table))
        return None
    entry, wrong = _checked(kind, {**_given(kind, values, types), **known})
    faults = [_fault(spot, key, values.get(key), types[key], error) for key, error in wrong.items()]
    faults += _unused(values, types, spot)
    problems += faults or _unseen(values, spot)
    return None if faults else entry


def _given(kind: Any, values: Mapping[str, Any], types: Collection[str]) -> dict[str, Any]:
    """Values of known keys without invisible characters; blank values of required keys are left out."""
    needed = {one.name for one in fields(kind) if one.default is MISSING} - MAY_BE_BLANK
    given = {key: _seen(value) for key, value in values.items() if key in types}
    return {key: value for key, value in given.items() if not (key in needed and _is_blank(value))}


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _checked(kind: Any, values: Mapping[str, Any]) -> tuple[Any, dict[str, ErrorDetails]]:
    """The values as one object of a kind, or `None`, with the first error of each faulty key."""
    try:
        return _adapter(kind).validate_python(values), {}
    except ValidationError as error:
        return None, {str(one["loc"][0]): one for one in reversed(error.errors(include_url=False))}


def _fault(spot: _Spot, key: str, value: Any, kind: Any, error: ErrorDetails) -> Problem:
    """The problem for an error of pydantic; for a number, boolean or date in quotation marks, it names those."""
    if error["type"] == "missing":
        return spot.problem("problem.entry.missing", key, written=spot.written(kind))
    if error["type"] == "string_too_long":
        return spot.problem("problem.entry.endless", key, value, most=error["ctx"]["max_length"])
    marked = isinstance(value, str) and kind in {int, bool, dt.date}
    problem = spot.problem(
        "problem.entry.marked" if marked else "problem.entry.value", key, value, written=spot.written(kind)
    )
    if not spot.raw.in_cells or kind is not dt.date or problem.row is None:
        return problem
    return problem.with_fixes(*(Fix(((problem.row, key, day),)) for day in _likely_days(str(value))))


def _likely_days(text: str) -> list[str]:
    """The days that a text may mean."""
    return [day for day in likely_dates(text) if day and parse_date(day).precision == "day"]


def _unseen(values: Mapping[str, Any], spot: _Spot) -> list[Problem]:
    """Problems for texts with invisible characters, which are removed as in cells of tables."""
    return [spot.problem("problem.entry.control", key, value) for key, value in values.items() if _seen(value) != value]


def _seen(value: Any) -> Any:
    if isinstance(value, list):
        return list(map(_seen, value))
    return CONTROL_CHARACTERS.sub("", value) if isinstance(value, str) else value


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and not NOTHING_SEEN.sub("", value)


def _as_written(value: Any) -> str:
    try:
        return (
            json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict | bool) else str(value)
        )
    except ValueError:
        # Python does not print numbers of more than 4,300 digits, but TOML can contain one, in hexadecimal.
        return "…"
