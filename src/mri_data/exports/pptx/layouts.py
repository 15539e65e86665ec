"""The master and the layouts of the presentation: what a person chooses under “New slide”, and writes in.

Each has placeholders for title, text, source line and slide number. Positions and sizes are px of a slide of 1920 by
1080; what a placeholder of a slide does not say, it has from its layout, and that from the master.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn

from mri_data.exports.pptx.colours import A, colour
from mri_data.exports.pptx.ooxml import POINTS, P, xfrm
from mri_data.talk.fit import BODY
from mri_data.talk.slide import BOTTOM, EDGE, FOOT, INNER, LEAD_HIGH, TITLE, TITLE_SIZES, TOP, WIDTH
from mri_data.words.catalogue import Words

Place = tuple[float, float, float, float]

COLUMN = 540
# The numbers of placeholders, by which those of a slide find those of its layout.
FOOTER, NUMBER = 11, 12
LEAD, CHART = 13, 14
SOURCE: Place = (EDGE, BOTTOM + 15, 1580, FOOT - BOTTOM - 15)
PAGE: Place = (WIDTH - EDGE - 140, FOOT - 50, 140, 50)
# The colours that names of the theme stand for on a dark slide.
ON_DARK = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2", "hlink": "lt1", "folHlink": "lt1"}
ON_DARK |= {f"accent{at}": f"accent{at}" for at in range(1, 7)}


@dataclass(frozen=True)
class Holder:
    """A placeholder of a layout: its type and number, where it is, and how its text looks where that is its own."""

    type: str
    place: Place
    idx: int = 0
    size: float = 0
    muted: bool = False
    bottom: bool = False


@dataclass(frozen=True)
class Layout:
    """A layout: its type in the format, whether it is dark, and its placeholders but for source and number."""

    type: str
    holders: tuple[Holder, ...]
    dark: bool = False


def _columns(count: int, width: float, top: float, height: float) -> tuple[Holder, ...]:
    step = (INNER - width) / max(1, count - 1)
    return tuple(Holder("body", (EDGE + at * step, top, width, height), 1 + at) for at in range(count))


HEAD = Holder("title", TITLE)
QUARTERS = tuple(Holder("body", (EDGE + (at % 2) * 910, TOP + (at // 2) * 370, 850, 350), 1 + at) for at in range(4))
LEADING = Holder("body", (EDGE, TOP - 10, INNER, LEAD_HIGH), LEAD, muted=True)
ALL = (EDGE, TOP, INNER, BOTTOM - TOP)
LAYOUTS: dict[str, Layout] = {
    "title": Layout(
        "title",
        (
            Holder("ctrTitle", (EDGE, 64, 1640, 240), size=88),
            Holder("subTitle", (EDGE, 320, INNER, 140), 1, muted=True),
        ),
        dark=True,
    ),
    "statement": Layout("cust", (HEAD, *QUARTERS)),
    "chart": Layout(
        "chart",
        (HEAD, LEADING, Holder("chart", ALL, CHART)),
    ),
    "table": Layout("tbl", (HEAD, Holder("tbl", ALL, CHART))),
    "record": Layout("cust", (HEAD, *_columns(3, COLUMN, TOP + 26, BOTTOM - TOP - 26))),
    "closing": Layout(
        "cust",
        (
            Holder("title", (EDGE, 230, 1120, 220), size=88, bottom=True),
            Holder("body", (EDGE, 490, 1120, 400), 1, muted=True),
        ),
        dark=True,
    ),
}
NAMES = tuple(LAYOUTS)


def set_master(master: Any, say: Words) -> None:
    """Give the master its placeholders, its text styles and the paper as background."""
    tree = master.element.find(f".//{qn('p:spTree')}")
    _empty(tree)
    body = Holder("body", ALL, 1)
    for at, holder in enumerate((HEAD, body, *_feet(3)), start=2):
        tree.append(_shape(holder, at, say, whole=True))
    _set_background(master.element)
    styles = master.element.find(qn("p:txStyles"))
    for kind, size, face in (("titleStyle", TITLE_SIZES[0][0], "+mj"), ("bodyStyle", BODY, "+mn")):
        styles.find(qn(f"p:{kind}"))[:] = [_level(at, size, face) for at in range(1, 10)]


def set_layouts(deck: Any, say: Words) -> None:
    """Make as many of the template's layouts as there are into ours, in order, and remove the others."""
    found = list(deck.slide_layouts)
    for layout in found[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    for layout, (name, wanted) in zip(found, LAYOUTS.items(), strict=False):
        _set_layout(layout.element, name, wanted, say)


def _set_layout(element: Any, name: str, layout: Layout, say: Words) -> None:
    element.attrib.clear()
    element.set("type", layout.type)
    element.set("preserve", "1")
    common, tree = element.find(qn("p:cSld")), element.find(f".//{qn('p:spTree')}")
    common.set("name", say(f"slide.layout.{name}"))
    _empty(tree)
    for at, holder in enumerate((*layout.holders, *_feet(FOOTER)), start=2):
        tree.append(_shape(holder, at, say))
    if layout.dark:
        _set_background(element)
        element.find(qn("p:clrMapOvr"))[:] = [A.overrideClrMapping(**ON_DARK)]


def _feet(first: int) -> Iterator[Holder]:
    """The placeholders that every slide has: its source line and its number."""
    yield Holder("ftr", SOURCE, first, muted=True, bottom=True)
    yield Holder("sldNum", PAGE, first + 1, muted=True, bottom=True)


def _empty(tree: Any) -> None:
    """Remove all shapes; the first two elements are the tree's own properties."""
    del tree[2:]


def _set_background(element: Any) -> None:
    """Fill the slide with the colour that its theme, or its layout, has for backgrounds."""
    common = element.find(qn("p:cSld"))
    for old in common.findall(qn("p:bg")):
        common.remove(old)
    common.insert(0, P.bg(P.bgPr(A.solidFill(colour("bg1")), A.effectLst())))


def _level(at: int, size: float, face: str) -> Any:
    """How text of one level looks: without bullets, with a little space below."""
    fonts = (A.latin(typeface=f"{face}-lt"), A.ea(typeface=f"{face}-ea"), A.cs(typeface=f"{face}-cs"))
    run = A.defRPr(A.solidFill(colour("tx1")), *fonts, sz=points(size), kern="1200")
    space = A.spcBef(A.spcPts(val="0"))
    return getattr(A, f"lvl{at}pPr")(space, A.buNone(), run, marL="0", indent="0", algn="l", rtl="0")


def points(px: float) -> str:
    """A font size in px as hundredths of a point."""
    return str(round(px * POINTS))


def _shape(holder: Holder, id: int, say: Words, *, whole: bool = False) -> Any:
    """A placeholder of a layout, or of the master with `whole`."""
    head = P.nvSpPr(
        P.cNvPr(id=str(id), name=say(f"slide.shape.{holder.type}", number=holder.idx)),
        P.cNvSpPr(A.spLocks(noGrp="1")),
        P.nvPr(place_of(holder)),
    )
    form = (A.prstGeom(A.avLst(), prst="rect"),) if whole else ()
    looks = P.spPr(xfrm(holder.place), *form)
    room = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "0")
    anchor = "b" if holder.bottom else "t"
    frame = A.bodyPr(A.normAutofit(), anchor=anchor, **room)
    return P.sp(head, looks, P.txBody(frame, A.lstStyle(*_own_look(holder)), *_prompt(holder, say)))


def place_of(holder: Holder) -> Any:
    """The mark of a placeholder, by which a slide's finds that of its layout."""
    more = {"idx": str(holder.idx)} if holder.idx else {}
    more |= {"sz": "quarter"} if holder.type in ("ftr", "sldNum") else {}
    return P.ph(type=holder.type, **more)


def _own_look(holder: Holder) -> Sequence[Any]:
    if not (holder.size or holder.muted):
        return ()
    size = {"sz": points(holder.size or BODY)}
    ink = (A.solidFill(colour("tx2")),) if holder.muted else ()
    aligned = "r" if holder.type == "sldNum" else "l"
    return (A.lvl1pPr(A.buNone(), A.defRPr(*ink, **size), marL="0", indent="0", algn=aligned),)


def _prompt(holder: Holder, say: Words) -> Sequence[Any]:
    """What an empty placeholder says."""
    if holder.type == "sldNum":
        return (A.p(number_field(say.tag)),)
    text = say(f"slide.prompt.{holder.type}") if holder.type != "ftr" else ""
    return (A.p(A.r(A.rPr(lang=say.tag), A.t(text))) if text else A.p(),)


def number_field(tag: str) -> Any:
    """The number of a slide as a field, which PowerPoint updates when slides move."""
    return A.fld(A.rPr(lang=tag), A.t("‹#›"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
