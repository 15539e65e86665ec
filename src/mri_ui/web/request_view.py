"""What a request asks for: the view of its query, below the address at which it came."""

import os
from collections.abc import Mapping

from starlette.requests import Request

from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.permalink import from_query, from_query_strictly, read_context
from mri_data.record.public_address import public_address
from mri_data.record.view import View
from mri_ui.asgi import base_path
from mri_ui.frame import live_record


def query_of(request: Request) -> dict[str, list[str]]:
    """The query's parameters, each with all its values, in one pass over them."""
    query: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        query.setdefault(key, []).append(value)
    return query


def base_of(request: Request) -> str:
    """The dashboard's own address without a slash at its end: the public one, else as this request reached it."""
    reached = str(request.base_url).rstrip("/").removesuffix(base_path())
    return public_address(os.environ) or f"{reached}{base_path()}"


def view_of(request: Request) -> View:
    """The view that a request asks for.

    Raises:
        MriError: a sentence that says what nobody knows of it, or that there is no data.
    """
    dataset, query = live_record.dataset(), query_of(request)
    return _view(request, dataset, from_query_strictly(query, dataset.codes), query)


def tolerant_view(request: Request) -> View:
    """The view that a page shows for the same address: what nobody knows of it is left out.

    Raises:
        MriError: if there is no data.
    """
    dataset, query = live_record.dataset(), query_of(request)
    return _view(request, dataset, from_query(query, dataset.codes), query)


def _view(request: Request, dataset: Dataset, filters: Filters, query: Mapping[str, list[str]]) -> View:
    public = bool(public_address(os.environ))
    return View(dataset, filters, base=base_of(request), public=public, context=read_context(query))
