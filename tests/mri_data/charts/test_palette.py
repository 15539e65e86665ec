"""The palette is one table: style sheets and Streamlit's theme have its colours and no others."""

import re
import tomllib
from pathlib import Path

import pytest

from mri_data.charts.palette import DARK, LIGHT, PAGE, PALETTES, Palette, mix
from mri_ui.web.own_assets import style as style_of_app

ROOT = Path(__file__).parents[3]
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
# What Streamlit calls the colour of each kind of work.
AREAS = {"red": "convening", "blue": "advocacy", "green": "campaign", "orange": "publications", "violet": "support"}
# Colours that only Streamlit's own parts have.
OF_STREAMLIT = {"dataframeBorderColor", "grayColor", "grayBackgroundColor"}


def theme_of(palette: Palette) -> dict[str, object]:
    """The palette under Streamlit's names."""
    theme: dict[str, object] = {
        "primaryColor": palette.widget,
        "backgroundColor": palette.paper,
        "secondaryBackgroundColor": palette.surface,
        "textColor": palette.ink,
        "linkColor": palette.link,
        "borderColor": palette.line,
        "dataframeHeaderBackgroundColor": palette.surface,
        "dataframeHeaderTextColor": palette.muted,
        "grayTextColor": palette.muted,
    }
    for name, area in AREAS.items():
        theme[f"{name}Color"], theme[f"{name}TextColor"] = palette.marks[area], palette.texts[area]
        theme[f"{name}BackgroundColor"] = palette.tints[area]
    return theme


def test_each_colour_of_what_is_drawn_in_a_page_is_one_that_its_style_sheet_sets_in_both_modes() -> None:
    named = set(re.findall(r"var\((--[a-z-]+)\)", repr(PAGE)))
    assert len(named) == 24
    for name in named:
        assert len(re.findall(rf"{name}:#[0-9A-F]{{6}};", style_of_app())) == 2, name
    assert mix(PAGE.accent, PAGE.paper, 0.15) == "color-mix(in srgb,var(--mri-accent) 15%,var(--mri-paper))"


@pytest.mark.parametrize("mode", PALETTES)
def test_streamlits_theme_has_the_colours_of_the_palette(mode: str) -> None:
    whole = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    theme = {name: value for name, value in whole[mode].items() if name.endswith("Color") and name not in OF_STREAMLIT}
    assert theme == theme_of(PALETTES[mode])
    series = whole[mode].get("chartCategoricalColors", whole.get("chartCategoricalColors"))
    assert series == list(PALETTES[mode].marks.values())


@pytest.mark.parametrize(("start", "palette"), [(":root{", LIGHT), (":root:has(.mri-is-dark){", DARK)])
def test_every_colour_that_style_sheets_name_is_one_of_the_palette_in_both_modes(start: str, palette: Palette) -> None:
    style = style_of_app()
    block = style[style.index(start) :].split("}")[0]
    given = dict(re.findall(r"--mri-([a-z-]+):(#[0-9A-Fa-f]{6});", block))
    assert (given["ink"], given["convening-text"]) == (palette.ink, palette.texts["convening"])
    named = {
        name for path in (ROOT / "src").rglob("*.css") for name in re.findall(r"var\(--mri-([a-z-]+)", path.read_text())
    }
    assert named - {*given, "heading", "sign", "way"} == set()


def test_no_colour_stands_in_code_or_style_that_the_palette_does_not_have() -> None:
    known = {"#FFFFFF"}
    for palette in PALETTES.values():
        known |= {colour for colour in vars(palette).values() if isinstance(colour, str) and COLOUR.fullmatch(colour)}
        known |= {*palette.marks.values(), *palette.texts.values(), *palette.tints.values()}
    written = {
        (path.name, colour.upper())
        for path in (ROOT / "src").rglob("*.*")
        if path.suffix in {".py", ".css", ".js", ".html", ".typ"}
        for colour in COLOUR.findall(path.read_text("utf-8"))
    }
    assert {(name, colour) for name, colour in written if colour not in known} == set()
