"""Bring the catalogues of all languages in step with the English one; run by `make messages`.

A text that a language lacks is added empty, with the English as a comment; one that English no longer has is removed
and printed, so that no sentence is lost. Says what is still to translate, and which texts have other placeholders.
Which English texts the code no longer uses is found by `tests/mri_data/words/test_catalogue.py`.
"""

import sys
from string import Formatter

from babel.messages.catalog import Message

from mri_data.words.catalogue import CATALOGUE, LOCALE_DIR, catalogue, languages

SOURCE = "en"


def blocks(language: str) -> dict[str, str]:
    """The blocks of a catalogue's file by key, in its order; the header has an empty key."""
    found, heading = {}, ""
    for block in (LOCALE_DIR / language / CATALOGUE).read_text("utf-8").strip().split("\n\n"):
        line = next((line for line in block.splitlines() if line.startswith("msgid ")), "")
        if line:
            found[line.removeprefix("msgid ").strip('"')] = heading + block
        # A paragraph of nothing but comments is the heading of the texts below it.
        heading = "" if line else f"{heading}{block}\n\n"
    return found


def untranslated(block: str) -> str:
    """An English block as one to translate: its texts as comments, and empty."""
    lines = block.splitlines()
    texts = [f"#. {line}" for line in lines if line.startswith("msgstr")]
    empty = [line.partition(" ")[0] + ' ""' if line.startswith("msgstr") else line for line in lines]
    return "\n".join([*texts, *(line for line in empty if not line.startswith('"'))])


def texts_of(message: Message) -> list[str]:
    """The texts of a message, one for each plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def placeholders(message: Message) -> set[str]:
    """The placeholders of a message; the text for one may leave out the number, so the last form counts."""
    return {name for _, name, _, _ in Formatter().parse(texts_of(message)[-1]) if name}


def update(language: str) -> list[str]:
    """Write the catalogue of a language anew; what is to be done there, a line each."""
    wanted, there = blocks(SOURCE), blocks(language)
    for key in there.keys() - wanted.keys():
        print(f"{language}: removed\n{there[key]}\n")
    made = [there.get(key) or untranslated(block) for key, block in wanted.items()]
    (LOCALE_DIR / language / CATALOGUE).write_text("\n\n".join(made) + "\n", "utf-8")
    english, found = catalogue(SOURCE), catalogue(language)
    pairs = [(key, english[key], found[key]) for key in wanted if key]
    empty = [f"{language}: {key} is not translated" for key, _, message in pairs if not all(texts_of(message))]
    differ = [
        f"{language}: {key} has other placeholders"
        for key, source, message in pairs
        if all(texts_of(message)) and placeholders(message) != placeholders(source)
    ]
    return [*empty, *differ]


if __name__ == "__main__":
    faults = [fault for language in languages() if language != SOURCE for fault in update(language)]
    sys.exit("\n".join(faults) or None)
