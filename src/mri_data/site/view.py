"""A view for the published site, whose addresses are files."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mri_data.record.view import ANY_LANGUAGE, View
from mri_data.schema.fields import SLUG
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted


@dataclass(frozen=True)
class SiteView(View):
    """A view as it is published: its filters are fixed, so its addresses name pages and have no filters.

    They have no version of the data either: each page names its own, and nothing could compare them.

    `base` is the address of this language of the site without a slash at its end, or empty if that is not known; `home`
    is that of the whole site. `languages` are those that it is published in, if more than one: the first is at the
    root, where links of a site in one language still lead, and each other one in a folder of its own.
    """

    home: str = ""
    languages: tuple[str, ...] = ()

    def address(self, page: str = "records", /, **more: str | None) -> str:
        """The address of a page or, with `record`, of a record; only the path if `base` is not known."""
        record = more.get("record")
        return f"{self.base}/{record_file(record) if record else f'{page}.html'}"

    @property
    def folder(self) -> str:
        """The folder of this language, with a slash; empty for the root."""
        return folder_of(self.language, self.languages)

    def in_language(self, language: str) -> "SiteView":
        """The same view in another of its languages."""
        folder = folder_of(language, self.languages)
        return replace(self, language=language, base=f"{self.home}/{folder}".rstrip("/") if self.home else "")

    def addresses_of(self, file: str) -> dict[str, str]:
        """The address of a file in each language by its tag; empty for a site in one language, or without address."""
        if not self.home:
            return {}
        found = {words(one).short_tag: f"{self.home}/{folder_of(one, self.languages)}{file}" for one in self.languages}
        return found | {ANY_LANGUAGE: f"{self.home}/{file}"} if found else {}


def folder_of(language: str, languages: Sequence[str]) -> str:
    """The folder of a language of a site: empty for its first, which is at the root."""
    return f"{language}/" if language in languages[1:] else ""


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
