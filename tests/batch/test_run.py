"""A run over many clients: one folder each, one honest list."""

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from poa.appeal import FILES
from poa.batch.folder import NOTE
from poa.batch.options import BatchOptions
from poa.batch.result import BatchReport, Status
from poa.batch.run import Selection, _grouped_notes
from poa.cli import main
from poa.errors import PoaError
from poa.readers.items import Note
from poa.resources import shipped

Clients = Callable[..., Path]
Run = Callable[..., BatchReport]

WRONG = {"restriction.noticed_on": "31/02/2026"}
UNFINISHED = {"restriction.noticed_on": ...}
FINE: Mapping[str, object] = {}


def statuses(report: BatchReport) -> dict[str, str]:
    return {result.client: result.status.value for result in report.results}


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {NOTE}


def test_each_client_gets_a_folder_of_its_own(clients: Clients, run: Run, tmp_path: Path) -> None:
    report = run(clients({"Acme": FINE, "Borealis": FINE}))
    assert statuses(report) == {"Acme": "rendered", "Borealis": "rendered"}
    assert files(tmp_path / "out" / "Acme") == set(FILES)
    assert files(tmp_path / "out" / "Borealis") == set(FILES)


def test_what_is_wrong_with_one_client_does_not_stop_the_others(
    clients: Clients, run: Run, tmp_path: Path
) -> None:
    folder = clients({"A": FINE, "B": WRONG, "C": UNFINISHED, "D": FINE, "E": FINE})
    (folder / "E" / "case.json").write_text('{"client": "E", ', encoding="utf-8")
    report = run(folder)
    assert [result.status for result in report.results] == [
        Status.RENDERED, Status.FAILED, Status.NOT_READY, Status.RENDERED, Status.FAILED,
    ]  # fmt: skip
    by_source = {Path(result.source).parent.name: result for result in report.results}
    assert [problem.where for problem in by_source["B"].problems] == ["restriction.noticed_on"]
    assert [problem.where for problem in by_source["C"].problems] == ["restriction.noticed_on"]
    assert "this is not JSON" in by_source["E"].problems[0].what
    assert {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()} == {
        "A", "D", ".poa",
    }  # fmt: skip
    assert not report.is_good


def test_what_did_not_change_is_not_made_again(clients: Clients, run: Run, tmp_path: Path) -> None:
    folder = clients({"Acme": FINE, "Borealis": FINE})
    run(folder)
    before = (tmp_path / "out" / "Acme" / "appeal.txt").stat().st_mtime_ns
    report = run(folder, today=date(2026, 7, 5))
    assert statuses(report) == {"Acme": "unchanged", "Borealis": "unchanged"}
    assert (tmp_path / "out" / "Acme" / "appeal.txt").stat().st_mtime_ns == before
    assert report.results[0].dated == "2026-06-30"


@pytest.mark.parametrize("what", ["answer", "exhibit", "stamp", "file gone", "force", "date"])
def test_what_changed_is_made_again(
    clients: Clients, run: Run, tmp_path: Path, today: date, what: str
) -> None:
    folder = clients({"Acme": FINE, "Borealis": FINE})
    run(folder)
    options: dict[str, Any] = {}
    match what:
        case "answer":
            clients({"Acme": {"seller.store_name": "Acme Home"}})
        case "exhibit":
            exhibit = next((folder / "Acme" / "exhibits").iterdir())
            exhibit.write_bytes(exhibit.read_bytes() + b" ")
        case "stamp":
            options["stamp"] = "another"
        case "file gone":
            (tmp_path / "out" / "Acme" / "appeal.eml").unlink()
        case "force":
            options["force"] = True
        case "date":
            options |= {"today": today + timedelta(days=1), "is_dated": True}
    report = run(folder, **options)
    others = "rendered" if what in ("stamp", "force", "date") else "unchanged"
    assert statuses(report) == {"Acme": "rendered", "Borealis": others}
    assert files(tmp_path / "out" / "Acme") == set(FILES)


def test_an_earlier_appeal_stays_until_the_new_one_can_be_made(
    clients: Clients, run: Run, tmp_path: Path
) -> None:
    run(clients({"Acme": FINE}))
    letter = (tmp_path / "out" / "Acme" / "appeal.txt").read_bytes()
    result = run(clients({"Acme": WRONG})).results[0]
    assert (result.status, result.earlier, result.dated) == (Status.FAILED, True, "2026-06-30")
    assert (tmp_path / "out" / "Acme" / "appeal.txt").read_bytes() == letter


def test_a_client_that_stands_twice_is_made_from_neither(
    clients: Clients, run: Run, tmp_path: Path
) -> None:
    folder = clients({"Acme": FINE, "Borealis": FINE})
    again = clients({"Acme": FINE}) / "Acme" / "case.json"
    (folder / "again.json").write_bytes(again.read_bytes())
    report = run(folder)
    failed = [result for result in report.results if result.status is Status.FAILED]
    assert [result.client for result in failed] == ["Acme", "Acme"]
    assert all("stands 2 times" in result.problems[0].what for result in failed)
    assert not (tmp_path / "out" / "Acme").exists()
    assert (tmp_path / "out" / "Borealis").exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme", "ACME"), ("Acme/Home", "Acme Home"), ("Caf\u00e9", "Cafe\u0301"), ("😀", "🎉")],
)
def test_two_clients_never_share_a_folder(
    run: Run, tmp_path: Path, one: str, other: str, make_facts: Callable[..., dict[str, Any]]
) -> None:
    lines = [json.dumps(make_facts({"client": name, "exhibits": []})) for name in (one, other)]
    source = tmp_path / "clients.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    report = run(source)
    assert [result.status for result in report.results] == [Status.FAILED, Status.FAILED]
    assert all("the same folder" in result.problems[0].what for result in report.results)


def test_a_folder_that_no_batch_made_is_left_alone(
    clients: Clients, run: Run, tmp_path: Path
) -> None:
    mine = tmp_path / "out" / "Acme" / "appeal.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("my own letter", encoding="utf-8")
    folder = clients({"Acme": FINE})
    result = run(folder).results[0]
    assert result.status is Status.FAILED
    assert "was there before" in result.problems[0].what
    assert mine.read_text(encoding="utf-8") == "my own letter"
    assert run(folder, force=True).is_good
    kept = mine.with_name("edited-appeal.txt")
    assert kept.read_text(encoding="utf-8") == "my own letter"


def test_the_appeal_of_another_client_is_left_alone(
    clients: Clients, run: Run, tmp_path: Path
) -> None:
    run(clients({"😀": FINE}))
    letter = (tmp_path / "out" / "client" / "appeal.txt").read_bytes()
    result = run(clients({"🎉": FINE}), force=True).results[0]
    assert result.status is Status.FAILED
    assert 'the appeal of another client, "😀"' in result.problems[0].what
    assert (tmp_path / "out" / "client" / "appeal.txt").read_bytes() == letter


def test_folders_of_clients_who_left_are_named_and_kept(
    clients: Clients, run: Run, tmp_path: Path
) -> None:
    folder = clients({"Acme": FINE, "Borealis": FINE, "Casa": FINE})
    run(folder)
    (folder / "Borealis" / "case.json").unlink()
    # Who became unreadable has not left.
    (folder / "Casa" / "case.json").write_text("{", encoding="utf-8")
    assert run(folder).gone == ("Borealis",)
    assert files(tmp_path / "out" / "Borealis") == set(FILES)


def test_a_dry_run_says_the_same_and_writes_nothing(
    clients: Clients, run: Run, tmp_path: Path
) -> None:
    folder = clients({"Acme": FINE, "Borealis": WRONG})
    report = run(folder, dry_run=True)
    assert statuses(report) == {"Acme": "rendered", "Borealis": "failed"}
    assert not (tmp_path / "out").exists()
    assert statuses(run(folder)) == statuses(report)


def test_only_some_clients_are_looked_at_and_the_list_keeps_the_others(
    clients: Clients, run: Run
) -> None:
    folder = clients({"A": FINE, "B": WRONG, "C": FINE, "D": UNFINISHED})
    assert statuses(run(folder, selection=Selection(limit=2))) == {"A": "rendered", "B": "failed"}
    report = run(folder, selection=Selection(only=("C",)))
    assert statuses(report) == {"C": "rendered"}
    assert report.is_good
    assert {each.client: each.is_carried for each in report.everyone} == {
        "A": True, "B": True, "C": False,
    }  # fmt: skip
    report = run(folder, selection=Selection(only_failed=True))
    assert statuses(report) == {"B": "failed", "D": "not-ready"}
    assert len(report.everyone) == 4


def test_a_client_that_is_asked_for_and_not_there_is_a_wrong_wish(
    clients: Clients, run: Run
) -> None:
    with pytest.raises(PoaError) as refused:
        run(clients({"acme": FINE}), selection=Selection(only=("acne",)))
    assert refused.value.problems[0].fix == 'Did you mean "acme"?'


def test_the_list_on_disk_holds_what_was_told(clients: Clients, run: Run, tmp_path: Path) -> None:
    run(clients({"A": FINE, "B": WRONG}))
    listed = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))["result"]
    assert {key: listed[key] for key in ("cases", "rendered", "unchanged", "failed")} == {
        "cases": 2, "rendered": 1, "unchanged": 0, "failed": 1,
    }  # fmt: skip
    assert [client["status"] for client in listed["clients"]] == ["rendered", "failed"]


def test_two_processes_make_the_same_bytes_in_the_same_order(
    clients: Clients, run: Run, appeals: Callable[[Path], dict[str, bytes]], tmp_path: Path
) -> None:
    folder = clients({f"client {number}": WRONG if number == 3 else FINE for number in range(40)})
    one = run(folder, out=tmp_path / "one")
    two = run(folder, out=tmp_path / "two", jobs=2)
    assert [result.client for result in one.results] == [result.client for result in two.results]
    assert appeals(tmp_path / "one") == appeals(tmp_path / "two")


@pytest.mark.parametrize(
    "name", ["CON", "nul.txt", "../../etc", "a" * 300, "/absolute", "...", "a:b"]
)
def test_a_wild_name_stays_inside_the_output_folder(
    clients: Clients, run: Run, tmp_path: Path, name: str
) -> None:
    result = run(clients({name: FINE})).results[0]
    if result.status is Status.FAILED:
        assert [problem.where for problem in result.problems] == ["client"]
        return
    made = (tmp_path / "out" / result.folder).resolve()
    assert made.parent == (tmp_path / "out").resolve()
    assert files(made) == set(FILES)


def test_clients_inside_the_output_folder_are_refused(
    clients: Clients, run: Run, tmp_path: Path
) -> None:
    folder = clients({"Acme": FINE})
    with pytest.raises(PoaError, match="cannot be read"):
        run(folder, out=folder)
    assert not (folder / ".poa").exists()


def test_appeals_inside_the_folder_of_clients_are_not_read_again(
    clients: Clients, run: Run
) -> None:
    folder = clients({"Acme": FINE})
    run(folder, out=folder / "appeals")
    assert statuses(run(folder, out=folder / "appeals")) == {"Acme": "unchanged"}


def test_options_are_plain_enough_to_travel_to_a_worker(today: date, tmp_path: Path) -> None:
    import pickle

    options = BatchOptions(tmp_path, today)
    assert pickle.loads(pickle.dumps(options)) == options  # noqa: S301 - our own


def test_the_sample_sheet_gives_six_appeals_and_two_clients_to_mend(
    run: Run, tmp_path: Path
) -> None:
    samples = shipped("samples")
    report = run(samples / "clients.xlsx")
    assert (report.counts.rendered, report.counts.failed) == (6, 2)
    problems = [str(problem) for result in report.results for problem in result.problems]
    assert any('row 8, column "Notice came on"' in problem for problem in problems)
    again = run(samples / "clients.csv", out=tmp_path / "csv")
    assert statuses(again) == statuses(report)


def test_a_row_of_no_client_needs_attention_and_is_no_client(run: Run, tmp_path: Path) -> None:
    shutil.copytree(shipped("samples"), tmp_path / "in")
    actions = tmp_path / "in" / "clients-actions.csv"
    text = actions.read_text(encoding="utf-8-sig").rstrip("\r\n")
    last = text.splitlines()[-1]
    actions.write_text(f"{text}\r\n{last.replace(last.split(',')[0], 'nobody', 1)}\r\n", "utf-8")
    report = run(tmp_path / "in" / "clients.csv")
    assert report.counts.cases == 8
    assert [problem.what for problem in report.problems] == ['there is no client "nobody"']
    text = actions.read_text(encoding="utf-8")
    actions.write_text(text + text.splitlines()[-1] + "\r\n", "utf-8")
    again = run(tmp_path / "in" / "clients.csv")
    assert [problem.what for problem in again.problems] == [
        'there is no client "nobody"; 1 more like this'
    ]
    assert not report.is_good


def test_more_clients_than_are_kept_in_memory_are_all_made(
    run: Run, tmp_path: Path, make_facts: Callable[..., dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("poa.batch.run._MOST_KEPT", 2)
    shutil.copytree(shipped("samples/inform/exhibits"), tmp_path / "exhibits")
    lines = [
        json.dumps(make_facts({"client": f"client {number}"}, sample="inform"))
        for number in range(5)
    ]
    source = tmp_path / "clients.jsonl"
    source.write_text("\n".join(["{", *lines]), encoding="utf-8")
    report = run(source)
    assert (report.counts.failed, report.counts.rendered) == (1, 5)
    assert len(list((tmp_path / "out").glob("client*"))) == 5


def test_an_appeal_is_the_same_whoever_asks_for_it(
    clients: Clients, run: Run, tmp_path: Path
) -> None:
    folder = clients({"Acme": FINE}, sample="several-causes")
    run(folder)
    with pytest.raises(SystemExit) as left:
        main(["render", str(folder / "Acme/case.json"), "--out", str(tmp_path / "one"),
              "--date", "2026-06-30"])  # fmt: skip
    assert not left.value.code
    for name in FILES:
        alone = (tmp_path / "one" / "Acme" / name).read_bytes()
        assert (tmp_path / "out" / "Acme" / name).read_bytes() == alone


def test_what_is_said_of_several_files_is_said_once(run: Run, tmp_path: Path) -> None:
    shutil.copytree(shipped("samples"), tmp_path / "in")
    for file in (tmp_path / "in").glob("clients*.csv"):
        text = file.read_text(encoding="utf-8-sig").replace("\u2019", "'")
        file.write_bytes(text.encode("cp1252", "replace"))
    notes = run(tmp_path / "in" / "clients.csv", dry_run=True).notes
    said = [note for note in notes if "Windows-1252" in note]
    assert len(said) == 1
    assert said[0].startswith("clients.csv and ")


def test_notes_without_a_place_stay_as_they_are() -> None:
    notes = [Note("sheet A is not read"), Note("sheet B is not read"), Note("x.csv: so")]
    assert _grouped_notes(notes) == ("sheet A is not read", "sheet B is not read", "x.csv: so")
