"""Compare a presentation with the record as it is now, slide by slide: what to renew, what to keep, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs

import numpy as np
from pptx.oxml.ns import qn

from mri_data.exports.deck.matching import Name, matched, notes_in, numbered, shapes_of
from mri_data.exports.deck.merging import Line, merged, plain
from mri_data.exports.deck.reading import Deck, DeckError, FoundSlide
from mri_data.exports.formats import too_many_records
from mri_data.exports.pptx.slides import presentation_of
from mri_data.exports.pptx.written import RecordThen, Text, Written, digest, records_now, text_in, words_in
from mri_data.record.changes import out_of_order
from mri_data.record.dataset import Dataset
from mri_data.record.permalink import from_query_strictly, read_context
from mri_data.record.public_address import PUBLIC_SETTING, public_address
from mri_data.record.view import View
from mri_data.words.catalogue import languages, words
from mri_data.words.errors import MriError

# Renewed: nobody had changed it. Kept: somebody had, and the record has changed too. Edited: only somebody had.
# Missing: a chart that somebody deleted or took apart, and the record has changed.
RENEWED, KEPT, EDITED, MISSING = "renewed", "kept", "edited", "missing"
# What a slide is: made from the record, added by a person, of records that are gone, that the filters keep no longer or
# that other slides show now, or of a view that cannot be shown.
OURS, OWN, GONE, LEFT, REPLACED, LOST = "ours", "own", "gone", "left", "replaced", "lost"
DRAWN = ("chart", "decoration")
# How many different views the slides of one file may show.
MOST_VIEWS = 5

ViewKey = tuple[str, str, str]


@dataclass(frozen=True)
class Difference:
    """A text, or lines of it, or a chart that differs: as it was made, as it would be made now, and as it stands."""

    name: str
    state: str
    old: str
    new: str
    now: str = ""


@dataclass(frozen=True)
class Step:
    """One shape to renew: what it holds now and was made with, and what would be made; None where there is none.

    `lines` are those of its text then, where it has one before and after.
    """

    name: Name
    shape: Any
    text: Text | None
    new: Text | None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Corrected:
    """A record that has changed: its title, and its dates if these differ."""

    title: str
    old_date: str = ""
    new_date: str = ""


@dataclass(frozen=True)
class Reasons:
    """Why something differs: records that are new, that are gone, that the filters keep no longer, and corrected ones.

    `chosen` is True where filters are set, and `divided` where a slide has other records, if only from other slides.
    """

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    chosen: bool = False
    divided: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.left or self.corrected)


@dataclass(frozen=True)
class SlideCheck:
    """What is to be known of a slide of the file."""

    found: FoundSlide
    title: str
    state: str
    differences: tuple[Difference, ...] = ()
    steps: tuple[Step, ...] = ()
    reasons: Reasons = Reasons()
    moved: bool = False


@dataclass(frozen=True)
class Making:
    """The presentation that would be made of a view now: its slides by key, and what each is made with."""

    view: View
    deck: Any
    made: dict[str, Written]
    then: dict[str, RecordThen]
    now: dict[str, RecordThen]

    def slide(self, key: str) -> Any:
        """The slide of a key."""
        return self.deck.slides[list(self.made).index(key)]

    def title(self, key: str) -> str:
        """The title of the slide of a key."""
        return next(text.text for text in self.made[key].texts if text.name == "title")


@dataclass(frozen=True)
class Check:
    """What a check found: its slides, and the keys and titles of those that were deleted and of those that are new."""

    deck: Deck
    slides: tuple[SlideCheck, ...]
    deleted: tuple[tuple[str, str], ...]
    added: tuple[tuple[str, str], ...]
    makings: dict[ViewKey, Making]
    main: Making | None
    reasons: Reasons
    old_date: str
    old_count: int | None

    @property
    def outdated(self) -> bool:
        """Whether the record has changed in what the slides show."""
        changed = any(one.state != EDITED for slide in self.slides for one in slide.differences)
        return changed or bool(self.added) or any(one.state in (GONE, LEFT, REPLACED, LOST) for one in self.slides)

    @property
    def renewable(self) -> bool:
        """Whether a renewed file would differ."""
        return self.outdated and (bool(self.added) or any(slide.steps for slide in self.slides))


def compare(deck: Deck, dataset: Dataset) -> Check:
    """Compare the slides of a file with those that would be made of the same views now.

    Raises:
        DeckError: if a view has more records than a presentation allows.
    """
    slides = matched(deck)
    makings: dict[ViewKey, Making] = {}
    for one in slides:
        if one.written and (key := view_key(one.written)) not in makings and len(makings) < MOST_VIEWS:
            made = _making(one.written, deck, dataset)
            makings |= {key: made} if made else {}
    checks = tuple(_slide(one, makings) for one in slides)
    first = next((one.written for one in slides if one.written), deck.loose[0])
    main = makings.get(view_key(first))
    deleted, added = _only_there(deck, slides, main)
    reasons = _reasons(main, tuple(main.then), tuple(main.now)) if main and main.then else Reasons()
    count = len(deck.file.records) if deck.file else None
    return Check(deck, _with_moved(checks, deck), deleted, added, makings, main, reasons, first.date, count)


def view_key(written: Written) -> ViewKey:
    """What distinguishes the view of a slide."""
    return written.query, written.language, written.base


def _making(written: Written, deck: Deck, dataset: Dataset) -> Making | None:
    view = _view(written, dataset)
    if view is None:
        return None
    if sentence := too_many_records(view, "pptx"):
        raise DeckError(sentence)
    made, slides = presentation_of(view)
    same = deck.file is not None and deck.file.query == written.query
    then = {one.id: one for one in deck.file.records} if same and deck.file else {}
    return Making(view, made, {one.key: one for one in slides}, then, {one.id: one for one in records_now(view)})


def _view(written: Written, dataset: Dataset) -> View | None:
    """The view of a slide; None if the record no longer has what it chose."""
    query = parse_qs(written.query, keep_blank_values=True)
    language = written.language if written.language in languages() else "en"
    try:
        filters = from_query_strictly(query, dataset.codes, words(language))
    except MriError:
        return None
    try:
        base = public_address({PUBLIC_SETTING: written.base})
    except MriError:
        base = ""
    return View(dataset, filters, language, base, bool(base), read_context(query))


def _slide(found: FoundSlide, makings: dict[ViewKey, Making]) -> SlideCheck:
    title = plain(_title(found.slide))
    if not found.written:
        return SlideCheck(found, title, OWN)
    making = makings.get(view_key(found.written))
    if not making:
        return SlideCheck(found, title, LOST)
    made = making.made.get(found.written.key)
    if not made:
        return SlideCheck(found, title, _without_slide(found.written, making))
    old, new = numbered(found.written.texts), numbered(made.texts)
    shapes = shapes_of(found, old)
    pairs = [(name, old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new))]
    seen = [_compared(found, name, was, becomes, shapes.get(name)) for name, was, becomes in pairs]
    steps = tuple(step for step, _ in seen if step)
    differences = tuple(one for _, found_here in seen for one in found_here)
    reasons = _reasons(making, found.written.records, made.records) if differences else Reasons()
    if set(found.written.records) != set(made.records):
        reasons = replace(reasons, divided=True)
    return SlideCheck(found, title, OURS, differences, steps, reasons)


def _without_slide(written: Written, making: Making) -> str:
    """What has become of the records of a slide that would not be made now."""
    if not written.records or not making.now.keys().isdisjoint(written.records):
        return REPLACED
    return GONE if set(making.view.records["id"]).isdisjoint(written.records) else LEFT


def _compared(
    found: FoundSlide, name: Name, was: Text | None, becomes: Text | None, shape: Any
) -> tuple[Step | None, list[Difference]]:
    """What to do with one shape, and what to say of it."""
    if was and shape is None and name[0] != "notes":
        # Somebody has deleted it, or taken a chart apart, whose pieces would go on to show what was.
        is_old = name[0] == "chart" and becomes is not None and was.drawn != becomes.drawn
        return None, [Difference(name[0], MISSING, was.text, "")] if is_old else []
    now = _now(found, name[0], shape) if was else ""
    if was and becomes and name[0] not in DRAWN:
        return _compared_lines(name, was, becomes, shape, now)
    edited = was is not None and _is_edited(was, now)
    changed = was is None or becomes is None or was.drawn != becomes.drawn
    step = Step(name, shape, was, becomes) if (changed or _is_set_anew(was, becomes)) and not edited else None
    if name[0] == "decoration" or not (changed or edited):
        return step, []
    state = (KEPT if edited else RENEWED) if changed else EDITED
    texts = (was.text if was else "", becomes.text if becomes else "")
    return step, [Difference(name[0], state, *texts, "" if name[0] in DRAWN else now)]


def _compared_lines(name: Name, was: Text, becomes: Text, shape: Any, now: str) -> tuple[Step | None, list[Difference]]:
    """As `_compared`, for a text: each line of it by itself, unless somebody has left none as it was."""
    edited = _is_edited(was, now)
    lines = merged(was.text if edited else now, now, becomes.text)
    if lines is None:
        return None, [_by_hand(name[0], was.text, becomes.text, now)]
    renewed = plain(lines.text) != plain(now)
    differences = [Difference(name[0], RENEWED, lines.before, lines.after)] if renewed else []
    differences += [_by_hand(name[0], *one) for one in lines.by_hand]
    is_anew = renewed or (not edited and _is_set_anew(was, becomes))
    return Step(name, shape, was, becomes, lines.lines) if is_anew else None, differences


def _by_hand(name: str, was: str, becomes: str, now: str) -> Difference:
    return Difference(name, EDITED if plain(was) == plain(becomes) else KEPT, was, becomes, now)


def _now(found: FoundSlide, what: str, shape: Any) -> str:
    """What stands in a shape: its text, or the digest of the words in a drawing."""
    if what == "notes":
        return notes_in(found.slide)
    return digest(words_in(shape)) if what in DRAWN and shape.tag == qn("p:grpSp") else text_in(shape)


def _is_edited(was: Text, now: str) -> bool:
    return now != was.words if was.name in DRAWN else plain(now) != plain(was.text)


def _is_set_anew(was: Text | None, becomes: Text | None) -> bool:
    """Whether a text has another size or place now, though it may be the same."""
    return was is not None and becomes is not None and (was.sizes, was.place) != (becomes.sizes, becomes.place)


def _title(slide: Any) -> str:
    title = slide.shapes.title
    return title.text_frame.text if title is not None else ""


def _reasons(making: Making, old: tuple[str, ...], new: tuple[str, ...]) -> Reasons:
    """Why what was made of the records `old` differs from what is made of the records `new`."""
    names = {one.id: one.title for one in (*making.then.values(), *making.now.values())}
    before, after = frozenset(old), frozenset(new)
    # Records that are only on another slide now are neither.
    added = tuple(names.get(one, one) for one in new if one not in before and one not in making.then)
    out = [one for one in old if one not in after and one not in making.now]
    left = set(making.view.records["id"]).intersection(out)
    gone = tuple(names.get(one, one) for one in out if one not in left)
    corrected = tuple(_corrected(making, [one for one in new if one in before]))
    still = tuple(names.get(one, one) for one in out if one in left)
    return Reasons(added, gone, still, corrected, bool(making.view.filters))


def _corrected(making: Making, both: Iterable[str]) -> Iterator[Corrected]:
    for one in both:
        was, becomes = making.then.get(one), making.now.get(one)
        if was and becomes and was.digest != becomes.digest:
            dates = (was.date, becomes.date) if was.date != becomes.date else ("", "")
            yield Corrected(becomes.title, *dates)


def _only_there(
    deck: Deck, slides: tuple[FoundSlide, ...], main: Making | None
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The slides that were deleted from the file, and those that only a file made now would have."""
    if not deck.file or not main:
        return (), ()
    there = {one.written.key for one in slides if one.written}
    then = dict(deck.file.slides)
    deleted = tuple((key, title) for key, title in deck.file.slides if key not in there)
    added = tuple((key, main.title(key)) for key in main.made if key not in then and key not in there)
    return deleted, added


def _with_moved(checks: tuple[SlideCheck, ...], deck: Deck) -> tuple[SlideCheck, ...]:
    """The slides, those marked that somebody has moved."""
    order = {key: at for at, (key, _) in enumerate(deck.file.slides)} if deck.file else {}
    places: dict[int, int] = {}
    for at, one in enumerate(checks):
        key = one.found.written.key if one.found.written else ""
        if key in order and order[key] not in places.values():
            places[at] = order[key]
    moved = {list(places)[at] for at in out_of_order(np.array([*places.values()], dtype=int))}
    return tuple(replace(one, moved=True) if at in moved else one for at, one in enumerate(checks))
