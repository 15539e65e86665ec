"""Lay out one lane: the band of forums, rows of marks with labels, and the undated area."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from mri_data.charts.text_layout import pack, wrap
from mri_data.charts.timeline.date_shapes import Entry, Form, form, mark
from mri_data.charts.timeline.forums import band, series_of
from mri_data.charts.timeline.model import Axis, Block, Label, Mark
from mri_data.charts.timeline.sizes import Sizes
from mri_data.words.catalogue import Words

MOST_ROWS = 8
LABEL_WIDTH = 200
LEAST_LABEL = 90
LABEL_GAP = 9  # px between a mark and its label.
BELOW = 3
UNDATED_LINES = 3
UNDATED_MARK = 0.1  # Where the middle of a labelled mark is, as a share of the width of the undated area.
APART = 2  # px between neighbours of a row; a label keeps `BEYOND_LABEL` px more.
BEYOND_LABEL = 7


@dataclass(frozen=True)
class LaneSetting:
    """What the layout of a lane needs: the axis, the width in px of the undated area, sizes, explained empty years."""

    axis: Axis
    undated_width: float
    sizes: Sizes
    data_year: float
    say: Words
    compact: bool
    explained: Collection[int] = ()


@dataclass(frozen=True)
class Item:
    """A mark and perhaps its label, with y from the middle of the mark, and the left and right end of both in px."""

    mark: Mark
    label: Label | None
    left: float
    right: float

    @property
    def up(self) -> float:
        """px above the middle of the mark."""
        return max(self.mark.size / 2, self.label.height / 2 - self.label.y if self.label else 0)

    @property
    def down(self) -> float:
        """px below the middle of the mark."""
        return max(self.mark.size / 2, self.label.height / 2 + self.label.y if self.label else 0)


def dated_block(entries: Sequence[Entry], setting: LaneSetting) -> Block:
    """Lay out the records of a lane that are on the time axis: the band of forums, then rows of the others."""
    forums = [entry for entry in entries if entry.forum and entry.years]
    series = series_of(entries, forums)
    rest = [entry for entry in entries if entry not in forums and entry is not series and entry.precision != "undated"]
    blocks = []
    if forums:
        drawn_in = (setting.axis, setting.sizes, setting.data_year, setting.say, setting.explained)
        blocks.append(band(forums, series, *drawn_in, named=not setting.compact))
    if rest:
        blocks.append(_rows(rest, setting))
    return stack(blocks, setting.sizes.row_gap)


def tray_block(entries: Sequence[Entry], setting: LaneSetting) -> Block:
    """Lay out the undated records of a lane: with labels if at most `MOST_ROWS`, the others as a grid of marks.

    If all are too many for labels, those that match have labels, provided that these are few enough. A compact
    timeline has only the grid.
    """
    undated = [entry for entry in entries if entry.precision == "undated"]
    tries = [] if setting.compact else [undated, [entry for entry in undated if entry.matched]]
    named = next((tried for tried in tries if len(tried) <= MOST_ROWS), [])
    rows = [_tray_row(entry, setting) for entry in named]
    return stack(
        [*rows, *_tray_grid([entry for entry in undated if entry not in named], setting)], setting.sizes.row_gap
    )


def stack(blocks: Sequence[Block], gap: float) -> Block:
    """Stack blocks from top to bottom with `gap` px between them."""
    top = 0.0
    marks: list[Mark] = []
    labels: list[Label] = []
    for block in blocks:
        moved = block.moved(top)
        marks += moved.marks
        labels += moved.labels
        top += block.height + gap
    return Block(max(0, top - gap), tuple(marks), tuple(labels))


def _rows(entries: Sequence[Entry], setting: LaneSetting) -> Block:
    """Pack records into at most `MOST_ROWS` rows: with labels for all, else for those that match, else for none."""
    matched = {entry.id for entry in entries if entry.matched}
    tries = [set[str]()] if setting.compact else [{entry.id for entry in entries}, matched, set[str]()]
    for named in tries:
        items = sorted((_item(entry, setting, entry.id in named) for entry in entries), key=_order)
        packed = pack([(item.left, item.right) for item in items], APART, MOST_ROWS)
        if not packed.shared:
            break
    rows = [_row([items[number] for number in row], setting.sizes, matched) for row in packed.rows]
    return stack(rows, setting.sizes.row_gap)


def _order(item: Item) -> tuple[bool, float]:
    return item.mark.shape == "rail", item.mark.x0


def _row(items: Sequence[Item], sizes: Sizes, matched: Collection[str]) -> Block:
    up, down = (max(sizes.row / 2, *reach) for reach in ([i.up for i in items], [i.down for i in items]))
    labels = (item.label for item in items if item.label and item.mark.id in matched)
    return Block(up + down, tuple(item.mark.moved(up) for item in items), tuple(label.moved(up) for label in labels))


def _item(entry: Entry, setting: LaneSetting, named: bool) -> Item:
    """A dated record; its label, if `named`, is right of the mark, left of it or below, where it fits."""
    axis, sizes = setting.axis, setting.sizes
    shaped = form(entry, axis, sizes, setting.data_year)
    found = mark(entry, shaped, sizes.rail if shaped.shape == "rail" else _height(shaped, sizes))
    left, right = reach(shaped, sizes.mark, axis, sizes)
    if shaped.shape == "rail":
        label = _rail_label(entry, shaped, setting) if named else None
        return Item(found, label, axis.left, axis.right)
    bare = Item(found, None, axis.px(shaped.x0) - left, axis.px(shaped.x1) + right)
    return _with_label(bare, entry, setting) if named else bare


def _with_label(bare: Item, entry: Entry, setting: LaneSetting) -> Item:
    axis, size, found = setting.axis, setting.sizes.font, bare.mark
    free_right, free_left = (axis.right - bare.right - LABEL_GAP, bare.left - axis.left - LABEL_GAP)
    text = wrap(entry.when, entry.title, size, LABEL_WIDTH, 2)
    if text.width <= free_right:
        dx = bare.right - axis.px(found.x1) + LABEL_GAP
        label = Label.of(text, "record", found.x1, dx, 0, "start", id=entry.id, area=entry.area)
        return replace(bare, label=label, right=bare.right + LABEL_GAP + text.width + BEYOND_LABEL)
    text = wrap(entry.when, entry.title, size, min(LABEL_WIDTH, max(free_left, LEAST_LABEL)), 3)
    if text.width <= free_left:
        dx = bare.left - axis.px(found.x0) - LABEL_GAP
        label = Label.of(text, "record", found.x0, dx, 0, "end", id=entry.id, area=entry.area)
        return replace(bare, label=label, left=bare.left - LABEL_GAP - text.width - BEYOND_LABEL)
    return _label_below(bare, entry, setting)


def _label_below(bare: Item, entry: Entry, setting: LaneSetting) -> Item:
    axis, found = setting.axis, bare.mark
    text = wrap(entry.when, entry.title, setting.sizes.font, min(axis.width, 2 * LABEL_WIDTH), 2)
    at = min(max(bare.left, axis.left), axis.right - text.width)
    y = found.size / 2 + BELOW + text.height / 2
    label = Label.of(text, "record", found.x0, at - axis.px(found.x0), y, "start", id=entry.id, area=entry.area)
    return replace(bare, label=label, left=min(bare.left, at), right=max(bare.right, at + text.width + BEYOND_LABEL))


def _rail_label(entry: Entry, shaped: Form, setting: LaneSetting) -> Label:
    inside = (shaped.x1 - shaped.x0) * setting.axis.scale - 16
    text = wrap(setting.say("timeline.ongoing"), entry.title, setting.sizes.font, inside, 1)
    return Label.of(text, "record", shaped.x0, 2, 0, "start", id=entry.id, area=entry.area)


def _height(shaped: Form, sizes: Sizes) -> float:
    return sizes.bar if shaped.shape == "bar" else sizes.mark


def reach(shaped: Form | Mark, size: float, axis: Axis, sizes: Sizes) -> tuple[float, float]:
    """Px that a mark `size` px high extends to the left of its x0 and to the right of its x1."""
    if shaped.shape in {"dot", "pill", "dashed"}:
        more = max(0, (size - (shaped.x1 - shaped.x0) * axis.scale) / 2)
        return more, more
    ring, arrow = sizes.ring / 2, sizes.chevron
    return {"after": (ring, arrow), "before": (arrow, ring), "since": (sizes.mark / 2, arrow)}.get(shaped.shape, (0, 0))


def _tray_row(entry: Entry, setting: LaneSetting) -> Block:
    """An undated record in the undated area: a diamond with its title to the right."""
    sizes, off = setting.sizes, setting.sizes.diamond / 2 + 6
    text = wrap("", entry.title, sizes.font, setting.undated_width * (1 - UNDATED_MARK) - off - 2, UNDATED_LINES)
    height = max(sizes.row, text.height)
    found = mark(entry, Form("diamond", UNDATED_MARK, UNDATED_MARK), sizes.diamond, height / 2)
    label = Label.of(text, "record", UNDATED_MARK, off, height / 2, "start", id=entry.id, area=entry.area, undated=True)
    return Block(height, (found,), (label,) if entry.matched else ())


def _tray_grid(undated: Sequence[Entry], setting: LaneSetting) -> list[Block]:
    """Rows of evenly spaced diamonds; they move closer if they would need more than `MOST_ROWS` rows."""
    pitch = setting.sizes.diamond + 3
    columns = max(1, int(setting.undated_width / pitch) - 1, -(-len(undated) // MOST_ROWS))
    return [_tray_marks(undated[start : start + columns], setting) for start in range(0, len(undated), columns)]


def _tray_marks(entries: Sequence[Entry], setting: LaneSetting) -> Block:
    places = ((place + 1) / (len(entries) + 1) for place in range(len(entries)))
    forms = [Form("diamond", at, at) for at in places]
    middle = setting.sizes.row / 2
    marks = [mark(entry, at, setting.sizes.diamond, middle) for entry, at in zip(entries, forms, strict=True)]
    return Block(setting.sizes.row, tuple(marks))
