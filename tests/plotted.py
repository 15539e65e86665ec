"""Figures as Plotly's own classes take them: they refuse what Plotly does not know."""

from collections.abc import Callable
from typing import ParamSpec

import plotly.graph_objects as go

from mri_data.charts.plotly import Figure

Parts = ParamSpec("Parts")


def plotted(make: Callable[Parts, Figure]) -> Callable[Parts, go.Figure]:
    """The same function, whose figures Plotly has checked."""

    def made(*args: Parts.args, **kwargs: Parts.kwargs) -> go.Figure:
        return go.Figure(make(*args, **kwargs))

    return made
