"""Turn the parser's error about a settings file that is not TOML into a sentence that says what to write."""

import re
from typing import NamedTuple

from mri_data.errors import Problem, quoted
from mri_data.outline import TABLE

PLACE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")
TWICE = re.compile("Cannot overwrite|Cannot declare|Duplicate inline table key|Cannot mutate")
VALUE = r"(?P<key>^[^=\"“”]*=\s*)"
CURLY = re.compile(VALUE + r"[“”„‟‘’«»](?P<text>.*?)[“”„‟‘’«»\"']?\s*$")
APOSTROPHE = re.compile(VALUE + r"'(?P<text>[^\"]*'[^\"]*)'\s*$")
INNER = re.compile(VALUE + r'"(?P<text>.*".*)"\s*$')
CAPITAL = re.compile(VALUE + r"(?P<text>true|false)\s*$", re.IGNORECASE)
BARE = re.compile(VALUE + r"(?P<text>[^\W\d][^\"\[\]{}]*?)\s*$")


class Advice(NamedTuple):
    """The key of a sentence, and the line as it should be written."""

    key: str
    written: str


def toml_problem(error: Exception, text: str, file: str) -> Problem:
    """The problem that a parser's error is, with what to type instead where that is clear."""
    place = PLACE.search(str(error))
    number = int(place[1]) if place and place[1] else None
    detail = str(error).replace(place[0] if number and place else "", "").rstrip(".")
    line = text.split("\n")[number - 1] if number else ""
    if number and TWICE.search(detail):
        other = _first_line_of(line, text, number)
        if other:
            name = quoted(re.split(r"[=]", line)[0].strip())
            return Problem.of("problem.toml.twice", file, number, name=name, other=other)
    advice = _advice(line, detail)
    if advice:
        return Problem.of(advice.key, file, number, written=quoted(advice.written.strip()))
    return Problem.of("problem.toml", file, number, detail=detail)


def _first_line_of(line: str, text: str, number: int) -> int:
    """The line above in which the same table or key stands; 0 where it cannot be found."""
    lines = text.split("\n")[: number - 1]
    table = _table_name(line)
    if table:
        return next((at for at, one in enumerate(lines, 1) if _table_name(one) == table), 0)
    key = line.partition("=")[0].strip()
    found = 0
    for at, one in enumerate(lines, 1):
        found = 0 if TABLE.match(one) else found
        found = at if "=" in one and one.partition("=")[0].strip() == key else found
    return found


def _table_name(line: str) -> str:
    """The name in a line like `[name]` or `[[name]]`, without spaces around its dots; else nothing."""
    found = TABLE.match(line)
    return re.sub(r"\s*\.\s*", ".", found["name"]) if found else ""


def _advice(line: str, detail: str) -> Advice | None:
    """What to write in place of a line, if that is clear."""
    if re.search(r"hex value|Unescaped|\w+ character|escape", detail) and "\\" in line:
        return Advice("problem.toml.backslash", line.replace("\\", "/"))
    for pattern, key in ((CURLY, "curly"), (APOSTROPHE, "apostrophe"), (INNER, "inner")):
        found = pattern.match(line)
        if found:
            escaped = found["text"].replace("\\", "\\\\").replace('"', '\\"')
            return Advice(SENTENCES[key], f'{found["key"]}"{escaped}"')
    capital, bare = CAPITAL.match(line), BARE.match(line)
    if capital:
        return Advice("problem.toml.capital", f"{capital['key']}{capital['text'].lower()}")
    return Advice("problem.toml.bare", f'{bare["key"]}"{bare["text"]}"') if bare else None


SENTENCES = {
    "curly": "problem.toml.curly",
    "apostrophe": "problem.toml.apostrophe",
    "inner": "problem.toml.inner",
}
