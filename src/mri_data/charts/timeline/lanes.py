"""One lane: the band of forums, rows of marks with their labels, and the shelf for records without a date."""

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
TRAY_LINES = 3
TRAY_MARK = 0.1  # Share of the shelf left of the middle of a labelled mark.
APART = 2  # px between neighbours of a row, and more beyond a label.
BEYOND_LABEL = 7


@dataclass(frozen=True)
class Room:
    """What a lane is drawn in: the axis, the width of the shelf in px, the sizes, and the empty years with a reason."""

    axis: Axis
    tray: float
    sizes: Sizes
    data_year: float
    say: Words
    compact: bool
    explained: Collection[int] = ()


@dataclass(frozen=True)
class Item:
    """A mark and perhaps its label, with y from the middle of the mark, and the px they take in x."""

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


def dated_block(entries: Sequence[Entry], room: Room) -> Block:
    """The records of a lane that have a place on the time axis."""
    forums = [entry for entry in entries if entry.forum and entry.years]
    series = series_of(entries, forums)
    rest = [entry for entry in entries if entry not in forums and entry is not series and entry.precision != "undated"]
    blocks = []
    if forums:
        drawn_in = (room.axis, room.sizes, room.data_year, room.say, room.explained)
        blocks.append(band(forums, series, *drawn_in, named=not room.compact))
    if rest:
        blocks.append(_rows(rest, room))
    return stack(blocks, room.sizes.row_gap)


def tray_block(entries: Sequence[Entry], room: Room) -> Block:
    """The records of a lane without a date: labelled while they are few, the others in a grid."""
    undated = [entry for entry in entries if entry.precision == "undated"]
    tries = [] if room.compact else [undated, [entry for entry in undated if entry.matched]]
    named = next((tried for tried in tries if len(tried) <= MOST_ROWS), [])
    rows = [_tray_row(entry, room) for entry in named]
    return stack([*rows, *_tray_grid([entry for entry in undated if entry not in named], room)], room.sizes.row_gap)


def stack(blocks: Sequence[Block], gap: float) -> Block:
    """Blocks below each other."""
    top = 0.0
    marks: list[Mark] = []
    labels: list[Label] = []
    for block in blocks:
        moved = block.moved(top)
        marks += moved.marks
        labels += moved.labels
        top += block.height + gap
    return Block(max(0, top - gap), tuple(marks), tuple(labels))


def _rows(entries: Sequence[Entry], room: Room) -> Block:
    """Rows with the labels that fit into `MOST_ROWS`: of all records, else of those that match, else none."""
    matched = {entry.id for entry in entries if entry.matched}
    tries = [set[str]()] if room.compact else [{entry.id for entry in entries}, matched, set[str]()]
    for named in tries:
        items = sorted((_item(entry, room, entry.id in named) for entry in entries), key=_order)
        packed = pack([(item.left, item.right) for item in items], APART, MOST_ROWS)
        if not packed.shared:
            break
    rows = [_row([items[number] for number in row], room.sizes, matched) for row in packed.rows]
    return stack(rows, room.sizes.row_gap)


def _order(item: Item) -> tuple[bool, float]:
    return item.mark.shape == "rail", item.mark.x0


def _row(items: Sequence[Item], sizes: Sizes, matched: Collection[str]) -> Block:
    up, down = (max(sizes.row / 2, *reach) for reach in ([i.up for i in items], [i.down for i in items]))
    labels = (item.label for item in items if item.label and item.mark.id in matched)
    return Block(up + down, tuple(item.mark.moved(up) for item in items), tuple(label.moved(up) for label in labels))


def _item(entry: Entry, room: Room, named: bool) -> Item:
    """A dated record with its label where there is room: right of the mark, left of it, or below."""
    axis, sizes = room.axis, room.sizes
    shaped = form(entry, axis, sizes, room.data_year)
    found = mark(entry, shaped, sizes.rail if shaped.shape == "rail" else _height(shaped, sizes))
    left, right = _reach(shaped, axis, sizes)
    if shaped.shape == "rail":
        label = _rail_label(entry, shaped, room) if named else None
        return Item(found, label, axis.left, axis.right)
    bare = Item(found, None, axis.px(shaped.x0) - left, axis.px(shaped.x1) + right)
    return _with_label(bare, entry, room) if named else bare


def _with_label(bare: Item, entry: Entry, room: Room) -> Item:
    axis, size, found = room.axis, room.sizes.font, bare.mark
    free_right, free_left = (axis.right - bare.right - LABEL_GAP, bare.left - axis.left - LABEL_GAP)
    text = wrap(entry.when, entry.title, size, LABEL_WIDTH, 2)
    if text.width <= free_right:
        dx = bare.right - axis.px(found.x1) + LABEL_GAP
        label = text.label("record", found.x1, dx, 0, "start", id=entry.id, area=entry.area)
        return replace(bare, label=label, right=bare.right + LABEL_GAP + text.width + BEYOND_LABEL)
    text = wrap(entry.when, entry.title, size, min(LABEL_WIDTH, max(free_left, LEAST_LABEL)), 3)
    if text.width <= free_left:
        dx = bare.left - axis.px(found.x0) - LABEL_GAP
        label = text.label("record", found.x0, dx, 0, "end", id=entry.id, area=entry.area)
        return replace(bare, label=label, left=bare.left - LABEL_GAP - text.width - BEYOND_LABEL)
    return _label_below(bare, entry, room)


def _label_below(bare: Item, entry: Entry, room: Room) -> Item:
    axis, found = room.axis, bare.mark
    text = wrap(entry.when, entry.title, room.sizes.font, min(axis.width, 2 * LABEL_WIDTH), 2)
    at = min(max(bare.left, axis.left), axis.right - text.width)
    y = found.size / 2 + BELOW + text.height / 2
    label = text.label("record", found.x0, at - axis.px(found.x0), y, "start", id=entry.id, area=entry.area)
    return replace(bare, label=label, left=min(bare.left, at), right=max(bare.right, at + text.width + BEYOND_LABEL))


def _rail_label(entry: Entry, shaped: Form, room: Room) -> Label:
    inside = (shaped.x1 - shaped.x0) * room.axis.scale - 16
    text = wrap(room.say("timeline.ongoing"), entry.title, room.sizes.font, inside, 1)
    return text.label("record", shaped.x0, 2, 0, "start", id=entry.id, area=entry.area)


def _height(shaped: Form, sizes: Sizes) -> float:
    return sizes.bar if shaped.shape == "bar" else sizes.mark


def _reach(shaped: Form, axis: Axis, sizes: Sizes) -> tuple[float, float]:
    """px that a mark takes left of its x0 and right of its x1 at this width."""
    if shaped.shape in {"dot", "pill", "dashed"}:
        more = max(0, (sizes.mark - (shaped.x1 - shaped.x0) * axis.scale) / 2)
        return more, more
    ring, arrow = sizes.ring / 2, sizes.chevron
    return {"after": (ring, arrow), "before": (arrow, ring), "since": (sizes.mark / 2, arrow)}.get(shaped.shape, (0, 0))


def _tray_row(entry: Entry, room: Room) -> Block:
    """A diamond and its title beside it."""
    sizes, off = room.sizes, room.sizes.diamond / 2 + 6
    text = wrap("", entry.title, sizes.font, room.tray * (1 - TRAY_MARK) - off - 2, TRAY_LINES)
    height = max(sizes.row, text.height)
    found = mark(entry, Form("diamond", TRAY_MARK, TRAY_MARK), sizes.diamond, height / 2)
    label = text.label("record", TRAY_MARK, off, height / 2, "start", id=entry.id, area=entry.area, tray=True)
    return Block(height, (found,), (label,) if entry.matched else ())


def _tray_grid(undated: Sequence[Entry], room: Room) -> list[Block]:
    """Rows of diamonds at equal steps; they close ranks when `MOST_ROWS` rows do not hold them."""
    pitch = room.sizes.diamond + 3
    columns = max(1, int(room.tray / pitch) - 1, -(-len(undated) // MOST_ROWS))
    return [_tray_marks(undated[start : start + columns], room) for start in range(0, len(undated), columns)]


def _tray_marks(entries: Sequence[Entry], room: Room) -> Block:
    places = ((place + 1) / (len(entries) + 1) for place in range(len(entries)))
    forms = [Form("diamond", at, at) for at in places]
    middle = room.sizes.row / 2
    marks = [mark(entry, at, room.sizes.diamond, middle) for entry, at in zip(entries, forms, strict=True)]
    return Block(room.sizes.row, tuple(marks))
