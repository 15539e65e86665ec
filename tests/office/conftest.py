"""One browser for all tests of this folder that show pages."""

from tests.browser.conftest import browser

__all__ = ["browser"]
