"""Turn the error of the TOML parser into a problem whose sentence says what to write."""

import re
from typing import NamedTuple

from mri_data.reading.dates import DateProblem, parse_date
from mri_data.reading.toml_lines import TABLE
from mri_data.words.errors import Origin, Problem, quoted

PLACE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")
TWICE = re.compile("Cannot overwrite|Cannot declare|Duplicate inline table key|Cannot mutate")
VALUE = r"(?P<key>^[^=\"“”]*=\s*)"
CURLY = re.compile(VALUE + r"[“”„‟‘’«»](?P<text>.*?)[“”„‟‘’«»\"']?\s*$")
APOSTROPHE = re.compile(VALUE + r"'(?P<text>[^\"]*'[^\"]*)'\s*$")
INNER = re.compile(VALUE + r'"(?P<text>.*".*)"\s*$')
CAPITAL = re.compile(VALUE + r"(?P<text>true|false)\s*$", re.IGNORECASE)
BARE = re.compile(VALUE + r"(?P<text>\d*[^\W\d][^\"\[\]{}]*?)\s*$")
UNCLOSED = re.compile(VALUE + r'"(?P<text>[^"\n]+?)\s*$')
UNOPENED = re.compile(VALUE + r'(?P<text>[^\W_][^"\[\]{}]*)"\s*$')
DATE = re.compile(VALUE + r"(?P<text>\d[^\"\[\]{}#]*?)\s*(?:#.*)?$")
# A day that does not exist, or a month, which needs quotation marks in TOML.
NO_DAY = re.compile(VALUE + r"(?P<text>\d{4}-\d{1,2}(?:-\d{1,2})?)\s*(?:#.*)?$")
NO_SIGN = re.compile(r"^\s*(?P<key>[\w-]+)(?:\s*:\s*|\s+)(?P<text>[^\s=:].*?)\s*$")
# Wrong quotation marks -> the key of the sentence about them.
MARKS = {
    CURLY: "problem.toml.curly",
    APOSTROPHE: "problem.toml.apostrophe",
    INNER: "problem.toml.inner",
}
READY = re.compile(r'"[^"]*"|\[.*\]|true|false|[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?')
# How the parser begins to say what is wrong -> the key of our sentence.
FAULTS = {
    ("Invalid value", "Invalid date"): "problem.toml.value",
    ("Unclosed", "Unterminated", "Expected ']", r"Illegal character '\n'"): "problem.toml.open",
    ("Expected newline",): "problem.toml.rest",
    ("Invalid statement", "Invalid initial", "Expected '='"): "problem.toml.statement",
    ("Found invalid", "Illegal character"): "problem.toml.character",
}
# Names of tables that may occur many times, written in double brackets.
REPEATED = {"note", "story", "slide", "correction"}


class Advice(NamedTuple):
    """The catalogue key of a sentence, and the line as it should be written."""

    key: str
    written: str


def toml_problem(error: Exception, text: str, origin: Origin) -> Problem:
    """The problem for an error of the parser, with what to type instead if that is clear."""
    place = PLACE.search(str(error))
    number = int(place[1]) if place and place[1] else None
    detail = str(error).replace(place[0] if number and place else "", "").rstrip(".")
    line = text.split("\n")[number - 1] if number else ""
    if number and TWICE.search(detail):
        other = _first_line_of(line, text, number)
        brackets = _single_brackets(line, text.split("\n")[other - 1], number, other) if other else 0
        if brackets:
            return Problem.of("problem.toml.brackets", origin, brackets, written=quoted(f"[[{_table_name(line)}]]"))
        if other:
            name = quoted(re.split(r"[=]", line)[0].strip())
            return Problem.of("problem.toml.twice", origin, number, name=name, other=other)
    day = NO_DAY.match(line)
    if day:
        return Problem.of("problem.toml.no_day", origin, number, value=day["text"])
    advice = _advice(line, detail)
    if advice:
        return Problem.of(advice.key, origin, number, written=quoted(advice.written.strip()))
    key = next((key for begins, key in FAULTS.items() if detail.startswith(begins)), "problem.toml")
    return Problem.of(key, origin, number)


def _first_line_of(line: str, text: str, number: int) -> int:
    """Number of the line above with the same table or key; 0 if it cannot be found."""
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


def _single_brackets(line: str, first: str, number: int, other: int) -> int:
    """Number of the line in which one of two equal tables needs double brackets; 0 if they are not tables of a list."""
    repeated = [one.lstrip().startswith("[[") for one in (first, line)]
    if not any(repeated) and _table_name(line) not in REPEATED:
        return 0
    return number if repeated[0] else other


def _table_name(line: str) -> str:
    """The name in a line such as `[name]` or `[[name]]`, without spaces around its dots; empty for other lines."""
    found = TABLE.match(line)
    return re.sub(r"\s*\.\s*", ".", found["name"]) if found else ""


def _advice(line: str, detail: str) -> Advice | None:
    """What to write instead of a line, if that is clear."""
    if re.search(r"hex value|Unescaped|\w+ character|escape", detail) and "\\" in line:
        return Advice("problem.toml.backslash", line.replace("\\", "/"))
    day = _day(line)
    if day:
        return Advice("problem.toml.date", day)
    for pattern, key in MARKS.items():
        found = pattern.match(line)
        if found:
            return Advice(key, found["key"] + _in_marks(found["text"]))
    capital, bare = CAPITAL.match(line), BARE.match(line)
    if capital:
        return Advice("problem.toml.capital", f"{capital['key']}{capital['text'].lower()}")
    if bare:
        return Advice("problem.toml.bare", f'{bare["key"]}"{bare["text"]}"')
    return _half_written(line)


def _half_written(line: str) -> Advice | None:
    """What to write if a quotation mark or the equals sign is missing."""
    for pattern in (UNCLOSED, UNOPENED):
        found = pattern.match(line)
        if found:
            return Advice("problem.toml.quote", f'{found["key"]}"{found["text"]}"')
    found = NO_SIGN.match(line)
    if not found or "=" in line:
        return None
    text = found["text"] if READY.fullmatch(found["text"]) else _in_marks(found["text"].strip('"“”'))
    return Advice("problem.toml.equals", f"{found['key']} = {text}")


def _in_marks(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _day(line: str) -> str:
    """The line with its date as TOML writes it; empty if its value is not a day."""
    found = DATE.match(line)
    try:
        date = parse_date(found["text"]) if found else None
    except DateProblem:
        return ""
    return f"{found['key']}{date.edtf}" if found and date and date.precision == "day" else ""
