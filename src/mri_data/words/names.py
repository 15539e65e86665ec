"""Names of codes: the one place where codes of the data become words for people."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from babel import Locale
from babel.lists import format_list

from mri_data.words.catalogue import Words, words
from mri_data.words.date_text import day_text
from mri_data.words.errors import shortened
from mri_data.words.messages import Message, in_words
from mri_data.words.usage import ListStyle, usage

# The facets whose codes the data names; facet -> the names of its codes in CLDR. The catalogue has all other names,
# as `facet.code`, but for one facet that it calls otherwise.
IN_DATA = ("place", "body")
IN_CLDR = {"language": "languages", "country": "territories"}
IN_CATALOGUE = {"work_area": "area"}
LONGEST_TEXT = 60
# The series of meetings whose initials the catalogue has.
SERIES = ("hld", "gfmd")
# Between the items of a list that names no conjunction; the same in all languages of the product.
COMMA = "{}, {}"


@dataclass(frozen=True)
class Labels:
    """The texts of one language, and the names that the data gives to places and bodies (facet -> code -> name)."""

    say: Words
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __call__(self, facet: str, code: str) -> str:
        """The name of a code; an unknown code becomes a readable form of itself (`mexico-city`: `Mexico City`)."""
        if facet in IN_CLDR:
            return str(getattr(Locale.parse(self.say.locale), IN_CLDR[facet]).get(code, code))
        if facet not in IN_DATA:
            return self.say(f"{IN_CATALOGUE.get(facet, facet)}.{code}")
        return self.names.get(facet, {}).get(code) or code.replace("-", " ").title()

    def series(self, code: str) -> str:
        """The initials of a series of meetings, which differ by language: `GFMD`, `FMMD`."""
        return self.say(f"series.{code}") if code in SERIES else code.upper()

    def part(self, name: str, value: Any) -> str:
        """The text of one filter value, as on the button that removes it."""
        if name == "years":
            return self.span((min(value), max(value)))
        if name == "text":
            return self.say("filters.text", text=shortened(value, LONGEST_TEXT))
        if name == "kind":
            return self.say(f"filters.kind.{value}")
        if isinstance(value, bool):
            return self.say(f"filters.{name}")
        return self(name, value)

    def part_in_sentence(self, name: str, value: Any) -> str:
        """The same within a sentence: a name of the catalogue begins with a small letter, unlike that of a city."""
        text = self.part(name, value)
        return text[:1].lower() + text[1:] if name not in (*IN_DATA, *IN_CLDR) else text

    def span(self, years: tuple[int, int]) -> str:
        """A range of years: `1995 to 2013`, or one year."""
        first, last = years
        return str(first) if first == last else self.say("title.span", first=first, last=last)

    def day(self, date: dt.date) -> str:
        """A day as the language writes it: `24 November 2026`."""
        return day_text(date, self.say)

    def any_of(self, items: Sequence[str]) -> str:
        """Alternatives joined as the language does: `a, b or c`."""
        return _joined(items, "or", self.say)

    def listed(self, items: Sequence[str]) -> str:
        """A list joined by commas: `a, b, c`. CLDR has no whole pattern for that in Spanish, nor any in French."""
        return reduce(COMMA.format, items) if items else ""

    def clauses(self, items: Sequence[str]) -> str:
        """Items that may have commas in them, joined as the language does: `a, b; c`."""
        return clauses(items, self.say)

    def all_of(self, items: Sequence[str]) -> str:
        """A list joined as the language does: `a, b and c`."""
        return _joined(items, "standard", self.say)


def clauses(items: Iterable[str], say: Words) -> str:
    """Items that may have commas in them, joined as the language does: `a, b; c`; empty for none."""
    kept = list(items)
    return reduce(lambda first, more: say("list.clauses", first=first, more=more), kept) if kept else ""


def _joined(items: Sequence[str], style: ListStyle, say: Words) -> str:
    sound, pattern = usage(say.language).same_sound.get(style, (None, ""))
    if sound and len(items) > 1 and sound.match(items[-1]):
        return pattern.format(reduce(COMMA.format, items[:-1]), items[-1])
    return format_list(list(items), style=style, locale=say.locale)


def plain_labels() -> Labels:
    """English labels without names from any data."""
    return Labels(words("en"))


def all_of(items: Iterable[str]) -> Message:
    """Texts, of which some may be messages, as a message that joins them: `a, b and c`."""
    kept = list(items)
    return Message(lambda say: Labels(say).all_of([in_words(item, say) for item in kept]))


def any_of(items: Iterable[str]) -> Message:
    """Alternatives, of which some may be messages, as a message that joins them: `a, b or c`."""
    kept = list(items)
    return Message(lambda say: Labels(say).any_of([in_words(item, say) for item in kept]))
