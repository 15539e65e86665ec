"""Permalinks: the filters of a view as a query string of stable codes, and back.

Codes do not change with labels, counts or language. Unknown names and values in a link are ignored, so that an old
link still opens as much of its view as there is.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from mri_data.query.filters import FACETS, SWITCHES, Filters, Years
from mri_data.record import context
from mri_data.record.pages import PAGE_PARAMETERS
from mri_data.schema.context import KINDS
from mri_data.words.catalogue import Words, languages, words
from mri_data.words.errors import MriError, quoted
from mri_data.words.languages import of_tag
from mri_data.words.spelling import hint

# Facet -> its name in an address.
PARAMETERS = {name: facet.parameter for name, facet in FACETS.items()}
LONGEST_TEXT = 200
# A year, or a first and a last one.
YEARS = r"([12][0-9]{3})(?:-([12][0-9]{3}))?"
# Parameters of old links that have no effect any more.
OLD_PARAMETERS = ("simple",)
CONTEXT = "context"
# The version of the data that a link was made with. Links that leave the dashboard carry it (the copied link, the QR
# code, the address in a file); links from page to page do not, as they lead to the record as it is now.
MADE_WITH = "version"
VERSION = r"[0-9a-f]{10}"
# The language. Links that leave the dashboard carry it; links from page to page do once the reader has chosen one.
LANGUAGE = "lang"
# Parameters with one value; those of facets and the context may have several.
ONE_VALUE = ("years", *SWITCHES, "q", LANGUAGE)
ALL_PARAMETERS = {
    *PARAMETERS.values(),
    *ONE_VALUE,
    CONTEXT,
    MADE_WITH,
    *PAGE_PARAMETERS,
    *OLD_PARAMETERS,
}
MOST_CHOICES = 20

Query = Mapping[str, Sequence[str]]


def to_query(filters: Filters, context_kinds: Collection[str] = (), **more: str | None) -> dict[str, list[str]]:
    """The query parameters of filters, of the kinds of context in `context_kinds`, and of `more`, such as `record`.

    Defaults have no parameter.
    """
    query = {name: list(getattr(filters, facet)) for facet, name in PARAMETERS.items()}
    query["years"] = [f"{min(filters.years)}-{max(filters.years)}"] if filters.years else []
    query |= {name: [] if getattr(filters, name) else ["no"] for name in SWITCHES}
    query["q"] = [filters.text] if filters.text else []
    query[CONTEXT] = [context.format_kinds(context_kinds)] if context_kinds else []
    query |= {name: [value] if value else [] for name, value in more.items()}
    return {name: values for name, values in query.items() if values}


def from_query(query: Query, known: Mapping[str, Collection[str]]) -> Filters:
    """The filters in a query; `known` maps each facet to the codes in the data, and other codes are ignored."""
    chosen: dict[str, Any] = {
        facet: tuple(dict.fromkeys(code for code in query.get(name, ()) if code in known.get(facet, ())))
        for facet, name in PARAMETERS.items()
    }
    chosen |= {name: _last(query, name) != "no" for name in SWITCHES}
    return Filters(**chosen, years=read_years(_last(query, "years")), text=clean_text(_last(query, "q")))


def read_context(query: Query) -> tuple[str, ...]:
    """The kinds of context in a query, such as `context=meetings,convention`."""
    return context.parse_kinds(",".join(query.get(CONTEXT, ())))


def read_language(query: Query) -> str:
    """The language that a query chooses; empty where it chooses none that the product has."""
    return of_tag(_last(query, LANGUAGE))


def read_made_with(query: Query) -> str:
    """The version of the data that a link was made with; empty where it has none, or what cannot be one."""
    written = _last(query, MADE_WITH)
    return written if re.fullmatch(VERSION, written) else ""


def from_query_strictly(query: Query, known: Mapping[str, Collection[str]], say: Words) -> Filters:
    """The filters in a query, as `from_query`, but with an error where it has names or values that match nothing.

    Raises:
        MriError: with a sentence for each such name or value, and what was expected.
    """
    faults = [say("query.unknown_name", name=quoted(name)) for name in query if name not in ALL_PARAMETERS]
    faults += [fault for name in ONE_VALUE if (fault := _given_twice(name, query.get(name, ()), say))]
    expected = {name: sorted(known.get(facet, ())) for facet, name in PARAMETERS.items()}
    expected |= {name: ["no"] for name in SWITCHES}
    for name, choices in expected.items():
        faults += [_unknown(name, code, choices, say) for code in query.get(name, ()) if code not in choices]
    faults += [_unknown(LANGUAGE, tag, languages(), say) for tag in query.get(LANGUAGE, ()) if not of_tag(tag)]
    kinds = [part.strip() for value in query.get(CONTEXT, ()) for part in value.split(",") if part.strip()]
    faults += [_unknown(CONTEXT, kind, KINDS, say) for kind in kinds if kind not in KINDS]
    spans = dict.fromkeys(query.get("years", ()))
    faults += [say("query.years", value=quoted(span)) for span in spans if read_years(span) is None]
    if faults:
        raise MriError(" ".join(faults))
    return from_query(query, known)


def _given_twice(name: str, values: Sequence[str], say: Words) -> str:
    """The message for a parameter of one value that has two different ones; empty where it has not."""
    different = list(dict.fromkeys(values))
    if len(different) < 2:
        return ""
    return say("query.given_twice", name=name, first=quoted(different[0]), second=quoted(different[1]))


def refuse_unknown_record(query: Query, known: Iterable[str]) -> None:
    """Refuse a query for a record that does not exist.

    Raises:
        MriError: with the most similar id, if any.
    """
    ids = list(known)
    for record in query.get("record", ()):
        if record and record not in ids:
            raise MriError(words()("api.no_record", id=quoted(record), hint=hint(record, ids)))


def _unknown(name: str, code: str, choices: Sequence[str], say: Words) -> str:
    expected = ", ".join(choices[:MOST_CHOICES]) + (" …" if len(choices) > MOST_CHOICES else "")
    return say("query.unknown_value", name=name, value=quoted(code), expected=expected)


def read_years(written: str) -> Years | None:
    """The years in `1995-2011` or `2001`, the earlier one first; None for any other text."""
    found = re.fullmatch(YEARS, written)
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return min(first, last), max(first, last)


def clean_text(written: str) -> str:
    """A text to search for: only printable characters, spaces collapsed, at most 200 characters."""
    printable = "".join(character if character.isprintable() else " " for character in written[: 4 * LONGEST_TEXT])
    return " ".join(printable.split())[:LONGEST_TEXT].strip()


def address(base: str, filters: Filters, context_kinds: Collection[str] = (), **more: str | None) -> str:
    """The address of a view: `base`, an address without a query, and the query of `to_query`."""
    query = urlencode(to_query(filters, context_kinds, **more), doseq=True, safe=",")
    return f"{base}?{query}" if query else base


def _last(query: Query, name: str) -> str:
    values = query.get(name) or ("",)
    return values[-1]
