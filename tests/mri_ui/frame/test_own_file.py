"""The file of a session: what all files together may take, and when it is free again."""

import gc

import pytest

from mri_data.words.catalogue import words
from mri_ui.frame import own_file
from mri_ui.frame.own_file import Ledger, OwnFile
from tests.bad_files import book, cell
from tests.waiting import until

FULL = "Others are checking files at this moment, and there is no room for yours. Nothing is wrong with it"
LARGE = 20_000_000


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch) -> Ledger:
    # A full ledger looks for garbage at each refusal: in what is here now, there is none.
    gc.collect()
    gc.freeze()
    made = Ledger(200_000_000)
    monkeypatch.setattr(own_file, "ledger", made)
    return made


def test_thirty_files_of_20_mb_from_three_sessions_never_take_more_than_the_bound(ledger: Ledger) -> None:
    sessions: list[list[OwnFile]] = [[], [], []]
    for number in range(30):
        sessions[number % 3].append(OwnFile(str(number), "forums.csv", LARGE))
    taken = [one for session in sessions for one in session if not one.refused]
    refused = [one for session in sessions for one in session if one.refused]
    assert (len(taken), ledger.taken) == (10, 200_000_000)
    assert all(one.refusal(words()).startswith(FULL) for one in refused)
    refused[0].add(0, b"x" * 1000)
    assert (len(refused[0].received), refused[0].progress) == (0, None)
    sessions[0].clear()
    taken, refused = [], []
    gc.collect()
    assert ledger.taken == 120_000_000
    assert OwnFile("next", "forums.csv", LARGE).refused == ""


def test_a_file_in_place_of_another_frees_it_at_once(ledger: Ledger) -> None:
    first = OwnFile("a", "a.csv", LARGE)
    first.end()
    assert ledger.taken == 0
    first.end()
    assert ledger.taken == 0


def test_more_than_was_announced_and_parts_out_of_order_are_not_taken(ledger: Ledger) -> None:
    one = OwnFile("a", "a.csv", 10)
    one.add(5, b"later")
    assert len(one.received) == 0
    one.add(0, b"12345")
    one.add(0, b"12345")
    assert len(one.received) == 5
    one.add(5, b"123456")
    assert one.refusal(words()) == "The file did not arrive whole. Choose it again."


def test_a_file_too_large_is_refused_before_its_first_part(ledger: Ledger) -> None:
    one = OwnFile("a", "a.csv", LARGE + 1)
    assert one.refusal(words()).startswith('"a.csv" is larger than 20 MB')
    assert ledger.taken == 0


def test_what_a_checked_file_holds_counts_and_is_refused_where_there_is_no_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = book()
    for most, holds in ((200_000_000, True), (len(data) + 10, False)):
        monkeypatch.setattr(own_file, "ledger", Ledger(most))
        one = OwnFile("a", "record.xlsx", len(data))
        one.add(0, data)
        until(lambda one=one: one.result is not None)  # type: ignore[misc]
        assert one.result
        assert (one.dataset is not None) is holds
        assert own_file.ledger.taken <= most
        assert holds or one.result.faults[0].startswith(FULL)


def test_a_second_correction_while_the_first_is_checked_changes_nothing_and_nothing_unchecked_is_taken_home(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It would be written into the file as it was before the first one, which would be lost."""
    monkeypatch.setattr(own_file, "ledger", Ledger(200_000_000))
    data = book(lambda made: [spoil(made) for spoil in (cell("E2", "Convenning"), cell("J3", "Brussells"))])
    one = OwnFile("a", "record.xlsx", len(data))
    one.add(0, data)
    until(lambda: one.progress is None)
    assert one.result
    first, second = [found.problem for found in one.result.of_class("mend")]
    with own_file._turns:
        one.mend([(first, first.fixes[0])])
        assert not one.is_mended
        one.mend([(second, second.fixes[0])])
        assert one.mended == 1
    until(lambda: one.progress is None)
    assert one.is_mended
    assert [found.problem.value for found in one.result.of_class("mend")] == ["Brussells"]
