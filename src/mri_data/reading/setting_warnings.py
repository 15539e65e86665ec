"""Warnings about settings: addresses that are not of a web page, and implausible years."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

import pandas as pd

from mri_data.reading.date_warnings import FEWEST_LATE, FIRST_PLAUSIBLE_YEAR
from mri_data.reading.normalise import NormalTable
from mri_data.reading.settings import Settings
from mri_data.reading.sheets import SheetPlace
from mri_data.schema.records import RECORD_KINDS
from mri_data.schema.settings import About, Source
from mri_data.words.errors import DataWarning, Fix, Origin, quoted
from mri_data.words.messages import messages

# The year of the first web page.
WEB_BEGAN = 1991
NOT_IN_ADDRESS = re.compile(r'[\s<>"\\^`{|}]')
HOST = re.compile(r"[^\s.]+(?:\.[^\s.]+)+\.?")


def setting_warnings(tables: Mapping[str, NormalTable], settings: Settings) -> list[DataWarning]:
    """Warnings about addresses, the days on which sources were read, and the year `text_ends`."""
    about, origins = settings.about, settings.origins
    found = [warning for one in settings.sources.values() for warning in _of_source(one, origins["sources"])]
    if not is_web_address(about.licence_url):
        found.append(_address(origins["about"], None, "licence_url", about.licence_url))
    return [*found, *_text_ends(tables, about, origins["about"])]


def _of_source(source: Source, origin: Origin) -> Iterator[DataWarning]:
    rows = source.key_rows
    if not is_web_address(source.url):
        yield _address(origin, rows.get("url"), "url", source.url)
    if source.read.year < WEB_BEGAN:
        yield DataWarning.of("warning.read.early", origin, rows.get("read"), "read", str(source.read), year=WEB_BEGAN)


def is_web_address(text: str) -> bool:
    """Whether a text is a complete http or https address, without a user name, whose host has a dot."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = not NOT_IN_ADDRESS.search(text) and "@" not in parts.netloc
    return plain and parts.scheme in {"http", "https"} and bool(HOST.fullmatch(host))


def _address(origin: Origin, row: int | None, key: str, written: str) -> DataWarning:
    say = messages()
    bare = written.strip().strip("<>").lstrip("/")
    likely = next((one for one in (bare, "https://" + bare) if is_web_address(one) and "." in bare), "")
    advice = say("problem.hint.near", near=quoted(likely)) if likely else say("warning.address.advice")
    warning = DataWarning.of("warning.address", origin, row, key, written, advice=advice)
    return (
        warning.with_fixes(Fix(((row, key, likely),))) if likely and row and isinstance(origin, SheetPlace) else warning
    )


def _text_ends(tables: Mapping[str, NormalTable], about: About, origin: Origin) -> list[DataWarning]:
    """A warning if `text_ends` is after the year of the data, before 1919, or before most records."""
    key, year = "text_ends", about.text_ends
    if year > about.data_date.year:
        return [DataWarning.of("warning.ends.future", origin, None, key, str(year), last=about.data_date.year)]
    if year < FIRST_PLAUSIBLE_YEAR:
        return [DataWarning.of("warning.date.long_ago", origin, None, key, str(year), year=FIRST_PLAUSIBLE_YEAR)]
    dates = [tables[one].dates["date"]["earliest"].dropna() for one in RECORD_KINDS if one in tables]
    ends = pd.Timestamp(year, 12, 31)
    late, count = sum(int((one > ends).sum()) for one in dates), sum(map(len, dates))
    if late < FEWEST_LATE or late * 2 <= count:
        return []
    return [DataWarning.of("warning.ends.early", origin, None, key, str(year), late=late, count=count)]
