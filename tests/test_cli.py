"""The command line: what is printed where, the exit codes, and that bad input never shows a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import tawthiq
from tawthiq import cli, cli_reference, codec
from tawthiq.errors import CodecError, LexiconError
from tawthiq.text.words import Word
from tawthiq.types import CharSpan, Count, Document, Event, Extraction, Place, Time

ROOT = Path(__file__).parents[1]
TEXT = "قُتل 7 مدنيين في بلدة الزهراء"
HEAVY = ("spacy", "torch", "transformers", "datasets", "camel_tools", "ray", "rich", "numpy")
seen: list[Document] = []
loaded: list[int] = []


def fake_extract(documents: Iterable[Document], nlp: object = None) -> Iterator[Extraction]:
    """One event for each `7`, none without; a document called `bad` fails."""
    for document in documents:
        seen.append(document)
        if document.id == "bad":
            raise CodecError("two names for one place; report this text")
        events = []
        at = document.text.find("7")
        while at >= 0:
            span = CharSpan("7", at, at + 1)
            count = Count(7, 7, "exact", "person", "civilian", None, span)
            place = Place("الزهراء", span)
            time = Time(document.published, document.published)
            evidence = CharSpan(document.text[:200], 0, min(200, len(document.text)))
            id = f"{document.id}-{at}"
            events.append(
                Event(
                    id,
                    document.id,
                    "killing",
                    "asserted",
                    span,
                    (count,),
                    places=(place,),
                    time=time,
                    evidence=evidence,
                )
            )
            at = document.text.find("7", at + 1)
        yield Extraction(document, events=tuple(events))


@pytest.fixture(autouse=True)
def _extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    seen.clear()
    loaded.clear()
    monkeypatch.setattr(tawthiq, "extract", fake_extract)
    monkeypatch.setattr(tawthiq, "load", lambda: loaded.append(1))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    code = cli.main(list(map(str, argv)))
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    assert all(line.startswith("tawthiq: ") for line in err.splitlines())
    return code, out, err


def give(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(text.encode()))))


Capture = pytest.CaptureFixture[str]


def test_extract_prints_a_record_a_line(report: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, "extract", report, "--published", "2019-03-31")
    assert (code, err) == (0, "")
    assert "الزهراء" in out
    event = codec.event_from_json(json.loads(out), TEXT)
    assert (event.document, event.time.start) == ("report", date(2019, 3, 31))


def test_extract_to_a_file(report: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out.jsonl"
    for _ in range(2):  # the second run finds its own output in the folder
        assert run(capsys, "extract", tmp_path, "-o", out) == (0, "", "")
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"report.txt", "out.jsonl"}


def test_table(report: Path, tmp_path: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, "extract", report, "--format", "table")
    assert (code, err) == (0, "")
    assert "7 person/civilian" in out
    assert out.splitlines()[-1] == "1 event, 1 count in 1 document; JSON lines not written; -o FILE writes them"
    (tmp_path / "b.txt").write_text("وصل 7 ثم 7 آخرون", encoding="utf-8")
    code, out, err = run(capsys, "extract", tmp_path, "--format", "table", "-o", tmp_path / "o.jsonl")
    assert out.splitlines()[-1] == f"3 events, 3 counts in 2 documents; JSON lines in {tmp_path / 'o.jsonl'}"
    assert len((tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert out.startswith("document")


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    give(monkeypatch, TEXT)
    code, out, _ = run(capsys, "extract", "-")
    assert (code, json.loads(out)["document"]) == (0, "stdin")
    give(monkeypatch, json.dumps({"id": "x", "text": TEXT, "published": "2020-02-02"}))
    code, out, _ = run(capsys, "extract", "-", "--published", "2019-03-31")
    assert json.loads(out)["time"]["start"] == "2020-02-02"
    give(monkeypatch, "")
    assert run(capsys, "extract", "-")[::2] == (
        1, "tawthiq: standard input: is empty; was its download or export complete?\n",
    )  # fmt: skip


def test_nothing_found_is_no_failure(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "en.txt").write_text("Nobody was hurt.", encoding="utf-8")
    code, out, err = run(capsys, "extract", tmp_path)
    assert (code, out) == (0, "")
    assert err.endswith("en.txt: holds no Arabic letters; nothing will be found in it\n")
    code, out, _ = run(capsys, "extract", tmp_path, "--format", "table")
    assert out == "0 events, 0 counts in 1 document; JSON lines not written; -o FILE writes them\n"
    run(capsys, "extract", tmp_path / "en.txt", "-o", tmp_path / "o.jsonl")
    assert (tmp_path / "o.jsonl").read_text() == ""


def test_each_failure_is_named_and_all_else_is_written(report: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "bad.txt").write_text("سيئ", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "r.jsonl").write_text('{"id": "j", "text": "وصل 7"}\n{"id": "k"}\nx\n', encoding="utf-8")
    code, out, err = run(capsys, "extract", tmp_path, tmp_path / "gone.txt")
    assert code == 1
    assert [json.loads(line)["document"] for line in out.splitlines()] == ["j", "report"]
    messages = err.splitlines()
    assert len(messages) == 5
    for part in (
        f"{tmp_path}/gone.txt: there is no such file",
        f"{tmp_path}/empty.txt: is empty",
        f'{tmp_path}/r.jsonl:2: has no "text"',
        f"{tmp_path}/r.jsonl:3: is not valid JSON",
        "bad: two names for one place",
    ):
        assert any(message.startswith(f"tawthiq: {part}") for message in messages), part


@pytest.mark.parametrize(
    ("argv", "what"),
    [
        ([], "which command?"),
        (["extrakt", "x"], "invalid choice: 'extrakt'"),
        (["extract"], "arguments are required: PATH"),
        (["extract", "x", "--frobnicate"], "unrecognized arguments: --frobnicate"),
        (["extract", "x", "--pub", "2019-01-01"], "unrecognized arguments: --pub"),
        (["extract", "x", "--published", "soon"], "'soon' is not a date; write it as 2019-03-31"),
        (["extract", "x", "--format", "xml"], "invalid choice: 'xml'"),
        (["extract", "x", "-o", "no/such/folder/out.jsonl"], "there is no folder no/such/folder"),
        (["extract", "x", "-o", "."], "is a folder"),
        (["extract", __file__, "-o", __file__], "is both input and output"),
    ],
)
def test_wrong_use(argv: list[str], what: str, capsys: Capture) -> None:
    code, out, err = run(capsys, *argv)
    assert (code, out) == (2, "")
    assert what in err
    assert len(err.splitlines()) == 1
    assert not seen


def test_a_missing_word_list_is_one_line(report: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(documents: Iterable[Document], nlp: object) -> Iterator[Extraction]:
        raise LexiconError("nouns.csv:3: empty")
        yield

    monkeypatch.setattr(tawthiq, "extract", broken)
    out = report.parent / "out.jsonl"
    assert run(capsys, "extract", report, "-o", out) == (1, "", "tawthiq: nouns.csv:3: empty\n")
    assert not out.exists()


def test_interrupt_leaves_the_old_output(report: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(documents: Iterable[Document], nlp: object) -> Iterator[Extraction]:
        yield from fake_extract(documents)
        raise KeyboardInterrupt

    monkeypatch.setattr(tawthiq, "extract", interrupted)
    out = report.parent / "out.jsonl"
    out.write_text("old")
    assert run(capsys, "extract", report, "-o", out) == (130, "", "tawthiq: stopped\n")
    assert out.read_text() == "old"
    assert len(list(report.parent.iterdir())) == 2


def test_the_pipeline_is_built_once_and_only_for_documents(tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "extract", tmp_path)
    assert not loaded
    (tmp_path / "r.jsonl").write_text((json.dumps({"text": TEXT}) + "\n") * 200, encoding="utf-8")
    run(capsys, "extract", tmp_path)
    assert (len(loaded), len(seen)) == (1, 200)


def test_large_documents_are_never_cut(tmp_path: Path, capsys: Capture) -> None:
    text = "كلام كثير " * 600_000 + "7"
    assert len(text) > 5_000_000
    (tmp_path / "big.txt").write_text(text, encoding="utf-8")
    code, out, _ = run(capsys, "extract", tmp_path)
    assert json.loads(out)["trigger"]["start"] == len(text) - 1
    assert code == 0


def test_normalize(report: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(capsys, "normalize", report) == (0, "قتل 7 مدنيين في بلده الزهراء\n", "")
    give(monkeypatch, "إدلب ١٢\n")
    assert run(capsys, "normalize") == (0, "ادلب 12\n", "")
    _, out, _ = run(capsys, "normalize", report, "--format", "jsonl")
    assert json.loads(out) == {"id": "report", "text": "قتل 7 مدنيين في بلده الزهراء"}
    assert run(capsys, "normalize", report.parent / "gone")[0] == 1


def test_tokenize(report: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def split(text: str) -> list[Word]:
        return [Word("قتل", 0, 4), Word("7", 5, 6)]

    monkeypatch.setattr("tawthiq.text.words.split_words", split)
    code, out, _ = run(capsys, "tokenize", report)
    assert code == 0
    assert out == "start\tend\ttext\tnorm\tdocument\n0\t4\tقُتل\tقتل\treport\n5\t6\t7\t7\treport\n"
    code, out, _ = run(capsys, "tokenize", report, "--format", "jsonl")
    assert json.loads(out.splitlines()[0]) == {"start": 0, "end": 4, "text": "قُتل", "norm": "قتل", "document": "report"}


@pytest.mark.parametrize("command", [(), ("extract",), ("normalize",), ("tokenize",)])
def test_help_has_examples(command: tuple[str, ...], capsys: Capture) -> None:
    assert cli.main([*command, "--help"]) == 0
    assert "  tawthiq " in capsys.readouterr().out.split("example")[1]


def test_version(capsys: Capture) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"tawthiq {cli.version()}\n"


def test_the_reference_is_up_to_date() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert page == cli_reference.reference(), "run `python -m tawthiq.cli_reference docs/cli.md`"


def python(*argv: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *argv], capture_output=True, env=environment(), timeout=60, **options)  # type: ignore[call-overload, no-any-return]


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), **extra}


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    code = (
        "import sys, tawthiq.cli; code = tawthiq.cli.main(['--help']); "
        f"sys.exit(' '.join(set(sys.modules) & set({HEAVY!r})) or code)"
    )
    times = []
    for _ in range(3):
        start = time.perf_counter()
        done = python("-c", code)
        times.append(time.perf_counter() - start)
        assert done.returncode == 0, done.stderr.decode()
        assert b"extract" in done.stdout
    assert min(times) < 0.5


def test_as_a_module(report: Path) -> None:
    done = python("-m", "tawthiq", "normalize", str(report))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "قتل 7 مدنيين في بلده الزهراء\n"
    done = python("-m", "tawthiq", "normalize", str(report) + "x")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)


def test_utf8_whatever_the_locale(report: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tawthiq", "normalize", str(report)],
        capture_output=True,
        env=environment(PYTHONIOENCODING="ascii"),
        check=True,
    )
    assert done.stdout.decode() == "قتل 7 مدنيين في بلده الزهراء\n"


def test_a_closed_pipe_ends_cleanly(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text((json.dumps({"text": TEXT * 50}) + "\n") * 5000, encoding="utf-8")
    command = f"{sys.executable} -m tawthiq normalize {path} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, env=environment(), timeout=60, check=True)
    assert done.stderr == b""
    assert done.stdout.endswith(b"\n0\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line(report: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tawthiq", "normalize", str(report)],
            stdout=full, stderr=subprocess.PIPE, env=environment(), timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == b"tawthiq: standard output: cannot be written (No space left on device)\n"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_on_a_terminal_for_more_than_one_document(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for number in range(2):
        terminal = _Terminal()
        monkeypatch.setattr("sys.stderr", terminal)
        assert cli.main(["extract", str(report.parent), "-o", str(report.parent / "out.jsonl")]) == 0
        assert ("documents" in terminal.getvalue()) == (number == 1)
        (report.parent / "b.txt").write_text(TEXT, encoding="utf-8")


def test_messages_stand_above_the_bar(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "c"):
        (report.parent / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (report.parent / "d [x].txt").write_text("plain", encoding="utf-8")
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    assert cli.main(["extract", str(report.parent), "-o", str(report.parent / "out.jsonl")]) == 0
    assert "d [x].txt: holds no Arabic letters; nothing will be found in it" in terminal.getvalue()


def test_spans_are_those_of_the_original(report: Path, capsys: Capture) -> None:
    report.write_bytes(("\ufeff" + TEXT).encode("utf-16-le"))
    _, out, _ = run(capsys, "extract", report)
    assert replace(codec.event_from_json(json.loads(out), TEXT), id="x").trigger == CharSpan("7", 5, 6)


def test_explain_says_why(tmp_path, capsys):
    path = tmp_path / "report.txt"
    path.write_text("قُتل سبعة مدنيين في قصف مدفعي لقوات النظام على مدينة إدلب.", encoding="utf-8")
    assert cli.main(["explain", str(path)]) == 0
    out = capsys.readouterr().out
    id = next(line.split()[0] for line in out.splitlines() if " killing " in line)
    assert "counts[0]: 7 person/civilian (exact)" in out
    assert "perpetrators: syrian_regime  «قوات النظام»" in out
    assert "in its sentence; score 0." in out
    assert cli.main(["explain", str(path), "--event", id]) == 0
    assert capsys.readouterr().out.startswith(id)


def test_explain_of_a_record_that_is_not_there(tmp_path, capsys):
    path = tmp_path / "report.txt"
    path.write_text("قُتل سبعة مدنيين في إدلب.", encoding="utf-8")
    assert cli.main(["explain", str(path), "--event", "none"]) == 1
    assert "no record has the id 'none'" in capsys.readouterr().err
