"""Charts that are serialised once: Streamlit turns a figure or a deck into JSON in every run of every viewer."""

from typing import Any

import orjson
import plotly.graph_objects as go
import pydeck

from mri_data.charts.to_plotly import Figure


class FinishedFigure(go.Figure):
    """A Plotly figure that nobody changes any more: only what it tells is kept, as plain values."""

    def __init__(self, figure: Figure) -> None:
        # Not Plotly's own beginning, which makes an object of every part. What is no plain value is made one.
        written = orjson.dumps(figure, option=orjson.OPT_SERIALIZE_NUMPY)
        self.__dict__.update(_told=orjson.loads(written), written_bytes=len(written))

    def to_dict(self) -> dict[str, Any]:
        """The figure as plain values, the same object each time: who gets it only reads it."""
        told: dict[str, Any] = self.__dict__["_told"]
        return told


class FinishedDeck(pydeck.Deck):
    """A deck.gl map that nobody changes any more, told once."""

    def __init__(self, deck: pydeck.Deck) -> None:
        self.__dict__.update(deck.__dict__)
        self._json = str(deck.to_json())
        self.written_bytes = len(self._json)

    def to_json(self) -> str:
        """The map as JSON."""
        return self._json
