"""The parts of the page that checks a viewer's own file: what is found, likely corrections, what would change."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import PurePath

import streamlit as st

from mri_data.exports.changes import to_xlsx
from mri_data.html import parts
from mri_data.record.changes import Changes
from mri_data.record.checked_file import CLASSES, MEND, CheckedFile, Finding, like
from mri_data.sentences.changes import sentence, table_totals, totals
from mri_data.words.catalogue import Words
from mri_data.words.errors import Fix, Problem, quoted
from mri_data.words.messages import in_words, joined
from mri_ui.frame import own_file
from mri_ui.frame.markdown import plain
from mri_ui.frame.own_file import OwnFile
from mri_ui.frame.session import View
from mri_ui.parts import file_transfer, page_parts
from mri_ui.parts.file_transfer import Offer

LOOK_AGAIN_SECONDS = 0.5
# How many findings of a class, and how many changes of a table, are listed.
MOST_LISTED, MOST_CHANGES = 40, 30
# The kind of a problem whose value is in none of our lists.
UNKNOWN = "unread"


def checking(say: Words) -> None:
    """Draw how far the check is; when it ends, the page runs again with what it found."""
    own = own_file.current()
    if own and own.progress:
        with st.container(key="checking"):
            _checking(say)


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _checking(say: Words) -> None:
    own = own_file.current()
    if own is None or own.progress is None:
        st.rerun()
    else:
        st.progress(own.progress.done, say("check.checking", file=plain(own.name), doing=own.progress.doing))


def report(view: View, own: OwnFile) -> None:
    """Draw what the check found in a file."""
    say, result = view.say, own.result
    if result is None:
        return
    page_parts.section(_verdict(result, say))
    counts = {name: say.digits(len(result.of_class(name))) for name in CLASSES}
    counted = result.findings or result.dataset is not None
    st.html(parts.announced(say("check.summary", **counts) if counted else "", _verdict(result, say)))
    if own.unwritten:
        page_parts.note(say("check.unwritten"))
    elif own.mended:
        page_parts.note(say.n("check.mended", own.mended))
    if result.faults:
        st.html(parts.sentences_list([_with_end(in_words(one, say)) for one in result.faults]))
    _actions(view, own, result)
    for name in CLASSES:
        _findings(own, result, name, say)
    if result.changes is not None:
        _changes(result.changes, say)


def _with_end(fault: str) -> str:
    return fault if fault.endswith((".", "!", "?")) else f"{fault}."


def _verdict(result: CheckedFile, say: Words) -> str:
    file, count = quoted(result.name), len(result.of_class(MEND))
    if result.dataset is None:
        return say("check.verdict.unusable", file=file)
    if count:
        return say.n("check.verdict.problems", count, file=file)
    return say("check.verdict.good", file=file)


def _actions(view: View, own: OwnFile, result: CheckedFile) -> None:
    """Draw what can be done with the file: preview it, take it home mended, remove it."""
    say = view.say
    with st.container(key="check_actions", horizontal=True, vertical_alignment="center", gap="small"):
        if result.dataset is not None and not own.shown:
            st.button(
                say("check.preview"),
                type="primary",
                icon=":material/visibility:",
                key="preview_start",
                on_click=partial(own.show, shown=True),
            )
        st.button(say("check.remove"), icon=":material/close:", key="check_remove", on_click=own_file.remove)
    if own.is_mended:
        name = PurePath(own.name.replace("\\", "/"))
        offer = Offer(say("check.take"), f"{name.stem}-mended{name.suffix}", lambda: result.data)
        file_transfer.save(say, {"mended": offer}, "mended")
        page_parts.note(say("check.take.note"))


def _findings(own: OwnFile, result: CheckedFile, name: str, say: Words) -> None:
    """Draw the findings of a class, each with its cells and likely corrections."""
    found = result.of_class(name)
    if not found:
        return
    page_parts.section(say(f"check.class.{name}", count=say.digits(len(found))))
    if name != MEND or result.dataset is not None:
        page_parts.note(say(f"check.class.{name}.note"))
    problems = [one.problem for one in result.findings]
    offered: set[tuple[object, ...]] = set()
    for number, one in enumerate(found[:MOST_LISTED]):
        with st.container(key=f"finding_{name}_{number}", gap="xsmall"):
            st.html(parts.finding(one.problem.in_words(say), one.piece, _caption(one, say)))
            if hint := _hint(one.problem, say):
                page_parts.note(hint)
            _fixes(own, one.problem, f"{name}_{number}", say, _group(one.problem, problems, offered))
    if len(found) > MOST_LISTED:
        page_parts.note(say.n("check.more", len(found) - MOST_LISTED))


def _hint(problem: Problem, say: Words) -> str:
    """What to do about a name that no list has, as it may be a new one; empty for other problems."""
    column = problem.column or ""
    if problem.kind != UNKNOWN or problem.fixes:
        return ""
    if column.endswith(("source", "sources")):
        return say("check.new.source", sheet=say("sheet.sources"))
    if column in {"bodies", "alongside"}:
        return say("check.new.body", sheet=say("sheet.names"))
    return say("check.new.place", sheet=say("sheet.places")) if column in {"places", "alongside_place"} else ""


def _caption(found: Finding, say: Words) -> str:
    problem = found.problem
    return say("check.piece", place=in_words(problem.origin.place(problem.row, problem.column), say))


def _group(problem: Problem, problems: Sequence[Problem], offered: set[tuple[object, ...]]) -> list[Problem]:
    """The problems that one button mends at once: those like the first of their kind in a column; else none."""
    kind = (problem.origin, problem.column, problem.kind)
    if kind in offered:
        return []
    offered.add(kind)
    same = like(problem, problems)
    return same if len(same) > 1 else []


def _fixes(own: OwnFile, problem: Problem, key: str, say: Words, group: Sequence[Problem]) -> None:
    """Draw a button for each likely correction, and one for all problems of a group."""
    if not problem.fixes:
        return
    with st.container(horizontal=True, gap="xsmall", key=f"fixes_{key}"):
        for number, fix in enumerate(problem.fixes):
            st.button(
                plain(_fix_label(problem, fix, say)),
                key=f"fix_{key}_{number}",
                on_click=partial(own.mend, [(problem, fix)]),
                disabled=own.progress is not None,
            )
        if group:
            st.button(
                say("check.fix.all", count=say.digits(len(group))),
                key=f"fix_{key}_all",
                on_click=partial(own.mend, [(one, one.fixes[0]) for one in group]),
                disabled=own.progress is not None,
            )


def _fix_label(problem: Problem, fix: Fix, say: Words) -> str:
    if fix.deleted:
        rows = ", ".join(in_words(problem.origin.row_name(row), say) for row in fix.deleted[:3])
        return say("check.fix.delete", rows=rows)
    texts = list(dict.fromkeys(text for *_, text in fix.cells))
    if len(texts) == 1 and not texts[0]:
        return say("check.fix.blank")
    if len(texts) == 1 and len(fix.cells) > 1:
        return say("check.fix.fill", text=quoted(texts[0]), count=len(fix.cells))
    return say("check.fix.write", text=joined(" · ", map(quoted, texts[:3])))


def _changes(found: Changes, say: Words) -> None:
    """Draw what would change in the record on show, table by table."""
    page_parts.section(say("check.changes"))
    page_parts.paragraph(totals(found, say))
    for table, ones in groupby(found, attrgetter("table")):
        lines = list(ones)
        with st.expander(plain(table_totals(found, table, say)), expanded=len(found) <= MOST_CHANGES):
            st.html(parts.sentences_list([sentence(one, say) for one in lines[:MOST_CHANGES]]))
            if len(lines) > MOST_CHANGES:
                page_parts.note(say.n("check.changes.more", len(lines) - MOST_CHANGES))
    if found:
        offer = Offer(say("check.changes.save"), "changes.xlsx", lambda: to_xlsx(found, say))
        file_transfer.save(say, {"changes": offer}, "changes")
