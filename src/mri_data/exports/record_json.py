"""One record as JSON: its values, the same in words, and what explains them."""

from dataclasses import asdict, replace

from mri_data.exports.table import explanations, json_file, plain_records
from mri_data.record.view import View
from mri_data.sentences.about_view import file_notes
from mri_data.sentences.one_record import detail

# The notes of a view that are about the data, and not about the filters.
LEFT_OUT = "left_out"
ABOUT = ("title", "language", "translation", "data_date", "version", "source", "licence")


def to_json(view: View, record: str) -> bytes:
    """The record of an id as one object: `about`, `page`, `record` with plain values, and `detail` in words.

    `names`, `sources` and `corrections` are as in `table.to_json`; `quality_notes` are those on this record. The
    filters of the view change nothing.

    Raises:
        KeyError: if there is no such record.
    """
    is_wanted = view.records["id"] == record
    if not is_wanted.any():
        raise KeyError(record)
    rows, table = view.records[is_wanted], view.dataset.records[is_wanted]
    one = View(replace(view.dataset, table=table), language=view.language, base=view.base, public=view.public)
    about = file_notes(one) | {name: text for name, text in file_notes(view).items() if name == LEFT_OUT}
    explained_by = explanations(one)
    on_record = {note.id for note in view.dataset.notes if record in note.records and not note.context}
    answer = {
        "about": {name: about[name] for name in (*ABOUT, LEFT_OUT) if name in about},
        "page": one.address("records", record=record),
        "record": plain_records(rows)[0],
        "detail": asdict(detail(rows.iloc[0], view.dataset, view.labels)),
        **explained_by,
        "quality_notes": [note for note in explained_by["quality_notes"] if note["id"] in on_record],
    }
    return json_file(answer)
