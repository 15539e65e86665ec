"""Say which records and sources hold letters that PDF and pictures cannot print."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from mri_data.exports import typesetting
from mri_data.exports.letters import unusual_letters
from mri_data.exports.pdf_text import single_line
from mri_data.record.view import View
from mri_data.sentences.about_view import cited_sources
from mri_data.words.errors import shortened, visible

# How many names and letters a sentence lists, and how long a name may be.
MOST_NAMED, MOST_LETTERS, LONGEST_NAME = 3, 12, 80
# What installs the fonts of the extra.
COMMAND = 'pip install "mri-dashboard[fonts]"'


class Unprinted(NamedTuple):
    """Letters that no typeface at hand has, and the titles of the records and sources that hold them."""

    letters: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def unprinted(view: View) -> Unprinted:
    """What PDF and pictures of a view cannot print; empty where they print everything."""
    unusual = [(title, found) for title, text in _texts(view) if (found := unusual_letters(single_line(text)))]
    missing = typesetting.letters_in([letter for _, found in unusual for letter in found]).missing
    titles = dict.fromkeys(title for title, found in unusual if found & missing)
    return Unprinted(tuple(sorted(missing)), tuple(titles))


def sentence(key: str, view: View, written: Callable[[str], str] = visible) -> str:
    """What cannot be printed as a sentence of the catalogue; empty where there is nothing.

    `written` is how a title is written: by default with invisible characters written out.
    """
    letters, titles = view.cached("unprinted", lambda: unprinted(view))
    if not letters:
        return ""
    names = [view.say("quoted.title", title=written(shortened(title, LONGEST_NAME))) for title in titles[:MOST_NAMED]]
    names += [view.say.n("unprinted.more", len(titles) - MOST_NAMED)] if len(titles) > MOST_NAMED else []
    signs = " ".join(map(visible, letters[:MOST_LETTERS])) + ("…" if len(letters) > MOST_LETTERS else "")
    return view.say(key, letters=signs, names=view.labels.all_of(names), command=COMMAND)


def _texts(view: View) -> Iterator[tuple[str, str]]:
    """The title of each record shown and of each source it cites, with the text that files print of it."""
    for row in view.shown.itertuples():
        notes = (note.text for note in (*row.also_known, *row.not_confirmed))
        yield row.title or row.id, " ".join((row.title, row.summary, row.source_ref, *row.cities, *notes))
    for name in cited_sources(view):
        if source := view.dataset.sources.get(name):
            yield source.title, " ".join((source.title, source.publisher, source.terms))
