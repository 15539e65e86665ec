"""Problems and warnings about a file's text: bytes that are not UTF-8, lost characters, garbled words."""

import re
from collections.abc import Callable, Iterator

from mri_data.reading.encodings import ANY_GARBLED, WORD, Decoded, repair_mojibake
from mri_data.reading.raw import RawTable
from mri_data.words.errors import DataWarning, Fix, Origin, Problem, quoted
from mri_data.words.messages import joined

LOST = "\ufffd"
# Class (problem or warning), catalogue key, the word at fault, and what it may be.
Fault = tuple[type[Problem], str, str, str]
Look = Callable[[str], Fault | None]


def add_encoding_problems(table: RawTable, decoded: Decoded) -> None:
    """Add to a table the problems and warnings of its file's text, by cell where possible."""
    found = [*_of_file(decoded, table.origin), *_in_cells(table, decoded)]
    begins = table.rows.index.to_numpy()
    for problem in _of_bytes(decoded, table.origin):
        # A fault in a later line of a row is reported for the row's first line.
        before = begins[begins <= problem.row]
        line = int(before[-1]) if len(before) else problem.row
        found.append(Problem(problem.origin, line, None, problem.value, problem.message, problem.kind))
    byte_lines = {problem.row for problem in found if problem.kind == "problem.text.byte"}
    lost = "problem.text.lost"
    table.problems += [problem for problem in found if problem.kind != lost or problem.row not in byte_lines]


def encoding_problems(decoded: Decoded, origin: Origin) -> list[Problem]:
    """Problems and warnings of the text of a settings file, line by line."""
    found = [*_of_file(decoded, origin), *_of_bytes(decoded, origin)]
    look = _look(decoded)
    if look:
        for number, line in enumerate(decoded.text.split("\n"), start=1):
            fault = None if line.isascii() else look(line)
            found += [] if fault is None else [_problem(fault, origin, number, None)]
    return found


def _of_file(decoded: Decoded, origin: Origin) -> Iterator[Problem]:
    if decoded.encoding:
        words = joined(", ", map(quoted, decoded.words))
        yield DataWarning.of("warning.text.encoding", origin, encoding=decoded.encoding, words=words)


def _of_bytes(decoded: Decoded, origin: Origin) -> Iterator[Problem]:
    for stray in decoded.strays:
        likely = quoted(stray.likely)
        yield Problem.of("problem.text.byte", origin, stray.line, None, stray.word, byte=stray.byte, likely=likely)
    if decoded.cut:
        yield Problem.of("problem.text.cut", origin, decoded.cut)


def _in_cells(table: RawTable, decoded: Decoded) -> Iterator[Problem]:
    look = _look(decoded)
    for column in table.rows.columns if look else ():
        cells = table.rows[column]
        for line, cell in cells[~cells.map(str.isascii).astype(bool)].items():
            fault = look(cell) if look else None
            if fault:
                problem, (_, _, value, likely) = _problem(fault, table.origin, int(str(line)), column), fault
                mended = Fix(((int(str(line)), column, cell.replace(value, likely)),))
                yield problem.with_fixes(mended) if likely else problem


def _problem(fault: Fault, origin: Origin, line: int, column: str | None) -> Problem:
    kind, key, value, likely = fault
    return kind.of(key, origin, line, column, value, likely=quoted(likely))


def _look(decoded: Decoded) -> Look | None:
    """A function that returns the first fault in a text; `None` if the whole file has no fault."""
    if not (decoded.suspects or LOST in decoded.unusual or ANY_GARBLED.search(decoded.unusual)):
        return None

    def look(text: str) -> Fault | None:
        if LOST in text:
            return Problem, "problem.text.lost", _word_with_lost_letter(text), ""
        suspect = next((word for word in WORD.findall(text) if word in decoded.suspects), None)
        if suspect:
            likely = decoded.suspects[suspect]
            return Problem, "problem.text.suspect_near" if likely else "problem.text.suspect", suspect, likely
        word = next((word for word in text.split() if repair_mojibake(word) != word), None)
        return (DataWarning, "warning.text.garbled", word, repair_mojibake(word)) if word else None

    return look


def _word_with_lost_letter(text: str) -> str:
    """The first word with a lost letter (U+FFFD)."""
    found = re.search(rf"\S*{LOST}\S*", text)
    return found[0] if found else text
