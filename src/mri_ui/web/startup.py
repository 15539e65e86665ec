"""Startup, before the port answers: read the data, make the charts of the default view, settle garbage collection."""

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
from mri_ui.parts import linked_charts, live_map, timeline
from mri_ui.streamlit_workarounds.idle_loop import one_descriptor_a_viewer
from mri_ui.streamlit_workarounds.send_at_once import send_at_once
from mri_ui.streamlit_workarounds.theme_cache import theme_once
from mri_ui.web.log_limits import limit_log_to_once_a_minute
from mri_ui.web.serve import end_with_parent


def warm_up() -> None:
    """Make the charts that most viewers need first. If the data cannot be read, the server starts and pages say why."""
    try:
        with on_terminal() as progress, live_record.same_dataset(progress):
            timeline.warm(live_record.dataset())
            linked_charts.warm(live_record.dataset())
            live_map.warm(live_record.dataset())
    except MriError:
        return


@asynccontextmanager
async def started(app: Any) -> AsyncIterator[None]:
    """The lifespan of the server: warm up, then exempt all objects that exist by then from garbage collection."""
    send_at_once()
    if config.get_option("server.fileWatcherType") == "none":
        theme_once()
        one_descriptor_a_viewer()
        limit_log_to_once_a_minute()
        end_with_parent()
    # What is imported by now holds 1 MB of garbage; searching it would take a tenth of the time to start.
    gc.freeze()
    await run_in_threadpool(warm_up)
    gc.collect()
    gc.freeze()
    gc.enable()
    yield


async def healthy(request: Request) -> Response:
    """`/healthz`: 200 once the data has been read; until then 503 and the reason."""
    reason = "" if live_record.was_read() else await run_in_threadpool(live_record.start_failure)
    return PlainTextResponse(reason or "ok", 503 if reason else 200, headers={"cache-control": "no-store"})
