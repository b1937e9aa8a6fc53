"""A client's folder: whole or not at all, and nobody's own file gets lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from poa.batch.folder import (
    NOTE,
    FolderNote,
    find_folders,
    is_whole,
    read_note,
    recover,
    replace_file,
    write_folder,
)
from poa.batch.result import Outcome
from poa.documents import Document

Write = Callable[..., FolderNote]
OUTCOME = Outcome("Acme Home", "correct", ("marketing",), 5, 9, (("Tell them.", None),), ("note",))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / ".poa").mkdir()
    return tmp_path


@pytest.fixture
def write(out: Path) -> Write:
    def make(**files: str) -> FolderNote:
        documents = [Document(f"{name}.txt", text.encode()) for name, text in files.items()]
        return write_folder(out, "Acme", documents, FolderNote("Acme", "f", "d", {}, OUTCOME))

    return make


def texts(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.iterdir()
        if path.is_file() and path.name != NOTE
    }


def test_the_note_says_what_was_written(out: Path, write: Write) -> None:
    note = write(letter="one", list="two")
    assert read_note(out / "Acme") == note
    assert is_whole(out / "Acme", note)
    assert find_folders(out) == ["Acme"]
    (out / "Acme" / "letter.txt").write_bytes(b"")
    assert not is_whole(out / "Acme", note)


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b'{"format": 1}', b'{"format": 99}', b"\xff", b'{"format": 1, "o": 3}'],
)
def test_a_note_that_is_not_ours_is_none(out: Path, text: bytes) -> None:
    (out / NOTE).write_bytes(text)
    assert read_note(out) is None


def test_what_is_no_longer_made_goes_and_what_somebody_added_stays(out: Path, write: Write) -> None:
    write(letter="one", list="two")
    (out / "Acme" / "my notes.txt").write_text("call them", encoding="utf-8")
    (out / "Acme" / "answers").mkdir()
    (out / "Acme" / "answers" / "mail.txt").write_text("from Amazon", encoding="utf-8")
    write(letter="new")
    assert texts(out / "Acme") == {"letter.txt": "new", "my notes.txt": "call them"}
    assert texts(out / "Acme" / "answers") == {"mail.txt": "from Amazon"}


def test_what_somebody_changed_by_hand_is_kept_beside(out: Path, write: Write) -> None:
    write(letter="one")
    for mine in ("mine", "mine again"):
        (out / "Acme" / "letter.txt").write_text(mine, encoding="utf-8")
        write(letter="new")
    assert texts(out / "Acme") == {
        "letter.txt": "new", "edited-letter.txt": "mine", "edited-2-letter.txt": "mine again",
    }  # fmt: skip


@pytest.mark.parametrize("at", ["before the new one is in place", "after it"])
def test_a_run_that_was_killed_is_put_in_order(out: Path, write: Write, at: str) -> None:
    write(letter="one")
    (out / "Acme" / "my notes.txt").write_text("call them", encoding="utf-8")
    old = out / ".poa" / "old" / "Acme"
    old.parent.mkdir()
    (out / "Acme").rename(old)
    (out / ".poa" / "work" / "Acme").mkdir(parents=True)
    (out / ".poa" / "work" / "Acme" / "half").write_bytes(b"x")
    if at == "after it":
        write(letter="new")
    recover(out)
    assert texts(out / "Acme") == {
        "letter.txt": "new" if at == "after it" else "one", "my notes.txt": "call them",
    }  # fmt: skip
    assert not old.exists()
    assert not (out / ".poa" / "work").exists()


def test_a_link_is_not_written_through(out: Path, write: Write, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / "Acme").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(NotADirectoryError, match="a link stands"):
        write(letter="one")
    assert list(elsewhere.iterdir()) == []


def test_files_are_private_to_the_user(out: Path, write: Write) -> None:
    write(letter="one")
    assert (out / "Acme").stat().st_mode & 0o077 == 0
    assert (out / "Acme" / "letter.txt").stat().st_mode & 0o077 == 0


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "summary.html"
    replace_file(tmp_path, file, b"one")
    replace_file(tmp_path, file, b"two")
    assert file.read_bytes() == b"two"
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        replace_file(tmp_path, tmp_path / "folder", b"x")
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")}
    assert left == {".poa", ".poa/work", "folder", "summary.html"}
