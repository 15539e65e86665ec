"""Which letters a typeface may lack, and what stands for those that none has."""

import pytest

from mri_data.exports.letters import missing_letters, specimen, unusual_letters, with_stand_ins


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Plain, “quoted” – Ünïcödé, Nghị", set()),
        ("αβ", {"α", "β"}),
        ("क्षमा", {"क्", "ष", "मा"}),
        ("\U0001f469\u200d\U0001f467 x", {"\U0001f469\u200d\U0001f467"}),
        ("e\u20dd left\x1fright", {"e\u20dd"}),
    ],
    ids=["ours", "Greek", "Hindi", "emoji", "mark"],
)
def test_a_letter_comes_with_its_marks(text: str, letters: set[str]) -> None:
    assert unusual_letters(text) == letters


def test_a_specimen_has_a_line_for_each_letter_and_no_markup() -> None:
    lines = specimen(["#", '"\\']).splitlines()
    assert lines[-2:] == [r'#"\u{23}"', r'#"\u{22}\u{5c}"']
    assert missing_letters(["#", '"\\'], f"error\n  ┌─ main.typ:{len(lines)}:1\n") == {'"\\'}


def test_a_box_stands_for_a_missing_letter_or_for_its_marks() -> None:
    value = {"title": "x\u0378y", "list": ["Z\u0378\u0351", 1, None], "\u0378": True}
    assert with_stand_ins(value, {"\u0378"}) == {"title": "x□y", "list": ["Z□\u0351", 1, None], "\u0378": True}
    assert with_stand_ins("Z\u0351!", {"Z\u0351"}) == "Z□!"
