"""Measure how page times and memory grow from 17 records to a million, and draw a chart of it.

`python -m bench.growth` only draws the chart from `bench/results.json`.
"""

import asyncio
import json
import statistics
import time
from math import log10
from pathlib import Path
from typing import Any

from websockets.asyncio.client import connect

from bench.scale import SIZES, each
from bench.servers import running
from bench.viewers import AS_A_BROWSER, CHOICES, run
from mri_data.charts.drawing import Disc, Drawing, Item, Paint, Shape, Span, Stroke, TextLines
from mri_data.charts.palette import LIGHT
from mri_data.charts.svg import svg

RESULTS, PICTURE = Path(__file__).with_name("results.json"), Path(__file__).with_name("growth.svg")
PAGES = ("overview", "map", "records")
# Choices of filters (by code, years and text) that no viewer has made yet, so that nothing is cached for them.
NEW = (*CHOICES[1:], "area=advocacy&years=1990-2010", "q=wages", "q=workers")
WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 760, 420, 64, 150, 24, 44
SECONDS = (0.01, 100.0)
# The lines of the chart: key in the results, and label.
LINES = {"load_s": "load the record", "new_choice_s": "a new choice, overview", "run_again_s": "a choice made before"}


def growth(sizes: tuple[int, ...] = SIZES) -> dict[str, dict[str, Any]]:
    """For each size: seconds from a new choice to the page (median and worst, by page), start-up seconds, and MB."""
    return each(sizes, _pages)


def _pages(folder: str) -> dict[str, Any]:
    settings = {"WEB_CONCURRENCY": "1", **({"MRI_DATA_DIR": folder} if folder else {})}
    found: dict[str, Any] = {}
    for page in PAGES:
        # A fresh server for each page, since pages share caches.
        with running("dashboard", settings) as server:
            found["start_s"], found["memory_idle_mb"] = server.healthy_after, server.memory()
            seen, again = asyncio.run(_choose(server.port, page))
            found[f"{page}_new_choice_s"] = {"median": statistics.median(seen), "worst": max(seen)}
            found["run_again_s"], found["memory_mb"] = statistics.median(again), server.memory()
    return found | {"new_choice_s": found["overview_new_choice_s"]["median"]}


async def _choose(port: int, page: str) -> tuple[list[float], list[float]]:
    """Seconds of each new choice, and of the same choices when repeated."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(address, **AS_A_BROWSER) as socket:
        has: set[str] = set()
        await run(socket, "", has, page)
        return [[await _timed(socket, choice, has, page) for choice in NEW] for _ in range(2)]  # type: ignore[return-value]


async def _timed(socket: Any, choice: str, has: set[str], page: str) -> float:
    started = time.perf_counter()
    await run(socket, choice, has, page)
    return round(time.perf_counter() - started, 3)


def picture(results: dict[str, Any]) -> str:
    """A chart of seconds by number of records, both on a log scale, as SVG."""
    sizes = sorted(map(int, results["growth"]))
    costs = {size: results["scale"][str(size)] | results["growth"][str(size)] for size in sizes}
    items: list[Item] = [*_grid(sizes)]
    colours = (LIGHT.marks["convening"], LIGHT.marks["advocacy"], LIGHT.marks["campaign"])
    for (key, name), colour in zip(LINES.items(), colours, strict=True):
        points = [(_x(size, sizes), _y(costs[size][key])) for size in sizes]
        items.append(Shape((tuple(points),), stroke=Stroke(colour, 2), closed=False))
        items += [Disc(x, y, 3.5, Paint(colour)) for x, y in points]
        items.append(_words(points[-1][0] + 10, points[-1][1], name, colour))
    texts = [f"{name}: {costs[size][key]:.3f} s at {size:,}" for key, name in LINES.items() for size in sizes]
    return svg(
        Drawing(WIDTH, HEIGHT, tuple(items), "Cost by number of records", "; ".join(texts)), size=(WIDTH, HEIGHT)
    )


def _grid(sizes: list[int]) -> list[Item]:
    items: list[Item] = []
    for power in range(int(log10(SECONDS[0])), int(log10(SECONDS[1])) + 1):
        y = _y(10**power)
        items.append(Shape((((LEFT, y), (WIDTH - RIGHT, y)),), stroke=Stroke(LIGHT.line, 1), closed=False))
        items.append(_words(LEFT - 8, y, f"{10.0**power:g} s", LIGHT.muted, "end"))
    items += [_words(_x(size, sizes), HEIGHT - FOOT + 16, f"{size:,}", LIGHT.muted, "middle") for size in sizes]
    return [*items, _words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "records", LIGHT.muted, "middle")]


def _words(x: float, y: float, text: str, colour: str, anchor: Any = "start") -> TextLines:
    return TextLines(x, y, ((Span(text, colour),),), 13, 7.0 * len(text), anchor)


def _x(size: int, sizes: list[int]) -> float:
    low, high = log10(sizes[0]), log10(sizes[-1])
    return LEFT + 16 + (log10(size) - low) / (high - low) * (WIDTH - RIGHT - LEFT - 32)


def _y(seconds: float) -> float:
    low, high = map(log10, SECONDS)
    at = (log10(max(seconds, SECONDS[0])) - low) / (high - low)
    return HEIGHT - FOOT - at * (HEIGHT - FOOT - TOP)


if __name__ == "__main__":
    PICTURE.write_text(picture(json.loads(RESULTS.read_text("utf-8"))) + "\n", "utf-8")
