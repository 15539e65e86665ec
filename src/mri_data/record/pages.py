"""The pages of the dashboard in the order of its menu, an entry for each; what a page shows is in `pages/NAME.py`."""

from collections.abc import Mapping
from dataclasses import dataclass

from mri_data.words.catalogue import Words

HOME, STAGE, CHECK = "overview", "present", "check"


@dataclass(frozen=True)
class Page:
    """A page, with the parameters of its address that say what is open on it, such as a record.

    `height` is that of a frame on another site, in px, in which the page has room at the usual width.
    """

    name: str
    parameters: tuple[str, ...] = ()
    has_filters: bool = True
    height: int = 600

    @property
    def path(self) -> str:
        """Its address, relative to any page."""
        return "./" if self.name == HOME else self.name

    def title(self, say: Words) -> str:
        """Its name in the menu."""
        return say(f"page.{self.name}")


PAGES: Mapping[str, Page] = {
    page.name: page
    for page in (
        Page(HOME, height=840),
        Page("timeline", ("record",), height=405),
        Page("map", ("city", "year", "others"), height=870),
        Page("records", ("record", "table", "page"), height=750),
        Page("convention", ("state", "joined"), has_filters=False, height=690),
        Page(STAGE, ("slide", "notes", "presenter"), has_filters=False, height=450),
        Page("sources", has_filters=False),
        Page(CHECK, has_filters=False),
    )
}
# All parameters of all pages, each once.
PAGE_PARAMETERS = tuple(dict.fromkeys(name for page in PAGES.values() for name in page.parameters))


def page_called(name: str) -> Page:
    """The page that an address names; the first one for an empty name, `KeyError` for one that does not exist."""
    return PAGES[name or HOME]
