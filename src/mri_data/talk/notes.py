"""What the speaker says on a slide: the text of the settings where it fits the view, else what the slide has itself."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from mri_data.record.view import View
from mri_data.sentences import left_out
from mri_data.talk.slide import Slide
from mri_data.talk.works import AREAS

# Slides whose texts hold for any choice of records.
OF_ANY_CHOICE = ("convention", "closing")


def spoken(slides: Iterable[Slide], view: View) -> Iterator[Slide]:
    """The slides, the first of each kind with the text that the settings of the talk have for it, and its sources.

    A text is about the whole record, or about all records of some kinds of work. Where the filters leave out one of
    these, or something in the data could not be read, the slide keeps its own notes.
    """
    texts = {one.slide: view.text(one.notes) for one in view.dataset.slide_notes}
    for slide in slides:
        text = texts.pop(slide.kind, "")
        if text and _holds(slide, view):
            yield replace(slide, notes=(text, *(slide.notes[1:] if slide.kind == "closing" else (slide.source,))))
        else:
            yield slide


def _holds(slide: Slide, view: View) -> bool:
    if left_out.unread_sentence(view) or left_out.states_line(view):
        return False
    if not view.filters or slide.kind in OF_ANY_CHOICE:
        return True
    return slide.kind in AREAS and _count(slide, view.records) == _count(slide, view.shown)


def _count(slide: Slide, records: pd.DataFrame) -> int:
    """How many of the records are of the kinds of work of a slide."""
    return int(records["work_area"].isin(AREAS[slide.kind]).sum())
