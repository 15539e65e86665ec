"""A folder of data full of attacks: the shipped record with each text replaced by something that wants to run."""

import csv
import datetime as dt
import io
import itertools
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mri_data.reading.data_folder import FILES
from tests.conftest import copy_data

# Texts that a check may let pass: each of them means something to somebody who does not take it for a text.
ATTACKS = (
    "<script>window.hacked=1</script>",
    '" onmouseover="window.hacked=1" x=\'',
    "' onerror='window.hacked=1",
    "</svg><script>window.hacked=1</script>",
    "</style></title><img src=x onerror=window.hacked=1>",
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "javascript:alert(1)",
    "{{7*7}}",
    "{0.__class__}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "$\\LaTeX$ $$x$$ :red[hi] :material/error:",
    "![](http://example.org/x.png)",
    "[x](javascript:window.hacked=1)",
    "](javascript:x)",
    "%s%n%x {} {name}",
    '#let x = 1; #image("x") *b* _i_ `c` @label',
    "<b>bold</b> &lt;i&gt; &amp; <!-- -->",
    "a\u200bb\u200c\u200dc\u00ad\u034f",
    "שלום עולם مرحبا العالم",
    "٣٫١٤ 𝕏 👩‍👩‍👧 ﷽ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L \u0378",
    '<a href="http://example.org/">x</a>',
)
# What no text may hold: a table says so and leaves the record out.
UNPRINTABLE = ("a\x00b", "a\u202eb", "\u2066c\u2069", "\x1b[31mred", "a\x07\x08b")
# In TOML they come as escapes, and no check looks for them.
ESCAPED = tuple(f"{sign} \u2028 \ufffe {attack}" for sign in UNPRINTABLE for attack in ATTACKS[:2])
URLS = (
    "javascript:window.hacked=1",
    "JaVaScRiPt:window.hacked=1//http://",
    "data:text/html,<script>window.hacked=1</script>",
    "vbscript:x",
    " javascript:x",
    'http://example.org/"onmouseover="window.hacked=1',
    "https://example.org/<script>window.hacked=1</script>?a=1&b='",
    "//example.org/x.png",
    "file:///etc/passwd",
    "http://[",
    "",
)
MEGABYTE = "1MB " + "long" * 262_144
# Words without an end, as long as each column lets them be.
LONGEST = {"title": 190, "summary": 3990, "note": 3990, "also_known": 19_900, "not_confirmed": 19_900}
LONGEST |= dict.fromkeys(("name_then", "source_ref", "chair", "run_by"), 190)
LONG_ID = "x" * 5000

TABLES = {
    "forums.csv": ("title", "summary", "name_then", "source_ref", "also_known", "not_confirmed"),
    "achievements.csv": ("title", "summary", "source_ref", "also_known", "not_confirmed"),
    "places.csv": ("name", "source_ref"),
    "context/meetings.csv": ("title", "chair", "note"),
    "context/milestones.csv": ("title", "note"),
    "context/later_forums.csv": ("title", "run_by", "note"),
    "context/convention.csv": ("title", "note"),
    "context/signatories.csv": ("title", "note"),
}
# Records with what no text may hold, with ids that no address can carry, and with texts too long for any record.
TO_BE_LEFT_OUT = {
    "achievements.csv": [
        *({"id": f"unseen-{at}", "bodies": "", "title": f"{sign}{at}"} for at, sign in enumerate(UNPRINTABLE)),
        *({"id": one, "bodies": ""} for one in (LONG_ID, "<script>", "../../x")),
    ],
    "forums.csv": [
        {"id": f"endless-{name.replace('_', '-')}", "number": str(90 + at), name: MEGABYTE}
        for at, name in enumerate(("title", "summary", "name_then", "source_ref", "also_known", "not_confirmed"))
    ],
}
Texts = Iterator[str]


def hostile_folder(folder: Path) -> Path:
    """Write the folder; its records pass the check, but for those that `TO_BE_LEFT_OUT` holds."""
    copy_data(folder)
    texts = itertools.cycle(ATTACKS)
    names = _settings(folder, "names.toml")
    _attack_names(folder, names, texts)
    for file, columns in TABLES.items():
        _attack_table(folder / file, columns, texts)
    _attack_settings(folder, itertools.cycle([*ATTACKS, *ESCAPED]))
    return folder


def _settings(folder: Path, file: str) -> dict[str, Any]:
    return tomllib.loads((folder / file).read_text("utf-8"))


def _attack_names(folder: Path, names: dict[str, Any], texts: Texts) -> None:
    """What places and bodies are called; how they are written in the tables stays a spelling of theirs."""
    for row in _rows(folder / "places.csv"):
        names["places"].setdefault(row["id"], []).append(row["name"])
    names["bodies"] = {code: [f"{next(texts)} ({code})", *known] for code, known in names["bodies"].items()}
    names["short"] = {code: f"{next(texts)} ({code})" for code in names["bodies"]}
    _write_toml(folder / "names.toml", names)


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def _attack_table(path: Path, columns: tuple[str, ...], texts: Texts) -> None:
    rows = _rows(path)
    for number, row in enumerate(rows):
        row |= {name: _cell(name, next(texts), number) for name in columns}
    rows += [rows[0] | one for one in TO_BE_LEFT_OUT.get(path.name, ())]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _cell(name: str, attack: str, number: int) -> str:
    if name == "name":
        return f"{attack[:70]} {number}"
    if number == 2:
        attack = "W" * LONGEST[name]
    noted = attack.replace("|", "¦")
    return f"{noted} {number} [tmp-pga]" if name in ("also_known", "not_confirmed") else f"{attack} {number}"


def _attack_settings(folder: Path, texts: Texts) -> None:
    sources, urls = _settings(folder, "sources.toml"), itertools.cycle(URLS[:-1])
    for source in sources.values():
        source |= {"title": next(texts), "publisher": next(texts), "url": next(urls), "terms": next(texts)}
    _write_toml(folder / "sources.toml", sources)
    notes = _settings(folder, "quality_notes.toml")
    for note in notes["note"]:
        note |= {"title": next(texts), "text": next(texts)}
    notes["note"].append({"id": "long", "title": "W" * 290, "text": "W" * 19_900})
    notes["note"].append({"id": "endless", "title": "Endless", "text": MEGABYTE})
    _write_toml(folder / "quality_notes.toml", notes)
    stories = _settings(folder, "story.toml")
    for story in (*stories["slide"], *stories["story"]):
        story["notes"] = f"{next(texts)} {'W' * 19_000}"
    _write_toml(folder / "story.toml", stories)
    _write_toml(folder / "corrections.toml", {"correction": list(_corrections(folder, texts))})
    about = _settings(folder, "about.toml")
    about |= {"title": f"{ESCAPED[0]} {ATTACKS[2]}", "short_title": ATTACKS[3], "publisher": ATTACKS[0]}
    about |= {"licence": ATTACKS[4], "licence_url": URLS[0], "contact": URLS[2]}
    _write_toml(folder / "about.toml", about)


def _corrections(folder: Path, texts: Texts) -> Iterator[dict[str, str]]:
    """Those of the shipped record whose cells are still there, and one that puts an attack in place of another."""
    for one in _settings(folder, "corrections.toml")["correction"]:
        if one["column"] not in TABLES["achievements.csv"]:
            yield one | {"reason": next(texts)}
    first = _rows(folder / "achievements.csv")[0]
    told = {"record": first["id"], "column": "summary", "was": first["summary"], "becomes": ATTACKS[0]}
    yield told | {"reason": next(texts), "source": "mri-achievements"}


def _write_toml(path: Path, values: dict[str, Any]) -> None:
    """Values as TOML: a table for each table, an array of tables for each list of them."""
    lines = [f"{_written(key)} = {_written(value)}" for key, value in values.items() if not _is_table(value)]
    for key, value in values.items():
        for head, table in _tables(key, value) if _is_table(value) else ():
            lines += ["", head, *(f"{_written(name)} = {_written(one)}" for name, one in table.items())]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _tables(key: str, value: Any) -> list[tuple[str, dict[str, Any]]]:
    name = _written(key)
    return [(f"[{name}]", value)] if isinstance(value, dict) else [(f"[[{name}]]", one) for one in value]


def _written(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    # A text of JSON is one of TOML, but for DEL, which none of ours holds, and pairs of surrogates, which stay signs.
    return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028")


assert set(TABLES) <= set(FILES.values())
