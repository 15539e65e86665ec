"""What a serving process loads before it answers: what only some files need waits until one of them is made."""

import json
import subprocess
import sys
from pathlib import Path

LOADED = """
import json, sys
import mri_ui.web.serve
first = sorted({"pandas", "pandera", "pyarrow"} & {*sys.modules})
import dashboard
from babel import localedata
from mri_ui.frame import live_record
live_record.dataset()
writers = sorted({"lxml", "pptx", "typst", "xlsxwriter"} & {*sys.modules})
print(json.dumps([first, writers, sorted(localedata._cache)]))
"""


def test_the_process_that_starts_the_others_has_no_pandas_and_a_serving_one_only_the_locales_it_speaks() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=Path(__file__).parents[3], capture_output=True, text=True, timeout=60
    )
    assert json.loads(ran.stdout) == [[], [], ["en", "en_001", "en_GB", "es", "fr", "it", "root"]], ran.stderr
