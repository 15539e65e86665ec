"""The numbered list of sources of a PDF, and references to it from statements."""

from collections.abc import Iterable
from typing import Any

from mri_data.exports.pdf_text import breakable, link_values, linked
from mri_data.record.view import View
from mri_data.sentences.about_view import cited_sources, quality_notes
from mri_data.sentences.one_record import citation
from mri_data.words.english import language_of

Values = dict[str, Any]
# Source id -> its number in the list.
Numbers = dict[str, int]


def numbers_of(view: View) -> Numbers:
    """Source id -> its number: first the sources that the records cite, then those that only notes on them cite."""
    noted: Iterable[str] = (source for note in quality_notes(view) for source in note.sources)
    ids = dict.fromkeys([*cited_sources(view), *noted])
    return {source: at for at, source in enumerate((one for one in ids if one in view.dataset.sources), start=1)}


def sources(view: View, numbers: Numbers) -> Values:
    """The list of sources by number, and the terms under which each may be used."""
    items, terms = [], dict[str, list[int]]()
    for source, number in numbers.items():
        one = view.dataset.sources[source]
        cite = citation(one, view.say)
        copy = view.say("source.copy") if one.copy else ""
        items.append({"number": number, "name": breakable(cite.name + copy), **link_values(cite.url or "")})
        terms.setdefault(one.terms, []).append(number)
    licences = view.labels.clauses([f"{text} [{_runs(found)}]" for text, found in terms.items()])
    return {
        "title": view.say("handout.sources"),
        "items": items,
        "terms": linked(view.say("handout.terms", terms=licences)),
    }


def _runs(numbers: list[int]) -> str:
    """Ascending numbers as text, with runs joined: `1, 3–5` for 1, 3, 4 and 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def statement(text: str, sources: Iterable[str], view: View, numbers: Numbers) -> Values:
    """A text with its references: each publisher cited, and the numbers of its sources in the list."""
    publishers: dict[str, list[int]] = {}
    for source in sources:
        if source in numbers:
            publishers.setdefault(view.dataset.sources[source].publisher, []).append(numbers[source])
    return {**worded(text), "references": [reference(*one) for one in publishers.items()]}


def worded(text: str) -> Values:
    """A text, with its language where that is not the language of the file."""
    return {"text": linked(text), **in_language(text)}


def in_language(text: str) -> Values:
    """The language of a text where that is not the language of the file."""
    language = language_of(text, "")
    return {"language": language} if language else {}


def reference(name: str, numbers: Iterable[int]) -> Values:
    """A name and numbers of sources, with no line break before the numbers."""
    joined = "\u00a0".join(breakable(name).rsplit(" ", 1))
    return {"name": f"{joined}\u00a0" if name else "", "numbers": sorted(numbers)}
