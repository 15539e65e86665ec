"""Measure the dashboard, an empty app and a naive one; print the results and write `bench/results.json`.

`make bench` runs everything, in about a quarter of an hour on two cores; `make bench ARGS=--quick` runs a small part.
"""

import argparse
import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import viewers, windows
from bench.growth import PICTURE, growth, picture
from bench.scale import scale
from bench.servers import APPS, Server, running

RESULTS = Path(__file__).with_name("results.json")
CROWDS, QUICK_CROWDS = (1, 20, 50, 100, 200), (1, 20)
# The naive app keeps viewers waiting so long that a larger crowd would show nothing new.
MOST_FOR_NAIVE = 100
SOAK_RUNS, SOAK_AT_ONCE = 10_000, 20
LIBRARIES = ("streamlit", "pandas", "plotly", "pydeck", "starlette", "uvicorn")


def measure(app: str, *, quick: bool) -> dict[str, Any]:
    """Measure one app: start-up time, memory, times in a browser, and times for crowds of viewers."""
    with running(app) as server:
        found: dict[str, Any] = {"cold_start_s": server.healthy_after, "memory_idle_mb": server.memory()}
        viewers.crowd(server.port, 1, lasting=3)
        found["browser"] = windows.seen(server.port, app)
        found["crowds"] = {}
        for size in QUICK_CROWDS if quick else CROWDS:
            if app == "naive" and size > MOST_FOR_NAIVE:
                continue
            before = server.memory()
            seen = viewers.crowd(server.port, size, lasting=6 if quick else viewers.MEASURED)
            figures = seen.figures() | {"mb_a_viewer": round(max(0.0, server.memory() - before) / size, 2)}
            found["crowds"][str(size)] = figures
            print(f"{app:>10} {size:>4} viewers  {figures}", flush=True)
    return found


def soak(runs: int) -> dict[str, Any]:
    """Let viewers come and go for `runs` runs; return memory and threads at a third, two thirds and the end."""
    with running("dashboard") as server:
        points: list[dict[str, float]] = []
        done, failures = 0, 0
        for seen in viewers.passing_by(server.port, runs, SOAK_AT_ONCE):
            done, failures = done + len(seen.seconds), failures + seen.failures
            if done >= runs * (len(points) + 1) / 3:
                points.append(_weighed(server, done))
        return {"runs": done, "failures": failures, "points": points}


def _weighed(server: Server, runs: int) -> dict[str, float]:
    return {"runs": runs, "memory_mb": server.memory(), "threads": server.threads()}


def ratios(apps: dict[str, Any]) -> dict[str, float]:
    """Times of the dashboard divided by those of the empty and of the naive app, by number of viewers."""
    found = {}
    for size, ours in apps["dashboard"]["crowds"].items():
        for other in ("empty", "naive"):
            theirs = apps[other]["crowds"].get(size)
            if theirs and ours.get("p95_s") and theirs.get("p95_s"):
                for part in ("p50_s", "p95_s"):
                    name = f"{part[:3]}_{size}_viewers_to_{other}"
                    found[name] = round(ours[part] / theirs[part], 3)
    return found


def machine() -> dict[str, str]:
    """The machine and the versions of Python and libraries used for the measurement."""
    names = [line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": str(len(names)),
        "system": platform.system(),
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8").splitlines()
    except OSError:
        return []


def main() -> None:
    """Measure everything, print the results and, unless `--quick`, write them to files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small part of it, written nowhere")
    options = parser.parse_args()
    apps = {app: measure(app, quick=options.quick) for app in APPS}
    found = {"machine": machine(), "apps": apps, "ratios": ratios(apps)}
    if not options.quick:
        found |= {"soak": soak(SOAK_RUNS), "scale": scale(), "growth": growth()}
        PICTURE.write_text(picture(found) + "\n", "utf-8")
        RESULTS.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    print(json.dumps({name: found[name] for name in found if name != "apps"}, indent=2))


if __name__ == "__main__":
    main()
