"""Alternative texts of timelines."""

from collections.abc import Collection, Mapping

import pandas as pd

from mri_data.charts.timeline.context_model import ContextLane
from mri_data.charts.timeline.lane_counts import LaneCount
from mri_data.schema.records import WORK_AREAS
from mri_data.words.catalogue import Words
from mri_data.words.names import clauses


def marks_alt(records: pd.DataFrame, matched: Collection[str], say: Words, context: ContextLane | None = None) -> str:
    """Alternative text of a timeline of marks: a sentence on the records and, if shown, one on the context."""
    more = say.n("timeline.alt.context", len(context.marks)) if context else ""
    return " ".join(part for part in (_record_alt(records, matched, say), more) if part)


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
    return say("timeline.alt", records=say.n("timeline.alt.records", len(records)), parts=clauses(parts, say))


def counts_alt(
    every: Mapping[str, LaneCount], kept: Mapping[str, LaneCount], say: Words, context: ContextLane | None = None
) -> str:
    """Alternative text of a timeline of counts: each lane with its largest year, then records without a year."""
    total, shown = (sum(count.total for count in counts.values()) for counts in (every, kept))
    if not total:
        return say("timeline.alt.none")
    parts = [", ".join(_lane_alt(area, count, say) for area, count in every.items())]
    if years := [year for count in every.values() for year in count.years]:
        parts.append(say("timeline.alt.years", first=min(years), last=max(years)))
    for sort in ("loose", "ongoing", "undated"):
        if number := sum(getattr(count, sort) for count in every.values()):
            parts.append(say.n(f"counted.{sort}", number, number=say.digits(number)))
    if shown < total:
        parts.append(say.n("counted.matched", shown, number=say.digits(shown)))
    text = say(
        "counted.alt", records=say.n("counted.records", total, number=say.digits(total)), parts=clauses(parts, say)
    )
    return f"{text} {say.n('timeline.alt.context', len(context.marks))}" if context else text


def _lane_alt(area: str, count: LaneCount, say: Words) -> str:
    text = say("timeline.alt.lane", lane=say(f"area.long.{area}"), count=say.digits(count.total))
    if not count.years:
        return text
    year = max(count.years, key=lambda year: (count.years[year], year))
    return say("counted.alt.most", lane=text, year=year, number=say.digits(count.years[year]))
