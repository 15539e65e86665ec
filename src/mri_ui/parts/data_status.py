"""Messages about the data files: that they are being read, or that something is wrong with them."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from mri_data.html import parts
from mri_data.record.pages import CHECK, STAGE, page_called
from mri_data.words.errors import Problem, quoted, shortened
from mri_data.words.messages import in_words
from mri_ui.frame import address, live_record, navigation, own_file
from mri_ui.frame.live_record import Trouble
from mri_ui.frame.markdown import plain
from mri_ui.frame.session import View

LONGEST_TROUBLE = 600
LOOK_AGAIN_SECONDS = 1.0


def trouble(view: View, found: Trouble | None) -> None:
    """Draw a warning that the data cannot be used as it is now: why, since when, and what is shown instead."""
    if found is None:
        return
    about, since = view.dataset.about, found.since
    text = view.say(
        "trouble",
        fault=shortened(" ".join(in_words(found.sentence, view.say).split()), LONGEST_TROUBLE),
        day=view.labels.day(since.date()),
        time=f"{since:%H:%M}",
        version=view.dataset.version,
        date=view.labels.day(about.data_date),
    )
    with st.container(key="trouble"):
        st.warning(plain(text), icon=":material/warning:")


def reading(view: View) -> None:
    """Draw the progress of reading changed files; when that ends, the page runs again with the new data."""
    if live_record.reading():
        with st.container(key="reading"):
            _reading(view)


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _reading(view: View) -> None:
    far = live_record.reading()
    if far is None:
        st.rerun()
    about = view.dataset.about
    st.progress(far.done, view.say("reading", doing=far.doing, date=view.labels.day(about.data_date)))


def preview(view: View) -> None:
    """Draw, while a file takes the place of the record, a line on each page that says so, and ends it."""
    own = own_file.previewed()
    if own is None:
        return
    say = view.say
    with st.container(key="preview", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(parts.paragraph(say("check.banner", file=quoted(own.name))), width="content")
        navigation.link(view, CHECK, say("check.banner.back"))
        st.button(say("check.banner.end"), key="preview_end", on_click=partial(own.show, shown=False))


def earlier_link(view: View) -> None:
    """Draw, where the link to this page was made with another state of the data, a line that says so, with a count.

    In a talk the slides fill the window and name their data themselves; a frame of another site shows the record as it
    is now.
    """
    made_with = address.opened_version()
    if (
        own_file.previewed()
        or made_with in ("", view.dataset.version)
        or address.page() == STAGE
        or navigation.embedded()
    ):
        return
    filtered = view.filters and page_called(address.page()).has_filters
    key, count = ("link.earlier.match", view.count) if filtered else ("link.earlier", len(view.records))
    with st.container(key="earlier_link"):
        st.html(parts.note(view.say.n(key, count)))


def banner(view: View) -> None:
    """Draw a warning about problems in the data: where, how many records are left out, and a link to the details."""
    if not view.dataset.problems or (own_file.previewed() and address.page() == CHECK):
        return
    say, out = view.say, len(view.dataset.left_out)
    left_out = say.n("banner.left_out", out) if out else say("banner.nothing_left_out")
    text = say.n("banner", len(view.dataset.problems), places=plain(_places(view.dataset.problems)), left_out=left_out)
    with st.container(key="banner"):
        st.warning(text, icon=":material/warning:")
        navigation.link(view, "sources", say("banner.link"))


def _places(problems: Iterable[Problem]) -> str:
    named = list(dict.fromkeys(problem.origin.brief(problem.row) for problem in sorted(problems)))
    return ", ".join(named[:5]) + (" …" if len(named) > 5 else "")
