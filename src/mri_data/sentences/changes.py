"""Each difference of two records as a sentence: `Forum 3, Manila: the date 2008 became 22 to 30 October 2008.`"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import pandera.pandas as pa

from mri_data import schema
from mri_data.reading.choices import choice_words
from mri_data.reading.dates import DateProblem, parse_date
from mri_data.record.changes import ADDED, CHANGED, MOVED, Change, Changes
from mri_data.schema import fields
from mri_data.schema.records import OPEN_PRECISIONS
from mri_data.schema.translations import TRANSLATIONS, TranslationRow
from mri_data.words.catalogue import Words
from mri_data.words.columns import column_text, in_sentence
from mri_data.words.date_text import date_text
from mri_data.words.errors import LONGEST_VALUE, quoted
from mri_data.words.names import Labels

# Settings whose values are days.
DAYS = {("about", "data_date"), ("sources", "read"), ("parties_about", "parties_as_of")}
# Settings -> the keys that a sentence can name.
KEYS: Mapping[str, tuple[str, ...]] = {
    "about": ("title", "short_title", "publisher", "data_date", "text_ends", "licence", "licence_url", "contact"),
    "parties_about": ("parties_as_of", "parties_source", "check_source"),
    "sources": ("title", "publisher", "url", "terms", "read", "copy"),
    "corrections": ("record", "column", "was", "becomes", "reason", "source"),
    "quality_notes": ("id", "title", "text", "years", "records", "sources", "context"),
    "slides": ("slide", "notes", "gaps"),
    "stories": ("record", "notes"),
}
# Lists of names -> what one of their entries is.
NAMES = {"places": "spellings", "bodies": "spellings", "kinds": "search_words", "short": "short"}
# How many characters of a long text stand around what changed in it.
AROUND = 20
WORD_END = re.compile(r"\s+\S*$")
WORD_START = re.compile(r"^\S*\s+")


def sentence(change: Change, say: Words) -> str:
    """One difference as a sentence."""
    row = row_name(change, say)
    if change.kind == CHANGED:
        return _cell(change, row, say)
    if change.kind == MOVED:
        return say("change.moved", row=row, old=change.old, new=change.new)
    return say("change.added" if change.kind == ADDED else "change.removed", row=row)


def totals(changes: Changes, say: Words) -> str:
    """How many differences there are, and how many rows are the same."""
    unchanged = changes.unchanged
    if not changes:
        return say("change.none", all=unchanged)
    return say.n("change.total", len(changes), all=unchanged)


def table_totals(changes: Changes, table: str, say: Words) -> str:
    """How many rows of a table were added, removed, moved, changed or are the same; only what there is."""
    counts = changes.totals[table]._asdict()
    parts = [say(f"change.count.{kind}", count=count) for kind, count in counts.items() if count]
    return say("change.totals", table=table_name(table, say), counts=Labels(say).listed(parts))


def table_name(table: str, say: Words) -> str:
    """What people call a table or a list of settings."""
    return say(f"change.table.{table.partition('.')[0]}")


def row_name(change: Change, say: Words) -> str:
    """What people call a row or an entry, such as `Forum 3, Manila`."""
    if change.table == "forums" and change.called[0]:
        return _forum(change, say)
    table, _, section = change.table.partition(".")
    if table in {"about", "parties_about"}:
        return say(f"change.row.{table}")
    if table == "names":
        return say(f"change.row.{NAMES.get(section, 'spellings')}", id=quoted(change.id))
    if table in {"slides", "stories"}:
        return say(f"change.row.{table}", id=quoted(change.id))
    if table == "corrections" and all(change.called):
        record, column = change.called
        return say("change.row.corrections", column=_record_column(column, say), record=quoted(record))
    if table == TRANSLATIONS:
        one, field, language = change.called
        name = Labels(say)("language", language)
        return say("change.row.translations", id=quoted(one), field=quoted(field), language=name)
    return _titled(change, say)


def _forum(change: Change, say: Words) -> str:
    number, places, _ = change.called
    if places:
        return say("change.row.forum", number=_plain(number), places=_plain(places))
    return say("change.row.forum.no_place", number=_plain(number))


def _titled(change: Change, say: Words) -> str:
    name = change.called[-1] if change.called else ""
    if name and change.table in {"places", "sources", "quality_notes"}:
        return say(f"change.row.{change.table}", name=quoted(name))
    if name:
        return quoted(name)
    return say("change.row.id", id=quoted(change.id)) if change.id else say("change.row.nameless")


def _plain(text: str) -> str:
    """A text that needs no quotation marks, such as a number or the name of a city."""
    return quoted(text)[1:-1]


def column_title(change: Change, say: Words) -> str:
    """The title of the column of a changed cell, such as `Date`; of a key of settings, what it is within a sentence."""
    column = _columns(change.table).get(change.column)
    return column_text(column, say).title if column is not None else column_name(change, say)


def column_name(change: Change, say: Words) -> str:
    """What people call the column of a changed cell, as within a sentence: `the date`."""
    column = _columns(change.table).get(change.column)
    if column is not None:
        return in_sentence(column, say)
    if change.column in KEYS.get(change.table, ()):
        key = f"{change.table}.{change.column}"
        return say(f"change.key.{key}")
    if change.table.startswith("names."):
        return say("change.value")
    return say("change.entry", name=quoted(change.column))


def _record_column(name: str, say: Words) -> str:
    column = _columns("forums").get(name)
    return in_sentence(column, say) if column is not None else quoted(name)


@cache
def _columns(table: str) -> Mapping[str, pa.Column]:
    if table == TRANSLATIONS:
        return fields.columns(TranslationRow)
    return fields.columns(schema.TABLES[table]) if table in schema.TABLES else {}


def _cell(change: Change, row: str, say: Words) -> str:
    column, old, new = column_name(change, say), _worded(change, change.old, say), _worded(change, change.new, say)
    if not old:
        return say("change.cell.filled", row=row, column=column, new=_value(change, new, say))
    if not new:
        return say("change.cell.emptied", row=row, column=column, old=_value(change, old, say))
    if _is_date(change):
        was, becomes = _date(old, say), _date(new, say)
        if was and was == becomes:
            return say("change.cell.respelled", row=row, column=column, old=quoted(old), new=quoted(new))
        return say("change.cell", row=row, column=column, old=was or quoted(old), new=becomes or quoted(new))
    if max(len(old), len(new)) > LONGEST_VALUE:
        old, new = differing_parts(old, new)
        return say("change.cell.part", row=row, column=column, old=quoted(old), new=quoted(new))
    return say("change.cell", row=row, column=column, old=quoted(old), new=quoted(new))


def _worded(change: Change, text: str, say: Words) -> str:
    """A text of a closed list in the words of a language; any other as it is."""
    column = _columns(change.table).get(change.column)
    return text if column is None else choice_words(change.column, column, say).get(text, text)


def _is_date(change: Change) -> bool:
    column = _columns(change.table).get(change.column)
    return (change.table, change.column) in DAYS or bool(column is not None and column.metadata.get("dated"))


def _value(change: Change, text: str, say: Words) -> str:
    return (_date(text, say) if _is_date(change) else "") or quoted(text)


@lru_cache(maxsize=65_536)
def _date(written: str, say: Words) -> str:
    """A date in words; empty if it cannot be read."""
    try:
        date = parse_date(written)
    except DateProblem:
        return ""
    # A date with an open end is a phrase of its own, which cannot follow `the date`.
    return quoted(date_text(date.edtf, say)) if date.precision in OPEN_PRECISIONS else date_text(date.edtf, say)


def differing_parts(old: str, new: str) -> tuple[str, str]:
    """What differs in two long texts, with a few words around it and an ellipsis where something is left out."""
    before = _shared(old, new)
    behind = _shared(old[before:][::-1], new[before:][::-1])
    lead, tail = old[:before], old[len(old) - behind :]
    if len(lead) > AROUND:
        lead = "…" + WORD_START.sub("", lead[-AROUND:])
    if len(tail) > AROUND:
        tail = WORD_END.sub("", tail[:AROUND]) + "…"
    room = LONGEST_VALUE - len(lead) - len(tail)
    parts = (text[before : len(text) - behind] for text in (old, new))
    first, second = (lead + _middle_cut(part, room) + tail for part in parts)
    return first, second


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (first, second) in pairs if first != second), min(len(one), len(other)))


def _middle_cut(text: str, longest: int) -> str:
    """The text, or the words of its beginning and its end, in at most `longest` characters."""
    if len(text) <= longest:
        return text
    half = (longest - 3) // 2
    return f"{WORD_END.sub('', text[:half])} … {WORD_START.sub('', text[len(text) - half :])}"
