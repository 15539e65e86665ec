"""A view's address: filters to a query string of stable codes, and back.

Codes never change with labels, counts or language. What a link holds and we do not know is left out; the rest
still counts, so that an old link opens to as much of its view as there is.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from mri_data.query.filters import FACETS, Filters, Years
from mri_data.record import context
from mri_data.schema.context import KINDS
from mri_data.words.catalogue import words
from mri_data.words.errors import MriError, quoted
from mri_data.words.spelling import hint

# Facet -> its name in an address.
PARAMETERS = {
    "work_area": "area",
    "kind": "kind",
    "role": "role",
    "place": "place",
    "body": "body",
    "language": "language",
    "precision": "dates",
}
LONGEST_TEXT = 200
# What addresses hold beside the filters: what stands open on a page, or in a talk.
TALK_PARAMETERS = ("slide", "notes")
PAGE_PARAMETERS = ("record", "city", "year", "others", "simple", "table", "page", "state", "joined", *TALK_PARAMETERS)
SWITCHES = ("undated", "ongoing")
CONTEXT = "context"
# What has one value in an address; facets and kinds of context may have several.
ONE_VALUE = ("years", *SWITCHES, "q")
ALL_PARAMETERS = {*PARAMETERS.values(), "years", *SWITCHES, "q", CONTEXT, *PAGE_PARAMETERS}
MOST_CHOICES = 20

Query = Mapping[str, Sequence[str]]


def to_query(filters: Filters, beside: Collection[str] = (), **more: str | None) -> dict[str, list[str]]:
    """The query parameters of a choice, with further single ones such as `record`; none for the default.

    `beside` are the kinds of context shown beside the record.
    """
    query: dict[str, list[str]] = {}
    for facet, name in PARAMETERS.items():
        query[name] = list(getattr(filters, facet))
    query["years"] = [f"{min(filters.years)}-{max(filters.years)}"] if filters.years else []
    query["undated"] = [] if filters.undated else ["no"]
    query["ongoing"] = [] if filters.ongoing else ["no"]
    query["q"] = [filters.text] if filters.text else []
    query[CONTEXT] = [context.write_kinds(beside)] if beside else []
    query |= {name: [value] if value else [] for name, value in more.items()}
    return {name: values for name, values in query.items() if values}


def from_query(query: Query, known: Mapping[str, Collection[str]]) -> Filters:
    """The choice an address asks for; `known` maps each facet to the codes the data has."""
    chosen = {
        facet: tuple(dict.fromkeys(code for code in query.get(name, ()) if code in known.get(facet, ())))
        for facet, name in PARAMETERS.items()
    }
    return replace(
        Filters(),
        **chosen,
        years=read_years(_last(query, "years")),
        undated=_last(query, "undated") != "no",
        ongoing=_last(query, "ongoing") != "no",
        text=clean_text(_last(query, "q")),
    )


def read_context(query: Query) -> tuple[str, ...]:
    """The kinds of context that an address asks for: `context=meetings,convention`."""
    return context.read_kinds(",".join(query.get(CONTEXT, ())))


def checked(query: Query, known: Mapping[str, Collection[str]]) -> Filters:
    """The same as `from_query`, for who must be told what an address asks for in vain.

    Raises:
        MriError: a sentence that names what is not known, and what was expected.
    """
    say, faults = words(), []
    faults += [say("query.unknown_name", name=quoted(name)) for name in query if name not in ALL_PARAMETERS]
    faults += [fault for name in ONE_VALUE if (fault := _given_twice(name, query.get(name, ())))]
    for facet, name in PARAMETERS.items():
        choices = sorted(known.get(facet, ()))
        faults += [_unknown(name, code, choices) for code in query.get(name, ()) if code not in choices]
    faults += [_unknown(name, code, ["no"]) for name in SWITCHES for code in query.get(name, ()) if code != "no"]
    asked = [part.strip() for value in query.get(CONTEXT, ()) for part in value.split(",") if part.strip()]
    faults += [_unknown(CONTEXT, kind, KINDS) for kind in asked if kind not in KINDS]
    years = _last(query, "years")
    if years and read_years(years) is None:
        faults.append(say("query.years", value=quoted(years)))
    if faults:
        raise MriError(" ".join(faults))
    return from_query(query, known)


def _given_twice(name: str, values: Sequence[str]) -> str:
    """The sentence about a name with two different values, where only one can hold; else nothing."""
    different = list(dict.fromkeys(values))
    if len(different) < 2:
        return ""
    return words()("query.given_twice", name=name, first=quoted(different[0]), second=quoted(different[1]))


def refuse_unknown_record(query: Query, known: Iterable[str]) -> None:
    """Raise a sentence where a query names a record that there is not.

    Raises:
        MriError: with the id most like it, if any.
    """
    ids = list(known)
    for record in query.get("record", ()):
        if record and record not in ids:
            raise MriError(words()("api.no_record", id=quoted(record), hint=hint(record, ids)))


def _unknown(name: str, code: str, choices: Sequence[str]) -> str:
    expected = ", ".join(choices[:MOST_CHOICES]) + (" …" if len(choices) > MOST_CHOICES else "")
    return words()("query.unknown_value", name=name, value=quoted(code), expected=expected)


def read_years(written: str) -> Years | None:
    """`1995-2011` or `2001` as a span of years, earlier one first; anything else is no span."""
    found = re.fullmatch(r"([12]\d{3})(?:-([12]\d{3}))?", written, flags=re.ASCII)
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return min(first, last), max(first, last)


def clean_text(written: str) -> str:
    """Text to search for: printable, spaces collapsed, not longer than a sentence."""
    printable = "".join(character if character.isprintable() else " " for character in written[: 4 * LONGEST_TEXT])
    return " ".join(printable.split())[:LONGEST_TEXT].strip()


def address(base: str, filters: Filters, beside: Collection[str] = (), **more: str | None) -> str:
    """The whole address of a view below `base`, an address without a query."""
    query = urlencode(to_query(filters, beside, **more), doseq=True, safe=",")
    return f"{base}?{query}" if query else base


def _last(query: Query, name: str) -> str:
    values = query.get(name) or ("",)
    return values[-1]


assert set(PARAMETERS) == set(FACETS), "every facet has a name in addresses"
