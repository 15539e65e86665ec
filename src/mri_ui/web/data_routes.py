"""Routes in addition to the app: the files of the map, cached for ever, the check of presentations, the API, oEmbed."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mri_ui.frame.embedding import OEMBED
from mri_ui.parts.map_files import files
from mri_ui.streamlit_workarounds.compressed_bundles import ready
from mri_ui.web import api, decks, oembed


def _basemap(request: Request) -> Response:
    if request.path_params["name"] not in files():
        return Response(status_code=404)
    body, kind = files()[request.path_params["name"]]
    return ready(request, body, kind)


ROUTES: list[Route] = [
    Route("/basemap/{name}", _basemap),
    Route(OEMBED, api.OpenEndpoint(oembed.answer)),
    *decks.ROUTES,
    *api.ROUTES,
]
