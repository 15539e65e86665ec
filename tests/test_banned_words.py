"""Words that may not occur in what a reader sees: of blame, of cause nobody showed, and names that are not official.

Searched are all files of the record and its context, all catalogues, all templates and scripts, and every string that
the code holds; then what the loaded record says, where names that the source gets wrong have been put right.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mri_data.exports.table import to_json
from mri_data.query.filters import FACETS, Filters
from mri_data.reading.data_folder import DATA_DIR, FILES
from mri_data.record.dataset import Dataset
from mri_data.record.view import View
from mri_data.sentences.findings import findings
from mri_data.sentences.page_title import page_title
from mri_data.words.catalogue import CATALOGUE, LOCALE_DIR

ROOT = Path(__file__).parents[1]
PAGES = ("overview", "timeline", "map", "records", "sources", "convention")
# Of people: in English, French, Spanish, Italian, Portuguese and German; no catalogue may hold a word of another's.
OF_BLAME = (
    r"illegal(?! character)",
    r"ilegal",
    r"illéga",
    r"clandestin",
    r"\baliens?\b",
    r"sans[- ]papiers? illég",
    r"irregulare?s? migrants?\b",
)
OF_CAUSE = (r"\bled to\b", r"resulted in", r"as a result of", r"thanks to", r"because of mri", r"\bforced\b")
OF_COUNTS = (
    r"ratified by (the )?(60|sixty|\d+)\b",
    r"(60|sixty) ratifications",
    r"(60|sixty) (states )?(have )?ratified",
)
OF_NAMES = (r"\bICMW\b", r"Convention \(CMW\)", r"CMW Convention", r"Committee \(ICRMW\)")
# Phrases that distrust the publisher, talk of method where a fact will do, or are stilted.
OF_VOICE = (
    r"MRI (says|lists|states|calls itself)",
    r"by (its|MRI.s) (own )?(account|count)\b",
    r"stated by MRI only",
    r"match(es)? these filters",
    r"no more than is known",
    r"nothing filtered",
    r"the same as a table",
    r"hosted more than once",
    r"what may fall in",
    r"what is dated",
    r"words of cause",
    r"added to by",
    r"check it yourself",
    r"a voice abroad",
    r"facts belong to nobody",
    r"what (other sources add|is not confirmed|we do not know)",
    r"asks nobody",
)
# Names as the source has them, which a loaded record shows only where a correction quotes them.
NOT_OFFICIAL = (
    r"World Summit on Social Development",
    r"Migration,? Development (&|and) Human Rights \(GFMD\)",
    r"All Migrant Workers and Their Families",
    r"World Conference on Racism",
    r"\bTurkey\b(?! at the time)",
    r"\bPGA 2012\b",
)


def strings(path: Path) -> str:
    """Every string that a module holds, comments and names left out."""
    tree = ast.parse(path.read_text("utf-8"))
    found = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return "\n".join(value for value in found if isinstance(value, str))


@cache
def shipped() -> tuple[tuple[str, str], ...]:
    """Everything with words in it, by the name of its file, on one line each."""
    return tuple((name, re.sub(r"\s+", " ", text)) for name, text in _shipped())


def _shipped() -> Iterator[tuple[str, str]]:
    written = [DATA_DIR / file for file in FILES.values()] + sorted(LOCALE_DIR.glob(f"*/{CATALOGUE}"))
    written += [path for ending in ("html", "js", "typ") for path in sorted(ROOT.glob(f"src/**/*.{ending}"))]
    written += [ROOT / "README.md", ROOT / "GLOSSARY.md", ROOT / "CHANGELOG.md"]
    for path in written:
        yield str(path.relative_to(ROOT)), path.read_text("utf-8")
    for folder in ("src", "pages"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), strings(path)


def found(pattern: str, text: str) -> list[str]:
    plain = re.sub(r"\s+", " ", text)
    return [plain[max(0, one.start() - 40) : one.end() + 20] for one in re.finditer(pattern, plain, re.IGNORECASE)]


@pytest.mark.parametrize("pattern", [*OF_BLAME, *OF_CAUSE, *OF_COUNTS])
def test_words_of_blame_of_cause_and_of_loose_counts_do_not_occur(pattern: str) -> None:
    assert {name: hits for name, text in shipped() if (hits := found(pattern, text))} == {}


@pytest.mark.parametrize("pattern", OF_VOICE)
def test_the_organisation_speaks_for_itself_and_no_phrase_distrusts_it(pattern: str) -> None:
    searched = {name: text for name, text in shipped() if name != "CHANGELOG.md"}
    assert {name: hits for name, text in searched.items() if (hits := found(pattern, text))} == {}


# A title fits on two lines of a page, a note can be read in one breath, and a finding is one or two short sentences.
LONGEST_TITLE, LONGEST_NOTE = 110, 330


def test_titles_and_notes_stay_short(dataset: Dataset) -> None:
    choices: list[dict[str, Any]] = [{facet: (code,)} for facet in FACETS for code in dataset.codes[facet]]
    views = [View(dataset, Filters(**choice)) for choice in ({}, *choices)]
    titles = {page_title(view, page) for view in views for page in PAGES}
    assert [title for title in titles if len(title) > LONGEST_TITLE] == []
    sentences = [finding.text for view in views for finding in findings(view.shown, dataset, view.labels)]
    assert [text for text in sentences if len(text) > 150] == []
    notes = [note.text for note in dataset.notes] + list(dataset.records["summary"])
    assert [text for text in notes if len(text) > LONGEST_NOTE] == []


@pytest.mark.parametrize("pattern", OF_NAMES)
def test_the_treaty_and_its_committee_keep_their_own_short_names(pattern: str) -> None:
    searched = {name: text for name, text in shipped() if not name.endswith("names.toml")}
    assert {name: hits for name, text in searched.items() if (hits := found(pattern, text))} == {}


@pytest.mark.parametrize("pattern", NOT_OFFICIAL)
def test_a_loaded_record_says_the_official_names(dataset: Dataset, pattern: str) -> None:
    view = View(dataset, context=dataset.context.kinds)
    assert len(view.events) > 30
    shown = to_json(view).decode()
    before_corrections = shown[: shown.index('"corrections": [')]
    assert found(pattern, before_corrections) == []


def test_the_search_finds_what_it_looks_for() -> None:
    assert found(r"illegal(?! character)", "An Illegal\n  migrant") == ["An Illegal migrant"]
    assert found(OF_COUNTS[0], "It was ratified by\nsixty States") != []
    names = [name for name, _ in shipped()]
    assert len(names) > 100
    assert {"data/context/meetings.csv", "src/mri_data/schema/records.py", "pages/map.py", "README.md"} <= set(names)
