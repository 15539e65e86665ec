"""Write a drawing as SVG, with text as escaped text elements and without external resources."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from itertools import count
from typing import Any

from mri_data.charts.drawing import Box, Disc, Drawing, Fade, Fill, Item, Shape, ShapeGroup, Stroke, Target, TextLines
from mri_data.charts.text_width import is_right_to_left, printable
from mri_data.words.english import English

NEWLINE = "\n"
DOWN = ' x2="0" y2="1"'
# The last three are for programs that ignore the fonts inside a file.
FONT = "'Source Sans 3', SourceSans3, Calibri, Carlito, Arial, sans-serif"


# The attributes of a link, such as `href`, and what makes them of the id of a target; None where it opens nothing.
LinkAttributes = Mapping[str, str]
LinkOf = Callable[[str], LinkAttributes | None]
WITHOUT_LINK: LinkAttributes = {"role": "img"}


def svg(
    drawing: Drawing,
    *,
    name: str = "drawing",
    style: str = "",
    size: tuple[float, float] | None = None,
    layer: str = "",
) -> str:
    """The drawing as an SVG element with a title and a description; `name` is the prefix of all ids inside it.

    `style` is CSS to put inside, such as the fonts of a standalone file. `size` is the width and height in px to set on
    the element; None leaves both out. `layer` are elements of SVG to put on top.
    """
    pen = _Pen(name)
    body = "".join(_drawn(item, pen) for item in drawing.items)
    paper = _tag("rect", width="100%", height="100%", fill=drawing.paper) if drawing.paper else ""
    lang = _lang(drawing.lang)
    measures = f' width="{_n(size[0])}" height="{_n(size[1])}"' if size else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"{measures}'
        f'{lang} role="img" aria-labelledby="{name}-title {name}-alt" font-family="{FONT}">'
        f'<title id="{name}-title">{_text(drawing.title)}</title><desc id="{name}-alt">{_text(drawing.alt)}</desc>'
        f"{f'<style>{style}</style>' if style else ''}{pen.defs()}{paper}{body}{layer}</svg>"
    )


def linked_svg(drawing: Drawing, link: LinkOf, *, name: str) -> str:
    """The drawing as an SVG element in which each group with a target is a link; `data-card` has the lines of its card.

    `data-english` has the numbers of the lines, from 0, that are English in a card of another language. `part_keys.js`
    makes a tree of the element.
    """
    pen = _Pen(name, link)
    body = "".join(_drawn(item, pen) for item in drawing.items)
    return (
        f'<svg viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"{_lang(drawing.lang)} role="group"'
        f' aria-label="{_text(drawing.alt)}"'
        f' data-tree="" font-family="{FONT}">{pen.defs()}{body}</svg>'
    )


def svg_items(items: Iterable[Item], link: LinkOf | None = None) -> str:
    """Items without gradients as elements inside an SVG; groups with a target are links, as in `linked_svg`."""
    pen = _Pen("", link)
    return "".join(_drawn(item, pen) for item in items)


class _Pen:
    """The gradients of one picture, each defined once, and the links of its groups."""

    def __init__(self, name: str, link: LinkOf | None = None) -> None:
        self.name, self.link = name, link
        self._numbers = count(1)
        self._known: dict[Fade, str] = {}

    def reference(self, fade: Fade) -> str:
        if fade not in self._known:
            self._known[fade] = f"{self.name}-fade-{next(self._numbers)}"
        return f"url(#{self._known[fade]})"

    def defs(self) -> str:
        made = "".join(_gradient(fade, name) for fade, name in self._known.items())
        return f"<defs>{made}</defs>" if made else ""


def _gradient(fade: Fade, name: str) -> str:
    stops = "".join(_stop(fade.colour, *stop) for stop in fade.stops)
    return f'<linearGradient id="{name}"{DOWN if fade.down else ""}>{stops}</linearGradient>'


def _stop(colour: str, at: float, alpha: float) -> str:
    return _tag("stop", offset=_n(at), stop_color=colour, stop_opacity=_n(alpha))


def _drawn(item: Item, pen: _Pen) -> str:
    return DRAWN[type(item)](item, pen)


def _box(box: Box, pen: _Pen) -> str:
    radius = min(box.radius, box.width / 2, box.height / 2)
    place = {"x": _n(box.x), "y": _n(box.y), "width": _n(box.width), "height": _n(box.height)}
    return _tag("rect", **place, **({"rx": _n(radius)} if radius else {}), **_look(box.fill, box.stroke, pen))


def _disc(disc: Disc, pen: _Pen) -> str:
    place = {"cx": _n(disc.x), "cy": _n(disc.y), "r": _n(disc.radius)}
    return _tag("circle", **place, **_look(disc.fill, disc.stroke, pen))


def _shape(shape: Shape, pen: _Pen) -> str:
    end = "Z" if shape.closed else ""
    path = "".join("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + end for points in shape.paths)
    return _tag("path", d=path, fill_rule="evenodd", stroke_linejoin="round", **_look(shape.fill, shape.stroke, pen))


def _text_lines(text: TextLines, pen: _Pen) -> str:
    ground = f' data-ground="{text.ground}"' if text.ground else ""
    # The anchor is that of a line from left to right; the line itself runs as its letters do.
    ground += ' unicode-bidi="plaintext"' if is_right_to_left(text.text) else ""
    return "".join(
        f'<text x="{_n(text.x)}" y="{_n(baseline)}" font-size="{_n(text.size)}" text-anchor="{text.anchor}"'
        f' xml:space="preserve"{ground}>{"".join(_spans(line))}</text>'
        for baseline, line in text.baselines()
    )


def _spans(line: Iterable[Any]) -> Iterator[str]:
    for span in line:
        lang = _lang("en" if isinstance(span.text, English) else "")
        yield f'<tspan fill="{span.colour}" font-weight="{span.weight}"{lang}>{_text(span.text)}</tspan>'


def _lang(tag: str) -> str:
    """The attribute for the language of a text; empty where that is the language around it."""
    return f' lang="{tag}"' if tag else ""


def _group(group: ShapeGroup, pen: _Pen) -> str:
    inside = "".join(_drawn(item, pen) for item in group.items)
    if pen.link and group.target:
        return _focusable(group, group.target, pen.link, inside)
    if pen.link and group.lane:
        return f'<g role="group" aria-label="{_text(group.name)}" data-lane="{_text(group.lane)}">{inside}</g>'
    record = f' data-record="{_text(group.record)}"' if group.record else ""
    return f'<g data-name="{_text(group.name)}"{record}>{inside}</g>'


def _focusable(group: ShapeGroup, target: Target, link: LinkOf, inside: str) -> str:
    """A link, or a picture with a name where a click on the target opens nothing."""
    attributes = (link(target.id) if target.id else None) or WITHOUT_LINK
    tag = "a" if "href" in attributes else "g"
    lines = [line for line in target.lines if any(span.text for span in line)]
    card = NEWLINE.join("".join(span.text for span in line) for line in lines)
    named = {**attributes, "aria-label": target.spoken or group.name, "data-card": card}
    if english := [str(at) for at, line in enumerate(lines) if any(isinstance(span.text, English) for span in line)]:
        named["data-english"] = " ".join(english)
    written = (f'{key}="{_text(value).replace(NEWLINE, "&#10;")}"' for key, value in named.items())
    return f"<{tag} {' '.join(written)}>{inside}</{tag}>"


def _look(fill: Fill | None, stroke: Stroke | None, pen: _Pen) -> dict[str, str]:
    look = {"fill": "none"}
    if isinstance(fill, Fade):
        look["fill"] = pen.reference(fill)
    elif fill:
        look |= {"fill": fill.colour} | ({"fill_opacity": _n(fill.alpha)} if fill.alpha < 1 else {})
    if stroke:
        look |= {"stroke": stroke.colour, "stroke_width": _n(stroke.width)}
        look |= {"stroke_opacity": _n(stroke.alpha)} if stroke.alpha < 1 else {}
        look |= {"stroke_dasharray": " ".join(map(_n, stroke.dash))} if stroke.dash else {}
    return look


def _tag(name: str, **attributes: str) -> str:
    """An empty element; underscores in attribute names become hyphens."""
    written = (f'{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f"<{name} {' '.join(written)}/>"


def _text(text: str) -> str:
    """Text escaped for XML, without characters that XML does not allow."""
    return escape(printable(text))


def _n(number: float) -> str:
    """A number with at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


DRAWN: dict[type, Callable[[Any, _Pen], str]] = {
    Box: _box,
    Disc: _disc,
    Shape: _shape,
    TextLines: _text_lines,
    ShapeGroup: _group,
}
