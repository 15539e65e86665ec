"""The controls of the context: the choice of its kinds, a note that it is not MRI's work, and a table of its events."""

import streamlit as st

from mri_data.html import tables
from mri_data.schema.context import KINDS
from mri_data.sentences.about_view import context_line
from mri_ui.frame import address
from mri_ui.frame.markdown import plain
from mri_ui.frame.session import View
from mri_ui.parts import page_parts

CHOICE = "context_choice"


def choice(view: View) -> None:
    """Draw a pill for each kind of context that the data has; nothing if it has none."""
    kinds = [kind for kind in KINDS if kind in view.dataset.context.kinds]
    if not kinds:
        return
    st.session_state[CHOICE] = list(view.context_shown)
    st.pills(
        view.say("context.show"),
        kinds,
        selection_mode="multi",
        format_func=lambda kind: view.say(f"context.{kind}"),
        key=CHOICE,
        on_change=lambda: address.show_context(st.session_state[CHOICE]),
    )


def context_note(view: View) -> None:
    """Draw the note that the context is not MRI's work, and its table; nothing if no context is shown."""
    if not view.context_shown:
        return
    page_parts.note(context_line(view))
    found = tables.events(view, view.events)
    with st.expander(plain(found.caption), key="fold_context"):
        page_parts.table(found)
