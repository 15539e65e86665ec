"""Write `data/README.md`, the data dictionary, from the schema and the English catalogue."""

import pandera.pandas as pa

from mri_data import schema
from mri_data.reading.data_folder import FILES, TRANSLATIONS_FILE
from mri_data.schema import fields
from mri_data.schema.settings import SLIDES
from mri_data.schema.translations import TranslationRow
from mri_data.words.catalogue import words
from mri_data.words.columns import column_text

TITLE = "# The record: what each file and column means"
GENERATED_NOTE = (
    "This page is written by `mri-data dictionary` from `src/mri_data/schema/` and the English catalogue; "
    "change it there."
)
FILES_SECTION = """## Files

| file | what it holds |
| --- | --- |
| `forums.csv` | one row for each forum |
| `achievements.csv` | one row for each achievement, which is one paragraph of the source |
| `places.csv` | the cities that records name, with their coordinates |
| `sources.toml` | everything a record cites: title, publisher, address, terms, the day it was read |
| `corrections.toml` | what the source gets wrong, what is shown instead, and why |
| `names.toml` | spellings of places and bodies, and search words for forums |
| `quality_notes.toml` | what is still to be documented, and what was left out on purpose |
| `story.toml` | the talk: what to say on each slide, and which records have a slide of their own in its appendix |
| `about.toml` | the record's title, the day up to which it is current, its licence, the contact; and \
`language`, that of the cells (`en`, `fr`, `es` or `it`), if all are in one |
| `context/` | what happened in the world meanwhile, none of it MRI's work or counted as such; a record may do without |
| `context/meetings.csv` | government meetings on migration, and UN conferences that records name |
| `context/milestones.csv` | what happened to the Convention, its Committee and the Special Rapporteur's mandate |
| `context/later_forums.csv` | forums of the same name that no source by MRI mentions |
| `context/convention.csv` | the States parties to the Convention (ICRMW) |
| `context/signatories.csv` | States that have signed it and are not parties |
| `context/about.toml` | up to which day the list of States parties was checked, and where to look before quoting it |
| `translations.csv` | the record's texts in other languages, each with the English text it was made from, by whom, \
and who has read it; a record may do without |
| `basemap/` | the land outline of the map, with its own README |

In `story.toml`, each `[[slide]]` has `slide`, one of {slides}, and `notes`, what to say there; that of `evidence` may
have `gaps`, the ids of the notes of `quality_notes.toml` that it names. Each `[[story]]` has `record`, the id of a
record, and `notes`. Either may be left out.

Dates, lists, names and choices may be written in English, French, Spanish or Italian; so may the heads of columns.

To add a record, add a row; to correct the source, add an entry to `corrections.toml` and leave the row as the source
has it. `mri-data check` says what is wrong, with file, line and column.
"""


def data_readme() -> str:
    """The data dictionary as Markdown."""
    tables = [_table(f"`{FILES[name]}`", model) for name, model in schema.TABLES.items()]
    tables.append(_table(f"`{TRANSLATIONS_FILE}`", TranslationRow))
    worked = _table("Derived columns", schema.DerivedColumns)
    files = FILES_SECTION.replace("{slides}", ", ".join(f"`{slide}`" for slide in SLIDES))
    return "\n".join([TITLE, "", GENERATED_NOTE, "", files, *tables, worked]).rstrip() + "\n"


def _table(name: str, model: type[pa.DataFrameModel]) -> str:
    rows = [_row(column, described) for column, described in fields.columns(model).items()]
    summary = (model.__doc__ or "").strip()
    head = ["| column | name | meaning | values | when blank |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([f"## {name}", "", summary, "", *head, *rows, ""])


def _row(name: str, column: pa.Column) -> str:
    meta, text = column.metadata, column_text(column, words())
    values = ", ".join(f"`{choice}`" for choice in fields.choices(column))
    values = values or (f"`{meta['example']}`" if meta.get("example") else "")
    several = " A cell may hold several." if meta.get("multiple") else ""
    unit = f" Unit: {text.unit}." if text.unit else ""
    meaning = f"{text.meaning}{several}{unit}"
    cells = (f"`{name}`", text.title, meaning, values, text.blank or "not allowed")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
