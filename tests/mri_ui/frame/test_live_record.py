"""The files of the data go wrong while viewers are on: they keep the last good state, and are told."""

import gc
import os
import shutil
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mri_data import cli
from mri_data.reading.progress import Progress
from mri_data.record.dataset import Dataset, load_checked_today, load_dataset
from mri_data.words.errors import DataError
from mri_ui.frame import live_record
from mri_ui.frame.live_record import Holder
from tests.conftest import RECORD_FILES, DataFolder
from tests.pages.test_pages import html, is_sound, opened
from tests.waiting import until

Spoil = Callable[[DataFolder], object]


def cut_short(folder: DataFolder) -> None:
    text = (folder.path / "about.toml").read_bytes()
    (folder.path / "about.toml").write_bytes(text[: len(text) // 2] + b'"')


def hide(folder: DataFolder) -> None:
    """A link that leads to itself can be opened by nobody, not even by root."""
    (folder.path / "places.csv").unlink()
    (folder.path / "places.csv").symlink_to("places.csv")


def put_folder_in_place(folder: DataFolder) -> None:
    (folder.path / "forums.csv").unlink()
    (folder.path / "forums.csv").mkdir()


def put_pipe_in_place(folder: DataFolder) -> None:
    (folder.path / "forums.csv").unlink()
    os.mkfifo(folder.path / "forums.csv")


def put_pipe_for_settings(folder: DataFolder) -> None:
    (folder.path / "story.toml").unlink()
    os.mkfifo(folder.path / "story.toml")


def lead_out(folder: DataFolder) -> None:
    kept = folder.path.with_name("elsewhere.csv")
    (folder.path / "forums.csv").rename(kept)
    (folder.path / "forums.csv").symlink_to(kept)


def deepen(folder: DataFolder) -> None:
    (folder.path / "story.toml").write_text("a." * 20_000 + "a = 1", "utf-8")


def lengthen(folder: DataFolder) -> None:
    (folder.path / "story.toml").write_text("a = 1\n" * 100_000, "utf-8")


def swap(folder: DataFolder) -> None:
    folder.path.rename(folder.path.with_name("aside"))
    folder.path.mkdir()
    (folder.path / "about.toml").write_text("[", "utf-8")


FAULTS: dict[str, tuple[Spoil, str]] = {
    "a file deleted": (lambda folder: (folder.path / "sources.toml").unlink(), "sources.toml was not found."),
    "a file cut short": (cut_short, "about.toml"),
    "a file emptied": (lambda folder: (folder.path / "forums.csv").write_bytes(b""), "forums.csv is empty."),
    "a file that nobody may open": (hide, "places.csv could not be read."),
    "a folder in place of a file": (put_folder_in_place, "forums.csv is a folder"),
    "a pipe in place of a file": (put_pipe_in_place, "forums.csv is not a regular file (it is a pipe or a device)"),
    "a pipe in place of a settings file": (
        put_pipe_for_settings,
        "story.toml is not a regular file (it is a pipe or a device)",
    ),
    "a link that leads out": (lead_out, "forums.csv is a link to a place outside the data folder"),
    "a settings file with a key of 20,000 parts": (
        deepen,
        "story.toml, line 1: Keys or brackets are nested more than 8 levels",
    ),
    "a settings file without end": (
        lengthen,
        "story.toml is too large for a settings file: not counting its quoted texts",
    ),
    "no folder at all": (lambda folder: shutil.rmtree(folder.path), " was not found. Check its name"),
    "a broken folder in its place": (swap, "forums.csv was not found."),
}


def put_right(folder: DataFolder, kept: Path) -> None:
    shutil.rmtree(folder.path, ignore_errors=True)
    shutil.copytree(kept, folder.path)


@pytest.fixture
def folder(data_folder: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A folder below another one, so that a test may move it away."""
    inner = tmp_path_factory.mktemp("moved") / "data"
    shutil.copytree(data_folder.path, inner)
    return DataFolder(inner)


@pytest.fixture
def served(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """The folder that pages and routes read."""
    monkeypatch.setenv("MRI_DATA_DIR", str(folder.path))
    return folder


class Reading:
    """The real reading of a folder, counted, with something that happens meanwhile."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.meanwhile: Callable[[], object] = lambda: None
        monkeypatch.setattr(live_record, "load_checked_today", self.load)

    def load(self, path: Path, progress: Progress) -> Dataset:
        self.count += 1
        found = load_checked_today(path, progress)
        self.meanwhile()
        return found


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    return Reading(monkeypatch)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_last_good_state_is_kept_whatever_happens_to_the_files_and_the_new_one_is_taken_when_they_are_right(
    fault: str, folder: DataFolder, data_folder: DataFolder
) -> None:
    spoil, sentence = FAULTS[fault]
    holder = Holder()
    good = holder.now(folder.path)
    spoil(folder)
    spoiled = holder.now(folder.path)
    assert good.dataset
    assert (good.trouble, spoiled.dataset) == (None, good.dataset)
    assert spoiled.trouble
    assert sentence in spoiled.trouble.sentence
    data_folder.replace("about.toml", "data_date = 2026-11-30", "data_date = 2026-11-29")
    put_right(folder, data_folder.path)
    mended = holder.now(folder.path)
    assert mended.trouble is None
    assert mended.dataset
    assert mended.dataset.about.data_date.day == 29


def test_files_that_kubernetes_mounts_as_links_inside_their_folder_are_read(folder: DataFolder) -> None:
    """`forums.csv` leads to `..data/forums.csv`, and `..data` to the folder of the newest version."""
    version = folder.path / "..2026_11_24"
    version.mkdir()
    (folder.path / "..data").symlink_to(version.name)
    for file in RECORD_FILES:
        (folder.path / file).rename(version / file)
        (folder.path / file).symlink_to(f"..data/{file}")
    whole = folder.path.with_name("mounted")
    whole.symlink_to(folder.path)
    assert (folder.sentences(), load_dataset(whole).problems, len(folder.load().records)) == ([], (), 17)


def test_what_a_link_leads_to_outside_is_quoted_nowhere(folder: DataFolder, capfd: pytest.CaptureFixture[str]) -> None:
    secret = folder.path.with_name("passwd")
    secret.write_text("root:x:0:0:a secret of the house", "utf-8")
    (folder.path / "places.csv").unlink()
    (folder.path / "places.csv").symlink_to(secret)
    assert cli.main(["check", str(folder.path)]) == 1
    shown = "".join(capfd.readouterr())
    assert "places.csv is a link to a place outside the data folder" in shown
    assert "secret" not in shown
    assert "passwd" not in shown


def test_a_page_says_what_is_wrong_since_when_and_what_is_shown_and_recovers_on_its_next_run(
    served: DataFolder, data_folder: DataFolder
) -> None:
    app = opened("records")
    version = live_record.dataset().version
    served.replace("about.toml", 'title = "', '"![x](javascript:x) <b>" = "')
    told = str(app.run().warning[0].value)
    assert is_sound(app)
    assert not app.error
    assert "All 17 records." in html(app)
    for part in (
        r"!\[x\](javascript\:x) \<b\>",
        "about.toml",
        "UTC",
        f"data of 30 November 2026, version {version}",
        "by itself",
    ):
        assert part in told
    put_right(served, data_folder.path)
    assert not app.run().warning


def test_viewers_who_come_later_get_the_last_good_state_too(served: DataFolder) -> None:
    assert live_record.dataset()
    (served.path / "places.csv").unlink()
    app = opened("map")
    assert "12 of 17 records have a place on the map." in html(app)
    assert len(app.warning) == 1


def test_what_is_not_a_page_has_the_last_good_state_and_can_tell_that_it_is_not_the_newest(served: DataFolder) -> None:
    good = live_record.dataset()
    assert live_record.trouble() is None
    (served.path / "places.csv").unlink()
    assert live_record.dataset() is good
    trouble = live_record.trouble()
    assert trouble
    assert trouble.sentence.startswith("places.csv was not found. ")


def test_where_there_never_was_a_good_state_the_fault_stands_alone(served: DataFolder) -> None:
    (served.path / "places.csv").unlink()
    with pytest.raises(DataError, match=r"places\.csv was not found"):
        live_record.dataset()
    app = opened("overview")
    assert (len(app.error), len(app.warning)) == (1, 0)


def test_the_trouble_is_as_old_as_its_first_fault(folder: DataFolder) -> None:
    holder = Holder()
    holder.now(folder.path)
    (folder.path / "places.csv").unlink()
    first = holder.now(folder.path).trouble
    (folder.path / "forums.csv").unlink()
    second = holder.now(folder.path).trouble
    assert first
    assert second
    assert "forums.csv" in second.sentence
    assert first.since == second.since


def test_a_file_written_while_it_is_read_is_not_taken_for_the_truth(folder: DataFolder, reading: Reading) -> None:
    holder = Holder()
    good = holder.now(folder.path)
    folder.replace("forums.csv", "Forum 1: New York", "Forum 1: half a file")
    reading.meanwhile = lambda: folder.replace("forums.csv", "half a file", "the whole file")
    assert holder.now(folder.path) is good
    reading.meanwhile = lambda: None
    read = holder.now(folder.path).dataset
    assert read
    assert "Forum 1: the whole file" in set(read.records["title"])


def test_a_first_reading_is_begun_again_when_a_file_is_written_meanwhile(folder: DataFolder, reading: Reading) -> None:
    def write_once() -> None:
        reading.meanwhile = lambda: None
        folder.replace("forums.csv", "Forum 1: New York", "Forum 1: the whole file")

    reading.meanwhile = write_once
    read = Holder().now(folder.path).dataset
    assert read
    assert "Forum 1: the whole file" in set(read.records["title"])


def test_nothing_is_read_again_while_the_files_stay_as_they_are(folder: DataFolder, reading: Reading) -> None:
    holder = Holder()
    assert len({id(holder.now(folder.path).dataset) for _ in range(10)}) == 1
    (folder.path / "places.csv").unlink()
    assert len({id(holder.now(folder.path).dataset) for _ in range(10)}) == 1
    assert reading.count == 2


def test_a_failed_reading_is_tried_again_after_some_seconds(
    folder: DataFolder, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = Holder()
    holder.now(folder.path)
    (folder.path / "places.csv").unlink()
    holder.now(folder.path)
    monkeypatch.setattr(live_record, "RETRY_SECONDS", 0.0)
    holder.now(folder.path)
    assert reading.count == 3


@pytest.mark.parametrize("good", [True, False])
def test_two_hundred_who_come_at_once_cause_one_reading(good: bool, folder: DataFolder, reading: Reading) -> None:
    if not good:
        (folder.path / "places.csv").unlink()
    holder, together = Holder(), threading.Barrier(200)

    def come(_: int) -> bool:
        together.wait()
        return holder.now(folder.path).dataset is not None

    with ThreadPoolExecutor(200) as viewers:
        assert set(viewers.map(come, range(200))) == {good}
    assert reading.count == 1


def test_while_one_reads_the_others_go_on_with_what_they_have(folder: DataFolder, reading: Reading) -> None:
    holder, begun, may_end = Holder(), threading.Event(), threading.Event()
    good = holder.now(folder.path)
    folder.replace("forums.csv", "Forum 1: New York", "Forum 1: anew")

    def wait() -> None:
        begun.set()
        may_end.wait(60)

    reading.meanwhile = wait
    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(holder.now, folder.path)
        assert begun.wait(60)
        assert holder.now(folder.path) is good
        may_end.set()
        assert reader.result() is not good


def test_a_long_reading_goes_on_beside_the_pages_which_say_how_far_it_is(
    served: DataFolder, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_record, "PATIENT_SECONDS", 0.0)
    may_end = threading.Event()
    app = opened("records", "kind=forum")
    reading.meanwhile = lambda: may_end.wait(60)
    served.replace("forums.csv", "Forum 1: New York", "Forum 1: anew")
    assert live_record.dataset()
    until(lambda: (far := live_record.reading()) and far.done == 1)
    (bar,) = app.run().get("progress")
    assert is_sound(app)
    assert (bar.proto.value, bar.proto.text) == (
        100,
        "The record has changed and is being read: preparing the search. Until that is done you see the data of "
        "30 November 2026.",
    )
    assert "Forum 1: anew" not in html(app)
    may_end.set()
    until(lambda: live_record.reading() is None)
    assert not app.run().get("progress")
    assert "Forum 1: anew" in html(app)


def test_a_fault_that_no_check_foresaw_is_a_sentence_and_the_last_good_state_stays(
    folder: DataFolder, reading: Reading, caplog: pytest.LogCaptureFixture
) -> None:
    holder = Holder()
    good = holder.now(folder.path)
    os.utime(folder.path / "forums.csv", ns=(1, 1))

    def fail() -> None:
        raise ZeroDivisionError("a secret of the house")

    reading.meanwhile = fail
    spoiled = holder.now(folder.path)
    assert spoiled.dataset is good.dataset
    assert spoiled.trouble
    assert "unexpected error (ZeroDivisionError)" in spoiled.trouble.sentence
    assert "secret" not in spoiled.trouble.sentence
    assert "a secret of the house" in caplog.text


def test_one_run_of_a_page_sees_one_dataset_however_the_files_change(served: DataFolder) -> None:
    with live_record.same_dataset():
        first = live_record.dataset()
        served.replace("forums.csv", "Forum 1: New York", "Forum 1: anew")
        assert live_record.dataset() is first
    assert live_record.dataset().version != first.version


def test_what_no_file_holds_any_more_is_forgotten(folder: DataFolder) -> None:
    holder = Holder()
    first = weakref.ref(holder.now(folder.path).dataset)
    folder.replace("forums.csv", "Forum 1: New York", "Forum 1: anew")
    holder.now(folder.path)
    gc.collect()
    assert first() is None


def test_a_workbook_in_place_of_a_folder_is_shown_and_read_again_when_it_is_saved(
    data_folder: DataFolder, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path_factory.mktemp("kept") / "record.xlsx"

    def save(title: str) -> None:
        data_folder.set("forums.csv", "pga-2009", "title", title)
        assert cli.main(["workbook", "--data", str(data_folder.path), "--out", str(path)]) == 0

    save("Forum 4: Athens")
    monkeypatch.setenv("MRI_DATA_DIR", str(path))
    assert "Forum 4: Athens" in set(live_record.dataset().records["title"])
    save("Forum 4: Piraeus")
    assert "Forum 4: Piraeus" in set(live_record.dataset().records["title"])
    whole = path.read_bytes()
    path.write_bytes(whole[:20_000])
    trouble = live_record.trouble()
    assert trouble
    assert trouble.sentence == (
        "record.xlsx cannot be read to its end: it is damaged, or was not copied completely. Save or copy it again."
    )
    assert "Forum 4: Piraeus" in set(live_record.dataset().records["title"])
    path.write_bytes(whole)
    assert live_record.trouble() is None
