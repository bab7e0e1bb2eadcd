"""`tawthiq evaluate` and `tawthiq corpus …`, and the stages of dvc.yaml on a toy corpus."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from composed import document, row

from tawthiq import cli
from tawthiq.codec import dumps, event_to_json
from tawthiq.corpus.annotated import write_annotations

ROOT = Path(__file__).parents[1]
DOCUMENTS = [document(f"toy-{n}", n + 3, genre=genre) for n, genre in enumerate(["news", "un", "social"] * 6)]


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    write_annotations(path, DOCUMENTS)
    return path


def records(path, documents):
    events = [event for annotated in documents for event in annotated.extraction.events]
    path.write_text("".join(dumps(event_to_json(event)) + "\n" for event in events), "utf-8")
    return path


def test_gold_against_itself_is_perfect(gold, tmp_path, capsys):
    metrics, page = tmp_path / "metrics.json", tmp_path / "page.html"
    code = cli.main(
        [
            "evaluate",
            str(gold),
            str(records(tmp_path / "r.jsonl", DOCUMENTS)),
            "--metrics",
            str(metrics),
            "--html",
            str(page),
        ]
    )
    assert code == 0
    found = json.loads(metrics.read_text("utf-8"))
    assert {s["f1"] for s in found["scores"].values()} == {1.0}
    assert found["documents"] == 18
    assert found["slices"]["genre"]["un"]["documents"] == 6
    assert "strict" in capsys.readouterr().out
    html = page.read_text("utf-8")
    assert "0 shown" in html
    assert "http" not in html


def test_errors_are_listed_with_their_sentence(gold, tmp_path, capsys):
    assert cli.main(["evaluate", str(gold), str(records(tmp_path / "r.jsonl", DOCUMENTS[1:])), "--errors"]) == 0
    out = capsys.readouterr().out
    sentence = DOCUMENTS[0].extraction.events[0].evidence.text
    assert f"toy-0\tmissed\tkilling 3 civilian\t{sentence}" in out
    assert "spurious" not in out


def test_page_escapes_and_marks(gold, tmp_path):
    page = tmp_path / "page.html"
    assert cli.main(["evaluate", str(gold), str(records(tmp_path / "r.jsonl", [])), "--html", str(page)]) == 0
    html = page.read_text("utf-8")
    assert '<mark class="gold">3 مدنيين</mark>' in html
    assert 'data-tags="|error=missed|' in html


def test_model_and_baseline(gold, tmp_path, capsys):
    code = cli.main(
        ["evaluate", str(gold), "--model", "default", "--baseline", str(records(tmp_path / "r.jsonl", DOCUMENTS))]
    )
    out = capsys.readouterr().out
    assert code == 0
    assert "against the baseline" in out
    assert "entities" in out


def test_floor(gold, tmp_path, capsys):
    half = str(records(tmp_path / "r.jsonl", DOCUMENTS[:9]))
    assert cli.main(["evaluate", str(gold), half, "--floor", "0.5"]) == 0
    assert cli.main(["evaluate", str(gold), half, "--floor", "0.9"]) == 1
    assert "below the floor of 0.9" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["evaluate", "GOLD"], 2, "give either a file of records or --model"),
        (["evaluate", "nothing.jsonl", "--model", "default"], 1, "nothing.jsonl: cannot be read"),
        (["evaluate", "GOLD", "nothing.jsonl"], 1, "is neither a file of records"),
        (["evaluate", "GOLD", "BROKEN"], 1, "broken.jsonl:1: is not valid JSON"),
        (["evaluate", "GOLD", "OTHER"], 1, "holds no record of any document of the gold"),
        (["corpus"], 2, "which command of corpus?"),
        (["corpus", "check", "BROKEN"], 1, "broken.jsonl:1: is not valid JSON"),
        (["corpus", "split", "GOLD", "-o", "FOLDER", "--shares", "1", "1", "1"], 2, "sum to 3"),
        (["corpus", "import", "BROKEN", "--format", "doccano", "-o", "OUT"], 1, "broken.jsonl"),
        (["corpus", "import", "nothing", "--format", "brat", "-o", "OUT"], 1, "nothing"),
        (["corpus", "agreement", "GOLD", "OTHERS"], 1, "is annotated by the second annotator alone"),
    ],
)
def test_wrong_use_is_said_in_a_line(arguments, code, message, gold, tmp_path, capsys):
    (tmp_path / "broken.jsonl").write_text("{", "utf-8")
    other = [document("elsewhere", 4)]
    write_annotations(tmp_path / "others.jsonl", other)
    names = {
        "GOLD": str(gold), "BROKEN": str(tmp_path / "broken.jsonl"), "FOLDER": str(tmp_path),
        "OTHER": str(records(tmp_path / "other.jsonl", other)), "OTHERS": str(tmp_path / "others.jsonl"),
        "OUT": str(tmp_path / "out.jsonl"),
    }  # fmt: skip
    assert cli.main([names.get(argument, argument) for argument in arguments]) == code
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def test_check_and_its_report(gold, tmp_path, capsys):
    report = tmp_path / "description.json"
    assert cli.main(["corpus", "check", str(gold), "--report", str(report)]) == 0
    assert "18 documents" in capsys.readouterr().out
    assert json.loads(report.read_text("utf-8"))["genre"] == {"news": 6, "un": 6, "social": 6}


def test_split_writes_three_files(gold, tmp_path, capsys):
    assert cli.main(["corpus", "split", str(gold), "-o", str(tmp_path)]) == 0
    lines = [
        line for name in ("train", "dev", "test") for line in (tmp_path / f"{name}.jsonl").read_text().splitlines()
    ]
    assert sorted(lines) == sorted(gold.read_text("utf-8").splitlines())


@pytest.mark.parametrize("tool", ["brat", "doccano", "labelstudio", "webanno"])
def test_export_and_import(tool, gold, tmp_path, capsys):
    out, back = tmp_path / "exported", tmp_path / "back.jsonl"
    assert cli.main(["corpus", "export", str(gold), "--format", tool, "-o", str(out)]) == 0
    assert cli.main(["corpus", "import", str(out), "--format", tool, "-o", str(back)]) == 0
    assert back.read_text("utf-8") == gold.read_text("utf-8")
    assert "18 documents" in capsys.readouterr().out


def test_docbin(gold, tmp_path):
    from spacy.tokens import DocBin

    out = tmp_path / "gold.spacy"
    assert cli.main(["corpus", "export", str(gold), "--format", "docbin", "-o", str(out)]) == 0
    assert len(DocBin().from_disk(out)) == len(DOCUMENTS)


def test_agreement(gold, tmp_path, capsys):
    changed = row("toy-0", 3)
    changed["events"][0]["type"] = "injury"
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps(changed) + "\n", "utf-8")
    assert cli.main(["corpus", "agreement", str(gold), str(other)]) == 0
    out = capsys.readouterr().out
    assert "1 documents annotated twice" in out
    assert "toy-0\tmissed\tkilling 3 civilian" in out
    assert "Krippendorff" in out


@pytest.mark.skipif(not Path(sys.executable).with_name("dvc").exists(), reason="dvc is not installed")
def test_the_whole_graph_on_a_toy_corpus(tmp_path):
    for name in ("dvc.yaml", "params.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "annotations").mkdir()
    shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    write_annotations(tmp_path / "annotations/corpus.jsonl", DOCUMENTS)
    binaries = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "DVC_NO_ANALYTICS": "1"}

    def dvc(*arguments: str) -> str:
        run = subprocess.run(
            [str(binaries / "dvc"), *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    dvc("init", "--no-scm", "--quiet")
    dvc("repro")
    metrics = json.loads((tmp_path / "metrics/dev.json").read_text("utf-8"))
    assert metrics["scores"]["core"]["support"] > 0
    assert "up to date" in dvc("status")
