"""A view for the published site, whose addresses are files."""

import re
from dataclasses import dataclass

from mri_data.record.view import View
from mri_data.schema.fields import SLUG
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted


@dataclass(frozen=True)
class SiteView(View):
    """A view as it is published: its filters are fixed, so its addresses name pages and have no filters.

    They have no version of the data either: each page names its own, and nothing could compare them.

    `base` is the address of the site without a slash at its end, or empty if that is not known.
    """

    def address(self, page: str = "records", **more: str | None) -> str:
        """The address of a page or, with `record`, of a record; only the path if `base` is not known."""
        record = more.get("record")
        return f"{self.base}/{record_file(record) if record else f'{page}.html'}"


def record_file(record: str) -> str:
    """The file of a record's page, relative to the root of the site, such as `records/durban-2001.html`.

    Raises:
        MriError: if the schema does not allow the id, as it might not be a safe file name.
    """
    return f"records/{_slug(record)}.html"


def record_picture(record: str) -> str:
    """The file of the picture in link previews of a record, such as `records/durban-2001.png`.

    Raises:
        MriError: as `record_file`.
    """
    return f"records/{_slug(record)}.png"


def _slug(record: str) -> str:
    if not re.fullmatch(SLUG, record):
        raise MriError(words()("problem.site.id", id=quoted(record)))
    return record
