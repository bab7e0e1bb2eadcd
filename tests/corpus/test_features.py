"""The `datasets` library reads the corpus, and gives it back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")
datasets = pytest.importorskip("datasets")

from tawthiq.corpus.annotated import annotated_from_json, annotated_to_json, write_annotations  # noqa: E402
from tawthiq.corpus.features import features, record, row  # noqa: E402


def test_lines_are_read_as_they_are(composed, tmp_path: Path):
    corpus = composed[1:]  # the first has free keys
    write_annotations(tmp_path / "train.jsonl", corpus)
    found = datasets.load_dataset(
        "json",
        data_files={"train": str(tmp_path / "train.jsonl")},
        features=features(),
        cache_dir=str(tmp_path / "cache"),
    )["train"]
    assert found.features == features()
    assert found[0]["events"][0]["counts"][0]["value"] == 3.0
    assert [annotated_from_json(record(line)) for line in found] == corpus


def test_tags_days_and_nulls(composed, tmp_path: Path):
    full = composed[0]
    del full.document.extra["note"]
    write_annotations(tmp_path / "train.jsonl", [full])
    found = datasets.load_dataset(
        "json", data_files=str(tmp_path / "train.jsonl"), features=features(), cache_dir=str(tmp_path / "cache")
    )["train"]
    assert found[0]["document"]["published"] == full.document.published
    assert found[0]["document"]["phenomena"] == ["vocalised", "emoji"]
    assert [annotated_from_json(record(line)) for line in found] == [full]


def test_free_keys(composed):
    rows = [row(annotated_to_json(annotated)) for annotated in composed]
    found = datasets.Dataset.from_list(rows, features=features())
    assert [annotated_from_json(record(line)) for line in found] == composed
