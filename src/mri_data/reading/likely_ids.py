"""Suggest ids for rows that lack one, in the style of their table."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from mri_data.reading.normalise import NormalTable
from mri_data.schema.fields import SLUG
from mri_data.words.spelling import fold

# An id is part of web addresses, so one made of a title has only its first words.
LONGEST = 40


def slug(text: str) -> str:
    """A text as an id would have it: `day-of-discussion` for `Day of Discussion`."""
    return re.sub("[^a-z0-9]+", "-", fold(text)).strip("-")


def likely_ids(normal: NormalTable, rows: Iterable[int]) -> dict[int, str]:
    """Row -> the id that it may have, of those for which one is likely: `pga-2015` in a table with `pga-2013`.

    It ends with the year, the country or the name of the row if more than half of the ids do; else it is the title.
    """
    prefix, ends = _style(normal)
    taken, found = {*normal.rows["id"]}, dict[int, str]()
    for row in rows:
        likely = f"{prefix}{ends[row]}" if ends.get(row) else ""
        if likely not in taken and re.fullmatch(SLUG, likely):
            found[row] = likely
            taken.add(likely)
    return found


def _style(normal: NormalTable) -> tuple[str, Mapping[int, str]]:
    """How ids begin, and row -> how its id ends."""
    ids = {int(str(row)): text for row, text in normal.rows["id"].items() if text}
    for ends in _ends(normal):
        begins = Counter(text.removesuffix(ends[row]) for row, text in ids.items() if _ends_with(text, ends.get(row)))
        for prefix, count in begins.most_common(1):
            if count * 2 > len(ids):
                return prefix, ends
    titles = normal.rows.get("title", {}).items()
    return "", {int(str(row)): _first_words(slug(title)) for row, title in titles}


def _ends_with(text: str, end: str | None) -> bool:
    return bool(end) and (text == end or text.endswith(f"-{end}"))


def _ends(normal: NormalTable) -> Iterator[dict[int, str]]:
    """Row -> how its id may end, in the ways that are known."""
    if "date" in normal.dates:
        dates = normal.dates["date"].dropna(subset=["earliest", "latest"])
        spans = zip(dates.index, dates["earliest"], dates["latest"], strict=True)
        yield {int(row): str(first.year) for row, first, last in spans if first.year == last.year}
    for column in ("country", "name"):
        if column in normal.rows:
            yield {int(str(row)): slug(cell) for row, cell in normal.rows[column].items()}


def _first_words(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST + 1].rpartition("-")[0]
