"""The words on screen: none is missing, none is idle, and every language has them all."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Message

from mri_data import schema
from mri_data.charts import marks
from mri_data.charts.timeline.context import CALLED, EXPLAINED, NAMED, SHAPES
from mri_data.exports.changes import COLUMNS as CHANGE_COLUMNS
from mri_data.exports.formats import EXPORTS
from mri_data.exports.json_schema import NOTES
from mri_data.exports.readable_sheet import COLUMNS as READABLE
from mri_data.query.filters import FACETS, SWITCHES
from mri_data.reading import sheets
from mri_data.reading.settings import NAMES
from mri_data.schema import fields
from mri_data.schema.context import KINDS, MEETING_KINDS, MILESTONE_KINDS, TABLES, WAYS_TO_JOIN, WAYS_TO_SIGN
from mri_data.schema.records import OPEN_PRECISIONS
from mri_data.schema.translations import MAKERS, TranslationRow
from mri_data.sentences.changes import KEYS as SETTINGS_KEYS
from mri_data.sentences.changes import NAMES as NAMED_LISTS
from mri_data.words.catalogue import CATALOGUE, LOCALE_DIR, Words, catalogue, languages, words
from mri_data.words.date_text import QUALIFIERS
from mri_data.words.names import IN_CATALOGUE, SERIES
from mri_data.words.system_reasons import REASONS
from mri_ui.frame.browser import WORDS as STREAMLIT
from mri_ui.parts.donor_pack import MESSAGES

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted(ROOT.glob("src/**/templates/*.html"))
CODE = [*ROOT.glob("src/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "tools" / "marks.py", ROOT / "dashboard.py"]

# What the code says words with; the key comes first.
SAYING = {"say", "raw", "n", "of", "counted", "DateFault", "Offer"}

# What is checked before a talk.
CHECKS = ("requests", "map", "fonts", "text", "contrast", "address", "saved")

# Types of placeholders of slides.
HOLDERS = ("title", "ctrTitle", "subTitle", "body", "chart", "tbl")
# Keys that are put together from codes, with the codes.
FAMILIES: dict[str, tuple[str, ...]] = {
    "check.class.{}": ("mend", "doubtful", "know"),
    "check.class.{}.note": ("mend", "doubtful", "know"),
    "check.drop.{}": ("choose", "hint", "unreadable", "sending", "empty"),
    "deck.part.{}": ("title", "text", "source", "table", "chart", "notes"),
    "{}.chart": ("deck.edited", "deck.kept"),
    "problem.deck.{}": (
        *("large", "unpacked", "slides", "password", "old", "macros", "other", "damaged", "foreign", "busy", "slow"),
    ),
    "reason.{}": REASONS,
    "area.long.{}": schema.WORK_AREAS,
    "handout.key.{}": (*marks.NOTED, "end"),
    "{}.note": ("sources.problems", "sources.warnings"),
    "date.spoken.{}_only": ("year", "month"),
    "evidence.{}.meaning": schema.EVIDENCE,
    "preview.{}": ("overview", "timeline", "records", "present", "sources", "check"),
    "date_note.{}": schema.PRECISIONS,
    "date.spoken.{}": ("after", "before", *QUALIFIERS.values()),
    "short.{}": ("ongoing", "undated"),
    "filters.{}": SWITCHES,
    "api.parameter.{}": SWITCHES,
    "filters.kind.{}": schema.KINDS,
    "bar.{}": ("work_area", "years", "place", "precision", "more", *SWITCHES),
    "bar.{}.label": tuple(name for name in FACETS if name != "work_area"),
    "headline.{}": ("forums", "host_cities", "achievements", "languages"),
    "copy.{}": ("copy", "copied", "failed"),
    "page.{}": ("overview", "timeline", "map", "records", "convention", "present", "sources", "check"),
    "convention.head.{}": ("order", "state", "signed", "joined", "how", "sources", "note"),
    "convention.how.{}": (*WAYS_TO_JOIN, *WAYS_TO_SIGN),
    "convention.pill.{}": WAYS_TO_JOIN,
    "convention.step.{}": ("date", "states", "after"),
    "convention.years.{}": ("year", "states", "total"),
    "series.{}": SERIES,
    "map.zoom.{}": ("in", "out", "whole", "hint", "move", "keys"),
    "records.{}": schema.KINDS,
    "records.no_{}": schema.KINDS,
    "records.page_{}": ("earlier", "later"),
    "key.{}": marks.KEY_SHAPES,
    "problems.{}": ("file", "line", "column", "found"),
    "source.{}": ("title", "publisher", "terms", "read"),
    "dictionary.{}": ("field", "title", "meaning"),
    "date.{}": (*QUALIFIERS.values(), "decade", "decade_not_century", *OPEN_PRECISIONS, "undated"),
    "date.the.{}": ("day", "month", "year"),
    "date.range.{}": ("days", "months", "years", "mixed"),
    "date.since_{}": ("decade", "decade_not_century", *QUALIFIERS.values()),
    "date.end.{}": tuple(QUALIFIERS.values()),
    "date.pattern.{}": ("day", "month", "year", "day_of_range", "day_and_month", "month_of_range"),
    "timeline.alt.{}": ("ongoing", "undated"),
    "counted.sort.{}": ("ongoing", "undated"),
    "counted.{}": ("loose", "ongoing", "undated"),
    "counted.key.{}": ("bar", "pale", "ongoing", "undated"),
    "counted.table.{}": ("ongoing", "loose", "undated"),
    "timeline.context.{}": (*NAMED, *CALLED),
    "timeline.context.short.{}": EXPLAINED,
    "key.context.{}": tuple(SHAPES.values()),
    "count.{}s": schema.KINDS,
    "export.sheet.{}": ("sources", "corrections", "quality_notes", "context", "states_parties"),
    "workbook.{}": tuple(column.key for column in READABLE),
    "workbook.note.{}": (*NOTES, "cite"),
    "context.{}": KINDS,
    "context.in_line.{}": KINDS,
    "context.kind.{}": (*MEETING_KINDS, *MILESTONE_KINDS, "forum"),
    "context.head.{}": ("when", "what", "where", "note", "sources"),
    "talk.head.{}": ("date", "title", "where"),
    "api.schema.{}": ("detail", "citation", "statement", "fact", "original"),
    "slide.shape.{}": ("image", "notes", "notes_number", *HOLDERS, "ftr", "sldNum"),
    "slide.prompt.{}": HOLDERS,
    "slide.layout.{}": ("title", "statement", "chart", "table", "record", "closing"),
    "present.save.{}": ("pptx", "html"),
    "ready.{}": CHECKS,
    "ready.{}.good": CHECKS,
    "ready.{}.bad": CHECKS,
    "pack.file.{}": tuple(export.ending for export in EXPORTS.values()),
    "pack.{}": MESSAGES,
    "left_out.{}s": schema.KINDS,
    "left_out.{}": tuple(TABLES),
    "streamlit.{}": STREAMLIT,
    "title.when.{}": OPEN_PRECISIONS,
    "problem.{}.unsourced": ("places", "alongside"),
    "change.kind.{}": ("added", "removed", "moved", "changed"),
    "change.count.{}": ("added", "removed", "moved", "changed", "unchanged"),
    "change.head.{}": tuple(CHANGE_COLUMNS),
    "change.table.{}": (*schema.TABLES, *SETTINGS_KEYS, "names", "translations"),
    "change.key.{}": tuple(f"{table}.{key}" for table, keys in SETTINGS_KEYS.items() for key in keys),
    "change.row.{}": (
        *("about", "parties_about", "places", "sources", "corrections", "quality_notes", "slides", "stories"),
        "translations",
        *NAMED_LISTS.values(),
    ),
    "problem.check.{}": ("isin", "str_matches", "str_length", "in_range", "swapped", "number", "field_uniqueness"),
}
MODELS: list[Any] = [*schema.TABLES.values(), TranslationRow, schema.DerivedColumns]
DESCRIBED = [fields.columns(model) for model in MODELS]
COLUMNS = [column.metadata for columns in DESCRIBED for column in columns.values()]
EDITED = [column.metadata for columns in DESCRIBED[:-1] for column in columns.values()]
FAMILIES |= {
    "column.{}": tuple(meta["texts"] for meta in COLUMNS),
    "column.{}.help": tuple(meta["texts"] for meta in COLUMNS),
    "column.{}.in_sentence": tuple(meta["texts"] for meta in EDITED),
    "column.{}.blank": tuple(meta["texts"] for meta in COLUMNS if meta.get("blank")),
    "column.unit.{}": tuple(meta["unit"] for meta in COLUMNS if meta.get("unit")),
}
OF_RECORDS = schema.record_columns()
FAMILIES |= {
    f"{IN_CATALOGUE.get(name, name)}.{{}}": codes
    for name, facet in FACETS.items()
    if (codes := fields.choices(OF_RECORDS[facet.column]))
}
FAMILIES |= {
    "choice.date_of.{}": schema.DATE_OF,
    "choice.evidence.{}": schema.EVIDENCE,
    "choice.continent.{}": ("africa", "americas", "asia", "europe", "oceania"),
    "choice.confidence.{}": ("high", "medium"),
    "choice.kind.{}": (*MEETING_KINDS, *MILESTONE_KINDS, *WAYS_TO_JOIN, *WAYS_TO_SIGN),
}
SETTINGS = [f"{name}.{key}" for name in sheets.ENTRIES for key in sheets.ENTRIES[name]]
SETTINGS += [f"{name}.{key}" for name in sheets.SINGLE for key in set(sheets.keys_of(name).values())]
FAMILIES |= {
    "sheet.{}": (*sheets.SHEETS, *sheets.OPTIONAL, sheets.READ_ME, sheets.LISTS),
    "sheet.{}.help": (*sheets.SHEETS, *sheets.OPTIONAL),
    "sheet.translations.{}": ("status", "then", *MAKERS),
    "sheet.translations.{}.help": ("status", "then"),
    "problem.translation.{}": (
        *("table", "column", "id", "language", "twice", "stale", "sources", "numbers", "long", "made_by"),
    ),
    "setting.{}": (*sheets.KEY_COLUMNS, *SETTINGS),
    "setting.{}.help": (*sheets.KEY_COLUMNS, *SETTINGS),
    "setting.names.of.{}": tuple(NAMES),
    "read_me.{}": ("edit", "add", "write", "dates", "lists", "choices", "finish", "check", "show"),
    "read_me.add.{}": ("source", "place", "body", "entry", "last"),
    "sheet.help.{}": ("source", "sources", "bodies"),
    "read_me.head.{}": ("sheet", "column", "holds", "choices"),
}
OF_FAMILIES = {pattern.format(code) for pattern, codes in FAMILIES.items() for code in codes}
# Spaces at an end that are meant: the words stand behind others.
SPACED = {"source.copy"}


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def key_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def texts_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@cache
def keys(language: str) -> frozenset[str]:
    return frozenset(key_of(message) for message in messages(language))


def callee(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Call):
        return "say" if isinstance(function.func, ast.Name) and function.func.id == "words" else ""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@cache
def nodes() -> tuple[tuple[str, ast.AST], ...]:
    """Every piece of the code, with the file it stands in."""
    return tuple((path.name, node) for path in CODE for node in ast.walk(ast.parse(path.read_text("utf-8"))))


def said() -> list[tuple[str, ast.expr]]:
    """The first argument of every call that says words, with the file it stands in."""
    return [
        (file, choice)
        for file, node in nodes()
        if isinstance(node, ast.Call) and node.args and callee(node) in SAYING
        for choice in alternatives(node.args[0])
    ]


def alternatives(argument: ast.expr) -> list[ast.expr]:
    return [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]


def pattern_of(text: ast.JoinedStr) -> str:
    """`bar.{}` for `f"bar.{name}"`."""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in text.values)


def said_in_templates() -> set[str]:
    """The whole keys that the templates say."""
    texts = [path.read_text("utf-8") for path in TEMPLATES]
    return {key for text in texts for key in re.findall(r"""say(?:\.n)?\(["']([^"']+)["'](?! ~)""", text)}


def constants() -> set[str]:
    """Every string that the code holds."""
    return {node.value for _, node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_there_is_english() -> None:
    assert "en" in languages()


@pytest.mark.parametrize("language", languages())
def test_no_key_is_there_twice(language: str) -> None:
    text = (LOCALE_DIR / language / CATALOGUE).read_text("utf-8")
    ids = re.findall(r'^msgid "(.+)"$', text, flags=re.MULTILINE)
    assert sorted(one for one in set(ids) if ids.count(one) > 1) == []
    assert len(ids) == len(keys(language))


@pytest.mark.parametrize("language", languages())
def test_every_key_has_words_in_each_of_its_forms(language: str) -> None:
    forms = catalogue(language).num_plurals
    for message in messages(language):
        assert all(text.strip() for text in texts_of(message)), message.id
        assert not message.fuzzy, message.id
        assert len(texts_of(message)) == (1 if isinstance(message.id, str) else forms), message.id


@pytest.mark.parametrize("language", languages())
def test_a_plural_has_the_key_of_its_singular(language: str) -> None:
    pairs = [message.id for message in messages(language) if not isinstance(message.id, str)]
    assert [pair for pair in pairs if pair[1] != f"{pair[0]}.plural"] == []


@pytest.mark.parametrize("language", languages())
def test_the_forms_of_a_key_have_the_same_placeholders(language: str) -> None:
    for message in messages(language):
        first, *others = [placeholders(text) for text in texts_of(message)]
        # The text for one may say "une fiche", as its number has the gender of what it counts.
        assert all(first <= other <= first | {"number", "added", "count"} for other in others), message.id


@pytest.mark.parametrize("language", languages())
def test_words_are_words_and_not_pieces_of_a_page(language: str) -> None:
    for message in messages(language):
        for text in texts_of(message):
            assert not re.search(r"<[a-z/!]|&\w+;", text), message.id
            assert "  " not in text, message.id
            assert text == text.strip() or key_of(message) in SPACED, message.id


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything_that_english_says(language: str) -> None:
    assert keys(language) == keys("en")
    wanted = {key_of(message): placeholders(texts_of(message)[-1]) for message in messages("en")}
    assert {key_of(message): placeholders(texts_of(message)[-1]) for message in messages(language)} == wanted


@pytest.mark.parametrize("language", languages())
def test_every_code_has_its_words(language: str) -> None:
    say, written = words(language), catalogue(language)
    for pattern, codes in FAMILIES.items():
        for code in codes:
            key = pattern.format(code)
            assert key in keys(language), f"{key} has no words"
            if not placeholders(texts_of(written[key])[0]):
                assert say(key) if isinstance(written[key].id, str) else say.n(key, 1)


def test_every_key_that_the_code_says_has_words() -> None:
    found = [(file, one.value) for file, one in said() if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    assert len(found) > 100
    assert [(file, key) for file, key in found if key not in keys("en")] == []


def test_every_key_that_a_template_says_has_words() -> None:
    assert len(said_in_templates()) > 3
    assert said_in_templates() - keys("en") == set()


def test_every_key_put_together_from_codes_is_of_a_family_listed_here() -> None:
    patterns = {pattern_of(one) for _, one in said() if isinstance(one, ast.JoinedStr)}
    of_codes_alone = {pattern for pattern in patterns if not pattern.replace("{}", "").strip(".")}
    assert patterns - of_codes_alone - set(FAMILIES) == set()


def test_no_words_are_idle() -> None:
    assert sorted(keys("en") - OF_FAMILIES - constants() - said_in_templates()) == []


def test_every_choice_has_words() -> None:
    for name, column in schema.record_columns().items():
        # What a date is of stands in files only, as its code.
        for code in fields.choices(column) if name != "date_of" else ():
            assert any(key.endswith(f".{code}") for key in keys("en")), code


# --- how words are said


def small(text: str) -> Words:
    """A language of one key, `a`, and one count, `b`."""
    made = catalogue("en")
    made.add("a", text)
    made.add(("b", "b.plural"), ("{count} thing", "{count} things"))
    return Words("en", made)


def test_the_catalogue_of_english_is_read_once_whether_it_is_named_or_not() -> None:
    assert words() is words("en")


def test_values_stand_in_their_places_as_they_are() -> None:
    assert small("x {y} z")("a", y="{y} {count} %s") == "x {y} {count} %s z"


@pytest.mark.parametrize(("count", "text"), [(0, "0 things"), (1, "1 thing"), (2, "2 things")])
def test_a_count_decides_the_form(count: int, text: str) -> None:
    assert small("x").n("b", count) == text


def test_a_key_without_words_is_refused() -> None:
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        small("x")("no.such.key")
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        small("x").n("no.such.key", 2)


def test_a_missing_value_is_refused() -> None:
    with pytest.raises(KeyError, match="y"):
        small("x {y}")("a")


def test_digits_of_a_count_are_grouped_and_those_of_a_year_are_not() -> None:
    say = words("en")
    assert say("status", shown=1204, records=1_000_000, described="All") == "1,204 of 1,000,000 records: All."
    assert say.n("timeline.alt.matched", 2013) == "2,013 match the filters"
    assert say("title.span", first=1995, last=2013) == "1995 to 2013"


# What is written for programs keeps their spaces: words in backticks, addresses, an example of a cell.
FOR_PROGRAMS = re.compile(r"`[^`]*`|https?://\S+|wcc-1998; gfmd")
WITHOUT_FRENCH_SPACE = re.compile(
    "(?<![\u202f\u00a0\\s])[;!?»](?=\\s|$)|(?<![\u202f\u00a0]):(?=\\s|$)| [;:!?»]|«(?![\u202f\u00a0])"
)


def test_french_has_a_narrow_space_before_its_high_signs_and_inside_guillemets() -> None:
    texts = [(one.id, text) for one in catalogue("fr") if one.id for text in texts_of(one)]
    assert len(texts) > 1000
    assert [(id, text) for id, text in texts if WITHOUT_FRENCH_SPACE.search(FOR_PROGRAMS.sub("", text))] == []
