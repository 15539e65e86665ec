"""The donor pack: a button that offers the view on screen as files."""

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from mri_data.charts.of_view import has_map
from mri_data.exports.formats import EXPORTS, FORMATS, export_of, file_name, too_many_records
from mri_data.exports.unprinted import sentence
from mri_data.html import parts
from mri_data.record.pages import page_called
from mri_data.record.permalink import address as link_address
from mri_data.record.view import View
from mri_data.sentences.about_view import filter_line
from mri_ui.frame import address, browser, embedding, own_file
from mri_ui.frame.frame_ancestors import FRAMES_SETTING, others_may_frame
from mri_ui.parts import file_transfer
from mri_ui.parts.file_transfer import Offer

HERE = Path(__file__).parent
PACK = "mri_pack"
# Keys of the messages while a file is made, once it is saved, and for each reason why there is none.
MESSAGES = ("making", "saved", "failed", "refused", "strange", "offline")
SAVING = (HERE / "saving.js").read_text("utf-8").replace("export ", "")

_pack = st.components.v2.component(
    PACK,
    html='<div class="mri-pack"></div>',
    css=(HERE / "pack.css").read_text("utf-8"),
    js=SAVING + browser.CLIPBOARD + (HERE / "pack.js").read_text("utf-8"),
)


def button(view: View) -> None:
    """Draw the button that opens the list of files; it is disabled if no record matches."""
    say = view.say
    with st.popover(say("pack.open"), icon=":material/download:", key="pack", disabled=view.empty):
        if own_file.previewed():
            about = {name: say(f"pack.file.{EXPORTS[name].ending}") for name in _names(view)}
            labels = {name: say("check.file", name=EXPORTS[name].name, about=text) for name, text in about.items()}
            preview(view, labels, "pack")
            return
        _pack(key=PACK, data=view.cached("pack", lambda: _listed(view)) | {"frame": _frame(view)})


def preview(view: View, labels: Mapping[str, str], key: str) -> None:
    """Draw a button for each format of a view that only this viewer sees; the name of each file says that it is one."""
    st.html(parts.note(view.say("check.files")))
    offers = {
        name: Offer(label, f"preview-{file_name(view, EXPORTS[name].ending)}", partial(export_of, view, name))
        for name, label in labels.items()
        if not too_many_records(view, name)
    }
    file_transfer.save(view.say, offers, key)


def _listed(view: View) -> dict[str, Any]:
    say = view.say
    refused = "" if others_may_frame() else say("embed.refused", setting=FRAMES_SETTING)
    unprinted = "" if too_many_records(view, "pdf") else sentence("unprinted.page", view)
    html = str(parts.pack(filter_line(view), [_file(view, name) for name in _names(view)], say, refused, unprinted))
    words = words_for_saving(view) | {"embed_copied": say("embed.copied"), "embed_failed": say("embed.failed")}
    return {"html": html, "made": sha256(html.encode()).hexdigest()[:12], "words": words}


def _frame(view: View) -> str:
    """The HTML of a frame that shows the page as it is now."""
    page = address.page()
    query = {name: [value] for name, value in address.opened_on_page().items() if value}
    opened = embedding.opened_in(query, page)
    return str(embedding.frame(view, page, opened, width="100%", height=page_called(page).height))


def words_for_saving(view: View) -> dict[str, Any]:
    """The messages that the browser shows while a file is made and saved, and the version of the data."""
    return {name: view.say.raw(f"pack.{name}") for name in MESSAGES} | {"version": view.dataset.version}


def offered(view: View, name: str) -> dict[str, str]:
    """The address and the file name of a view in one format, which is a key of `EXPORTS`."""
    return {
        "address": link_address(f"api/export/{name}", view.filters, view.context_shown, lang=view.language),
        "file": file_name(view, EXPORTS[name].ending),
    }


def _names(view: View) -> list[str]:
    return [name for name in ("zip", *FORMATS) if has_map(view) or not name.startswith("map-")]


def _file(view: View, name: str) -> dict[str, str]:
    about = view.say(f"pack.file.{EXPORTS[name].ending}")
    return offered(view, name) | {"name": EXPORTS[name].name, "about": about, "refused": too_many_records(view, name)}
