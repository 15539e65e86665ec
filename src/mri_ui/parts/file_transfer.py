"""Take a file from a viewer's browser and hand one back, part by part over the page's own connection.

Streamlit's own uploads and downloads are requests of their own, which another process of the same server may get; and
it writes an upload to a temporary file. Here nothing leaves the memory of the session's process.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from mri_data.reading.raw import MOST_BYTES
from mri_data.words.catalogue import Words
from mri_data.words.errors import MriError
from mri_ui.frame import own_file

HERE = Path(__file__).parent
DROP, SAVE = "mri_file_drop", "mri_file_save"
# Bytes of a part: to the server, so that two of them fit into the longest message (`web/limits.py`), as a browser may
# send two at once; and to the browser.
PART_IN, PART_OUT = 90_000, 1_500_000
LONGEST_NAME = 200
# The file that is being sent to the browser.
OUTGOING = "_outgoing"

_drop = st.components.v2.component(
    DROP,
    html='<div class="drop"></div>',
    css=(HERE / "file_transfer.css").read_text("utf-8"),
    js=(HERE / "file_drop.js").read_text("utf-8"),
)
_save = st.components.v2.component(
    SAVE,
    html='<div class="save"></div>',
    css=(HERE / "file_transfer.css").read_text("utf-8"),
    js=(HERE / "file_save.js").read_text("utf-8"),
)


class Offer(NamedTuple):
    """A file to save: the label of its button, its name, and the function that makes its bytes."""

    label: str
    file: str
    make: Callable[[], bytes]


@st.fragment
def drop(say: Words) -> None:
    """Draw the field that takes a file, from the keyboard, by pressing or by dropping."""
    own = own_file.current()
    most = MOST_BYTES // 1_000_000
    words = {name: say(f"check.drop.{name}") for name in ("choose", "unreadable")}
    words |= {name: say.raw(f"check.drop.{name}") for name in ("sending", "empty")}
    words |= {"hint": say("check.drop.hint", most=most), "too_large": say("check.too_large", file="{file}", most=most)}
    data: dict[str, Any] = {"words": words, "most": MOST_BYTES, "part": PART_IN}
    if own:
        data |= {"transfer": own.transfer, "received": own.arrived, "refusal": own.refusal(say)}
    _drop(key=DROP, data=data, on_part_change=_take_part)
    if own and own.news:
        own.news = False
        st.rerun()


def _take_part() -> None:
    """Add a part that the browser sent; what is no part of a file is left out."""
    sent = st.session_state[DROP].get("part")
    if not isinstance(sent, dict):
        return
    transfer, name, size, at, text = (sent.get(key) for key in ("id", "name", "size", "at", "text"))
    if not (isinstance(transfer, str) and isinstance(name, str) and isinstance(text, str)):
        return
    if not (isinstance(size, int | float) and isinstance(at, int | float) and size > 0):
        return
    try:
        part = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return
    own = own_file.current()
    if own is None or own.transfer != transfer:
        own = own_file.begin(transfer[:LONGEST_NAME], name[-LONGEST_NAME:], int(size))
    own.add(int(at), part)


@st.fragment
def save(say: Words, offers: Mapping[str, Offer], key: str) -> None:
    """Draw a button for each file; it is made when its button is pressed."""
    words = {"making": say("pack.making"), "saved": say.raw("pack.saved")}
    files = [{"key": name, "label": offer.label} for name, offer in offers.items()]
    outgoing = st.session_state.get(OUTGOING)
    part = outgoing["part"] if outgoing and outgoing["drawn"] == key else None
    _save(
        key=f"{SAVE}_{key}",
        data={"files": files, "words": words, "part": part},
        on_want_change=partial(_hand, key, dict(offers)),
    )


def _hand(key: str, offers: Mapping[str, Offer]) -> None:
    """Prepare the part of a file that the browser wants; the end of the file forgets it."""
    wanted = st.session_state[f"{SAVE}_{key}"].get("want")
    if not isinstance(wanted, dict) or wanted.get("key") not in offers or not isinstance(wanted.get("at"), int | float):
        return
    offer, at, number = offers[wanted["key"]], int(wanted["at"]), str(wanted.get("id"))[:LONGEST_NAME]
    known = st.session_state.get(OUTGOING)
    part: dict[str, Any] = {"id": number, "at": at, "file": offer.file}
    try:
        content = known["content"] if known and known["id"] == number else offer.make()
    except MriError as error:
        st.session_state[OUTGOING] = {"id": number, "drawn": key, "content": b"", "part": part | {"error": str(error)}}
        return
    if at >= len(content):
        st.session_state.pop(OUTGOING, None)
        return
    text = base64.b64encode(content[at : at + PART_OUT]).decode()
    part |= {"size": len(content), "text": text}
    st.session_state[OUTGOING] = {"id": number, "drawn": key, "content": content, "part": part}
