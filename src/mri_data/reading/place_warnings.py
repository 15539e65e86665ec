"""Warnings about places whose coordinates or continent do not fit their country."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from mri_data.reading import countries
from mri_data.reading.normalise import NormalTable
from mri_data.words.errors import DataWarning, quoted
from mri_data.words.messages import messages
from mri_data.words.names import any_of


def place_warnings(places: NormalTable) -> list[DataWarning]:
    """All warnings about places."""
    return [*find_at_zero(places), *find_outside_country(places), *find_on_another_continent(places)]


def find_at_zero(places: NormalTable) -> list[DataWarning]:
    """Warnings for places at 0° north, 0° east, where maps put what has no coordinates."""
    degrees = _degrees(places)
    zeros = degrees.index[(degrees == 0).all(axis=1)]
    return [
        DataWarning.of("warning.place.zero", places.origin, int(row), "lat", places.rows.at[row, "lat"])
        for row in zeros
    ]


def find_outside_country(places: NormalTable) -> list[DataWarning]:
    """Warnings for places whose coordinates are not in their country."""
    degrees = _degrees(places).dropna()
    degrees = degrees[(degrees["lat"].abs() <= 90) & (degrees["lon"].abs() <= 180) & (degrees != 0).any(axis=1)]
    known = places.rows["country"].loc[degrees.index]
    known = known[known.isin(countries.codes())]
    outside: list[int] = []
    for code, rows in known.groupby(known):
        lat, lon = degrees.loc[rows.index].to_numpy(float).T
        outside += rows.index[~countries.within(str(code), lat, lon)].to_list()
    return [_outside_country(places, row, *degrees.loc[row]) for row in sorted(outside)]


def _outside_country(places: NormalTable, row: int, lat: float, lon: float) -> DataWarning:
    code, say = places.rows.at[row, "country"], messages()
    land, coast = countries.countries_at(lat, lon), countries.coast_at(lat, lon)
    meant, names = _meant(code, lat, lon), [countries.name_of(one) for one in land or coast]
    lying = "warning.place.land" if land else "warning.place.coast" if coast else "warning.place.sea"
    return DataWarning.of(
        "warning.place.elsewhere",
        places.origin,
        int(row),
        "lat",
        places.rows.at[row, "lat"],
        pair=_pair(lat, lon),
        lying=say(lying, found=any_of(names)),
        country=countries.name_of(code),
        code=code,
        advice=say("warning.place.meant", meant=meant) if meant else say("warning.place.advice"),
    )


def _meant(code: str, lat: float, lon: float) -> str:
    """Coordinates that are in the country if the two were swapped or a minus sign is missing or wrong; else empty."""
    for north, east in _slips(lat, lon):
        if abs(north) <= 90 and countries.within(code, np.array([north]), np.array([east]))[0]:
            return _pair(north, east)
    return ""


def _slips(lat: float, lon: float) -> Iterator[tuple[float, float]]:
    yield lon, lat
    yield from ((lat, -lon), (-lat, lon), (-lat, -lon))
    yield from ((lon, -lat), (-lon, lat), (-lon, -lat))


def find_on_another_continent(places: NormalTable) -> list[DataWarning]:
    """Warnings for places whose continent is not one of those of their country."""
    rows = places.rows[["country", "continent"]]
    pairs = rows.drop_duplicates().itertuples(index=False)
    wrong = {
        (code, continent): lies_in
        for code, continent in pairs
        if (lies_in := countries.continents_of(code)) and continent in countries.CONTINENTS and continent not in lies_in
    }
    return [
        DataWarning.of(
            "warning.place.continent",
            places.origin,
            int(row),
            "continent",
            continent,
            country=countries.name_of(code),
            code=code,
            found=any_of(map(quoted, wrong[code, continent])),
        )
        for row, code, continent in zip(rows.index, rows["country"], rows["continent"], strict=True)
        if (code, continent) in wrong
    ]


def _degrees(places: NormalTable) -> pd.DataFrame:
    return places.rows[["lat", "lon"]].apply(pd.to_numeric, errors="coerce").astype(float)


def _pair(lat: float, lon: float) -> str:
    return messages()("warning.place.pair", lat=_written(lat), lon=_written(lon))


def _written(degrees: float) -> str:
    """Degrees with up to six decimals, without trailing zeros."""
    return f"{degrees:.6f}".rstrip("0").rstrip(".")
