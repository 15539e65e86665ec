"""The colours of slides as colours of the theme, so that another theme restyles every slide.

A colour is a slot of the theme or a shade of one: `accent1`, `bg2*90` (nine tenths as light), `accent1*60+40` (a mix of
three fifths with white). A mix of two colours is what `palette.mix` writes for colours that are no numbers.
"""

import re
from typing import Any

from lxml.builder import ElementMaker
from pptx.oxml.ns import nsuri

from mri_data.charts.palette import LIGHT, Palette
from mri_data.schema.records import WORK_AREAS

A = ElementMaker(namespace=nsuri("a"), nsmap={"a": nsuri("a")})
FULL = 100_000

ACCENTS = {area: f"accent{at}" for at, area in enumerate(WORK_AREAS, start=1)}
# The theme: ink and paper, text and surface that are quieter, the kinds of work, and the context.
THEME = {"dk1": LIGHT.ink, "lt1": LIGHT.paper, "dk2": LIGHT.muted, "lt2": LIGHT.surface}
THEME |= {accent: LIGHT.marks[area] for area, accent in ACCENTS.items()}
THEME |= {"accent6": LIGHT.context, "hlink": LIGHT.link, "folHlink": LIGHT.muted}

LIGHT_SLIDE = Palette(
    mode="light",
    paper="bg1",
    surface="bg2",
    ink="tx1",
    muted="tx2",
    context="accent6",
    line="bg2*90",
    hair="bg2*98",
    sea="bg2",
    land="bg2*90",
    accent="accent1",
    on_accent="bg1",
    link="hlink",
    field="bg1",
    widget="accent1",
    marks=ACCENTS,
    texts={area: f"{accent}*85" for area, accent in ACCENTS.items()},
    tints={area: f"{accent}*15+85" for area, accent in ACCENTS.items()},
)
# On a dark slide `bg1` is the ink of the theme and `tx1` its paper; see `ON_DARK` of the layouts.
DARK_SLIDE = Palette(
    mode="dark",
    paper="bg1",
    surface="bg1*95+5",
    ink="tx1",
    muted="tx2*75",
    context="accent6",
    line="bg1*85+15",
    hair="bg1*96+4",
    sea="bg1",
    land="bg1*90+10",
    accent="accent1*60+40",
    on_accent="bg1",
    link="tx1",
    field="bg1",
    widget="accent1*60+40",
    marks={area: f"{accent}*60+40" for area, accent in ACCENTS.items()},
    texts={area: f"{accent}*50+50" for area, accent in ACCENTS.items()},
    tints={area: f"{accent}*40" for area, accent in ACCENTS.items()},
)

SHADE = re.compile(r"([a-zA-Z]+[12]?\d?)(?:\*(\d+))?(?:\+(\d+))?")
MIX = re.compile(r"color-mix\(in srgb,(.+) (\d+)%,([^,()]+)\)")
# What is dark on light whatever the slide, such as a code to scan.
FIXED = {LIGHT.paper: "lt1", LIGHT.ink: "dk1"}


def colour(text: str, alpha: float = 1) -> Any:
    """A colour of a slide with its opacity, from 0 to 1; `#RRGGBB` stays a literal colour."""
    cover = [A.alpha(val=str(round(alpha * FULL)))] if alpha < 1 else []
    text = FIXED.get(text, text)
    if text.startswith("#"):
        return A.srgbClr(*cover, val=text.lstrip("#"))
    slot, lightness, white = _shade(text)
    changes = [A.lumMod(val=str(round(lightness * FULL)))] if lightness < 1 else []
    changes += [A.lumOff(val=str(round(white * FULL)))] if white else []
    return A.schemeClr(*changes, *cover, val=slot)


def _shade(text: str) -> tuple[str, float, float]:
    """The slot of a colour, the share of its own lightness, and the share of white."""
    if mixed := MIX.fullmatch(text):
        slot, lightness, white = _shade(mixed[1])
        share = int(mixed[2]) / 100
        return slot, lightness * share, white * share + (1 - share)
    found = SHADE.fullmatch(text)
    assert found, text
    return found[1], int(found[2] or 100) / 100, int(found[3] or 0) / 100
