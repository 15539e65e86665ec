"""A view whose pages are files."""

import re
from dataclasses import dataclass

from mri_data.record.view import View
from mri_data.schema.fields import SLUG
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted


@dataclass(frozen=True)
class SiteView(View):
    """A view as it is published: what it holds is all there is, so its addresses name pages and no filters.

    `base` is where the folder will be found, without a slash at its end; empty when unknown.
    """

    def address(self, page: str = "records", **more: str | None) -> str:
        """The address of a page, or with `record` that of a record; without its beginning when `base` is not known."""
        record = more.get("record")
        return f"{self.base}/{record_file(record) if record else f'{page}.html'}"


def record_file(record: str) -> str:
    """`records/durban-2001.html`: the page of a record by its id, seen from the top of the site.

    Raises:
        MriError: if the id is not one that the schema allows, and so no name for a file either.
    """
    return f"records/{_slug(record)}.html"


def record_picture(record: str) -> str:
    """`records/durban-2001.png`: the picture that stands beside a link to a record.

    Raises:
        MriError: as `record_file`.
    """
    return f"records/{_slug(record)}.png"


def _slug(record: str) -> str:
    if not re.fullmatch(SLUG, record):
        raise MriError(words()("problem.site.id", id=quoted(record)))
    return record
