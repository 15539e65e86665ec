"""A view in a frame of another site's page (`?embed=true`): its address, and the HTML of the frame."""

from collections.abc import Mapping

from markupsafe import Markup

from mri_data.html import parts
from mri_data.record.permalink import PARAMETERS_OF, Query, clean_text
from mri_data.record.view import View
from mri_data.sentences.page_title import of_city, page_title

# Where other sites learn the HTML of a frame (oEmbed).
OEMBED = "/oembed"
# What a frame never opens: the notes of a talk are for the speaker.
FOR_SPEAKERS = {"notes", "presenter"}
# The width in px of a frame, and a height in which the page has room at this width; `PLAIN_HEIGHT` for other pages.
WIDTH, PLAIN_HEIGHT = 800, 600
HEIGHTS = {"": 820, "timeline": 380, "map": 860, "records": 700, "convention": 640, "present": 450}


def opened_in(query: Query, page: str) -> dict[str, str]:
    """What a query opens on a page and a frame may show, such as a year of the map, by parameter."""
    names = [name for name in PARAMETERS_OF.get(page, ()) if name not in FOR_SPEAKERS and query.get(name)]
    return {name: clean_text(query[name][-1]) for name in names}


def address_of(view: View, page: str, opened: Mapping[str, str | None]) -> str:
    """The address of a page of a view with what is open on it, by parameter."""
    return view.address(page, **opened)


def height(page: str) -> int:
    """The height in px of a frame of a page, which has room for it at the usual width."""
    return HEIGHTS.get(page, PLAIN_HEIGHT)


def frame(view: View, page: str, opened: Mapping[str, str], *, width: int | str, height: int) -> Markup:
    """The HTML of a frame that shows a page of a view; `width` in px or as a share, such as `100%`."""
    src = address_of(view, page, {**opened, "embed": "true"})
    return parts.frame(src, title(view, page, opened), width, height)


def title(view: View, page: str, opened: Mapping[str, str]) -> str:
    """The title of a frame: that of the page, of the open record, or of the records of the open city."""
    return page_title(of_city(view, page, opened.get("city", "")), page, opened.get("record"))
