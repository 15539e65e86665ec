"""Lay out the context lane: the Convention and later forums on one line, government meetings on the next.

It never extends the axis: events beyond its ends are counted, for a sentence below the chart.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

import pandas as pd

from mri_data.charts.text_layout import wrap
from mri_data.charts.text_width import LEAST_FONT
from mri_data.charts.timeline.context_labels import Cluster, labels_of
from mri_data.charts.timeline.context_model import Beyond, ContextLane, ContextMark, ContextShape
from mri_data.charts.timeline.date_shapes import decimal
from mri_data.charts.timeline.lanes import LaneSetting
from mri_data.charts.timeline.model import Label
from mri_data.record.context import Event
from mri_data.schema.context import MEETING_KINDS
from mri_data.words.catalogue import Words

SHAPES: dict[str, ContextShape] = {
    "convention": "tick",
    "committee": "tick",
    "mandate": "tick",
    "un": "tick",
    "hld": "diamond",
    "gfmd": "triangle",
    "conference": "square",
    "forum": "ring",
}
# Milestones with a name of their own on the chart; other events of a kind in CALLED are named after their kind.
NAMED = ("icrmw-adopted", "icrmw-in-force")
CALLED = ("mandate", "committee", "conference", "hld", "gfmd", "forum")
# Kinds of context whose short names on the chart are explained below it.
EXPLAINED = ("meetings", "convention")
POINTS = {"day", "range"}
A_FEW_DAYS = 1 / 12  # In years: known dates up to this length are drawn as a point.
LABEL_GAP = 6
FAR = 3  # Neighbours more than this many years apart do not share a name.

Placed = tuple[Event, ContextMark]


def context_lane(events: Sequence[Event], setting: LaneSetting) -> tuple[ContextLane | None, list[Label]]:
    """The lane of the events and its labels, y from the top of the plot; None and no labels without events."""
    if not events:
        return None, []
    axis, sizes = setting.axis, setting.sizes
    placed = [(event, _mark(event, setting)) for event in events]
    inside = [(event, mark) for event, mark in placed if axis.lo <= mark.x0 and mark.x1 <= axis.hi]
    title = _title(setting)
    lane = ContextLane(
        setting.say("context.show"),
        sizes.context,
        tuple(mark for _, mark in inside),
        _beyond([event for event, mark in placed if mark.x0 < axis.lo], last=False),
        _beyond([event for event, mark in placed if mark.x0 >= axis.lo and mark.x1 > axis.hi], last=True),
        setting.say.n("timeline.lane.context", len(inside), lane=setting.say("context.show")),
    )
    return lane, [title, *labels_of(_clusters(inside), lane, title, setting)]


def _mark(event: Event, setting: LaneSetting) -> ContextMark:
    x0, x1 = decimal(pd.Timestamp(event.earliest)), decimal(pd.Timestamp(event.latest), end=True)
    shape = SHAPES[event.kind]
    return ContextMark(
        id=event.id,
        shape=shape,
        x0=x0,
        x1=x1,
        # Government meetings are on the lower line, all other events on the upper one.
        y=setting.sizes.context_rows[event.kind in MEETING_KINDS],
        size=setting.sizes.tick if shape == "tick" else setting.sizes.symbol,
        point=event.precision in POINTS and x1 - x0 <= A_FEW_DAYS,
        dashed=event.precision not in POINTS,
        title=" ".join(event.title.split()),
        when=event.when,
        where=", ".join(event.cities),
    )


def _beyond(events: Sequence[Event], *, last: bool) -> Beyond:
    years = [event.earliest.year for event in events]
    return Beyond(len(years), (max if last else min)(years)) if years else Beyond()


def beyond(lane: ContextLane, say: Words) -> list[str]:
    """A sentence for each end of the axis on the events beyond it, which are not drawn."""
    ends = (("timeline.context.earlier", lane.earlier), ("timeline.context.later", lane.later))
    return [say.n(key, end.count, year=end.year) for key, end in ends if end.count]


def short_names(kinds: Collection[str], say: Words) -> str:
    """Explanations of the short names on the chart, for the kinds of context that are shown; empty if none is."""
    return " ".join(say(f"timeline.context.short.{kind}") for kind in EXPLAINED if kind in kinds)


def shapes(events: Iterable[Event]) -> list[ContextShape]:
    """The distinct shapes that events have on the chart, in the order of `SHAPES`."""
    found = {SHAPES[event.kind] for event in events}
    return [shape for shape in dict.fromkeys(SHAPES.values()) if shape in found]


def _title(setting: LaneSetting) -> Label:
    """Label with the name of the lane: in its upper left corner, or left of it in a compact timeline."""
    axis, sizes, name = setting.axis, setting.sizes, setting.say("context.show")
    if setting.compact:
        text = wrap("", name, LEAST_FONT, sizes.margin[0] - LABEL_GAP, 3)
        return Label.of(text, "context", axis.lo, -LABEL_GAP, sizes.context / 2, "end")
    text = wrap("", name, LEAST_FONT, axis.width, 1)
    return Label.of(text, "context", axis.lo, 2, sizes.context_labels[0], "start")


def _clusters(inside: Sequence[Placed]) -> list[Cluster]:
    """Neighbours on one line that share a name; those of the Convention come first, so that they find room."""
    found = []
    for meetings in (False, True):
        line = [(event, mark) for event, mark in inside if (event.kind in MEETING_KINDS) is meetings]
        for word, members in groupby(line, key=lambda pair: _word(pair[0])):
            found += [_cluster(word, pairs) for pairs in _near(list(members)) if word]
    return sorted(found, key=lambda cluster: cluster.word not in NAMED)


def _near(pairs: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Neighbours, split where the years between them are too many for one name to be read as that of both."""
    start = 0
    for end in range(1, len(pairs) + 1):
        if end == len(pairs) or pairs[end][1].x0 - pairs[end - 1][1].x1 > FAR:
            yield list(pairs[start:end])
            start = end


def _cluster(word: str, pairs: Sequence[Placed]) -> Cluster:
    years = tuple(dict.fromkeys(event.earliest.year for event, _ in pairs))
    return Cluster(word, tuple(mark for _, mark in pairs), years)


def _word(event: Event) -> str:
    """The key of an event's short name on the chart; empty if it has none, only a hover text."""
    return event.id if event.id in NAMED else event.kind if event.kind in CALLED else ""
