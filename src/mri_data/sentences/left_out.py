"""Texts about rows that could not be read: how many, and why. They are shown wherever records are counted."""

from collections.abc import Collection, Mapping

from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.schema.context import TABLES_OF
from mri_data.schema.records import RECORD_KINDS
from mri_data.schema.settings import QualityNote
from mri_data.words.catalogue import Words
from mri_data.words.errors import Problem
from mri_data.words.names import Labels

NOTE, CONTEXT_NOTE = "left-out", "left-out-context"
MOST_REASONS = 5


def unread_counts(dataset: Dataset) -> Mapping[str, tuple[int, int]]:
    """Kind of record -> how many could be read, and of how many; only kinds of which some could not be read."""
    kinds = dataset.records["kind"]
    read = {kind: int((kinds == kind).sum()) for kind, unread in dataset.unread_counts.items() if unread}
    return {kind: (count, count + dataset.unread_counts[kind]) for kind, count in read.items()}


def is_incomplete(dataset: Dataset) -> bool:
    """Whether a record or a row of the context could not be read."""
    return bool(dataset.left_out) or any(dataset.unread_context_counts.values())


def unread_tables(dataset: Dataset, kinds: Collection[str]) -> tuple[str, ...]:
    """The tables of some kinds of context that have rows that could not be read."""
    names = (name for kind in kinds for name in TABLES_OF[kind])
    return tuple(name for name in names if dataset.unread_context_counts.get(name))


def unread_clause(dataset: Dataset, labels: Labels, tables: Collection[str] = ()) -> str:
    """`6 of 7 forums could be read`: the records, and the given tables of the context; empty where all could."""
    parts = [
        labels.say.n(f"left_out.{kind}s", total, read=read) for kind, (read, total) in unread_counts(dataset).items()
    ]
    return _clause([*parts, *_parts(dataset, labels, tables)], labels)


def unread_context_clause(dataset: Dataset, labels: Labels, tables: Collection[str]) -> str:
    """`20 of 21 meetings could be read`: only the given tables of the context; empty where all could be read."""
    return _clause(_parts(dataset, labels, tables), labels)


def _clause(parts: list[str], labels: Labels) -> str:
    return labels.say("left_out.clause", parts=labels.all_of(parts)) if parts else ""


def _parts(dataset: Dataset, labels: Labels, tables: Collection[str]) -> list[str]:
    unread = {name: dataset.unread_context_counts[name] for name in tables if dataset.unread_context_counts.get(name)}
    read = {name: len(dataset.context.table(name)) for name in unread}
    return [labels.say.n(f"left_out.{name}", read[name] + out, read=read[name]) for name, out in unread.items()]


def title_with_unread(title: str, view: View) -> str:
    """A title that counts records, followed by how many could be read where that is not all."""
    return _limited(title, unread_clause(view.dataset, view.labels), view)


def states_title_with_unread(title: str, view: View, table: str = "parties") -> str:
    """A title that counts States, by default the parties, followed by how many could be read where that is not all."""
    return _limited(title, unread_context_clause(view.dataset, view.labels, (table,)), view)


def _limited(title: str, limit: str, view: View) -> str:
    return view.say("left_out.title", title=title, clause=limit) if limit else title


def parties_in_list(dataset: Dataset) -> int:
    """How many States parties the list has, including those that could not be read."""
    return len(dataset.context.parties) + dataset.unread_context_counts.get("parties", 0)


def states_line(view: View) -> str:
    """How many States parties and signatories could be read, as a sentence; empty where all could be read."""
    limit = unread_context_clause(view.dataset, view.labels, ("parties", "signatories"))
    return f"{limit}." if limit else ""


def unread_sentence(view: View) -> str:
    """The clause as a sentence, for the records and the context of a view; empty where all could be read."""
    limit = unread_clause(view.dataset, view.labels, unread_tables(view.dataset, view.context))
    return f"{limit}." if limit else ""


def unread_summary(view: View) -> str:
    """The clause and the reasons as sentences, for files and the API; empty where all could be read."""
    records = RECORD_KINDS if view.dataset.left_out else ()
    tables = (*records, *unread_tables(view.dataset, view.context))
    return " ".join(filter(None, (unread_sentence(view), unread_reasons(view.dataset, view.say, tables))))


def unread_context_summary(dataset: Dataset, labels: Labels, kinds: Collection[str]) -> str:
    """The clause and the reasons for some kinds of context only; empty where all could be read."""
    return unread_tables_summary(dataset, labels, unread_tables(dataset, kinds))


def unread_tables_summary(dataset: Dataset, labels: Labels, tables: Collection[str]) -> str:
    """The same for some tables of the context."""
    limit = unread_context_clause(dataset, labels, tables)
    return f"{limit}. {unread_reasons(dataset, labels.say, tables)}" if limit else ""


def unread_reasons(dataset: Dataset, say: Words, tables: Collection[str] = tuple(RECORD_KINDS)) -> str:
    """The problems of some tables, by default those of records, as sentences: the first five, then how many more."""
    found = [problem.in_words(say) for problem in dataset.problems if _is_about(problem, tables)]
    more = len(found) - MOST_REASONS
    return " ".join([*found[:MOST_REASONS], *([say.n("left_out.more", more)] if more > 0 else [])])


def _is_about(problem: Problem, tables: Collection[str]) -> bool:
    """Whether a problem is in one of these tables, or leaves out rows of them."""
    return problem.table in tables or any(table in tables for table, _ in problem.elsewhere)


def unread_notes(view: View) -> list[QualityNote]:
    """Quality notes on the records, and on the context shown, that could not be read."""
    return [*_record_note(view), *_context_note(view)]


def _record_note(view: View) -> list[QualityNote]:
    out = len(view.dataset.left_out)
    text = f"{unread_clause(view.dataset, view.labels)}. {unread_reasons(view.dataset, view.say)}"
    return [QualityNote(NOTE, view.say.n("left_out.note", out), text)] if out else []


def _context_note(view: View) -> list[QualityNote]:
    text = unread_context_summary(view.dataset, view.labels, view.context)
    out = sum(view.dataset.unread_context_counts[name] for name in unread_tables(view.dataset, view.context))
    return [QualityNote(CONTEXT_NOTE, view.say.n("left_out.note.context", out), text)] if out else []
