"""The query string on a command line: the part of a link that says which records it shows."""

from urllib.parse import parse_qs

from mri_data.cli.language import say
from mri_data.record import permalink
from mri_data.record.dataset import Dataset
from mri_data.sentences.left_out import unread_reasons
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted


def parse_parameters(written: str) -> dict[str, list[str]]:
    """Parameters of a query string or of a whole address.

    An address begins with `http://` or `https://`, or has no `=` before its first question mark.
    """
    before, mark, behind = written.partition("?")
    whole = mark and (before.startswith(("http://", "https://")) or "=" not in before)
    return parse_qs(behind.partition("#")[0] if whole else written, keep_blank_values=True)


def refuse_missing_record(query: permalink.Query, dataset: Dataset) -> None:
    """Raise `MriError` if a query names a record that is left out or does not exist."""
    for record in query.get("record", ()):
        if record in dataset.left_out:
            raise MriError(say("cli.record_left_out", id=quoted(record), reasons=unread_reasons(dataset, words())))
    permalink.refuse_unknown_record(query, dataset.records["id"])
