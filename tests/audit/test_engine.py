import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa.audit.engine import Audit, Plan
from poa.audit.into import fill_case
from poa.audit.judge import judge_text
from poa.audit.marks import marked
from poa.audit.masking import HIDDEN, mask
from poa.audit.meaning import find_meaning
from poa.audit.report import formula_safe
from poa.audit.rewrite import propose
from poa.audit.same import Judgements
from poa.causes import Cause
from poa.cli import main
from poa.message import Message
from poa.sample import message_log

GATED = "Dear {name},\n\nif you are happy, please leave us a 5 star review. Order {order}."
CLEAN = "Which colour do you want for order 113-1234567-1234567? We cannot ship it without."


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main(["audit", *map(str, arguments)])
    return int(left.value.code or 0)


def log(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["order id", "subject", "body", "sent on", "buyer"], *rows])
    return path


@pytest.fixture
def offending(tmp_path: Path) -> Path:
    rows = []
    for number, name in enumerate(("Anna Keller", "Tom Brown")):
        order = f"113-1234567-123456{number}"
        body = GATED.format(name=name, order=order)
        rows.append([order, f"For {name}", body, f"2026-03-0{number + 1}", name])
    return log(tmp_path / "sent.csv", rows)


def test_the_json_has_the_promised_keys_and_offsets(
    offending: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(offending, "--format", "json") == 1
    result = json.loads(capsys.readouterr().out)["result"]
    assert result["summary"]["violations"] == 2
    assert result["summary"]["by_cause"]["review-manipulation"] == 2
    assert result["files"][0]["file"] == "sent.csv"
    body = GATED.format(name="Tom Brown", order="113-1234567-1234561")
    second = result["messages"][1]
    assert second["source"] == "sent.csv:3"
    for finding in second["findings"]:
        if finding["field"] == "body":
            assert body[finding["start"] : finding["end"]] == finding["excerpt"]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "sarif", "html", "text"])
def test_buyers_are_masked_everywhere_unless_told(
    offending: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(offending, "--format", form)
    shown = capsys.readouterr().out
    assert shown
    assert "Keller" not in shown
    run(offending, "--format", "jsonl", "--no-mask")
    assert "Keller" in capsys.readouterr().out


def test_sarif_names_rules_levels_and_places(
    offending: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(offending, "--format", "sarif")
    shape = json.loads(capsys.readouterr().out)
    assert shape["version"] == "2.1.0"
    [one] = shape["runs"]
    ids = {rule["id"] for rule in one["tool"]["driver"]["rules"]}
    for result in one["results"]:
        assert result["ruleId"] in ids
        assert result["level"] in ("error", "warning")
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "sent.csv"
        assert place["region"]["startLine"] in (2, 3)


def test_the_page_runs_nothing_loads_nothing_and_escapes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = "<script>alert(1)</script> use code SAVE20 for 20% off your next order"
    file = log(tmp_path / "a.csv", [["1", "a < b & code SAVE20", body, "", ""]])
    run(file, "--format", "html", "--noticed-on", "2026-03-01")
    page = capsys.readouterr().out
    assert "<script" not in page
    assert "a &lt; b &amp;" in page
    assert "src=" not in page
    assert "<mark" in page


def test_messages_that_differ_in_name_and_order_are_one_wording(offending: Path) -> None:
    audit = Audit(Plan((offending,)))
    audit.finish()
    [group] = audit.tally.worst()
    assert group.spread.messages == 2
    assert (group.spread.first_on, group.spread.last_on) == (date(2026, 3, 1), date(2026, 3, 2))


def test_nothing_found_is_0_and_an_unreadable_row_is_not(tmp_path: Path) -> None:
    row = ["113-1234567-1234567", "Order 113-1234567-1234567", CLEAN, "2026-03-01", ""]
    assert run(log(tmp_path / "a.csv", [row])) == 0
    assert run(log(tmp_path / "b.csv", [row, ["only one"]])) == 1


def test_an_unreadable_file_is_an_error_alone_and_a_problem_among_others(
    tmp_path: Path, offending: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "x.xlsx"
    broken.write_text("no")
    assert run(broken, "--format", "json") == 2
    assert "x.xlsx" in json.loads(capsys.readouterr().out)["error"]["problems"][0]["where"]
    assert run(broken, offending, "--format", "json") == 1
    files = json.loads(capsys.readouterr().out)["result"]["files"]
    assert {file["file"]: file["unreadable"] for file in files} == {"sent.csv": 0, "x.xlsx": 1}


def test_two_processes_give_what_one_gives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(message_log(60), encoding="utf-8")
    monkeypatch.setattr("poa.audit.judging._WORTH_PROCESSES", 2)
    run(file, "--format", "jsonl", "--jobs", "1")
    one = capsys.readouterr().out
    run(file, "--format", "jsonl", "--jobs", "2")
    assert capsys.readouterr().out == one


def test_a_rule_that_is_off_is_off_and_a_reason_sets_findings_aside(
    tmp_path: Path, offending: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(offending, "--format", "json")
    messages = json.loads(capsys.readouterr().out)["result"]["messages"]
    rules = {finding["rule"] for message in messages for finding in message["findings"]}
    off = tmp_path / "off.toml"
    off.write_text("[rules]\n" + "".join(f'{rule} = "off"\n' for rule in rules))
    assert run(offending, "--settings", off) == 0
    aside = tmp_path / "aside.toml"
    for until, left in (("2999-01-01", 0), ("2020-01-01", 1)):
        aside.write_text("".join(
            f'[[suppress]]\nrule = "{rule}"\nreason = "looked at it"\nuntil = {until}\n'
            for rule in rules
        ))  # fmt: skip
        assert run(offending, "--settings", aside) == left
    off.write_text('[rules]\nreview-gatin = "off"\n')
    assert run(offending, "--settings", off) == 2
    assert "Did you mean review-gating?" in capsys.readouterr().err


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_remembered_judgement_is_the_judgement(before: str, after: str) -> None:
    judgements = Judgements()
    for name, order in (("Anna", "113-1234567-1234567"), ("Maximilian", "999-7654321-7654321")):
        body = f"Dear {name},\n{before} {order} use code SAVE20 for 20% off {after}"
        message = Message("1", "test", "s", body, language="en", order_id=order)
        for one in (message, message._replace(order_id="")):
            assert judgements.judge(one) == judge_text("s", body, "en")


@pytest.mark.parametrize(
    ("text", "buyer", "left"),
    [
        ("Dear Anna Keller, hello", "", f"Dear {HIDDEN}, hello"),
        ("Dear customer, hello", "", "Dear customer, hello"),
        ("ask a1b2@marketplace.amazon.co.uk now", "", f"ask {HIDDEN} now"),
        ("write to shop@example.com", "", "write to shop@example.com"),
        ("it is for KELLER", "Anna Keller <k@example.org>", f"it is for {HIDDEN}"),
        ("order 113-1234567-1234567", "", "order 113-1234567-1234567"),
        ("to 12 Long Acre Road, Springfield", "", f"to {HIDDEN}, Springfield"),
    ],
)
def test_what_tells_who_the_buyer_is_is_hidden(text: str, buyer: str, left: str) -> None:
    assert mask(text, buyer) == left


@given(st.text(max_size=300), st.text(max_size=20))
def test_masking_never_fails(text: str, buyer: str) -> None:
    assert isinstance(mask(text, buyer), str)


def test_masking_and_rewriting_survive_a_megabyte_of_one_letter() -> None:
    for letter in ("a", "A", " ", ".", "1"):
        assert mask(letter * 1_000_000)


def test_marks_stand_on_the_words_of_a_page_behind_an_emoji() -> None:
    body = "<p>🎁 Use&nbsp;<b>code SAVE20</b> for 20% off your next order</p>"
    findings = [one for one in judge_text("", body).findings if one.rule == "promotion"]
    assert findings
    pieces = marked(body, findings)
    words = " ".join(piece.text for piece in pieces if piece.severity)
    assert "<" not in words
    assert "code" in words


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝x"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert formula_safe(cell) == f"'{cell}"


def test_the_csv_has_one_row_for_each_finding(
    offending: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(offending, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["source"] for row in rows} == {"sent.csv:2", "sent.csv:3"}
    assert all(row["rule"] and row["why"] for row in rows)


def test_a_dispute_needs_every_channel_and_not_one_finding(tmp_path: Path, offending: Path) -> None:
    row = ["113-1234567-1234567", "Order 113-1234567-1234567", CLEAN, "2026-03-01", ""]
    clean = Audit(Plan((log(tmp_path / "a.csv", [row]),)))
    clean.finish()
    assert find_meaning(clean.tally, all_channels=True).dispute
    assert not find_meaning(clean.tally, all_channels=False).dispute
    bad = Audit(Plan((offending,)))
    bad.finish()
    meaning = find_meaning(bad.tally, all_channels=True)
    assert not meaning.dispute
    assert meaning.causes == (Cause.REVIEW_MANIPULATION,)


def test_a_case_gets_numbers_and_keeps_what_the_seller_wrote(offending: Path) -> None:
    audit = Audit(Plan((offending,)))
    audit.finish()
    given = [{"cause": "marketing", "actions": []}]
    case: dict[str, Any] = {"causes": given, "audit": {"checked_by": "Ana Ruiz"}}
    for _ in range(2):  # a second audit adds nothing twice
        case = fill_case(case, audit.tally, all_channels=False, today=date(2026, 3, 3))
    assert case["causes"] == [
        {"cause": "marketing", "actions": []}, {"cause": "review-manipulation"},
    ]  # fmt: skip
    facts: dict[str, Any] = case["audit"]
    assert facts["checked_by"] == "Ana Ruiz"
    assert facts["violations"]["review-manipulation"] == 2
    assert "complaints" not in facts["violations"]
    assert "all_channels" not in facts
    assert facts["exhibits"] == ["A"]


def test_a_proposal_takes_out_the_sentence_and_leaves_the_rest() -> None:
    body = f"{CLEAN} Please answer this message. Use code SAVE20 for 20% off your next order."
    proposal = propose(Message("1", "t.txt", "Your colour", body, is_template=True))
    assert "SAVE20" not in proposal.body
    assert CLEAN in proposal.body
    assert not judge_text(proposal.subject, proposal.body).findings
    assert not proposal.remaining


def test_the_original_template_is_never_touched(tmp_path: Path) -> None:
    template = tmp_path / "t.txt"
    template.write_text(
        f"{CLEAN} Please answer this message. Use code SAVE20 for 20% off your next order."
    )
    before = template.read_bytes()
    assert run(template, "--rewrite", tmp_path / "out") == 1
    assert template.read_bytes() == before
    assert "SAVE20" not in next((tmp_path / "out").glob("*-proposal.txt")).read_text()
    assert run(template, "--rewrite", tmp_path / "out") == 2  # never over files


def test_the_sample_log_is_the_same_every_time_and_has_findings(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    with pytest.raises(SystemExit):
        main(["sample", "messages", str(file)])
    assert file.read_text(encoding="utf-8-sig").splitlines() == message_log().splitlines()
    audit = Audit(Plan((file,)))
    audit.finish()
    assert {Cause.MARKETING, Cause.REVIEW_MANIPULATION, Cause.REPEAT_REQUESTS} <= set(
        audit.tally.by_cause
    )
    assert audit.tally.incoming
    assert audit.tally.violations < audit.tally.all.messages / 2


def test_every_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--list-rules") == 0
    assert "review-incentive" in capsys.readouterr().out


def _template(body: str) -> Message:
    return Message("1", "ask.txt", "Order", body, is_template=True)


def test_a_proposal_drops_only_the_condition_where_that_is_enough() -> None:
    proposal = propose(
        _template("Hello.\n\nIf you are happy with it, please leave a review. Order [Order ID].")
    )
    assert proposal.body == "Hello.\n\nPlease leave a review. Order [Order ID]."
    assert proposal.done == ("Condition dropped: If you are happy with it",)


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Leave a 5-star review. Which colour do you need?", "Which colour do you need?"),
        ("Use code SAVE20 for 20% off. Please confirm your house number.", "Please confirm your"),
    ],
)
def test_a_short_question_that_the_order_needs_stays(body: str, left: str) -> None:
    assert propose(_template(body)).body.startswith(left)


def test_a_proposal_for_a_megabyte_says_in_time_that_it_is_no_message() -> None:
    body = "If you are happy, leave us a 5-star review. Which size do you need? " * 15_000
    proposal = propose(_template(body))
    assert proposal.body == ""
    assert proposal.done == ("Do not send it: it is far too long for a message.",)


def test_a_condition_behind_the_request_goes_with_its_sentence() -> None:
    body = "Which size do you need? Please leave a review, if you are happy with it."
    assert propose(_template(body)).body == "Which size do you need?"
