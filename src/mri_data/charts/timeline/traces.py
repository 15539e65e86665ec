"""The marks of a timeline as Plotly traces: a few traces of like marks, and invisible ones to point at."""

from collections.abc import Iterable, Sequence
from html import escape
from math import ceil
from textwrap import wrap

from mri_data.charts.palette import Palette, see_through
from mri_data.charts.plotly import FONT, Trace, alike, bar, scatter
from mri_data.charts.timeline.model import Mark, TimelineLayout
from mri_data.charts.timeline.style import (
    OUTLINE,
    Bar,
    Point,
    bar_halo,
    cores,
    fade_stops,
    flat,
    halo,
    hollow_number,
    pills,
    symbols,
)

HIT = 20
LEAST_HIT = 5  # px of a series that must show between two forums to be worth pointing at.
HOVER_TITLE = 60
BELOW, HALO, BARS, POINTS, HITS = range(5)
UNCHANGED = alike(marker={"opacity": 1})
UNSEEN = alike(marker={"opacity": 0})


def traces(layout: TimelineLayout, palette: Palette) -> list[Trace]:
    """All traces, those at the back first."""
    marks = layout.marks
    round_bars = [bar for mark in marks for bar in pills(mark, palette)]
    circles = [point for mark in marks for point in cores(mark, layout, palette)]
    drawn = symbols(marks, layout, palette)
    return [
        *_bars([bar for mark in marks for bar in flat(mark, palette)], 0, BELOW),
        *(_fade(mark, palette) for mark in marks if mark.shape in {"after", "before", "rail"}),
        *_bars([bar_halo(bar, palette) for bar in round_bars if bar.mark.selected], "50%", HALO),
        *_scatter([halo(circle, palette) for circle in circles if circle.mark.selected], HALO),
        *_bars(round_bars, "50%", BARS),
        *_scatter([point for point in drawn if point.mark.shape != "diamond"], POINTS),
        *_scatter([point for point in drawn if point.mark.shape == "diamond"], POINTS, tray=True),
        *_numbers(marks, layout, palette),
        *_hits(marks, layout, palette),
    ]


def hover(mark: Mark, palette: Palette) -> str:
    """Title, date and place, what a forum met alongside, and kind of work."""
    return told(mark.title, (mark.when, mark.where), mark.kind, palette, mark.alongside)


def told(title: str, when: Iterable[str], kind: str, palette: Palette, more: str = "") -> str:
    """What is said of a mark that is pointed at. Plotly reads some tags, so every value is escaped."""
    dated = escape(" · ".join(part for part in when if part), quote=False)
    lines = [f"<b>{_broken(title)}</b>", dated, *([_broken(more)] if more else [])]
    return "<br>".join([*lines, f'<span style="color:{palette.muted}">{escape(kind, quote=False)}</span>'])


def _broken(text: str) -> str:
    return "<br>".join(escape(line, quote=False) for line in wrap(text, HOVER_TITLE))


def _bars(bars: Sequence[Bar], radius: int | str, layer: int) -> list[Trace]:
    """One trace of bars; none when there are no bars."""
    if not bars:
        return []
    marker = {
        "color": [bar.fill for bar in bars],
        "cornerradius": radius,
        "opacity": 1,
        "line": {"color": [bar.line or bar.fill for bar in bars], "width": [bar.line_width for bar in bars]},
    }
    return [
        bar(
            orientation="h",
            base=[_round(bar.x0) for bar in bars],
            x=[_round(bar.x1 - bar.x0) for bar in bars],
            y=[_round(bar.mark.y) for bar in bars],
            width=[bar.size for bar in bars],
            marker=marker,
            customdata=[[bar.mark.id] for bar in bars],
            hoverinfo="skip",
            zorder=layer,
            **UNCHANGED,
        )
    ]


def _scatter(points: Sequence[Point], layer: int, *, tray: bool = False) -> list[Trace]:
    """One trace of symbols; none when there are no symbols."""
    if not points:
        return []
    marker = {
        "symbol": [point.symbol for point in points],
        "size": [point.size for point in points],
        "color": [point.fill for point in points],
        "opacity": 1,
        "line": {
            "color": [point.line or point.fill for point in points],
            "width": [p.line_width for p in points],
        },
    }
    return [
        scatter(
            mode="markers",
            x=[_round(point.x) for point in points],
            y=[_round(point.mark.y) for point in points],
            xaxis="x2" if tray else "x",
            marker=marker,
            customdata=[[point.mark.id] for point in points],
            hoverinfo="skip",
            cliponaxis=False,
            zorder=layer,
            **UNCHANGED,
        )
    ]


def _fade(mark: Mark, palette: Palette) -> Trace:
    """A bar that fades towards its open end, a rail towards its unknown start; its outline leaves it open."""
    base = palette.marks[mark.area]
    stops = [[at, see_through(base, opacity)] for at, opacity in fade_stops(mark)]
    top, bottom = _round(mark.y - mark.size / 2), _round(mark.y + mark.size / 2)
    shut, ajar = (mark.x0, mark.x1) if mark.shape == "after" else (mark.x1, mark.x0)
    return scatter(
        mode="lines",
        x=[_round(ajar), _round(shut), _round(shut), _round(ajar)],
        y=[top, top, bottom, bottom],
        fill="toself",
        fillgradient={"type": "horizontal", "colorscale": stops},
        line={"color": palette.ink, "width": OUTLINE if mark.selected else 0},
        customdata=[[mark.id]] * 4,
        hoverinfo="skip",
        zorder=BELOW,
    )


def _numbers(marks: Iterable[Mark], layout: TimelineLayout, palette: Palette) -> list[Trace]:
    """The numbers of the forums inside their marks; hollow marks carry them in the colour of text."""
    numbered = [mark for mark in marks if mark.forum and mark.number and mark.matched]
    hollow = [mark for mark in numbered if hollow_number(mark)]
    full = [mark for mark in numbered if mark.shape in {"dot", "pill"}]
    groups = ((full, palette.on_accent), (hollow, palette.ink))
    return [_number_trace(group, layout, ink) for group, ink in groups if group]


def _number_trace(marks: Sequence[Mark], layout: TimelineLayout, ink: str) -> Trace:
    return scatter(
        mode="text",
        x=[_round(mark.middle) for mark in marks],
        y=[_round(mark.y) for mark in marks],
        text=[escape(mark.number) for mark in marks],
        textfont={"family": FONT, "size": layout.sizes.number_font, "color": ink, "weight": 700},
        textposition="middle center",
        customdata=[[mark.id] for mark in marks],
        hoverinfo="skip",
        zorder=POINTS,
        **alike(textfont={"color": ink}),
    )


def _hits(marks: Sequence[Mark], layout: TimelineLayout, palette: Palette) -> list[Trace]:
    """What the pointer meets: one invisible spot on a small mark, a row of them along a long one."""
    spots = {mark.id: _spots(mark, layout) for mark in marks}
    texts = {mark.id: hover(mark, palette) for mark in marks}
    long = [mark for mark in marks if len(spots[mark.id]) > 1]
    small = [mark for mark in marks if mark not in long]
    dated = [mark for mark in small if mark.shape != "diamond"]
    tray = [mark for mark in small if mark.shape == "diamond"]
    groups = [(group, axis) for group, axis in ((dated, "x"), (tray, "x2")) if group]
    return [
        *(_hit([mark] * len(spots[mark.id]), spots[mark.id], texts[mark.id]) for mark in long),
        *(_hit(g, [spots[m.id][0] for m in g], [texts[m.id] for m in g], axis) for g, axis in groups),
    ]


def _spots(mark: Mark, layout: TimelineLayout) -> list[float]:
    """Where in x the spots of a mark stand: one every `HIT` px or less; a numbered mark has one."""
    if mark.shape == "series":
        return _uncovered(mark, layout) or [mark.middle]
    many = 1 if mark.forum or mark.shape == "diamond" else ceil((mark.x1 - mark.x0) * layout.axis.scale / HIT)
    step = (mark.x1 - mark.x0) / max(1, many)
    return [mark.x0 + (place + 0.5) * step for place in range(max(1, many))]


def _uncovered(series: Mark, layout: TimelineLayout) -> list[float]:
    """The middles of the stretches of a series that no forum covers, so that a forum is met first."""
    numbered = (mark for mark in layout.marks if mark.forum and mark.shape in {"dot", "pill", "dashed"})
    forums = sorted(numbered, key=lambda mark: mark.x0)
    left, found = series.x0, []
    for mark in forums:
        half = max(mark.x1 - mark.x0, mark.size / layout.axis.scale) / 2
        found.append((left, mark.middle - half))
        left = max(left, mark.middle + half)
    found.append((left, series.x1))
    return [(a + b) / 2 for a, b in found if (b - a) * layout.axis.scale >= LEAST_HIT]


def _hit(marks: Sequence[Mark], xs: Sequence[float], texts: str | list[str], axis: str = "x") -> Trace:
    """Invisible spots, each of a mark; one text for all of them, or one for each."""
    return scatter(
        mode="markers",
        x=[_round(x) for x in xs],
        y=[_round(mark.y) for mark in marks],
        xaxis=axis,
        marker={"size": HIT, "opacity": 0},
        **UNSEEN,
        customdata=[[mark.id] for mark in marks],
        hovertext=texts,
        hoverinfo="text",
        zorder=HITS,
    )


def _round(number: float) -> float:
    """Years and px to what the eye can tell, so that the figure stays small."""
    return round(number, 3)
