"""Whether a run is due to a step through the browser's history.

Fault (Streamlit 1.67): the browser says so with each run, but no public name does. Without this, Back to an address
without a query is taken for a new page, and the widgets write the address that was left. It can go when `st.context`
knows it.
"""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def is_step_through_history() -> bool:
    """Whether the browser asks for this run because of Back or Forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation
