"""Inputs and surroundings that broke tools of this kind, and that no other test tries here."""

import ast
import io
import json
import re
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from poa.audit.rule import load_rules
from poa.case import Case
from poa.check import check_text
from poa.cli import main
from poa.documents.brand import load_brand
from poa.documents.cover_note import render_cover_note
from poa.errors import InvalidCaseError, PoaError
from poa.plan import build_plan
from poa.resources import shipped
from tests.conftest import TODAY
from tests.proofs.ways_out import appeal_texts, rendered

_ROOT = Path(__file__).parents[2]
_RULE_CASES = _ROOT / "tests" / "audit" / "cases"
MakeCase = Callable[..., Case]
CaseFolder = Callable[..., Path]
Capture = pytest.CaptureFixture[str]


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def test_an_emoji_is_the_same_in_every_text_of_an_appeal(make_case: MakeCase) -> None:
    words = "The form sent 🕯️ to 👩‍👩‍👧 and e\u0301 to Ｆｕｌｌ and 한국어"
    case = make_case({"causes[0].root_cause": {"own_words": words, "exhibits": ["A"]}})
    texts = appeal_texts(rendered(case))
    assert {name for name, text in texts.items() if words in text} == {
        "appeal.txt", "appeal.eml text", "appeal.eml page", "appeal.docx", "appeal.docx attached",
        "fact-sheet.md", "case.json",
    }  # fmt: skip


def test_every_style_names_a_typeface_for_east_asian_words(make_case: MakeCase) -> None:
    files = rendered(make_case())
    for name in ("appeal.docx", "checklist.docx"):
        styles = docx.Document(io.BytesIO(files[name])).styles.element
        fonts = list(styles.iter(qn("w:rFonts")))
        assert styles.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}") is not None
        assert all(font.get(qn("w:eastAsia")) for font in fonts)


_PROSE = "causes[0].root_cause"


@pytest.mark.parametrize(
    "changes",
    [
        {"client": "x" * 2_000_000},
        {"restriction.notice_text": "x " * 1_000_000},
        {_PROSE: {"own_words": "Word. " * 350_000}},
        {_PROSE: {"own_words": "Line\n" * 400_000}},
        {"causes[0].root_cause.facts.tool": "x" * 2_000_000},
        {"causes[0].actions[0].facts.campaigns": ["x" * 9_000] * 220},
        {"causes[0].actions[0].facts.campaigns": ["x"] * 1_000_000},
        {"exhibits[0].shows": "\u200b" * 2_000_000},
        {"causes[0].actions[0].facts.campaigns": ["x" * 9_000, "y" * 9_000]},
    ],
)
def test_two_megabytes_in_one_answer_are_refused_or_written_in_full(
    make_case: MakeCase, changes: dict[str, Any]
) -> None:
    began = time.process_time()
    try:
        files = rendered(make_case(changes))
    except InvalidCaseError as error:
        assert all(len(str(problem)) < 500 for problem in error.problems)  # noqa: PT017
    else:
        ((_, given),) = changes.items()
        letter = appeal_texts(files)["appeal.txt"]
        assert all(each in letter for each in given)
    assert time.process_time() - began < 10


_ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ client.__class__ }}",
    "{{ client|attr('__class__') }}",
    "{{ '%s'.format(client) }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ config }}",
    "{{ 'x' * 50000000 }}",
    "{{ range(99999999)|list }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends '../letter.toml' %}",
    "{% for x in range(9999999) %}{% endfor %}",
    "{# {{ client }} #}",
    "{{client}}",
    "{{ client",
    "{{ " + "x" * 500 + " }}",
    "{{\nclient.__class__ }}",
]
_PLAIN = [
    "${client} %(client)s {client} {0.__class__} <%= 7*7 %> $(id) `id` !!python/object:os.system x",
    "{ { client } }",
    "# line statement",
]


@pytest.mark.parametrize("words", _ESCAPES)
def test_a_cover_note_runs_nothing(tmp_path: Path, words: str) -> None:
    (tmp_path / "brand.toml").write_text("", encoding="utf-8")
    (tmp_path / "cover-note.txt").write_text(f"Dear client,\n{words}\n", encoding="utf-8")
    with pytest.raises(PoaError) as refused:
        load_brand(tmp_path)
    assert "cover-note.txt, line 2" in refused.value.problems[0].where


@pytest.mark.parametrize("words", _PLAIN)
def test_a_cover_note_says_the_signs_of_other_languages_as_they_are(
    tmp_path: Path, make_case: MakeCase, words: str
) -> None:
    (tmp_path / "brand.toml").write_text("", encoding="utf-8")
    (tmp_path / "cover-note.txt").write_text(words, encoding="utf-8")
    note = load_brand(tmp_path).cover_note
    assert note
    said = render_cover_note(note, build_plan(make_case(), today=TODAY), TODAY)
    assert said.content.decode() == f"{words}\n"


class Console:
    """Takes the place of both streams, in an encoding that may not know every character."""

    def __init__(self, encoding: str, patch: pytest.MonkeyPatch) -> None:
        self._encoding, self._patch = encoding, patch

    def run(self, *arguments: str | Path, typed: str = "") -> tuple[int, str, str]:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding=self._encoding) for _ in range(2)]
        with self._patch.context() as patch:
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8"))
            code = run(*arguments)
            for stream in streams:
                stream.flush()
        out, err = (stream.buffer.getvalue().decode(self._encoding) for stream in streams)
        return code, out, err


_FOREIGN = "山音 ✓ “Größe” — Zoë 🕯️ ☐ łódź"
_NOTICE = f"{_FOREIGN}: you may no longer send proactive messages to buyers for 30 days."
_LETTER = f"Dear Amazon,\n{_FOREIGN} [your name] will improve… “very soon” – promised.\n"
_MESSAGE = f"{_FOREIGN}: leave us a 5-star review and get 10$ back! 👍"
_COMMANDS: dict[str, tuple[list[str], str]] = {
    "render": (["render", "CASE", "--out", "OUT", "--date", "2026-06-30"], ""),
    "render --only text": (["render", "CASE", "--only", "text", "--date", "2026-06-30"], ""),
    "render json": (["render", "CASE", "--out", "OUT", "--date", "2026-06-30", "-f", "json"], ""),
    "render of a wrong case": (["render", "WRONG", "--out", "OUT"], ""),
    "check": (["check", "-"], _LETTER),
    "check json": (["check", "-", "-f", "json"], _LETTER),
    "audit": (["audit", "MESSAGES"], ""),
    "audit csv": (["audit", "MESSAGES", "-f", "csv"], ""),
    "audit html": (["audit", "MESSAGES", "-f", "html"], ""),
    "audit sarif": (["audit", "MESSAGES", "-f", "sarif"], ""),
    "audit rules": (["audit", "--list-rules"], ""),
    "triage": (["triage"], _NOTICE),
    "triage json": (["triage", "-f", "json"], _NOTICE),
    "explain": (["explain", "marketing"], ""),
    "schema": (["schema"], ""),
    "sample": (["sample", "case", "NEW"], ""),
    "wizard": (["wizard", "--plain", "--case", "MINE"], f"{_NOTICE}\n.\n1\n{_FOREIGN}\n"),
    "batch": (["batch", "FOLDER", "--out", "OUT", "--date", "2026-06-30"], ""),
    "usage": (["render", "--nonsense", _FOREIGN], ""),
}


@pytest.fixture
def places(tmp_path: Path, case_folder: CaseFolder) -> Callable[[str], list[str]]:
    """The words of a command line with the places on this disk."""
    foreign = {"seller.store_name": _FOREIGN, "client": "zoë 山音"}
    folder = case_folder(foreign)
    (tmp_path / "wrong.json").write_text(
        json.dumps({"client": _FOREIGN, _FOREIGN: 1, "route": _FOREIGN}), encoding="utf-8"
    )
    (tmp_path / "sent ✓.jsonl").write_text(
        json.dumps({"id": _FOREIGN, "subject": _FOREIGN, "body": _MESSAGE}), encoding="utf-8"
    )
    named = {
        "CASE": folder / "case.json", "WRONG": tmp_path / "wrong.json", "OUT": tmp_path / "out ✓",
        "MESSAGES": tmp_path / "sent ✓.jsonl", "NEW": tmp_path / "new ✓", "FOLDER": folder,
        "MINE": tmp_path / "mine" / "case.json",
    }  # fmt: skip
    return lambda command: [str(named.get(word, word)) for word in _COMMANDS[command][0]]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "cp932"])
@pytest.mark.parametrize("command", _COMMANDS)
def test_a_poor_console_gets_every_word_and_no_traceback(
    places: Callable[[str], list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: str,
    encoding: str,
) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    words, typed = places(command), _COMMANDS[command][1]
    rich = Console("utf-8", monkeypatch).run(*words, typed=typed)
    for made in ("out ✓", "new ✓", "mine"):
        if (tmp_path / made).exists():
            (tmp_path / made).rename(tmp_path / f"{made} before")
    poor = Console(encoding, monkeypatch).run(*words, typed=typed)
    assert poor[0] == rich[0]
    if command != "audit":  # its examples are cut to the width, and a question mark is narrower
        assert [_words(text) for text in poor[1:]] == [_words(text) for text in rich[1:]]
    assert any(poor[1:])


def _words(text: str) -> list[str]:
    """The words that every console can show; what stands for others may differ."""
    return re.findall(r"(?<![^\s(])[A-Za-z]{3,}(?=[\s,.)])", text)


@pytest.mark.parametrize("command", _COMMANDS)
def test_forty_columns_without_colour_are_enough(
    places: Callable[[str], list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: str,
) -> None:
    for name, value in {"COLUMNS": "40", "NO_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    words, typed = places(command), _COMMANDS[command][1]
    narrow = Console("utf-8", monkeypatch).run(*words, typed=typed)
    assert "\x1b" not in narrow[1] + narrow[2]
    for made in ("out ✓", "new ✓", "mine"):
        if (tmp_path / made).exists():
            (tmp_path / made).rename(tmp_path / f"{made} before")
    monkeypatch.setenv("COLUMNS", "500")
    wide = Console("utf-8", monkeypatch).run(*words, typed=typed)
    if command != "audit":  # its examples are cut to the width
        assert [_joined(text) for text in narrow[1:]] == [_joined(text) for text in wide[1:]]


def _joined(text: str) -> str:
    """The text without its breaks; a narrow window may break a long word too."""
    return re.sub(r"[\s─-]", "", text)


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


def _asked_for(*extras: str) -> set[str]:
    """The modules of the libraries that pyproject names, and of those extras."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    named = {re.split(r"[<>=\[ ]", line)[0].lower() for line in lines}
    return {
        module
        for module, sources in packages_distributions().items()
        if named & {source.lower() for source in sources}
    }


def _unasked(files: Iterable[Path], known: set[str]) -> set[str]:
    known = known | set(sys.stdlib_module_names)
    return {name for file in files for name in _imported(file) if name not in known}


def test_nothing_is_imported_that_was_not_asked_for() -> None:
    program, tests = (_ROOT / folder for folder in ("poa", "tests"))
    # python-docx, questionary and pydantic cannot do without these, and show them in their types.
    shown = {"lxml", "prompt_toolkit", "pydantic_core"}
    assert _unasked(program.rglob("*.py"), {"poa", *shown, *_asked_for("fast")}) == set()
    assert _unasked(tests.rglob("*.py"), {"poa", "tests", *shown, *_asked_for("dev")}) == set()


_TAG = """Dear Amazon,

On 3 March 2026 we found that our template "Delivery" put [Important] in front of its subject. Ana
Ruiz, owner, took [Important] out of the subject on 4 March 2026 (Exhibit A).
"""


@pytest.mark.parametrize("tag", ["[Important]", "[important]", "[IMPORTANT]"])
def test_the_tag_is_no_placeholder_and_a_placeholder_is(tag: str) -> None:
    def gaps(text: str) -> list[str]:
        found = check_text(text).findings
        return [each.excerpt for each in found if each.rule == "placeholders-left"]

    assert gaps(_TAG.replace("[Important]", tag)) == []
    for gap in ("[Your Name]", "[name]", "[Wichtig: Datum]", "[DATE]"):
        assert set(gaps(f"{_TAG.replace('[Important]', tag)}\n{gap}\n")) == {gap}


def _flagged() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(_RULE_CASES.glob("*.toml")):
        case = tomllib.loads(file.read_text(encoding="utf-8"))["flags"][0]
        fields: dict[str, Any] = {"body": case} if isinstance(case, str) else dict(case)
        fields["body"] *= fields.pop("times", 1)
        yield file.stem, fields


def test_every_rule_for_messages_has_an_off_switch_that_works(
    tmp_path: Path, capsys: Capture
) -> None:
    one_a_day = {"order_id": "113-1234567-1234567", "sent_on": "2026-03-02"}
    messages = [{"id": rule, "subject": "Your order", **fields} for rule, fields in _flagged()]
    messages += [{"id": "many", "body": "Thank you.", **one_a_day} for _ in range(40)]
    log, settings = tmp_path / "sent.jsonl", tmp_path / "off.toml"
    lines = (json.dumps(each, default=str) for each in messages)
    log.write_text("\n".join(lines), encoding="utf-8")

    def rules_found(*options: str | Path) -> set[str]:
        run("audit", log, "--format", "json", "--jobs", "1", "--daily-orders", "1", *options)
        result = json.loads(capsys.readouterr().out)["result"]
        return {each["rule"] for message in result["messages"] for each in message["findings"]}

    # A day with too many messages is shown by tests/audit/test_history.py.
    everything = {rule.id for rule in load_rules()} - {"many-per-day"}
    assert rules_found() >= everything
    for rule in sorted(everything):
        settings.write_text(f'[rules]\n{rule} = "off"\n', encoding="utf-8")
        assert rule not in rules_found("--settings", settings)


_SECRETS = re.compile(
    r"AKIA[0-9A-Z]{16}"
    r"|amzn\.mws\.[0-9a-f-]{36}|amzn1\.[a-z-]{3,30}\.[0-9a-f]{20}|Atz[ar]\|\w{20}"
    r"|\bgh[pousr]_\w{30}|\bgithub_pat_\w{20}|\bsk-\w{20}|\bxox[abprs]-\w{10}|\bAIza[\w-]{35}"
    r"|\beyJ[\w-]{20,200}\.eyJ|-----BEGIN [A-Z ]{0,20}PRIVATE KEY|://[^/\s:@]{1,40}:[^/\s:@]{3,40}@"
    r"|(?i:\b(?:api_?key|passw(?:or)?d|secret|access_?token)\b[\"']?\s{0,3}[:=]\s{0,3}[\"']\w{6,})"
)
_SHAPES = ["AKIA" + "A" * 16, "ghp_" + "a" * 36, 'api_key = "' + "a" * 12 + '"', "-----BEGIN "]
_SHAPES[-1] += "RSA PRIVATE KEY"


def test_no_key_and_no_password_is_in_the_source() -> None:
    assert all(_SECRETS.search(shape) for shape in _SHAPES)
    kinds = {".py", ".toml", ".md", ".txt", ".json", ".html", ".xml", ".csv", ".eml"}
    files = [
        path
        for name in ("poa", "templates", "samples", "tests", ".ci", "pyproject.toml", "README.md")
        for path in ((_ROOT / name).rglob("*") if (_ROOT / name).is_dir() else [_ROOT / name])
        if path.is_file() and (path.suffix in kinds or path.parent.name == ".ci")
    ]
    assert len(files) > 200
    assert {
        path.relative_to(_ROOT).as_posix(): found[0]
        for path in files
        if (found := _SECRETS.search(path.read_text(encoding="utf-8", errors="replace")))
    } == {}


def test_the_program_that_is_tested_is_the_one_of_this_folder() -> None:
    assert shipped("playbooks").is_relative_to(_ROOT)
