"""The colours of the design, light and dark. Contrast: marks 3:1 or more on paper, text 4.5:1 or more."""

from dataclasses import dataclass, replace
from typing import Literal

Mode = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """Colours of one mode as `#RRGGBB`.

    `marks`, `texts` and `tints` (backgrounds of badges) have a colour for each kind of work.
    `field` is the background of inputs, `widget` the colour of Streamlit's own controls.
    """

    mode: Mode
    paper: str
    surface: str
    ink: str
    muted: str
    context: str
    line: str
    hair: str
    sea: str
    land: str
    accent: str
    on_accent: str
    link: str
    field: str
    widget: str
    marks: dict[str, str]
    texts: dict[str, str]
    tints: dict[str, str]


LIGHT = Palette(
    mode="light",
    paper="#FBF8F2",
    surface="#F2ECE1",
    ink="#231D18",
    muted="#5E554B",
    context="#7A7064",
    line="#DDD4C5",
    hair="#E9E1D4",
    sea="#F4EFE6",
    land="#E0D7C7",
    accent="#9E3510",
    on_accent="#FFFFFF",
    link="#8A2E0E",
    field="#FFFFFF",
    widget="#9E3510",
    marks={
        "convening": "#9E3510",
        "advocacy": "#1D4A8F",
        "campaign": "#12816B",
        "publications": "#A0702B",
        "support": "#5A2648",
    },
    texts={
        "convening": "#9E3510",
        "advocacy": "#1D4A8F",
        "campaign": "#0E6F5C",
        "publications": "#835A1D",
        "support": "#5A2648",
    },
    tints={
        "convening": "#F6E3DA",
        "advocacy": "#DFE7F3",
        "campaign": "#DAEDE7",
        "publications": "#F3E6D0",
        "support": "#ECDFE7",
    },
)

DARK = Palette(
    mode="dark",
    paper="#1A1714",
    surface="#26221D",
    ink="#F2ECE2",
    muted="#B9AFA2",
    context="#9A8F82",
    line="#423A32",
    hair="#2C2721",
    sea="#1F1B17",
    land="#3A332B",
    accent="#E57C53",
    on_accent="#1A1714",
    link="#F0A184",
    field="#221E1A",
    widget="#E8875F",
    marks={
        "convening": "#E57C53",
        "advocacy": "#79A7FD",
        "campaign": "#5CDDB8",
        "publications": "#F0CB72",
        "support": "#C08CB2",
    },
    texts={
        "convening": "#EE9472",
        "advocacy": "#93B8FD",
        "campaign": "#6FE3C2",
        "publications": "#F0CB72",
        "support": "#D3A5C7",
    },
    tints={
        "convening": "#3B251C",
        "advocacy": "#222B3D",
        "campaign": "#1C332C",
        "publications": "#372E1C",
        "support": "#35272F",
    },
)

# The colours of a page as CSS custom properties: what is drawn in them follows the theme of the page.
PAGE = Palette(
    mode="light",
    paper="var(--mri-paper)",
    surface="var(--mri-surface)",
    ink="var(--mri-ink)",
    muted="var(--mri-muted)",
    context="var(--mri-context)",
    line="var(--mri-line)",
    hair="var(--mri-hair)",
    sea="var(--mri-sea)",
    land="var(--mri-land)",
    accent="var(--mri-accent)",
    on_accent="var(--mri-on-accent)",
    link="var(--mri-link)",
    field="var(--mri-field)",
    widget="var(--mri-widget)",
    marks={area: f"var(--mri-{area})" for area in LIGHT.marks},
    texts={area: f"var(--mri-{area}-text)" for area in LIGHT.texts},
    tints={},
)
PALETTES: dict[str, Palette] = {"light": LIGHT, "dark": DARK}


def quiet(palette: Palette) -> Palette:
    """The palette with the colours of context in place of those of kinds of work."""
    marks, texts = dict.fromkeys(palette.marks, palette.context), dict.fromkeys(palette.texts, palette.muted)
    return replace(palette, marks=marks, texts=texts)


def mix(colour: str, ground: str, share: float) -> str:
    """Blend `share` (0 to 1) of a colour over a background; both and the result are `#RRGGBB`, or colours of CSS."""
    if not colour.startswith("#"):
        return f"color-mix(in srgb,{colour} {share:.0%},{ground})"
    pairs = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(top * share + below * (1 - share)):02X}" for top, below in pairs)
