"""Charts as plain values, serialised once; Streamlit turns a figure into JSON in every run of every viewer.

Fault (Streamlit 1.67): `st.plotly_chart` validates a figure through Plotly's classes each time a page runs, though it
did not change. Without this a timeline costs 20 ms a run instead of 0.3.
It can go when `python -m bench.workarounds` shows no difference for the figure.
"""

import json
from typing import Any

import plotly.graph_objects as go
from plotly.utils import PlotlyJSONEncoder

from mri_data.charts.to_plotly import Figure


class FinishedFigure(go.Figure):
    """A read-only Plotly figure, kept as plain values instead of Plotly's own objects."""

    def __init__(self, figure: Figure) -> None:
        # Does not call Plotly's constructor, which makes an object of every part. The encoder handles NumPy's numbers.
        written = json.dumps(figure, cls=PlotlyJSONEncoder, separators=(",", ":"))
        self.__dict__.update(_plain=json.loads(written), written_bytes=len(written))

    def to_dict(self) -> dict[str, Any]:
        """The figure as plain values, the same object each time; callers must not change it."""
        plain: dict[str, Any] = self.__dict__["_plain"]
        return plain
