"""Write a drawing as SVG, with text as escaped text elements and without external resources."""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import count
from typing import Any

from mri_data.charts.drawing import Box, Disc, Drawing, Fade, Fill, Group, Item, Shape, Stroke, TextLines
from mri_data.charts.text_width import printable

FONT = "'Source Sans 3', SourceSans3, sans-serif"


def svg(drawing: Drawing, *, name: str = "drawing", style: str = "", size: tuple[float, float] | None = None) -> str:
    """The drawing as an SVG element with a title and a description; `name` is the prefix of all ids inside it.

    `style` is CSS to put inside, such as the fonts of a standalone file. `size` is the width and height in px to set on
    the element; None leaves both out.
    """
    fades = _Fades(name)
    body = "".join(_drawn(item, fades) for item in drawing.items)
    paper = _tag("rect", width="100%", height="100%", fill=drawing.paper) if drawing.paper else ""
    measures = f' width="{_n(size[0])}" height="{_n(size[1])}"' if size else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"{measures}'
        f' role="img" aria-labelledby="{name}-title {name}-alt" font-family="{FONT}">'
        f'<title id="{name}-title">{_text(drawing.title)}</title><desc id="{name}-alt">{_text(drawing.alt)}</desc>'
        f"{f'<style>{style}</style>' if style else ''}{fades.defs()}{paper}{body}</svg>"
    )


class _Fades:
    """The gradients of one picture, each defined once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._numbers = count(1)
        self._known: dict[Fade, str] = {}

    def reference(self, fade: Fade) -> str:
        if fade not in self._known:
            self._known[fade] = f"{self.name}-fade-{next(self._numbers)}"
        return f"url(#{self._known[fade]})"

    def defs(self) -> str:
        made = "".join(
            f'<linearGradient id="{name}">{"".join(_stop(fade.colour, *stop) for stop in fade.stops)}</linearGradient>'
            for fade, name in self._known.items()
        )
        return f"<defs>{made}</defs>" if made else ""


def _stop(colour: str, at: float, alpha: float) -> str:
    return _tag("stop", offset=_n(at), stop_color=colour, stop_opacity=_n(alpha))


def _drawn(item: Item, fades: _Fades) -> str:
    return DRAWN[type(item)](item, fades)


def _box(box: Box, fades: _Fades) -> str:
    radius = min(box.radius, box.width / 2, box.height / 2)
    place = {"x": _n(box.x), "y": _n(box.y), "width": _n(box.width), "height": _n(box.height)}
    return _tag("rect", **place, **({"rx": _n(radius)} if radius else {}), **_look(box.fill, box.stroke, fades))


def _disc(disc: Disc, fades: _Fades) -> str:
    place = {"cx": _n(disc.x), "cy": _n(disc.y), "r": _n(disc.radius)}
    return _tag("circle", **place, **_look(disc.fill, disc.stroke, fades))


def _shape(shape: Shape, fades: _Fades) -> str:
    end = "Z" if shape.closed else ""
    path = "".join("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + end for points in shape.paths)
    return _tag("path", d=path, fill_rule="evenodd", stroke_linejoin="round", **_look(shape.fill, shape.stroke, fades))


def _text_lines(text: TextLines, fades: _Fades) -> str:
    ground = f' data-ground="{text.ground}"' if text.ground else ""
    return "".join(
        f'<text x="{_n(text.x)}" y="{_n(baseline)}" font-size="{_n(text.size)}" text-anchor="{text.anchor}"'
        f' xml:space="preserve"{ground}>{"".join(_spans(line))}</text>'
        for baseline, line in text.baselines()
    )


def _spans(line: Iterable[Any]) -> Iterator[str]:
    for span in line:
        yield f'<tspan fill="{span.colour}" font-weight="{span.weight}">{_text(span.text)}</tspan>'


def _group(group: Group, fades: _Fades) -> str:
    inside = "".join(_drawn(item, fades) for item in group.items)
    record = f' data-record="{_text(group.record)}"' if group.record else ""
    return f'<g data-name="{_text(group.name)}"{record}>{inside}</g>'


def _look(fill: Fill | None, stroke: Stroke | None, fades: _Fades) -> dict[str, str]:
    look = {"fill": "none"}
    if isinstance(fill, Fade):
        look["fill"] = fades.reference(fill)
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


DRAWN: dict[type, Callable[[Any, _Fades], str]] = {
    Box: _box,
    Disc: _disc,
    Shape: _shape,
    TextLines: _text_lines,
    Group: _group,
}
