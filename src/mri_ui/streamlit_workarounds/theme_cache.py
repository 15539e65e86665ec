"""Read the theme from the settings once.

Fault (Streamlit 1.67): `app_session` reads six sections of the theme, with their fonts, from the settings for the first
message of every run of every viewer. Without this each run costs 0.5 ms more, on the one thread that serves all
viewers. It can go when `python -m bench.workarounds` shows no difference for the theme.
"""

from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def theme_once() -> None:
    """From now on, read each section of the theme only once; a change of the settings needs a restart."""
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
