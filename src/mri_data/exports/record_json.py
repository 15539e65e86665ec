"""One record as JSON: its values, what its page says of it, and the sources it cites."""

import json
from dataclasses import asdict, replace

from mri_data.exports.table import explained, plain
from mri_data.record.view import View
from mri_data.sentences.about_view import notes
from mri_data.sentences.one_record import detail

# What the notes of a view say of the data, and not of the choice.
LEFT_OUT = "left_out"
ABOUT = ("title", "data_date", "version", "source", "licence")


def to_json(view: View, record: str) -> bytes:
    """One object: `about`, `page`, `record` with plain values, `detail` as its page says it, and what explains these.

    Which record it is says the id alone; what the view chooses changes nothing. `names`, `sources` and `corrections`
    are as in `table.to_json`, and `quality_notes` are those on this record.

    Raises:
        KeyError: if there is no such record.
    """
    rows = view.dataset.records[view.records["id"] == record]
    if rows.empty:
        raise KeyError(record)
    one = View(replace(view.dataset, table=rows), language=view.language, base=view.base, public=view.public)
    about = notes(one) | {name: text for name, text in notes(view).items() if name == LEFT_OUT}
    beside = explained(one)
    on_it = {note.id for note in view.dataset.notes if record in note.records and not note.context}
    told = {
        "about": {name: about[name] for name in (*ABOUT, LEFT_OUT) if name in about},
        "page": one.address("records", record=record),
        "record": plain(rows)[0],
        "detail": asdict(detail(rows.iloc[0], view.dataset, view.labels)),
        **beside,
        "quality_notes": [note for note in beside["quality_notes"] if note["id"] in on_it],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
