"""Charts with a mark for each record, with their notes and keys; implements `of_view.Charts`."""

from typing import Any

import pandas as pd

from mri_data.charts.map.context import shown_context
from mri_data.charts.map.layout import MapLayout, MapSize, map_layout
from mri_data.charts.table import Sign
from mri_data.charts.timeline.alt_text import marks_alt
from mri_data.charts.timeline.context_model import ContextLane
from mri_data.charts.timeline.layout import timeline_layout
from mri_data.charts.timeline.model import TimelineLayout
from mri_data.charts.timeline.phone_layout import phone_layout
from mri_data.charts.timeline.sizes import FULL, SLIDE, Sizes
from mri_data.query import totals
from mri_data.record.view import View
from mri_data.sentences.one_record import meeting, spoken

KEY_SHAPES = (
    *("day", "month", "year", "forum", "range", "approximate"),
    *("after", "before", "ongoing", "since", "undated"),
)
# The sentences below a still picture, and the signs of its marks that each is about.
NOTED = {
    "day": {"day"},
    "month": {"month"},
    "forum": {"tick"},
    "year": {"year"},
    "approximate": {"approximate"},
    "open": {"after", "before", "ongoing"},
    "since": {"since"},
    "undated": {"undated"},
}
BRIEF = {"year": {"year"}}
# Of these precisions a forum has a mark that is not that of other records.
FORUM_MARKS = ("day", "month", "range")


def timeline(view: View, width: float, *, compact: bool = False, record: str | None = None) -> TimelineLayout:
    """Timeline of all records; records filtered out are faint, `record` is selected."""
    return _timeline(view, view.records, width, compact=compact, record=record)


def _timeline(
    view: View,
    records: pd.DataFrame,
    width: float,
    *,
    compact: bool = False,
    record: str | None = None,
    sizes: Sizes | None = None,
) -> TimelineLayout:
    return timeline_layout(
        records,
        view.matched,
        width=width,
        compact=compact,
        record=record,
        data_year=view.dataset.about.text_ends + 1.0,
        say=view.say,
        explained=frozenset(year for note in view.dataset.notes for year in note.years),
        events=view.events,
        alongside=_alongside(view) if view.events else None,
        spoken=_spoken(view),
        text=view.text,
        sizes=sizes,
    )


def titled_on_slide(view: View, width: float, stretch: float = 1) -> TimelineLayout:
    """As `on_slide`, with the titles of the records next to their marks, and marks of their usual size."""
    return _timeline(view, view.shown, width, sizes=FULL.with_lanes(stretch))


def on_slide(view: View, width: float, stretch: float) -> TimelineLayout:
    """Timeline for a slide of the years of the records shown; lanes are `stretch` times as high as needed."""
    return _timeline(view, view.shown, width, compact=True, sizes=SLIDE.stretched(stretch))


def timeline_shown(view: View, width: float, *, compact: bool = False) -> TimelineLayout:
    """Timeline of only the records that pass the filters."""
    return timeline(view, width, compact=compact).only_matched()


def phone_timeline(
    view: View, width: float, *, record: str | None = None, shown_only: bool = False
) -> TimelineLayout | None:
    """Timeline with years running down, for a phone; None if its marks would cover each other."""
    records = view.shown if shown_only else view.records
    more: dict[str, Any] = {"data_year": view.dataset.about.text_ends + 1.0, "say": view.say, "text": view.text}
    return phone_layout(records, view.matched, width=width, record=record, spoken=_spoken(view), **more)


def timeline_alt(view: View, context: ContextLane | None = None, *, shown_only: bool = False) -> str:
    """Alternative text of the timeline."""
    return marks_alt(view.shown if shown_only else view.records, view.matched, view.say, context)


def _spoken(view: View) -> dict[str, str]:
    """What a screen reader says of each record, by id."""
    say, kept = view.say, set(view.matched)
    texts = {row.id: spoken(row, view.labels) for row in view.records.itertuples()}
    return {id: text if id in kept else say("record.spoken.hidden", record=text) for id, text in texts.items()}


def _alongside(view: View) -> dict[str, str]:
    """Sentence on the government meeting that a forum met alongside, by forum id; only for forums with one."""
    met = {row["id"]: meeting(row, view.labels) for _, row in totals.forums_of(view.records).iterrows()}
    return {forum: view.say("timeline.alongside", meeting=text) for forum, text in met.items() if text}


def places(view: View, size: MapSize, *, year: int | None, others: bool, with_key: bool) -> MapLayout:
    """Map of the forums up to `year`, or of all years; those filtered out are faint. `others` adds other places."""
    return map_layout(
        view.records,
        view.dataset.places,
        view.matched,
        year=year,
        others=others,
        map_context=shown_context(view, with_key=with_key),
        **size._asdict(),
    )


def places_shown(view: View, size: MapSize, *, others: bool) -> MapLayout:
    """Map for a still picture, of all years and with a key; the scene leaves out hosts that are filtered out."""
    return places(view, size, year=None, others=others, with_key=True)


def journey(view: View) -> pd.DataFrame:
    """The forums shown, whose years are the steps of the map."""
    return totals.forums_of(view.shown)


def timeline_note(view: View, *, shown_only: bool = False) -> str:
    """Always empty, because the key is enough."""
    return ""


def picture_note(view: View, *, brief: bool = False) -> str:
    """How to read a still timeline: a sentence for each sort of mark that it has, or `brief` for those of a year."""
    signs = _signs(view.shown)
    lines = [line for line, about in (BRIEF if brief else NOTED).items() if about & signs]
    return " ".join(view.say(f"handout.key.{line}") for line in (*lines, "end"))


def map_note(view: View, *, shown_only: bool = False) -> str:
    """How to read the map."""
    return view.say("map.note")


def key(view: View, *, shown_only: bool = True) -> list[Sign]:
    """The lines of the key to the timeline, for the marks that it has."""
    signs = _signs(view.shown if shown_only else view.records)
    return [Sign(shape, view.say(f"key.{shape}")) for shape in KEY_SHAPES if shape in signs]


def _signs(records: pd.DataFrame) -> set[str]:
    """What the marks of records show: `forum`, `tick` for its days, `since`, and else how well dates are known."""
    forums = records["kind"] == "forum"
    started = (records["precision"] == "ongoing") & records["earliest"].notna()
    drawn = records["precision"].astype("str").mask(started, "since")
    known = set(drawn[~forums | ~drawn.isin(FORUM_MARKS)])
    ticks = {"tick"} if (forums & (records["end_precision"] == "day")).any() else set()
    return known | ticks | ({"forum"} if forums.any() else set())


def key_note(view: View, *, shown_only: bool = True) -> str:
    """What a click on the timeline does: it opens a record, on a page and in a file."""
    return view.say("key.note")


def timeline_table(view: View) -> None:
    """Always None, because the table of records shows the same."""


def map_table(view: View) -> None:
    """Always None, because the table of records shows the same."""
