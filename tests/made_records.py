"""Records by the thousand, made from the shipped ones: other ids, kinds of work, dates and places."""

from dataclasses import replace

import numpy as np
import pandas as pd

from mri_data import schema
from mri_data.record.dataset import Dataset

# Precision of a made date -> what share of the records have it.
SHARES = {"year": 0.5, "range": 0.12, "approximate": 0.06, "after": 0.05, "before": 0.02, "ongoing": 0.1}
EDTF = {
    "year": "{0}",
    "range": "{0}/{1}",
    "approximate": "{0}~/{1}",
    "after": "[{0}..]",
    "before": "[..{0}]",
    "ongoing": "../..",
    "undated": "",
}
CITIES = {
    "Geneva": (46.2, 6.1),
    "New York": (40.7, -74.0),
    "Manila": (14.6, 121.0),
    "Mexico City": (19.4, -99.1),
    "Nairobi": (-1.3, 36.8),
    "Dakar": (14.7, -17.5),
    "São Paulo": (-23.6, -46.6),
    "Kathmandu": (27.7, 85.3),
    "Brussels": (50.9, 4.3),
    "Amman": (31.9, 35.9),
}


def made_records(dataset: Dataset, count: int, *, places: int = 120, years: tuple[int, int] = (1950, 2024)) -> Dataset:
    """The shipped record with `count` made records in place of its own, the same each time.

    Later years, some kinds of work and the first of the places have more of them. One record in five names no place,
    one in five two of them.
    """
    chance = np.random.default_rng(7)
    towns = made_places(dataset, places)
    precision = chance.choice([*SHARES, "undated"], count, p=[*SHARES.values(), 1 - sum(SHARES.values())])
    first = years[1] - (chance.beta(1.2, 3, count) * (years[1] - years[0] + 1)).astype(int)
    last = first + np.where(np.isin(precision, ["range", "approximate"]), chance.integers(0, 4, count), 0)
    without_start = np.isin(precision, ["before", "ongoing", "undated"])
    without_end = np.isin(precision, ["after", "ongoing", "undated"])
    table = dataset.table.iloc[chance.integers(0, len(dataset.table), count)].reset_index(drop=True)
    area = chance.choice(schema.WORK_AREAS, count, p=[0.1, 0.4, 0.2, 0.25, 0.05])
    named = _named(chance, towns.index.to_numpy(), count)
    table = table.assign(
        id=[f"made-{number}" for number in range(count)],
        work_area=pd.Categorical(area, schema.WORK_AREAS),
        precision=pd.Categorical(precision, schema.PRECISIONS),
        earliest=_days(first, "01-01").where(~without_start),
        latest=_days(last, "12-31").where(~without_end),
        edtf=[EDTF[kind].format(year, end) for kind, year, end in zip(precision, first, last, strict=True)],
        start_precision=pd.Categorical(np.where(without_start, "", "year"), schema.END_PRECISIONS),
        end_precision=pd.Categorical(np.where(without_end, "", "year"), schema.END_PRECISIONS),
        places=named,
        cities=[tuple(towns["name"][place] for place in one) for one in named],
    )
    names = {**dataset.names, "place": towns["name"].to_dict()}
    return replace(dataset, table=table, place_table=towns, names=names, version=f"many-{count}")


def made_places(dataset: Dataset, count: int) -> pd.DataFrame:
    """Ten cities of the world, and made ones around them."""
    chance = np.random.default_rng(3)
    names, spots = list(CITIES), list(CITIES.values())
    near = [spots[at] for at in chance.integers(0, len(spots), max(0, count - len(spots)))]
    spots += [(lat + chance.normal(0, 6), lon + chance.normal(0, 11)) for lat, lon in near]
    names += [f"Town {number}" for number in range(len(near))]
    spots, names = spots[:count], names[:count]
    made = pd.DataFrame(spots, columns=["lat", "lon"], index=[f"place-{number}" for number in range(len(spots))])
    like = dataset.place_table.iloc[[0] * len(made)].set_index(made.index)
    return like.assign(name=names, lat=made["lat"].clip(-55, 75), lon=made["lon"].clip(-168, 178))


def _days(years: np.ndarray, day: str) -> "pd.Series[pd.Timestamp]":
    return pd.to_datetime(pd.Series(years).astype(str) + f"-{day}")


def _named(chance: np.random.Generator, places: np.ndarray, count: int) -> list[tuple[str, ...]]:
    shares = 1 / np.arange(1, len(places) + 1) ** 0.9
    picked = chance.choice(places, (count, 2), p=shares / shares.sum())
    how_many = chance.choice([0, 1, 2], count, p=[0.2, 0.6, 0.2])
    return [tuple(dict.fromkeys(pair[:many])) for pair, many in zip(picked, how_many, strict=True)]
