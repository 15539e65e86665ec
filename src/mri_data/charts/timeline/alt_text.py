"""What a timeline shows, in words for people who cannot see it."""

from collections.abc import Collection

import pandas as pd

from mri_data.charts.timeline.context_model import ContextLane
from mri_data.schema.records import WORK_AREAS
from mri_data.words.catalogue import Words


def timeline_alt(
    records: pd.DataFrame, matched: Collection[str], say: Words, context: ContextLane | None = None
) -> str:
    """What the timeline shows, for people who cannot see it: the record in one sentence, the context in another."""
    beside = say.n("timeline.alt.context", len(context.marks)) if context else ""
    return " ".join(part for part in (_record_alt(records, matched, say), beside) if part)


def _record_alt(records: pd.DataFrame, matched: Collection[str], say: Words) -> str:
    if records.empty:
        return say("timeline.alt.none")
    counts = records["work_area"].value_counts()
    lanes = (
        say("timeline.alt.lane", lane=say(f"area.long.{area}"), count=counts[area])
        for area in WORK_AREAS
        if counts.get(area, 0)
    )
    years = pd.concat([records["earliest"], records["latest"]]).dropna().dt.year
    parts = [", ".join(lanes)]
    if not years.empty:
        parts.append(say("timeline.alt.years", first=years.min(), last=years.max()))
    for precision in ("ongoing", "undated"):
        if count := int((records["precision"] == precision).sum()):
            parts.append(say.n(f"timeline.alt.{precision}", count))
    shown = int(records["id"].isin(list(matched)).sum())
    if shown < len(records):
        parts.append(say.n("timeline.alt.matched", shown))
    return say("timeline.alt", records=say.n("timeline.alt.records", len(records)), parts="; ".join(parts))
