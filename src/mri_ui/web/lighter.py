"""What Streamlit works out anew in every run although it stays the same for as long as the server runs."""

from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def theme_once() -> None:
    """Read the theme out of the settings once, not in every run of every viewer.

    Six sections with their fonts are a fifth of what a run costs, on the one thread that talks to all viewers.
    """
    fill = app_session._populate_theme_msg

    @cache
    def filled(section: str) -> CustomThemeConfig:
        made = CustomThemeConfig()
        fill(made, section)
        return made

    def copy(message: CustomThemeConfig, section: str = "theme") -> None:
        # An empty section stays unset, as Streamlit leaves it.
        if filled(section).ByteSize():
            message.MergeFrom(filled(section))

    vars(app_session)[fill.__name__] = copy
