import unicodedata
from pathlib import Path

import pytest

from poa.documents import Document
from poa.errors import PoaError
from poa.output import folder_name, write_documents

DOCUMENTS = (Document("appeal.txt", b"new text"), Document("case.json", b"{}"))


@pytest.mark.parametrize(
    ("client", "expected"),
    [
        ("acme-home", "acme-home"),
        ("Größe & Söhne", "Größe-Söhne"),
        ("山音アウトドア", "山音アウトドア"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com5", "_Com5"),
        ("LPT¹", "_LPT¹"),
        ("aux ", "_aux"),
        ("console", "console"),
        ("../../etc/passwd", "etc-passwd"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\Windows", "C-Windows"),
        ("..", "client"),
        (".", "client"),
        ("...", "client"),
        (".hidden", "hidden"),
        ("name. . ", "name"),
        ("", "client"),
        ("   ", "client"),
        ("🕯️🎁", "client"),
        ("-rf", "rf"),
        ("~root", "root"),
        ('a:b*c?d"e<f>g|h', "a-b-c-d-e-f-g-h"),
        ("a\0b\nc\td", "a-b-c-d"),
        ("\u202egpj.exe", "gpj.exe"),
    ],
)
def test_a_client_becomes_a_folder_that_every_system_can_hold(client: str, expected: str) -> None:
    assert folder_name(client) == expected


@pytest.mark.parametrize("letter", ["x", "é", "注", "x.", "x-", "🕯️x"])
def test_a_name_of_three_hundred_letters_is_cut(letter: str) -> None:
    name = folder_name(letter * 300)
    assert 0 < len(name.encode()) <= 80
    assert not name.endswith((".", "-", " "))


def test_a_name_that_is_reserved_only_after_it_was_cut_is_found() -> None:
    assert folder_name("con" + "." * 300 + "x" * 300) == "_con"


def test_composed_and_decomposed_letters_make_one_folder() -> None:
    name = "Société"
    assert folder_name(unicodedata.normalize("NFD", name)) == folder_name(name) == name


def test_all_documents_are_written_into_a_new_folder(tmp_path: Path) -> None:
    write_documents(DOCUMENTS, tmp_path / "out" / "deep" / "acme")
    assert content(tmp_path / "out" / "deep") == {
        "acme/appeal.txt": b"new text", "acme/case.json": b"{}",
    }  # fmt: skip


def test_only_the_user_can_read_an_appeal(tmp_path: Path) -> None:
    write_documents(DOCUMENTS, tmp_path / "acme")
    for path in (tmp_path / "acme").iterdir():
        assert path.stat().st_mode & 0o077 == 0


def test_nothing_is_written_over_a_file_unasked(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "case.json").write_bytes(b"old")
    with pytest.raises(PoaError) as refused:
        write_documents(DOCUMENTS, tmp_path / "acme")
    assert content(tmp_path) == {"acme/case.json": b"old"}
    assert refused.value.problems[0].where.endswith("case.json")
    assert "--force" in (refused.value.problems[-1].fix or "")


def test_force_replaces_these_files_and_keeps_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "case.json").write_bytes(b"old")
    (folder / "notes.txt").write_bytes(b"mine")
    write_documents(DOCUMENTS, folder, force=True)
    assert content(tmp_path) == {
        "acme/appeal.txt": b"new text", "acme/case.json": b"{}", "acme/notes.txt": b"mine",
    }  # fmt: skip


def test_other_files_in_the_folder_are_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "notes.txt").write_bytes(b"mine")
    write_documents(DOCUMENTS, tmp_path / "acme")
    assert set(content(tmp_path)) == {"acme/appeal.txt", "acme/case.json", "acme/notes.txt"}


@pytest.mark.parametrize("force", [False, True])
def test_a_write_that_fails_half_way_leaves_nothing(tmp_path: Path, *, force: bool) -> None:
    # The second name is longer than any disk takes: the first file is written by then.
    documents = (DOCUMENTS[0], Document("x" * 300, b""))
    with pytest.raises(PoaError) as refused:
        write_documents(documents, tmp_path / "acme", force=force)
    assert refused.value.message.startswith("Nothing was written")
    assert list(tmp_path.iterdir()) == []


def test_with_force_too_a_write_that_fails_leaves_the_old_files(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "appeal.txt").write_bytes(b"old")
    with pytest.raises(PoaError):
        write_documents((DOCUMENTS[0], Document("x" * 300, b"")), folder, force=True)
    assert content(tmp_path) == {"acme/appeal.txt": b"old"}


@pytest.mark.parametrize("force", [False, True])
def test_a_file_where_a_folder_belongs_is_told(tmp_path: Path, *, force: bool) -> None:
    (tmp_path / "acme").write_bytes(b"a file")
    for folder in (tmp_path / "acme", tmp_path / "acme" / "below"):
        with pytest.raises(PoaError):
            write_documents(DOCUMENTS, folder, force=force)
    assert content(tmp_path) == {"acme": b"a file"}


def test_a_folder_where_a_file_belongs_stays(tmp_path: Path) -> None:
    (tmp_path / "acme" / "case.json").mkdir(parents=True)
    with pytest.raises(PoaError) as refused:
        write_documents(DOCUMENTS, tmp_path / "acme", force=True)
    assert "Nothing was written" in refused.value.message
    assert content(tmp_path) == {}


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
