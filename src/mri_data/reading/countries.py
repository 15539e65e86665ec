"""Country codes and names of ISO 3166-1, their continents, and tests whether coordinates lie in a country."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from babel import Locale
from babel.core import get_global
from numpy.typing import NDArray

from mri_data.words.messages import Message, messages
from mri_data.words.spelling import Spellings, cldr_names

Numbers = NDArray[np.float64]

# Codes in CLDR that are not of ISO 3166-1 countries: reserved, groupings, private codes (such as Kosovo's) and tests.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
# Wrong codes that people write -> the right one: language codes, number plates, codes of names in other languages.
# Only those that are not the code of another country.
COMMON_MISTAKES = {
    "EN": "GB",
    "EL": "GR",
    "JA": "JP",
    "KO": "KR",
    "SP": "ES",
    "CS": "CZ",
    "DA": "DK",
    "UAE": "AE",
    "USA": "US",
}
# Names of the UN and of common use that CLDR has not, in English, French, Spanish and Italian, by code.
EXTRA_NAMES = {
    "BO": "Plurinational State of Bolivia; État plurinational de Bolivie; Estado Plurinacional de Bolivia",
    "CD": "Democratic Republic of the Congo; DR Congo; DRC; République démocratique du Congo; RDC; RD Congo; "
    "Repubblica Democratica del Congo",
    "CG": "Congo; Republic of the Congo; République du Congo; República del Congo; Repubblica del Congo",
    "CI": "Ivory Coast; Costa de Marfil",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic; République tchèque; República Checa; Repubblica Ceca",
    "GB": "United Kingdom of Great Britain and Northern Ireland; Great Britain; Grande-Bretagne; Gran Bretaña; "
    "Gran Bretagna; Royaume-Uni de Grande-Bretagne et d’Irlande du Nord",
    "IR": "Islamic Republic of Iran; République islamique d’Iran; República Islámica del Irán",
    "KG": "Kirghizistan",
    "KR": "Republic of Korea; République de Corée; República de Corea; Repubblica di Corea",
    "LA": "Lao People’s Democratic Republic; République démocratique populaire lao",
    "MD": "Republic of Moldova; République de Moldova; República de Moldova; Repubblica di Moldova",
    "MK": "Macedonia; Macédoine",
    "MM": "Myanmar; Burma; Birmanie; Birmania",
    "NL": "Holanda; Olanda",
    "PS": "Palestine; State of Palestine; Palestina; État de Palestine; Estado de Palestina; Stato di Palestina",
    "RU": "Russian Federation; Fédération de Russie; Federación de Rusia; Federazione Russa",
    "SY": "Syrian Arab Republic; République arabe syrienne; República Árabe Siria; Repubblica araba siriana",
    "SZ": "Swaziland; Swazilandia",
    "TL": "East Timor; Timor Leste",
    "TR": "Turkey",
    "TZ": "United Republic of Tanzania; République-Unie de Tanzanie; República Unida de Tanzanía",
    "US": "United States of America; États-Unis d’Amérique; Estados Unidos de América; Stati Uniti d’America",
    "VE": "Bolivarian Republic of Venezuela; République bolivarienne du Venezuela; República Bolivariana de Venezuela",
    "VN": "Viet Nam",
}
# Continents as in UN M49; a country that spans several, or that others place elsewhere, is listed in each of them.
CONTINENTS = {
    "africa": "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ES ET FR GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML "
    "MR MU MW MZ NA NE NG PT RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YE YT ZA ZM ZW",
    "americas": "AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK FR GD GF GL GP GS GT GY HN HT JM "
    "KN KY LC MF MQ MS MX NI NL PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI",
    "asia": "AE AF AM AZ BD BH BN BT CC CN CX CY EG GE HK ID IL IN IO IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO "
    "MV MY NP OM PH PK PS QA RU SA SG SY TH TJ TL TM TR TW UZ VN YE",
    "europe": "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GL GR HR HU IE IM IS IT JE KZ "
    "LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA",
    "oceania": "AS AU CC CK CL CX FJ FM FR GU HM ID KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TL TO TV UM US VU WF WS",
}
# Code -> other codes whose land counts as its own: dependencies, and territory that two States claim.
FURTHER_CONTINENTS = {
    "AU": "CC CX HM NF",
    "CN": "HK MO TW",
    "DK": "FO GL",
    "FI": "AX",
    "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
    "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
    "IL": "PS",
    "MA": "EH",
    "NL": "AW BQ CW SX",
    "NO": "BV SJ",
    "NZ": "CK NU TK",
    "PS": "IL",
    "RS": "XK",
    "US": "AS GU MP PR UM VI",
}
LAND = Path(__file__).with_name("countries.json")
# How far the outlines extend beyond the land, in degrees; a point that far inside an outline is on land.
OUTLINE_MARGIN_DEGREES = 0.5
NEAR_COAST_DEGREES = 0.1
MOST_NAMED = 3
# Points tested at a time.
CHUNK_ROWS = 1_000


@cache
def codes() -> tuple[str, ...]:
    """The alpha-2 codes of ISO 3166-1."""
    return tuple(
        sorted(code for code in map(str, Locale("en").territories) if len(code) == 2 and code not in NOT_COUNTRIES)
    )


@cache
def country_spellings(language: str = "") -> Spellings:
    """Spellings of countries by their names in the languages of the product, of which `language` is that of the names.

    For common wrong codes, the right one is suggested.
    """
    known, written = codes(), cldr_names("territories", language)
    names = {
        code: [*_names(written[code][0]), *written[code][1:], *EXTRA_NAMES.get(code, "").split("; ")] for code in known
    }
    instead = {alias: [code for code in now if code in known] for alias, now in get_global("territory_aliases").items()}
    instead = {alias: now for alias, now in instead.items() if alias.isalpha() and len(alias) <= 3 and now}
    instead |= {mistake: [code] for mistake, code in COMMON_MISTAKES.items()}
    return Spellings(names, example="CH", expected=messages()("problem.hint.country"), mistakes=instead)


def _names(name: str) -> list[str]:
    """Spellings of a name in CLDR: as it is, with "Saint" in full, and without a part in brackets."""
    names = [name, name.replace("St. ", "Saint "), name.split(" (")[0]]
    return list(dict.fromkeys(names)) if " - " not in name else names[:1]


def name_of(code: str) -> str:
    """The name of a country, in English or in the language of who reads a sentence with it."""
    return Message(lambda say: Locale(Locale.parse(say.locale).language).territories.get(code, code))


def continents_of(code: str) -> tuple[str, ...]:
    """The continents a country lies in; none for Antarctica."""
    return tuple(continent for continent, countries in CONTINENTS.items() if code in countries.split())


def within(code: str, lat: Numbers, lon: Numbers) -> NDArray[np.bool_]:
    """Mask of the points that may be in a country: on its land, or less than about 50 km from it."""
    found = np.zeros(len(lat), dtype=bool)
    for own in (code, *FURTHER_CONTINENTS.get(code, "").split()):
        turned = np.zeros(len(lat), dtype=bool)
        for ring in _outlines()[own]:
            for east in (lon, lon + 360):
                turned ^= _inside(ring, east, lat)
        found |= turned
    return found


def countries_at(lat: float, lon: float) -> tuple[str, ...]:
    """Codes of the countries on whose land a point is: one, a few near a border, none at sea."""
    deep = _distances_inside(lat, lon)
    on_land = [code for code in deep if deep[code] >= OUTLINE_MARGIN_DEGREES - NEAR_COAST_DEGREES]
    return tuple(sorted(on_land, key=lambda code: -deep[code])[:MOST_NAMED])


def coast_at(lat: float, lon: float) -> tuple[str, ...]:
    """Code of the country off whose coast a point is; empty if there is none."""
    deep = _distances_inside(lat, lon)
    return (max(deep, key=lambda code: deep[code]),) if deep else ()


@lru_cache(maxsize=1)
def _distances_inside(lat: float, lon: float) -> Mapping[str, float]:
    """For each country that contains a point, its distance to the border in degrees."""
    deep: dict[str, float] = {}
    for east in (lon, lon + 360):
        for code, rings in _rings_near(lat, east).items():
            if sum(bool(_inside(ring, np.array([east]), np.array([lat]))[0]) for ring in rings) % 2:
                deep[code] = min(_distance(ring, np.array([east, lat])) for ring in rings)
    return deep


def _rings_near(lat: float, lon: float) -> dict[str, list[Numbers]]:
    """For each country, its rings of whose box a point is in, or less than the margin of the outlines away."""
    rings, boxes = _boxes()
    west, south, east, north = boxes.T
    near: dict[str, list[Numbers]] = {}
    for at in np.flatnonzero((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)):
        code, ring = rings[at]
        near.setdefault(code, []).append(ring)
    return near


@cache
def _boxes() -> tuple[list[tuple[str, Numbers]], Numbers]:
    """Every ring with its country, and the west, south, east and north of its box, a margin further out."""
    rings = [(code, ring) for code, of_country in _outlines().items() for ring in of_country]
    corners = [
        (*ring.min(axis=0) - OUTLINE_MARGIN_DEGREES, *ring.max(axis=0) + OUTLINE_MARGIN_DEGREES) for _, ring in rings
    ]
    return rings, np.array(corners)


@cache
def _outlines() -> dict[str, list[Numbers]]:
    """Closed rings of (longitude, latitude) for each country; a point inside an even number of them is outside."""
    written = json.loads(LAND.read_text("utf-8"))
    return {code: [_closed(np.reshape(ring, (-1, 2))) for ring in rings] for code, rings in written.items()}


def _closed(ring: Numbers) -> Numbers:
    return np.vstack([ring, ring[:1]]).astype(float)


def _inside(ring: Numbers, lon: Numbers, lat: Numbers) -> NDArray[np.bool_]:
    """Mask of the points inside a ring, by ray casting: a line to the east crosses it an odd number of times."""
    inside = np.zeros(len(lon), dtype=bool)
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    candidates = np.flatnonzero((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north))
    (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
    for start in range(0, len(candidates), CHUNK_ROWS):
        at = candidates[start : start + CHUNK_ROWS]
        x, y = lon[at, None], lat[at, None]
        spans = (y0 > y) != (y1 > y)
        rise = np.where(y1 == y0, 1, y1 - y0)
        inside[at] = (spans & (x < x0 + (y - y0) * (x1 - x0) / rise)).sum(axis=1) % 2 == 1
    return inside


def _distance(ring: Numbers, point: Numbers) -> float:
    """Distance from a point to a ring, in degrees."""
    start, along = ring[:-1], np.diff(ring, axis=0)
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    share = np.clip(((point - start) * along).sum(axis=1) / length, 0, 1)
    return float(np.hypot(*(point - start - share[:, None] * along).T).min())
