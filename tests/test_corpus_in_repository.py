"""The labelled corpus of the repository: it is gold, what its datasheet says of it is true, and dev does not fall."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import tawthiq
from tawthiq.corpus.annotated import annotated_to_json, read_annotations
from tawthiq.corpus.checking import check_files
from tawthiq.corpus.description import describe
from tawthiq.corpus.splitting import near_duplicates
from tawthiq.corpus.tags import GENRES, PHENOMENA, SPLITS
from tawthiq.evaluation.agreement import agreement
from tawthiq.evaluation.gold import read_gold
from tawthiq.evaluation.report import evaluate

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "annotations"


@pytest.fixture(scope="module")
def corpus():
    return [annotated for _, annotated in read_annotations(FOLDER / "corpus.jsonl")]


@pytest.fixture(scope="module")
def splits():
    return {name: [a for _, a in read_annotations(FOLDER / f"{name}.jsonl")] for name in SPLITS}


def test_every_document_is_gold():
    assert [str(problem) for problem in check_files([FOLDER / "corpus.jsonl"])] == []


def test_size(corpus):
    counts = sum(len(event.counts) for d in corpus for event in d.extraction.events)
    assert len(corpus) >= 360
    assert counts >= 4000
    words = [len(d.document.text.split()) for d in corpus]
    assert min(words) >= 30
    assert max(words) <= 1200
    shares = Counter(d.tags["genre"] == "no_event" for d in corpus)
    assert 0.13 < shares[True] / len(corpus) < 0.17
    assert 0.40 < sum(d.tags["country"] == "SY" for d in corpus) / len(corpus) < 0.50


def test_every_genre_and_phenomenon_occurs(corpus):
    assert {d.tags["genre"] for d in corpus} == set(GENRES)
    many = Counter(name for d in corpus for name in d.tags["phenomena"])
    assert {name: many[name] for name in PHENOMENA if many[name] < 15} == {}


def test_the_description_is_up_to_date(corpus):
    assert json.loads((FOLDER / "description.json").read_text("utf-8")) == describe(corpus)


def test_the_seed_report_is_in_it(corpus):
    text = (ROOT / "seeds/idlib-deescalation-2018.txt").read_text("utf-8").rstrip("\n")
    (seed,) = [d for d in corpus if d.document.id == "idlib-deescalation-2018"]
    assert seed.document.text == text


def test_splits_divide_the_corpus(corpus, splits):
    dealt = {name: sum("split" not in d.document.extra for d in inside) for name, inside in splits.items()}
    assert {name: round(many / sum(dealt.values()), 2) for name, many in dealt.items()} == pytest.approx(
        {"train": 0.6, "dev": 0.15, "test": 0.25}, abs=0.015
    )
    everything = sorted(json.dumps(annotated_to_json(d)) for inside in splits.values() for d in inside)
    assert everything == sorted(json.dumps(annotated_to_json(d)) for d in corpus)


def test_near_duplicates_are_on_one_side(splits):
    documents = [(name, d.document.text) for name, inside in splits.items() for d in inside]
    for group in near_duplicates([text for _, text in documents]):
        assert len({documents[i][0] for i in group}) == 1


def test_datasets_reads_it(splits):
    datasets = pytest.importorskip("datasets")
    from tawthiq.corpus.features import features

    files = {name: str(FOLDER / f"{name}.jsonl") for name in SPLITS}
    loaded = datasets.load_dataset("json", data_files=files, features=features())
    assert {name: len(rows) for name, rows in loaded.items()} == {name: len(inside) for name, inside in splits.items()}
    first, row = splits["dev"][0], loaded["dev"][0]
    assert row["document"]["text"] == first.document.text
    assert [e["type"] for e in row["events"]] == [e.type for e in first.extraction.events]


def test_core_on_dev_does_not_fall():
    kept = json.loads((ROOT / "metrics/dev.json").read_text("utf-8"))["scores"]["core"]["f1"]
    gold = read_gold([FOLDER / "dev.jsonl"])
    found = {e.document.id: e for e in tawthiq.extract([g.document for g in gold])}
    now = evaluate(gold, found).scores["core"].f1
    assert now >= kept - 0.01, f"core F1 on dev was {kept:.4f} and is {now:.4f}; `make repro` shows what changed"


def test_the_datasheet_says_what_is_there(corpus, splits):
    sheet = (FOLDER / "DATASHEET.md").read_text("utf-8")
    described = describe(corpus)
    sizes = " ".join(f"{name} {len(inside)}," for name, inside in splits.items()).rstrip(",")
    assert f"| documents | {len(corpus)} ({sizes}) |" in sheet
    assert f"| records, counts | {described['records']:,}, {described['counts']:,} |" in sheet
    assert f"each in at least {min(described['phenomena'].values())} documents" in sheet


def test_the_agreement_of_the_annotators_is_as_the_datasheet_says():
    first, second = ([a for _, a in read_annotations(FOLDER / f"twice/{name}.jsonl")] for name in ("first", "second"))
    found = agreement(first, second)
    sheet = (FOLDER / "DATASHEET.md").read_text("utf-8")
    assert len(found.documents) >= 60
    assert " | {:.3f}, {:.3f}, {:.3f} |".format(*(found.scores[m].f1 for m in ("fact", "core", "strict"))) in sheet
    assert f"| {found.alpha:.3f} |" in sheet
