"""Which of the product's languages somebody reads: by a browser's header, or by the environment of a command."""

import re
from collections.abc import Iterable, Mapping

from babel import Locale, negotiate_locale

from mri_data.words.catalogue import languages, words

DEFAULT = "en"
# What POSIX reads for the language of messages, in this order.
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
# A header names a few languages; what is longer is not read to its end.
LONGEST_HEADER = 500
# A language tag of BCP 47, or what POSIX writes in its place; its first part is the language.
TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")
RANGE = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")


def of_tag(tag: str) -> str:
    """The language of the product that a tag such as `fr`, `FR` or `fr-CA` names; empty where we have none for it."""
    found = TAG.fullmatch(tag)
    language = found[1].lower() if found else ""
    return language if language in languages() else ""


def of_header(accepted: str) -> str:
    """The language for an `Accept-Language` header, by its order and weights; English if we have none of them."""
    ranges = [found for part in accepted[:LONGEST_HEADER].split(",") if (found := RANGE.fullmatch(part))]
    weighted = [(float(found[2] or 1), found[1]) for found in ranges]
    return _best(tag for weight, tag in sorted(weighted, key=lambda one: -one[0]) if weight)


def of_environment(environment: Mapping[str, str]) -> str:
    """The language of a command's messages, such as French for `LANG=fr_CA.UTF-8`; else English."""
    written = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    return _best([re.split(r"[.@]", written)[0].replace("_", "-")])


def own_name(language: str) -> str:
    """What a language calls itself, as a name on its own: `Français`."""
    locale = Locale.parse(words(language).locale)
    name = locale.get_language_name(locale.language) or language
    return name[:1].upper() + name[1:]


def _best(tags: Iterable[str]) -> str:
    return negotiate_locale([tag.lower() for tag in tags], languages(), sep="-") or DEFAULT
