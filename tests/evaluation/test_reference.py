"""The scores agree with the reference scorer on the gold beside the repository, where it is present."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import tawthiq
from tawthiq.codec import dumps, event_to_json
from tawthiq.evaluation.facts import facts_of
from tawthiq.evaluation.gold import read_gold
from tawthiq.evaluation.scores import score, score_document

SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.skipif(not (SHARED / "tools/score.py").exists(), reason="the gold beside the repository is not here")
@pytest.mark.parametrize("name", ["reports", "gold"])
def test_agreement_to_three_decimals(name, tmp_path):
    folder = SHARED / "data" / name
    gold = read_gold([folder])
    extractions = list(tawthiq.extract([g.document for g in gold]))
    documents = [
        score_document(g.document.id, facts_of(e.events), g.facts, g.published) for g, e in zip(gold, extractions)
    ]
    records = tmp_path / "records.jsonl"
    records.write_text(
        "".join(dumps(event_to_json(event)) + "\n" for e in extractions for event in e.events), encoding="utf-8"
    )
    command = [sys.executable, SHARED / "tools/score.py", records, *sorted(folder.glob("*.json")), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    ours = {name: {"p": s.precision, "r": s.recall, "f1": s.f1, "n": s.support} for name, s in score(documents).items()}
    theirs = {name: {key: row[key] for key in ("p", "r", "f1", "n")} for name, row in reference.items()}
    assert {n: {k: round(v, 3) for k, v in row.items()} for n, row in ours.items()} == theirs
