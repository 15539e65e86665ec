"""The timeline of a phone: years run down, and each mark is a link that opens its record on the same page."""

from functools import partial

from mri_data.charts import counted, of_view
from mri_data.charts.palette import PAGE
from mri_data.charts.svg import LinkAttributes, linked_svg
from mri_ui.frame import navigation
from mri_ui.frame.session import View
from mri_ui.parts import linked_charts, page_parts

WIDTH = 288  # px: the room on the smallest phone. On a wider one, marks and text grow along.


def timeline(view: View, record: str) -> None:
    """Draw the timeline, `record` as the open one; where marks would cover each other, counts and how to read them."""
    shown = linked_charts.bare(view)
    html = shown.cached(f"portrait {record}", lambda: _marks(shown, record))
    linked_charts.put(view, "portrait", html or shown.cached("portrait counts", lambda: _counts(shown)))
    if html:
        page_parts.folded_key(view)
    else:
        page_parts.note(counted.timeline_note(view))


def _marks(view: View, record: str) -> str:
    """The timeline with a mark for each record; empty if they have no room."""
    drawn = of_view.linked_portrait(view, PAGE, WIDTH, record=record)
    return (
        f'<div class="mri-portrait">{linked_svg(drawn, partial(_link, view, record), name="portrait")}</div>'
        if drawn
        else ""
    )


def _counts(view: View) -> str:
    drawn = of_view.linked_counts(view.without_context, PAGE, WIDTH)
    return linked_svg(drawn, partial(_choice, view), name="portrait")


def _choice(view: View, code: str) -> LinkAttributes:
    """The same page with only the records that a bar or a sign counts."""
    link = navigation.link_to("timeline", "", counted.choice(view.filters, code), view.context_shown)
    return {"href": link.url, "data-page": link.page, "target": "_self", "data-id": code}


def _link(view: View, opened: str, record: str) -> LinkAttributes:
    link = navigation.link_to("timeline", "", view.filters, view.context_shown, record=record)
    current = {"aria-current": "true"} if record == opened else {}
    return {"href": link.url, "data-page": link.page, "target": "_self", "data-id": record, **current}
