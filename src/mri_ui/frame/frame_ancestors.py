"""Who may show the dashboard in a frame, as the environment says; imports little, as it is read before the start."""

import os
import re
from collections.abc import Mapping

from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted

# The setting of who may show the dashboard in a frame, as in a content security policy.
FRAMES_SETTING = "MRI_FRAME_ANCESTORS"
ITSELF, NOBODY = "'self'", "'none'"
# The sources that a policy may name (https://www.w3.org/TR/CSP3/#grammardef-host-source). A source without a dot needs
# `https://` before it, so that `self` without quotation marks is not taken for a host.
FRAME_SOURCE = re.compile(
    r"\*|'self'|https?:|(?:https?://[\w.-]+|(?:https?://)?(?:\*\.)?(?:[\w-]+\.)+[\w-]+|localhost)(?::(?:\d{1,5}|\*))?(?:/[^\s';,]*)?",
    flags=re.ASCII,
)


def frame_ancestors(settings: Mapping[str, str]) -> str:
    """Who may frame the dashboard, as in a CSP: only its own pages, unless the setting names others.

    Raises:
        MriError: if the setting is not a list of valid sources, which could change other parts of the policy.
    """
    written = settings.get(FRAMES_SETTING, "").strip() or ITSELF
    if written != NOBODY and not all(map(FRAME_SOURCE.fullmatch, re.split(r"[ \t]+", written))):
        raise MriError(words()("problem.frames", setting=FRAMES_SETTING, value=quoted(written)))
    return written


def others_may_frame() -> bool:
    """Whether pages of any other site may show the dashboard in a frame."""
    return frame_ancestors(os.environ) not in {ITSELF, NOBODY}
