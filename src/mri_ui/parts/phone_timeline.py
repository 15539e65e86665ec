"""The timeline of a phone: years run down, and each mark is a link that opens its record on the same page."""

from functools import partial

from mri_data.charts import counted, of_view
from mri_data.charts.palette import PAGE
from mri_data.charts.svg import LinkAttributes, linked_svg
from mri_ui.frame import address, navigation
from mri_ui.frame.session import View
from mri_ui.parts import linked_charts, page_parts
from mri_ui.parts.linked_charts import Timeline

NAME = "phone-timeline"
COUNTED = Timeline("timeline_narrow", (280,), "timeline", "records")
WIDTH = 288  # px: the room on the smallest phone. On a wider one, marks and text grow along.


def phone_timeline(view: View) -> None:
    """Draw the timeline; a view that counts records has bars that rise, as in wide windows."""
    if view.is_counted:
        linked_charts.timeline(view, COUNTED)
    else:
        _timeline(view, address.opened("record"))


def _timeline(view: View, record: str) -> None:
    """Draw the timeline, `record` as the open one; where marks would cover each other, counts and how to read them."""
    shown = linked_charts.view_of_charts(view)
    html = shown.cached(f"phone timeline {record}", lambda: _marks(shown, record))
    linked_charts.show(view, "phone_timeline", html or shown.cached("phone timeline counts", lambda: _counts(shown)))
    if html:
        page_parts.folded_key(view)
    else:
        page_parts.note(counted.timeline_note(view))


def _marks(view: View, record: str) -> str:
    """The timeline with a mark for each record; empty if they have no room."""
    drawn = of_view.linked_phone_timeline(view, PAGE, WIDTH, record=record)
    if drawn is None:
        return ""
    return f'<div class="mri-phone-timeline">{linked_svg(drawn, partial(_link, view, record), name=NAME)}</div>'


def _counts(view: View) -> str:
    drawn = of_view.linked_counts(view.without_context, PAGE, WIDTH)
    return linked_svg(drawn, partial(_choice, view), name=NAME)


def _choice(view: View, code: str) -> LinkAttributes:
    """The same page with only the records that a bar or a sign counts."""
    link = navigation.link_to(view, "timeline", "", counted.choice(view.filters, code))
    return {"href": link.url, "data-page": link.page, "target": "_self", "data-id": code}


def _link(view: View, opened: str, record: str) -> LinkAttributes:
    link = navigation.link_to(view, "timeline", "", record=record)
    current = {"aria-current": "true"} if record == opened else {}
    return {"href": link.url, "data-page": link.page, "target": "_self", "data-id": record, **current}
