"""Generate any number of made-up records in the format of the shipped ones: `python -m bench.records 100000 FOLDER`.

Their ids, titles, places and source say that they are made up. The same size always gives the same data. Counts by
facet are collected while writing, so that tests can compare them with what is read.
"""

import argparse
import csv
import shutil
from calendar import month_name, monthrange
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from mri_data import schema
from mri_data.reading.data_folder import CONTEXT_FOLDER, DATA_DIR, FILES
from mri_data.schema import fields

BLOCK = 10_000
FIRST, LAST = 1990, 2025
MOST_FORUMS, RECORDS_A_FORUM = 900, 500
MADE_PLACES = 300
SOURCE = "made-up"
# Percentage of each shape of date.
SHAPES = {
    "day": 28,
    "year": 26,
    "undated": 12,
    "month": 10,
    "range of years": 7,
    "range of days": 6,
    "after": 3,
    "since": 3,
    "ongoing": 2,
    "about": 2,
    "before": 1,
}
WORKS = {
    "advocacy": (("advocated for", "made visible", "facilitated"), 34),
    "support": (("supports", "assists", "facilitated"), 28),
    "publications": (("produced", "published"), 20),
    "campaign": (("launched", "initiated"), 12),
    "convening": (("initiated and co-organised", "facilitated"), 6),
}
ROLES = {"advocated for": "advocated", "made visible": "made-visible", "initiated and co-organised": "initiated"}
BODIES = {
    "GFMD": "gfmd",
    "UN HLD": "hld",
    "Committee on Migrant Workers": "cmw",
    "Human Rights Council": "hrc",
    "Commission on Human Rights": "chr",
    "IOM": "iom",
    "International Labour Organization": "ilo",
    "World Social Forum": "wsf",
}
LANGUAGES = {"English": "en", "French": "fr", "Spanish": "es", "Arabic": "ar", "Portuguese": "pt", "Italian": "it"}
COUNTRIES = {
    "africa": (("SN", "KE", "GH", "TN"), (-25, 30), (-10, 38)),
    "americas": (("BR", "CO", "CA", "GT"), (-35, 48), (-100, -45)),
    "asia": (("IN", "PH", "LK", "JO"), (8, 45), (45, 120)),
    "europe": (("FR", "IT", "PL", "NO"), (38, 62), (-5, 30)),
    "oceania": (("AU", "NZ", "FJ"), (-40, -15), (118, 176)),
}
OPENINGS = (
    "It is said to have asked",
    "It is said to have told",
    "It is said to have helped",
    "It is said to have met",
)
WHOM = ("unions", "domestic workers", "seafarers’ families", "returning migrants", "students in São Paulo", "officials")
WHAT = (
    "about wages that were never paid",
    "about the “right to stay”, and papers",
    "about health, housing and schools",
    "about detention; its length and its cost",
    "about what the Convention says in plain words",
)


@dataclass
class Made:
    """Counts of the made-up records: their number, the number by facet and code, and the first and last year."""

    records: int = 0
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    first: int = 9999
    last: int = 0

    def count(self, facet: str, codes: Any) -> None:
        """Add codes to the counts of a facet."""
        self.counts.setdefault(facet, Counter()).update(codes)


class Dates(NamedTuple):
    """Dates as written, their precisions, and the first and last year of each (None if it has none)."""

    written: list[str]
    precisions: list[str]
    years: list[tuple[int, int] | None]


def write(folder: Path, size: int) -> Made:
    """Write a data folder with `size` records (at least two), of which some are forums; return their counts."""
    dice, made = Random(size), Made()
    _settings(folder)
    places = _places(folder / "places.csv", dice)
    forums = min(MOST_FORUMS, max(1, size // RECORDS_A_FORUM))
    for table, kind, numbers in (
        ("forums", "forum", range(1, forums + 1)),
        ("achievements", "achievement", range(forums + 1, size + 1)),
    ):
        with (folder / FILES[table]).open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened, lineterminator="\n")
            names = list(fields.columns(schema.TABLES[table]))
            writer.writerow(names)
            for start in range(numbers.start, numbers.stop, BLOCK):
                block = range(start, min(start + BLOCK, numbers.stop))
                columns = _block(block, kind, places, dice, made)
                writer.writerows(zip(*(columns.get(name) or [""] * len(block) for name in names), strict=True))
    return made


def _settings(folder: Path) -> None:
    """Write the shipped settings and context, without corrections, notes and stories of the shipped records."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(DATA_DIR / CONTEXT_FOLDER, folder / CONTEXT_FOLDER, dirs_exist_ok=True)
    assert (folder / FILES["parties_about"]).is_file()
    shutil.copy(DATA_DIR / "names.toml", folder / "names.toml")
    about = (DATA_DIR / "about.toml").read_text("utf-8")
    (folder / "about.toml").write_text(about.replace("our record", "made-up records for measuring"), "utf-8")
    sources = (DATA_DIR / "sources.toml").read_text("utf-8")
    own = f'\n[{SOURCE}]\ntitle = "Made up for measuring"\npublisher = "Nobody"\nurl = "urn:made-up"\nterms = "none"\n'
    (folder / "sources.toml").write_text(f"{sources}{own}read = 2026-11-24\n", "utf-8")
    (folder / "corrections.toml").write_text("", "utf-8")
    (folder / "quality_notes.toml").write_text("", "utf-8")
    (folder / "story.toml").write_text('[[story]]\nrecord = "made-up-1"\nnotes = "It is made up."\n', "utf-8")


def _places(path: Path, dice: Random) -> dict[str, str]:
    """Write the shipped places and `MADE_PLACES` more; return their ids by name, the shipped ones first."""
    shutil.copy(DATA_DIR / "places.csv", path)
    with path.open(encoding="utf-8", newline="") as opened:
        known = {row["name"]: row["id"] for row in csv.DictReader(opened)}
    with path.open("a", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        for number in range(1, MADE_PLACES + 1):
            continent = dice.choice(list(COUNTRIES))
            countries, lats, lons = COUNTRIES[continent]
            name, code = f"Made-up town {number}", f"made-up-town-{number}"
            point = (f"{dice.uniform(*lats):.4f}", f"{dice.uniform(*lons):.4f}")
            writer.writerow([code, name, dice.choice(countries), continent, *point, SOURCE, "drawn by chance"])
            known[name] = code
    return known


def _block(numbers: range, kind: str, places: dict[str, str], dice: Random, made: Made) -> dict[str, list[str]]:
    """The cells of a block of records by column; adds their codes to the counts of `made`."""
    size = len(numbers)
    works = dice.choices(list(WORKS), [weight for _, weight in WORKS.values()], k=size)
    if kind == "forum":
        works = ["convening"] * size
    roles = [dice.choice(WORKS[work][0]) for work in works]
    dates = _dates("range of days" if kind == "forum" else "", size, dice)
    towns = _drawn(places, (30, 60, 10) if kind == "achievement" else (0, 100), size, dice, zipf=True)
    bodies = _drawn(BODIES, (50, 40, 10), size, dice)
    spoken = _drawn(LANGUAGES, (40, 20, 25, 15), size, dice)
    tongues = [names if work == "publications" else [] for names, work in zip(spoken, works, strict=True)]
    made.records += size
    made.count("kind", [kind] * size)
    made.count("work_area", works)
    made.count("role", [ROLES.get(role, role) for role in roles])
    made.count("precision", dates.precisions)
    for facet, names, codes in (("place", towns, places), ("body", bodies, BODIES), ("language", tongues, LANGUAGES)):
        made.count(facet, [codes[name] for name in chain.from_iterable(names)])
    # Only records with a note cite another publisher.
    evidence = ["own-account" if number % 12 else "event" if number % 24 else "documented" for number in numbers]
    made.count("evidence", evidence)
    _span(dates, made)
    return {
        **_texts(numbers, kind, dice),
        "work_area": works,
        "role": roles,
        "evidence": evidence,
        "date": dates.written,
        "date_of": ["" if known in {"undated", "ongoing"} else "event" for known in dates.precisions],
        "date_source": ["" if known == "undated" else SOURCE for known in dates.precisions],
        "places": ["; ".join(names) for names in towns],
        "place_source": [SOURCE if names else "" for names in towns],
        "bodies": ["; ".join(names) for names in bodies],
        "languages": [
            " and ".join((", ".join(names[:-1]), names[-1])) if names[1:] else "".join(names) for names in tongues
        ],
    }


def _drawn(
    codes: dict[str, str], shares: tuple[int, ...], size: int, dice: Random, *, zipf: bool = False
) -> list[list[str]]:
    """Distinct random names for each record; `shares` are the percentages of records with none, one, two … names."""
    names = list(codes)
    weights = [1 / (at + 1) for at in range(len(names))] if zipf else None
    sizes = dice.choices(range(len(shares)), shares, k=size)
    drawn = iter(dice.choices(names, weights, k=sum(sizes)))
    return [list(dict.fromkeys(next(drawn) for _ in range(one))) for one in sizes]


def _texts(numbers: range, kind: str, dice: Random) -> dict[str, list[str]]:
    """Cells with the texts of records, by column; titles and summaries are unique, and few records have notes."""
    size = len(numbers)
    triples = zip(*(dice.choices(parts, k=3 * size) for parts in (OPENINGS, WHOM, WHAT)), strict=True)
    sentences = iter([f"{opening} {whom} {what}." for opening, whom, what in triples])
    noted = [number % 12 == 0 for number in numbers]
    return {
        "id": [f"made-up-{number}" for number in numbers],
        "number": [str(number) for number in numbers] if kind == "forum" else [],
        "title": [f"Made-up record {number}" for number in numbers],
        "summary": [
            " ".join((f"Record {number} is made up for measuring.", *(next(sentences) for _ in range(1 + number % 3))))
            for number in numbers
        ],
        "source": [SOURCE] * size,
        "source_ref": [f"paragraph {1 + number % 400}" for number in numbers],
        "also_known": [
            f"Note {number} is made up too. [mri-achievements; {SOURCE}]" if one else ""
            for number, one in zip(numbers, noted, strict=True)
        ],
        "not_confirmed": ["Nobody can confirm it." if one else "" for one in noted],
    }


def _dates(shape: str, size: int, dice: Random) -> Dates:
    """Random dates of one shape or, if that is empty, of all shapes."""
    shapes = [shape] * size if shape else dice.choices(list(SHAPES), list(SHAPES.values()), k=size)
    years = dice.choices(range(FIRST, LAST - 4), k=size)
    drawn = [_date(shape, year, dice) for shape, year in zip(shapes, years, strict=True)]
    return Dates(*map(list, zip(*drawn, strict=True)))


def _date(shape: str, year: int, dice: Random) -> tuple[str, str, tuple[int, int] | None]:
    """One date as written, its precision, and the first and last year that it names."""
    month = dice.randrange(12)
    name = month_name[month + 1]
    day = dice.randrange(1, monthrange(year, month + 1)[1] - 3)
    match shape:
        case "day":
            return (f"{day} {name} {year}" if day % 2 else f"{year}-{month + 1:02}-{day:02}"), "day", (year, year)
        case "month":
            return (f"{name} {year}" if day % 2 else f"{year}-{month + 1:02}"), "month", (year, year)
        case "range of days":
            return f"{day}-{day + 1 + year % 3} {name} {year}", "range", (year, year)
        case "range of years":
            return f"{year}-{year + 1 + month % 4}", "range", (year, year + 1 + month % 4)
        case "year":
            return str(year), "year", (year, year)
        case "about":
            return f"c. {year}", "approximate", (year, year)
        case "since":
            return f"since {year}", "ongoing", (year, year)
        case "after" | "before":
            return f"{shape} {year}", shape, (year, year)
    return ("ongoing" if shape == "ongoing" else ""), shape, None if shape in {"ongoing", "undated"} else (year, year)


def _span(dates: Dates, made: Made) -> None:
    years = list(chain.from_iterable(span for span in dates.years if span))
    made.first, made.last = min([made.first, *years]), max([made.last, *years])


def main() -> None:
    """Write a folder of made-up records and print their number."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, help="how many records")
    parser.add_argument("folder", type=Path, help="where to write them")
    options = parser.parse_args()
    print(f"{write(options.folder, options.size).records} made-up records in {options.folder}")


if __name__ == "__main__":
    main()
