"""Place the labels of the chart of States parties: left of their points, above the line, without overlaps."""

from collections.abc import Sequence

from mri_data.charts.parties.model import Band, Label, PartiesLayout, Role
from mri_data.charts.text_layout import Line, Run, WrappedText, wrap
from mri_data.charts.text_width import text_width
from mri_data.record.context import CountRange
from mri_data.sentences import convention
from mri_data.sentences.convention import Growth
from mri_data.words.catalogue import Words

# Lengths in multiples of the font size: width of labels in a roomy and in a tight chart, and of the last label; then
# distances of a label from its point, sideways and upwards, and from everything else.
WIDE, TIGHT, END_WIDTH = 11.5, 8.5, 8.0
ASIDE, ABOVE, APART = 1.3, 1.4, 0.5

Lines = tuple[Line, ...]


def labels(laid: PartiesLayout, growth: Growth, say: Words, *, roomy: bool) -> tuple[Label, ...]:
    """The labels that fit; the last number is always among them."""
    made = [_end(laid, growth, say, roomy=roomy)]
    width = (WIDE if roomy else TIGHT) * laid.font
    if laid.band and growth.launch:
        what = say("convention.mark.launch", when=growth.launch.when)
        made += _label_left_of(
            laid, "launch", _lines(growth.launch.count, what, laid.font, width, say), laid.band, made
        )
    if laid.point and growth.in_force:
        what = say("convention.mark.in_force", when=growth.in_force.when)
        spot = Band(laid.point[0], laid.point[0], growth.in_force.count)
        made += _label_left_of(laid, "in_force", _lines(growth.in_force.count, what, laid.font, width, say), spot, made)
    made += _needed(laid, say, made)
    return tuple(made)


def _number(count: CountRange, say: Words) -> Line:
    return Run(convention.count_text(count, say), True), Run(f" {say.n('convention.noun', count.most)}")


def _lines(count: CountRange, what: str, font: float, width: float, say: Words) -> Lines:
    """Lines of a label: the number of parties, then the event or day that it belongs to."""
    return (_number(count, say), *wrap("", what, font, width, 4).lines)


def _size(lines: Lines, font: float) -> tuple[float, float]:
    """Width and height of lines in px."""
    text = WrappedText(lines, font)
    return text.width, text.height


def _end(laid: PartiesLayout, growth: Growth, say: Words, *, roomy: bool) -> Label:
    """The label of the last number with its day: beside the end of the line if there is room, else above it."""
    font, count, x = laid.font, growth.ends.count, laid.axis[1]
    if roomy:
        lines = _lines(count, growth.ends.when, font, END_WIDTH * font, say)
        width, height = _size(lines, font)
        return Label("end", lines, x, APART * font, laid.py(count.most) + height / 3, "start", width, height)
    lines = _end_line(growth, say)
    width, height = _size(lines, font)
    return Label("end", lines, x, 0, laid.py(count.most) - font, "end", width, height)


def _end_line(growth: Growth, say: Words) -> Lines:
    return ((*_number(growth.ends.count, say), Run(f", {growth.ends.when}")),)


def fits_next_to_end(heading: str, growth: Growth, say: Words, font: float, width: float) -> bool:
    """Whether a heading and the label above the end of the line have room next to each other."""
    end, _ = _size(_end_line(growth, say), font)
    return text_width(heading, font, 700) + end + 2 * font <= width


def _label_left_of(laid: PartiesLayout, role: Role, lines: Lines, spot: Band, made: Sequence[Label]) -> list[Label]:
    """A label left of its point, moved up until it is clear of the line and other labels; none if it does not fit."""
    font, (width, height) = laid.font, _size(lines, laid.font)
    x, y = laid.px(spot.x0), laid.py(spot.count.most)
    right = max(x - ASIDE * font, width)
    bottom = min(y - ABOVE * font, laid.py(laid.most_at(right)) - APART * font)
    for left, top, edge, base in sorted(map(laid.box, made), key=lambda box: -box[3]):
        if (
            left < right + APART * font
            and right - width < edge + APART * font
            and top < bottom
            and bottom - height < base
        ):
            bottom = top - APART * font
    if bottom - height < -laid.margin[2]:
        return []
    middle = bottom - height / 2
    leader = (right - x + 0.3 * font, middle, 0.0, y) if right < x else (0.0, bottom, 0.0, y)
    return [Label(role, lines, spot.x0, right - x, middle, "end", width, height, leader)]


def _needed(laid: PartiesLayout, say: Words, made: Sequence[Label]) -> list[Label]:
    """The label under the right end of the line at the number needed (20); none if there is no room for it."""
    if not laid.needed:
        return []
    font, lines = laid.font, ((Run(say("convention.mark.needed", count=laid.needed)),),)
    width, height = _size(lines, font)
    label = Label(
        "needed", lines, laid.axis[1], -APART * font, laid.py(laid.needed) + 0.75 * font, "end", width, height
    )
    left, top, right, bottom = laid.box(label)
    free = all(right < box[0] or box[2] < left or bottom < box[1] or box[3] < top for box in map(laid.box, made))
    return [label] if free and left > 0 and laid.most_at(left) > laid.needed and bottom < laid.plot_height else []


def parties_alt(layout: PartiesLayout, say: Words) -> str:
    """Alternative text of the chart."""
    texts = {label.role: label.text for label in layout.labels}
    points = [texts[role] for role in ("launch", "in_force") if role in texts]
    return say(
        "convention.alt", start=layout.axis[0], end=texts["end"], points="".join(f" {point}." for point in points)
    )
