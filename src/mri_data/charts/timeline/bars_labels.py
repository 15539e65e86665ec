"""Labels and signs of a counted timeline: numbers at bars, and records without a single year.

Each lane has one rail for its ongoing records, one sign in the undated area, and a line of text for those
dated only before, after or about a time, each with its count.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from mri_data.charts.text_layout import WrappedText, plain, wrap
from mri_data.charts.timeline.bars_model import Counted, Heights, Scale, YearBar
from mri_data.charts.timeline.lanes import UNDATED_MARK, LaneSetting
from mri_data.charts.timeline.model import Label, Lane, Mark
from mri_data.charts.timeline.sizes import Sizes
from mri_data.words.catalogue import Words

SMALL_FONT = 12.0
SCALE_GAP = 6  # px


def counts_text(shown: int, every: int, say: Words) -> str:
    """Text of a count, such as `312 records, 12 shown by the filters`."""
    records = say.n("counted.records", every, number=say.digits(every))
    return records if shown == every else say("counted.shown", records=records, shown=say.digits(shown))


def _amount(shown: int, every: int, say: Words, digits: Callable[[int], str] | None = None) -> str:
    """A count as `1,204` or, if not all are shown, `12 of 1,204`; `digits` formats the numbers."""
    write = digits or say.digits
    return write(every) if shown == every else say("counted.of", shown=write(shown), all=write(every))


def scale_label(line: float | None, scale: Scale, setting: LaneSetting) -> list[Label]:
    """The count that the scale's line marks, as a label at its right end; none if the lane has no such line."""
    text = _scale_text(scale, setting)
    return [] if line is None else [Label.of(text, "count", setting.axis.hi, -2, line - text.height / 2, "end")]


def _scale_text(scale: Scale, setting: LaneSetting) -> WrappedText:
    return plain(setting.say.digits(scale.line), size=SMALL_FONT)


def peak(one: Counted, bars: Sequence[YearBar], scale: Scale, setting: LaneSetting) -> list[Label]:
    """The count of the highest bar of records shown, as a label above it that keeps clear of the scale's label."""
    if not one.shown.years:
        return []
    year = max(one.shown.years, key=lambda year: (one.shown.years[year], year))
    bar = next(bar for bar in bars if bar.id == f"{year}|{one.area}")
    text = plain(setting.say.digits(one.shown.years[year]), size=SMALL_FONT, bold=True)
    y, half, middle = bar.foot - bar.shown - text.height / 2, text.width / 2, setting.axis.px(bar.middle)
    if middle - half < setting.axis.left:
        return [Label.of(text, "record", bar.x0, 0, y, "start", area=one.area)]
    free = setting.axis.right - _scale_text(scale, setting).width - SCALE_GAP
    if middle + half > free:
        return [Label.of(text, "record", bar.x1, min(0, free - setting.axis.px(bar.x1)), y, "end", area=one.area)]
    return [Label.of(text, "record", bar.middle, 0, y, "middle", area=one.area)]


def _sign(one: Counted, sort: str, shown: int, every: int, setting: LaneSetting) -> Mark:
    """A mark, not yet placed, for all `ongoing` or `undated` records of a kind of work."""
    say = setting.say
    title = say("counted.sort", lane=say(f"area.long.{one.area}"), sort=say(f"counted.sort.{sort}"))
    text = counts_text(shown, every, say)
    where = (0.0, 0.0, 0.0, 0.0)
    return Mark(
        f"{sort}|{one.area}", one.area, "diamond", *where, title=title, when=text, where="", kind="", matched=shown > 0
    )


def rail(one: Counted, foot: float, heights: Heights, setting: LaneSetting) -> list[tuple[Mark, Label]]:
    """One rail with its count for all ongoing records, up to the end of the source text; none without them."""
    if not one.all.ongoing:
        return []
    y = foot + heights.rail / 2 + 1
    bare = _sign(one, "ongoing", one.shown.ongoing, one.all.ongoing, setting)
    mark = replace(bare, shape="rail", x0=setting.axis.lo, x1=setting.data_year, y=y, size=_rail_size(setting.sizes))
    number = _amount(one.shown.ongoing, one.all.ongoing, setting.say)
    text = plain(setting.say.n("counted.ongoing", one.all.ongoing, number=number), size=setting.sizes.font)
    return [(mark, Label.of(text, "record", setting.axis.lo, 2, y, "start", id=mark.id, area=one.area))]


def _rail_size(sizes: Sizes) -> float:
    return min(sizes.rail, sizes.row - 4)


def loose(one: Counted, lane: Lane, heights: Heights, setting: LaneSetting) -> list[Label]:
    """The count of dated records without a single year, as a line of text; not in a compact timeline (see its note)."""
    if not one.all.loose or setting.compact:
        return []
    number = _amount(one.shown.loose, one.all.loose, setting.say)
    text = wrap(
        "", setting.say.n("counted.loose", one.all.loose, number=number), setting.sizes.font, setting.axis.width, 1
    )
    y = lane.top + lane.height - heights.foot - heights.loose / 2
    return [Label.of(text, "count", setting.axis.lo, 2, y, "start", area=one.area)]


def undated_count(one: Counted, lane: Lane, setting: LaneSetting) -> list[tuple[Mark, Label]]:
    """One sign in the undated area for all undated records, with its count beside it, or below if compact."""
    if not one.all.undated:
        return []
    size, middle = setting.sizes.diamond, lane.top + lane.height / 2
    bare = _sign(one, "undated", one.shown.undated, one.all.undated, setting)
    gap = size / 2 + 6
    if setting.compact:
        text = _undated_text(one, setting, setting.undated_width)
        mark = replace(bare, x0=0.5, x1=0.5, y=middle - text.height / 2, size=size)
        label = Label.of(text, "record", 0.5, 0, middle + size / 2, "middle", id=mark.id, area=one.area, undated=True)
    else:
        text = _undated_text(one, setting, setting.undated_width * (1 - UNDATED_MARK) - gap - 2)
        mark = replace(bare, x0=UNDATED_MARK, x1=UNDATED_MARK, y=middle, size=size)
        label = Label.of(text, "record", UNDATED_MARK, gap, middle, "start", id=mark.id, area=one.area, undated=True)
    return [(mark, label)]


def _undated_text(one: Counted, setting: LaneSetting, width: float) -> WrappedText:
    """The count of undated records in lines of `width` px, rounded if too long: cut, it would be another number."""
    say, size = setting.say, setting.sizes.font
    for digits in (say.digits, partial(say.rounded, places=1), say.rounded):
        amount = _amount(one.shown.undated, one.all.undated, say, digits)
        if all(plain(word, size=size).width <= width for word in amount.split()):
            break
    return wrap("", amount, size, width, 3)
