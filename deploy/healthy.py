"""Ask the dashboard of this container whether it is warm; ends with 0 when it is.

Needs nothing but Python: the image has no curl. The dashboard's own settings say where it is.
"""

import os
import sys
from urllib.request import urlopen

PORT = os.environ.get("STREAMLIT_SERVER_PORT") or "8501"
BELOW = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
ADDRESS = "/".join([f"http://localhost:{PORT}", *filter(None, [BELOW]), "healthz"])
SECONDS = 4


def main() -> int:
    """Ask; gives the exit status."""
    try:
        with urlopen(ADDRESS, timeout=SECONDS) as answer:
            return 0 if answer.read(3) == b"ok" else 1
    except OSError as error:
        print(f"{ADDRESS} does not answer as it should: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
