"""What a code is called: the one place where codes of the data become words for people."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from mri_data.words.catalogue import Words, words
from mri_data.words.errors import shortened

# Facets whose codes are listed in the catalogue; places and bodies are named by the data, languages by CLDR.
IN_CATALOGUE = {
    "work_area": "area",
    "kind": "kind",
    "role": "role",
    "precision": "precision",
    "date_of": "date_of",
}

LONGEST_TEXT = 60


@dataclass(frozen=True)
class Labels:
    """Words of one language together with the names that the data gives to places and bodies."""

    say: Words
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __call__(self, facet: str, code: str) -> str:
        """The name of a code; an unknown one is spelled out rather than refused."""
        if facet in IN_CATALOGUE:
            return self.say(f"{IN_CATALOGUE[facet]}.{code}")
        if facet == "language":
            return str(Locale.parse(self.say.locale).languages.get(code, code))
        if facet == "country":
            return str(Locale.parse(self.say.locale).territories.get(code, code))
        return self.names.get(facet, {}).get(code) or code.replace("-", " ").title()

    def part(self, name: str, value: Any) -> str:
        """The name of one choice of a filter, as it stands on its chip."""
        if name == "years":
            first, last = min(value), max(value)
            return str(first) if first == last else self.say("filters.years", first=first, last=last)
        if name == "text":
            return self.say("filters.text", text=shortened(value, LONGEST_TEXT))
        if isinstance(value, bool):
            return self.say(f"filters.{name}")
        return self(name, value)

    def span(self, years: tuple[int, int]) -> str:
        """`1995 to 2013`, or the one year it is."""
        first, last = years
        return str(first) if first == last else self.say("title.span", first=first, last=last)

    def day(self, date: dt.date) -> str:
        """`24 November 2026`, as the language writes it."""
        return format_date(date, format="d MMMM y", locale=self.say.locale)

    def any_of(self, items: Sequence[str]) -> str:
        """`a, b or c`, as the language joins alternatives."""
        return format_list(list(items), style="or", locale=self.say.locale)

    def all_of(self, items: Sequence[str]) -> str:
        """`a, b and c`, as the language joins a list."""
        return format_list(list(items), style="standard", locale=self.say.locale)


def plain_labels() -> Labels:
    """English labels without the names of any data."""
    return Labels(words("en"))
