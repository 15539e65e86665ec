"""Make a view from a request: its query gives the filters, its URL the base."""

import os
from dataclasses import replace
from typing import Any

from starlette.requests import HTTPConnection, Request

from mri_data.query.filters import Filters
from mri_data.record.dataset import Dataset
from mri_data.record.permalink import (
    LANGUAGE,
    Query,
    from_query,
    from_query_strictly,
    read_context,
    read_language,
)
from mri_data.record.public_address import public_address
from mri_data.record.view import View
from mri_data.words.catalogue import Words, words
from mri_data.words.languages import of_header
from mri_ui.base_path import base_path
from mri_ui.frame import live_record


def query_of(request: Request) -> dict[str, list[str]]:
    """All values of each query parameter by name, collected in one pass."""
    query: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        query.setdefault(key, []).append(value)
    return query


def language_of(connection: HTTPConnection) -> str:
    """The language of the response: that of `?lang=`, else the first of the browser's that there is, else English."""
    chosen = read_language({LANGUAGE: connection.query_params.getlist(LANGUAGE)})
    return chosen or of_header(connection.headers.get("accept-language", ""))


def words_for(connection: HTTPConnection) -> Words:
    """The texts in the language of the response."""
    return words(language_of(connection))


def base_of(request: Request) -> str:
    """The base URL of the dashboard without a slash at its end: the public one, else the one that was requested."""
    reached = str(request.base_url).rstrip("/").removesuffix(base_path())
    return public_address(os.environ) or f"{reached}{base_path()}"


def view_of(request: Request) -> View:
    """The view in the request's URL, for a file; unknown values in it are errors.

    Its base is the public one, or empty: a file is sent on, and must not carry an address that a request names.

    Raises:
        MriError: a sentence that names what is unknown, or says that there is no data.
    """
    dataset, query = live_record.dataset(), query_of(request)
    return _of_file(request, dataset, from_query_strictly(query, dataset.codes, words_for(request)), query)


def unfiltered_view(request: Request) -> View:
    """The view of all records, for a file.

    Raises:
        MriError: if there is no data.
    """
    return _of_file(request, live_record.dataset(), Filters(), {})


def tolerant_view(request: Request) -> View:
    """The view that a page shows for the request's URL; unknown values in it are ignored.

    Raises:
        MriError: if there is no data.
    """
    return view_of_page(request, query_of(request))


def view_of_page(request: Request, query: Query) -> View:
    """The view that a page shows for a query; unknown values in it are ignored.

    Raises:
        MriError: if there is no data.
    """
    dataset = live_record.dataset()
    return _view(request, dataset, from_query(query, dataset.codes), query)


def _of_file(request: Request, dataset: Dataset, filters: Filters, query: Query) -> View:
    return replace(_view(request, dataset, filters, query), base=public_address(os.environ))


def _view(request: Request, dataset: Dataset, filters: Filters, query: Query) -> View:
    public = bool(public_address(os.environ))
    fields: dict[str, Any] = {"base": base_of(request), "public": public, "context": read_context(query)}
    return View(dataset, filters, language=read_language(query) or language_of(request), **fields)
