"""Present: the view as slides that fill the window."""

from mri_ui import present, view

present.stage(view.current())
