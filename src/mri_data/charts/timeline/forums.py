"""Lay out the band of the forums: numbered marks, labels of cities, the series behind them, and empty years."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from mri_data.charts.text_layout import Line, Run, Spot, WrappedText, pack, plain, spread, wrap
from mri_data.charts.timeline.date_shapes import Entry, Form, form, mark, span
from mri_data.charts.timeline.model import Axis, Block, Label, Mark, Piece
from mri_data.charts.timeline.sizes import Sizes
from mri_data.words.catalogue import Words

OFF = 14  # px from the middle of the marks to the labels of cities.
APART = 6
MOST_NAMED = 12
GAP_WEIGHT = 3  # Weight of a label of empty years against that of a city, when labels are pushed apart.
LEAST_SERIES = 140
MOST_ROWS = 8


def band(
    forums: Sequence[Entry],
    series: Entry | None,
    axis: Axis,
    sizes: Sizes,
    data_year: float,
    say: Words,
    explained: Collection[int],
    *,
    named: bool,
) -> Block:
    """Lay out the band of the forums with a first and a last day; with `named`, labels are added where they fit.

    Years without a forum are labelled if they are in `explained`, that is if a note says why they are empty.
    """
    found = [(entry, form(entry, axis, sizes, data_year)) for entry in forums]
    found.sort(key=lambda pair: (pair[1].x0 + pair[1].x1, pair[0].id))
    rows = pack([_ends(shaped, axis, sizes) for _, shaped in found], 0, MOST_ROWS).rows
    gaps, pitch = empty_years(forums), sizes.forum + 4
    off = OFF + (len(rows) - 1) * pitch / 2
    labels = _labels(found, _stretches(gaps, explained), series, axis, sizes, say, off) if named else []
    half_height = max(len(rows) * pitch / 2, _reach(labels))
    marks = [
        mark(*found[place], sizes.forum, half_height + (row - (len(rows) - 1) / 2) * pitch)
        for row, places in enumerate(rows)
        for place in places
    ]
    back = [_series_mark(series, gaps, sizes, half_height)] if series else []
    if series and named:
        labels += _series_label(series, axis, sizes)
    return Block(2 * half_height, (*back, *marks), tuple(label.moved(half_height) for label in labels))


def _ends(shaped: Form, axis: Axis, sizes: Sizes) -> tuple[float, float]:
    """Left and right end in px of the mark of a forum, which is at least as wide as it is high."""
    middle, half = axis.px((shaped.x0 + shaped.x1) / 2), max(sizes.forum, (shaped.x1 - shaped.x0) * axis.scale) / 2
    return middle - half, middle + half


def series_of(entries: Iterable[Entry], forums: Sequence[Entry]) -> Entry | None:
    """The record of the series: an achievement over a range of years that includes all of two or more forums."""
    years = [entry.years for entry in forums if entry.years]
    first, last = (min((a for a, _ in years), default=0), max((b for _, b in years), default=0))
    fits = (
        entry for entry in entries if not entry.forum and entry.precision == "range" and entry.years and len(years) > 1
    )
    return next((entry for entry in fits if entry.years and entry.years[0] <= first and last <= entry.years[1]), None)


def empty_years(forums: Iterable[Entry]) -> list[tuple[int, int]]:
    """First and last year of each stretch without a forum, between the first forum and the last one."""
    held = sorted({year for entry in forums if entry.years for year in range(entry.years[0], entry.years[1] + 1)})
    return [(before + 1, after - 1) for before, after in pairwise(held) if after - before > 1]


def _stretches(gaps: Iterable[tuple[int, int]], explained: Collection[int]) -> list[tuple[int, int]]:
    """First and last year of each run of consecutive empty years that are explained."""
    stretches: list[tuple[int, int]] = []
    for year in (year for first, last in gaps for year in range(first, last + 1) if year in explained):
        if stretches and stretches[-1][1] == year - 1:
            stretches[-1] = (stretches[-1][0], year)
        else:
            stretches.append((year, year))
    return stretches


def _reach(labels: Sequence[Label]) -> float:
    return max((abs(label.y) + label.height / 2 for label in labels), default=0)


def _series_mark(series: Entry, gaps: Sequence[tuple[int, int]], sizes: Sizes, y: float) -> Mark:
    """The bar of the series behind the forums: solid except in years without a forum."""
    x0, x1 = span(series)
    edges = [x0, *(float(edge) for first, last in gaps for edge in (first, last + 1)), x1]
    pieces = tuple(Piece(a, b, number % 2 == 0) for number, (a, b) in enumerate(pairwise(edges)))
    return mark(series, Form("series", x0, x1, pieces), sizes.bar, y)


def _labels(
    found: Sequence[tuple[Entry, Form]],
    gaps: Sequence[tuple[int, int]],
    series: Entry | None,
    axis: Axis,
    sizes: Sizes,
    say: Words,
    off: float,
) -> list[Label]:
    """Labels of cities, alternating above and below the marks, and of empty years below, `off` px from the middle.

    Of the two ways to alternate, the one that leaves room for more labels is taken. Labels without room are left out.
    """
    if len(found) > MOST_NAMED:
        return []
    cities = [_city(entry, shaped, sizes) for entry, shaped in found]
    notes = [_gap(gap, sizes, say) for gap in gaps]
    turns = [(cities[first::2], [*cities[1 - first :: 2], *notes]) for first in (0, 1)]
    above, below = max(
        ((_side(up, axis), _side(down, axis)) for up, down in turns), key=lambda sides: len(sides[0]) + len(sides[1])
    )
    shown = {entry.id for entry, _ in found if entry.matched}
    open_gaps = {_gap_middle(gap) for gap in gaps if (series and series.matched) or _neighbours_shown(gap, found)}
    above = [replace(label, y=-off - label.height / 2) for label in above]
    below = [replace(label, y=off + label.height / 2) for label in below]
    return [label for label in above + below if (label.id in shown if label.role == "city" else label.x in open_gaps)]


def _neighbours_shown(gap: tuple[int, int], found: Sequence[tuple[Entry, Form]]) -> bool:
    """Whether the last forums before a gap and the first ones after it all match."""
    held = [(entry, *entry.years) for entry, _ in found if entry.years]
    before = max((last for _, _, last in held if last < gap[0]), default=None)
    after = min((first for _, first, _ in held if first > gap[1]), default=None)
    return all(entry.matched for entry, first, last in held if last == before or first == after)


def _city(entry: Entry, shaped: Form, sizes: Sizes) -> Label:
    assert entry.years
    first, last = entry.years
    when = str(first) if first == last else f"{first}–{last}"
    lines: tuple[Line, ...] = ((Run(entry.where or entry.title, True),), (Run(when),))
    text = WrappedText(lines, sizes.font)
    return Label.of(text, "city", (shaped.x0 + shaped.x1) / 2, 0, 0, "middle", id=entry.id, area=entry.area)


def _gap(gap: tuple[int, int], sizes: Sizes, say: Words) -> Label:
    first, last = gap
    years = str(first) if first == last else f"{first}–{last}"
    text = plain(*say("timeline.gap", years=years).split("\n"), size=sizes.font)
    return Label.of(text, "gap", _gap_middle(gap), 0, 0, "start")


def _gap_middle(gap: tuple[int, int]) -> float:
    return (gap[0] + gap[1] + 1) / 2


def _side(labels: Iterable[Label], axis: Axis) -> list[Label]:
    """The labels of one side, pushed apart.

    While any would move by more than half its width, the one that overlaps most is dropped.
    """
    kept = sorted(labels, key=lambda label: _spot(label, axis).at)
    while True:
        spots = [_spot(label, axis) for label in kept]
        placed = spread(spots, APART, axis.left, axis.right)
        moved = [at - spot.at for at, spot in zip(placed or (), spots, strict=placed is not None)]
        if placed is not None and all(abs(move) <= spot.half for move, spot in zip(moved, spots, strict=True)):
            return [replace(label, dx=move) for label, move in zip(kept, moved, strict=True)]
        overlaps = _overlaps(spots, axis)
        del kept[overlaps.index(max(overlaps))]


def _overlaps(spots: Sequence[Spot], axis: Axis) -> list[float]:
    """Overlap in px of each label with its neighbours and the ends of the axis, divided by its weight."""
    overlaps = [max(0, axis.left - spot.at + spot.half) + max(0, spot.at + spot.half - axis.right) for spot in spots]
    for place, (left, right) in enumerate(pairwise(spots)):
        shared = max(0, left.at + left.half + APART - right.at + right.half)
        overlaps[place] += shared
        overlaps[place + 1] += shared
    return [overlap / spot.weight for overlap, spot in zip(overlaps, spots, strict=True)]


def _spot(label: Label, axis: Axis) -> Spot:
    """Preferred place of a label: a city is centred on its mark, a gap starts at the line that leads to it."""
    at, half = axis.px(label.x), label.width / 2
    return Spot(at, half) if label.role == "city" else Spot(at + half, half, GAP_WEIGHT)


def _series_label(series: Entry, axis: Axis, sizes: Sizes) -> list[Label]:
    """Date and title of the series on one line: left of it, else right of it; none if it does not match or fit."""
    off = sizes.forum / 2 + 8
    x0, x1 = span(series)
    left, right = axis.px(x0) - off - axis.left, axis.right - axis.px(x1) - off
    if not series.matched or max(left, right) < LEAST_SERIES:
        return []
    text = wrap(series.when, series.title, sizes.font, left if left >= LEAST_SERIES else right, 1)
    at = (x0, -off, 0, "end") if left >= LEAST_SERIES else (x1, off, 0, "start")
    return [Label.of(text, "series", *at, id=series.id, area=series.area)]  # type: ignore[arg-type]
