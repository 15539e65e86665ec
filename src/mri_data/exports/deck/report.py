"""What a check of a presentation found, in sentences."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from mri_data.exports.deck.comparing import (
    DRAWN,
    EDITED,
    GONE,
    KEPT,
    LEFT,
    LOST,
    MISSING,
    OURS,
    OWN,
    RENEWED,
    REPLACED,
    Check,
    Corrected,
    Difference,
    Reasons,
    SlideCheck,
)
from mri_data.exports.deck.merging import plain
from mri_data.record import permalink
from mri_data.sentences.changes import differing_parts
from mri_data.sentences.left_out import unread_sentence
from mri_data.words.catalogue import Words
from mri_data.words.errors import LONGEST_VALUE, quoted, shortened
from mri_data.words.names import Labels

# The most records or slides that a sentence names, and the most sentences on one shape.
MOST_NAMED, MOST_LINES = 12, 20
# The share of the words of a row of a table that another row has if it is the same one, changed.
ALIKE = 0.7
VERSION = re.compile(permalink.VERSION)
STATES = {
    GONE: "deck.slide.gone",
    LEFT: "deck.slide.gone.chosen",
    REPLACED: "deck.slide.replaced",
    LOST: "deck.slide.lost",
}


@dataclass(frozen=True)
class SlideReport:
    """A slide with something to say: its heading, and a sentence for each thing."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What is to be said of a presentation: sentences about all of it, then slide by slide, then of the others."""

    about: tuple[str, ...]
    slides: tuple[SlideReport, ...]
    others: tuple[str, ...]

    @property
    def text(self) -> str:
        """The report as lines of text."""
        lines = list(self.about)
        for slide in self.slides:
            lines += ["", slide.heading, *(f"  {one}" for one in slide.sentences)]
        return "\n".join([*lines, *(["", *self.others] if self.others else [])]) + "\n"


def report(check: Check, say: Words) -> Report:
    """What a check found."""
    slides = tuple(_slide(one, say) for one in check.slides if _is_worth_saying(one))
    return Report(tuple(_about(check, say)), slides, tuple(_others(check, say)))


def _is_worth_saying(one: SlideCheck) -> bool:
    return one.state in STATES or bool(one.differences) or one.moved


def _about(check: Check, say: Words) -> Iterator[str]:
    if not check.outdated:
        yield say("deck.same")
    if check.main:
        new = check.main.view.dataset.about.data_date
        if check.old_date != new.isoformat():
            yield say("deck.made", old=_day(check.old_date, say), new=Labels(say).day(new))
        count = len(check.main.now)
        if check.old_count is not None:
            key = "deck.records.same" if check.old_count == count else "deck.records"
            yield say.n(key, count, old=say.digits(check.old_count))
        yield from _why(check.reasons, say)
        yield from filter(None, (unread_sentence(check.main.view),))


def _day(written: str, say: Words) -> str:
    try:
        return Labels(say).day(dt.date.fromisoformat(written))
    except ValueError:
        return quoted(written)


def _why(reasons: Reasons, say: Words) -> Iterator[str]:
    """The reasons that there are, each as a sentence."""
    new = "deck.new.chosen" if reasons.chosen else "deck.new"
    for key, titles in ((new, reasons.new), ("deck.gone", reasons.gone), ("deck.gone.chosen", reasons.left)):
        if titles:
            yield say(key, records=_named([_title(one, say) for one in titles], say))
    if reasons.corrected:
        yield say("deck.corrected", records=_named([_corrected(one, say) for one in reasons.corrected], say))


def _corrected(one: Corrected, say: Words) -> str:
    title = _title(one.title, say)
    if not one.old_date:
        return title
    return say("deck.corrected.date", title=title, old=_inner(one.old_date), new=_inner(one.new_date))


def _title(text: str, say: Words) -> str:
    return say("deck.title", title=_inner(text))


def _named(names: list[str], say: Words) -> str:
    more = [say.n("deck.more", len(names) - MOST_NAMED)] if len(names) > MOST_NAMED else []
    return "; ".join([*names[:MOST_NAMED], *more])


def _slide(one: SlideCheck, say: Words) -> SlideReport:
    sentences = [say(STATES[one.state])] if one.state in STATES else []
    for difference in one.differences:
        sentences += _sentences(difference, say)
    if any(difference.state != EDITED for difference in one.differences):
        other = say("deck.divided") if one.reasons.divided else say("deck.program")
        sentences += list(_why(one.reasons, say)) or [other]
    sentences += [say("deck.slide.moved")] if one.moved else []
    heading = say("deck.slide", number=one.found.number, title=_inner(one.title))
    return SlideReport(heading, tuple(sentences))


def _sentences(one: Difference, say: Words) -> list[str]:
    """What is said of one text, table or chart."""
    what = say(f"deck.part.{one.name.partition('-')[0]}")
    if one.state == MISSING:
        return [say("deck.missing.chart", what=what)]
    if one.state != RENEWED:
        return [_by_hand(one, what, say)]
    if one.name in DRAWN and plain(one.old) == plain(one.new):
        return [say("deck.redrawn", what=what)]
    if one.old and VERSION.sub("", one.old) == VERSION.sub("", one.new):
        return [say("deck.version", what=what)]
    found = list(_lines(one, what, say))
    more = [say.n("deck.more", len(found) - MOST_LINES)] if len(found) > MOST_LINES else []
    return [*found[:MOST_LINES], *more]


def _by_hand(one: Difference, what: str, say: Words) -> str:
    chart = ".chart" if one.name in DRAWN else ""
    if not one.now and not chart:
        return say("deck.kept.out", what=what, old=_cut(one.old))
    if one.state == KEPT and not one.new and not chart:
        return say("deck.kept.gone", what=what, now=_cut(one.now))
    key = "deck.kept" if one.state == KEPT else "deck.edited"
    return say(f"{key}{chart}", what=what, now=_cut(one.now), new=_cut(one.new))


def _cut(text: str) -> str:
    return _inner(plain(text))


def _inner(text: str) -> str:
    """A text to stand in quotation marks of the catalogue."""
    return quoted(text)[1:-1]


def _lines(one: Difference, what: str, say: Words) -> Iterator[str]:
    """A sentence for each line that was changed, added or removed."""
    old, new = ([plain(line) for line in text.split("\n") if plain(line)] for text in (one.old, one.new))
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = _of_rows if one.name == "table" else _in_order
            for was, becomes in pairs(old[first:last], new[start:end]):
                yield _line(was, becomes, what, say)


def _in_order(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    return zip_longest(old, new, fillvalue="")


def _of_rows(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Rows of a table with what they became, which has most of their words; a row without its like has none."""
    left = list(new)
    for was in old:
        becomes = next((one for one in left if _alike(was, one)), "")
        if becomes:
            left.remove(becomes)
        yield was, becomes
    yield from (("", becomes) for becomes in left)


def _alike(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    return len(words & others) >= ALIKE * min(len(words), len(others))


def _line(was: str, becomes: str, what: str, say: Words) -> str:
    if not becomes:
        return say("deck.removed", what=what, old=_inner(was))
    if not was:
        return say("deck.added", what=what, new=_inner(becomes))
    if max(len(was), len(becomes)) > LONGEST_VALUE:
        was, becomes = differing_parts(was, becomes)
    return say("deck.changed", what=what, old=_inner(was), new=_inner(becomes))


def _others(check: Check, say: Words) -> Iterator[str]:
    """What is to be said of slides that the report does not name one by one."""
    own = [str(one.found.number) for one in check.slides if one.state == OWN]
    if own:
        yield say.n("deck.slides.own", len(own), numbers=Labels(say).listed(own))
    for key, slides in (("deck.slides.deleted", check.deleted), ("deck.slides.added", check.added)):
        if slides:
            titles = _named([_title(shortened(title, LONGEST_VALUE), say) for _, title in slides], say)
            yield say.n(key, len(slides), titles=titles)
    same = sum(one.state == OURS and not _is_worth_saying(one) for one in check.slides)
    if same and check.outdated:
        yield say.n("deck.slides.same", same)
