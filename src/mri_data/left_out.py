"""Texts about records that could not be read: how many of each kind, and why; shown wherever records are counted."""

from collections.abc import Mapping

from mri_data.dataset import Dataset
from mri_data.entries import QualityNote
from mri_data.labels import Labels
from mri_data.schema import RECORD_KINDS
from mri_data.view import View
from mri_data.words import Words

NOTE = "left-out"
MOST_REASONS = 5


def counts(dataset: Dataset) -> Mapping[str, tuple[int, int]]:
    """Kind of record -> how many could be read, and how many there are, of the kinds of which some could not."""
    kinds = dataset.readable["kind"]
    read = {kind: int((kinds == kind).sum()) for kind, unread in dataset.unread.items() if unread}
    return {kind: (count, count + dataset.unread[kind]) for kind, count in read.items()}


def clause(dataset: Dataset, labels: Labels) -> str:
    """`6 of 7 forums could be read`; nothing where all could."""
    parts = [labels.say.n(f"left_out.{kind}s", total, read=read) for kind, (read, total) in counts(dataset).items()]
    return labels.say("left_out.clause", parts=labels.all_of(parts)) if parts else ""


def qualified(title: str, view: View) -> str:
    """A title that counts records; where some could not be read it says so too."""
    limit = clause(view.dataset, view.labels)
    return view.say("left_out.title", title=title, clause=limit) if limit else title


def line(view: View) -> str:
    """The clause as a sentence."""
    limit = clause(view.dataset, view.labels)
    return f"{limit}." if limit else ""


def summary(view: View) -> str:
    """The clause and the reasons in sentences, for files and answers; nothing where all could be read."""
    return " ".join(filter(None, (line(view), reasons(view.dataset, view.say) if view.dataset.left_out else "")))


def reasons(dataset: Dataset, say: Words) -> str:
    """The sentences about the tables of records, the first of many."""
    found = [problem.sentence for problem in dataset.problems if problem.file in RECORD_KINDS]
    more = len(found) - MOST_REASONS
    return " ".join([*found[:MOST_REASONS], *([say.n("left_out.more", more)] if more > 0 else [])])


def note(view: View) -> list[QualityNote]:
    """What could not be read, as a note among those on what is not known."""
    out = len(view.dataset.left_out)
    return [QualityNote(NOTE, view.say.n("left_out.note", out), summary(view))] if out else []
