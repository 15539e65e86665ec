"""Write src/mri_data/words/language_names.json, the own name of each language, from the CLDR data in Babel.

Run `python tools/languages.py` after a change of Babel's version; a test fails until then. Reading the names from Babel
at run time would load the data of 300 locales: 136 MB and most of a second of processor time in every process.
"""

import json
from pathlib import Path

from babel import Locale, __version__, localedata

TABLE = Path(__file__).resolve().parents[1] / "src" / "mri_data" / "words" / "language_names.json"


def own_names() -> dict[str, str]:
    """The own name of each language by ISO 639 code; only languages for which CLDR has one."""
    codes = (str(code) for code in Locale("en").languages if localedata.exists(str(code)))
    names = {code: Locale(code).languages.get(code) for code in codes if code.isalpha()}
    return {code: str(name) for code, name in sorted(names.items()) if name}


def written() -> str:
    """The text of the file: the source of the names, then one language per line so that diffs are readable."""
    source = f"Unicode CLDR by way of Babel {__version__}; written by tools/languages.py"
    return json.dumps({"source": source, "names": own_names()}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TABLE.write_text(written(), encoding="utf-8")
