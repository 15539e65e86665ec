"""The forums in one band of their lane: numbered marks, their cities, the series behind, years left empty."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from mri_data.charts.timeline_dates import Entry, Form, form, mark, span
from mri_data.charts.timeline_labels import Spot, Text, pack, plain, spread, wrap
from mri_data.charts.timeline_parts import Axis, Block, Label, Line, Mark, Piece, Run
from mri_data.charts.timeline_sizes import Sizes
from mri_data.words import Words

OFF = 14  # px from the middle of the marks to the cities.
APART = 6
MOST_NAMED = 12
GAP_WEIGHT = 3  # A label of empty years keeps its place before a city does.
LEAST_SERIES = 140


def band(
    forums: Sequence[Entry],
    series: Entry | None,
    axis: Axis,
    sizes: Sizes,
    data_year: float,
    say: Words,
    *,
    named: bool,
) -> Block:
    """The band of the forums with a first and a last day; `named` asks for labels where they have room."""
    found = [(entry, form(entry, axis, sizes, data_year)) for entry in forums]
    found.sort(key=lambda pair: (pair[1].x0 + pair[1].x1, pair[0].id))
    middles = [axis.px((shaped.x0 + shaped.x1) / 2) for _, shaped in found]
    half = sizes.forum_apart / 2
    rows = pack([(at - half, at + half) for at in middles], 0, 8).rows
    gaps = empty_years(forums)
    labels = _labels(found, gaps, series, axis, sizes, say) if named and len(rows) == 1 else None
    pitch = sizes.forum + 4
    half_height = max(len(rows) * pitch / 2, _reach(labels))
    marks = [
        mark(*found[place], sizes.forum, half_height + (row - (len(rows) - 1) / 2) * pitch)
        for row, places in enumerate(rows)
        for place in places
    ]
    back = [_series_mark(series, gaps, sizes, half_height)] if series else []
    if series and named:
        labels = (labels or []) + _series_label(series, found, axis, sizes)
    return Block(2 * half_height, (*back, *marks), tuple(label.moved(half_height) for label in labels or []))


def series_of(entries: Iterable[Entry], forums: Sequence[Entry]) -> Entry | None:
    """The record that stands for all forums: an achievement over a range of years that holds them all."""
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


def _reach(labels: list[Label] | None) -> float:
    return max((abs(label.y) + label.height / 2 for label in labels or []), default=0)


def _series_mark(series: Entry, gaps: Sequence[tuple[int, int]], sizes: Sizes, y: float) -> Mark:
    """The bar behind the forums: solid, but for the years left empty."""
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
) -> list[Label] | None:
    """Cities above and below in turn, and the years left empty below; None when they have no room."""
    cities = [_city(entry, shaped, sizes) for entry, shaped in found]
    notes = [_gap(gap, sizes, say) for gap in gaps]
    above = _side(cities[::2], axis)
    below = _side(sorted(cities[1::2] + notes, key=lambda label: _spot(label, axis).at), axis)
    if len(found) > MOST_NAMED or above is None or below is None:
        return None
    shown = {entry.id for entry, _ in found if entry.matched}
    open_gaps = {_gap_middle(gap) for gap in gaps if (series and series.matched) or _neighbours_shown(gap, found)}
    above = [replace(label, y=-OFF - label.height / 2) for label in above]
    below = [replace(label, y=OFF + label.height / 2) for label in below]
    return [label for label in above + below if (label.id in shown if label.role == "city" else label.x in open_gaps)]


def _neighbours_shown(gap: tuple[int, int], found: Sequence[tuple[Entry, Form]]) -> bool:
    """Whether all forums in the year before and the year after match."""
    beside = [entry for entry, _ in found if entry.years and {gap[0] - 1, gap[1] + 1} & set(entry.years)]
    return all(entry.matched for entry in beside)


def _city(entry: Entry, shaped: Form, sizes: Sizes) -> Label:
    assert entry.years
    first, last = entry.years
    when = str(first) if first == last else f"{first}–{last}"
    lines: tuple[Line, ...] = ((Run(entry.where or entry.title, True),), (Run(when),))
    text = Text(lines, sizes.font)
    return text.label("city", (shaped.x0 + shaped.x1) / 2, 0, 0, "middle", id=entry.id, area=entry.area)


def _gap(gap: tuple[int, int], sizes: Sizes, say: Words) -> Label:
    first, last = gap
    years = str(first) if first == last else f"{first}–{last}"
    text = plain(*say("timeline.gap", years=years).split("\n"), size=sizes.font)
    return text.label("gap", _gap_middle(gap), 0, 0, "start")


def _gap_middle(gap: tuple[int, int]) -> float:
    return (gap[0] + gap[1] + 1) / 2


def _side(labels: Sequence[Label], axis: Axis) -> list[Label] | None:
    """The labels of one side, pushed apart; None when one would have to leave its mark or its gap."""
    spots = [_spot(label, axis) for label in labels]
    placed = spread(spots, APART, axis.left, axis.right)
    if placed is None:
        return None
    moved = [at - spot.at for at, spot in zip(placed, spots, strict=True)]
    if any(abs(move) > spot.half for move, spot in zip(moved, spots, strict=True)):
        return None
    return [replace(label, dx=move) for label, move in zip(labels, moved, strict=True)]


def _spot(label: Label, axis: Axis) -> Spot:
    """Where a label would stand: about its mark, or to the right of the line that leads to its gap."""
    at, half = axis.px(label.x), label.width / 2
    return Spot(at, half) if label.role == "city" else Spot(at + half, half, GAP_WEIGHT)


def _series_label(series: Entry, found: Sequence[tuple[Entry, Form]], axis: Axis, sizes: Sizes) -> list[Label]:
    """Date and title of the series on one line, left of it or else right of it."""
    off = sizes.forum / 2 + 8
    x0, x1 = span(series)
    left, right = axis.px(x0) - off - axis.left, axis.right - axis.px(x1) - off
    if not series.matched or max(left, right) < LEAST_SERIES:
        return []
    text = wrap(series.when, series.title, sizes.font, left if left >= LEAST_SERIES else right, 1)
    at = (x0, -off, 0, "end") if left >= LEAST_SERIES else (x1, off, 0, "start")
    return [text.label("series", *at, id=series.id, area=series.area)]  # type: ignore[arg-type]
