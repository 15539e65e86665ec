"""Before the port answers: the data is read, the charts of the default view are made, and memory is settled."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit import config

from mri_data.errors import MriError
from mri_data.progress import on_terminal
from mri_ui import cache, charts
from mri_ui.web.lighter import theme_once


def warm_up() -> None:
    """Make what most viewers ask for first. A record with faults is no reason not to start: the pages tell of it."""
    try:
        with on_terminal() as told, cache.steady(told):
            charts.warm(cache.dataset())
    except MriError:
        return


@asynccontextmanager
async def started(app: Any) -> AsyncIterator[None]:
    """Around the whole life of the server; what is there once it is warm, the collector leaves alone from then on."""
    if config.get_option("server.fileWatcherType") == "none":
        theme_once()
    await run_in_threadpool(warm_up)
    gc.collect()
    gc.freeze()
    yield


async def healthy(request: Request) -> Response:
    """`/healthz`: answers only once the server is warm, and says no more than that."""
    return PlainTextResponse("ok", headers={"cache-control": "no-store"})
