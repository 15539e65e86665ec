"""Find out whether Back or Forward in the browser caused a run.

Fault (Streamlit 1.67): the browser sends this with each run, but no public API gives it. Without this, Back to a URL
without a query is taken for a new page, and the widgets write the URL that was left. It can go when `st.context` has
it.
"""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def is_step_through_history() -> bool:
    """Whether Back or Forward in the browser caused this run."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation
