"""Merge a text that somebody has edited with the one that would be made now: line by line, and of a row cell by cell.

A line is a paragraph, or a row of a table with tabs between its cells. What somebody wrote, changed or removed stays;
everything else becomes what would be made now.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

CELL = "\t"


class Line(NamedTuple):
    """A line of the merged text, with its numbers in the file and in what would be made now; None where it has none.

    `kept` are the numbers of the cells that stay in a row that has both.
    """

    text: str
    there: int | None
    made: int | None
    kept: tuple[int, ...] = ()


class ByHand(NamedTuple):
    """What somebody changed: as it was made, as it would be made now, as it stands; each empty where there is none."""

    old: str
    new: str
    now: str


class _Part(NamedTuple):
    """A line that stays, if it does; what somebody changed in it; and what it was and becomes for the record."""

    line: Line | None
    by_hand: tuple[ByHand, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Merged:
    """The lines of a merged text, what somebody changed, and the lines that the record changes, before and after."""

    lines: tuple[Line, ...]
    by_hand: tuple[ByHand, ...]
    before: str
    after: str

    @property
    def text(self) -> str:
        """The merged text."""
        return "\n".join(line.text for line in self.lines)


def plain(text: str) -> str:
    """A text with its white space made one space each, as programs write it in other ways."""
    return " ".join(text.split())


def merged(was: str, now: str, new: str) -> Merged | None:
    """Merge `now`, the text that stands in a file and was made as `was`, with `new`, which would be made today.

    None where no line is still as it was made.
    """
    old, there, made = (text.split("\n") for text in (was, now, new))
    untouched = {*map(plain, old)} & {*map(plain, there)} - {""}
    if not untouched and plain(was) != plain(now):
        return None
    parts = list(_parts(old, there, made))
    return Merged(
        tuple(part.line for part in parts if part.line),
        tuple(one for part in parts for one in part.by_hand),
        "\n".join(part.before for part in parts if part.before),
        "\n".join(part.after for part in parts if part.after),
    )


def _parts(old: list[str], there: list[str], made: list[str]) -> Iterator[_Part]:
    by_hand, by_record = _matched(old, there), _matched(old, made)
    for at in range(len(old) + 1):
        for number in by_hand.added[at]:
            yield _Part(Line(there[number], number, None), (ByHand("", "", there[number]),))
        for number in by_record.added[at]:
            yield _Part(Line(made[number], None, number), after=made[number])
        if at < len(old):
            yield _part(old[at], by_hand.becomes[at], by_record.becomes[at], there, made)


class _Matched(NamedTuple):
    """How a text became another one: the number of each old line in it, or None, and the lines added before each."""

    becomes: dict[int, int | None]
    added: defaultdict[int, list[int]]


def _matched(old: list[str], new: list[str]) -> _Matched:
    found = _Matched(dict.fromkeys(range(len(old))), defaultdict(list))
    matcher = SequenceMatcher(None, [*map(plain, old)], [*map(plain, new)], autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        # As many lines in the place of others are the same lines, changed.
        if last - first == end - start:
            found.becomes.update(zip(range(first, last), range(start, end), strict=True))
        else:
            found.added[last] += range(start, end)
    return found


def _part(old: str, there: int | None, made: int | None, now: list[str], new: list[str]) -> _Part:
    """What becomes of an old line, with its number in the file and in what would be made now."""
    becomes = "" if made is None else new[made]
    if there is None:
        return _Part(None, (ByHand(old, becomes, ""),))
    stands = now[there]
    if plain(stands) == plain(old):
        line = None if made is None else Line(becomes, there, made)
        return _Part(line, before=old, after=becomes)
    cells = [text.split(CELL) for text in (old, becomes, stands)]
    kept = _kept(*cells)
    if made is None or not kept:
        return _Part(Line(stands, there, None), (ByHand(old, becomes, stands),))
    text = CELL.join(cells[2][at] if at in kept else cell for at, cell in enumerate(cells[1]))
    by_hand = tuple(ByHand(*(row[at] for row in cells)) for at in kept)
    return _Part(Line(text, there, made, kept), by_hand, stands, text)


def _kept(old: list[str], new: list[str], now: list[str]) -> tuple[int, ...]:
    """The cells of a row that somebody changed; none where it is no longer clear which cell is which."""
    if not len(old) == len(now) == len(new):
        return ()
    changed = tuple(at for at, (was, stands) in enumerate(zip(old, now, strict=True)) if plain(was) != plain(stands))
    return changed if 2 * len(changed) <= len(old) else ()
