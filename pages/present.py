"""Present page: the view as slides that fill the window."""

from mri_ui.frame import session
from mri_ui.parts import stage

stage.stage(session.current())
