"""A view in a frame of another site's page (`?embed=true`): its address, and the HTML of the frame."""

from collections.abc import Mapping

from markupsafe import Markup

from mri_data.html import parts
from mri_data.record.pages import page_called
from mri_data.record.permalink import Query, clean_text
from mri_data.record.view import View
from mri_data.sentences.page_title import of_city, page_title

# Where other sites learn the HTML of a frame (oEmbed).
OEMBED = "/oembed"
# What a frame never opens: the notes of a talk are for the speaker.
FOR_SPEAKERS = {"notes", "presenter"}
# The usual width of a frame in px.
WIDTH = 800


def opened_in(query: Query, page: str) -> dict[str, str]:
    """What a query opens on a page and a frame may show, such as a year of the map, by parameter."""
    names = [name for name in page_called(page).parameters if name not in FOR_SPEAKERS and query.get(name)]
    return {name: clean_text(query[name][-1]) for name in names}


def frame(view: View, page: str, opened: Mapping[str, str], *, width: int | str, height: int) -> Markup:
    """The HTML of a frame that shows a page of a view; `width` in px or as a share, such as `100%`."""
    src = view.address(page, **opened, embed="true")
    return parts.frame(src, title(view, page, opened), width, height)


def title(view: View, page: str, opened: Mapping[str, str]) -> str:
    """The title of a frame: that of the page, of the open record, or of the records of the open city."""
    return page_title(of_city(view, page, opened.get("city", "")), page, opened.get("record"))
