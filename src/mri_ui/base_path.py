"""The path below which the dashboard is served."""

from starlette.types import Scope
from streamlit import config


def base_path() -> str:
    """The path below which the dashboard is served, such as `/record`; empty at the root."""
    written = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{written}" if written else ""


def path_of(scope: Scope) -> str:
    """The requested path without the base path; it always starts with a slash."""
    path = str(scope.get("path", "/"))
    below = base_path()
    inside = path.removeprefix(below) if below and (path == below or path.startswith(f"{below}/")) else path
    return inside or "/"
