"""Before the port answers: the data is read, the charts of the default view are made, and memory is settled."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit import config

from mri_data.reading.progress import on_terminal
from mri_data.words.errors import MriError
from mri_ui.frame import live_record
from mri_ui.parts import charts
from mri_ui.streamlit_workarounds.idle_loop import one_descriptor_a_viewer
from mri_ui.streamlit_workarounds.theme_cache import theme_once
from mri_ui.web.log_limits import limit_log_to_once_a_minute
from mri_ui.web.serve import end_with_parent


def warm_up() -> None:
    """Make what most viewers ask for first. A record with faults is no reason not to start: the pages tell of it."""
    try:
        with on_terminal() as progress, live_record.steady(progress):
            charts.warm(live_record.dataset())
    except MriError:
        return


@asynccontextmanager
async def started(app: Any) -> AsyncIterator[None]:
    """Around the whole life of the server; what is there once it is warm, the collector leaves alone from then on."""
    if config.get_option("server.fileWatcherType") == "none":
        theme_once()
        one_descriptor_a_viewer()
        limit_log_to_once_a_minute()
        end_with_parent()
    await run_in_threadpool(warm_up)
    gc.collect()
    gc.freeze()
    gc.enable()
    yield


async def healthy(request: Request) -> Response:
    """`/healthz`: well once the server is warm and has read the data; until then 503 and why it could not."""
    reason = "" if live_record.was_read() else await run_in_threadpool(live_record.fault_of_start)
    return PlainTextResponse(reason or "ok", 503 if reason else 200, headers={"cache-control": "no-store"})
