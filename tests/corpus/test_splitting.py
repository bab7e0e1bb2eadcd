"""Splits: shares, strata, near-duplicates, and sameness on every run."""

from __future__ import annotations

import pytest
from composed import document

from tawthiq.corpus.splitting import near_duplicates, split

SHARES = {"train": 0.6, "dev": 0.15, "test": 0.25}
TEXT = " ".join(f"كلمة{n}" for n in range(40))


def test_near_duplicates_are_grouped_by_way_of_others():
    words = TEXT.split()
    shifted = " ".join(words[20:] + [f"أخرى{n}" for n in range(20)])
    further = " ".join([f"أخرى{n}" for n in range(20)] + [f"بعيدة{n}" for n in range(20)])
    alone = " ".join(f"وحيدة{n}" for n in range(40))
    assert near_duplicates([TEXT, alone, shifted, further]) == [[0, 2, 3], [1]]


def test_spelling_does_not_hide_a_duplicate():
    assert near_duplicates(["قُتِلَ أربعةُ رجالٍ في المدينةِ", "قتل اربعه رجال في المدينه"]) == [[0, 1]]


def test_a_phrase_of_the_trade_makes_no_group():
    texts = [f"{' '.join(f'نص{n}كلمة{m}' for m in range(20))} وفق ما أفاد به الدفاع المدني" for n in range(30)]
    assert near_duplicates(texts) == [[n] for n in range(30)]


def corpus():
    return [
        document(f"{genre}-{country}-{n}", n // 2 + 3, genre=genre, country=country)
        for genre in ("news", "un", "social")
        for country in ("SY", "YE")
        for n in range(10)
    ]


def test_every_document_is_in_one_split_with_its_duplicates():
    documents = corpus()
    sides = split(documents, SHARES)
    side_of = {d.document.id: name for name, inside in sides.items() for d in inside}
    assert len(side_of) == len(documents)
    for group in near_duplicates([d.document.text for d in documents]):
        assert len({side_of[documents[i].document.id] for i in group}) == 1
    assert sides == split(documents, SHARES)


def test_shares_hold_in_the_whole_and_by_genre():
    documents = [_apart(genre, n) for genre in ("news", "un") for n in range(40)]
    sides = split(documents, SHARES)
    assert {name: len(inside) for name, inside in sides.items()} == {"train": 48, "dev": 12, "test": 20}
    for genre in ("news", "un"):
        many = {name: sum(d.tags["genre"] == genre for d in inside) for name, inside in sides.items()}
        assert many == {"train": 24, "dev": 6, "test": 10}


def _apart(genre, n):
    from tawthiq.corpus.annotated import annotated_from_json

    text = " ".join(f"{genre}{n}كلمة{m}" for m in range(12))
    tags = {"genre": genre, "country": "SY", "year": 2019, "phenomena": []}
    return annotated_from_json({"document": {"id": f"{genre}-{n}", "text": text, **tags}, "events": []})


def test_another_seed_deals_otherwise():
    documents = [_apart("news", n) for n in range(40)]
    assert split(documents, SHARES, seed=0) != split(documents, SHARES, seed=1)


def test_shares_must_sum_to_one():
    with pytest.raises(ValueError, match="sum to"):
        split([], {"train": 0.5, "dev": 0.1})


def test_a_tagged_document_goes_to_its_split_and_moves_no_other():
    documents = [_apart("news", n) for n in range(40)]
    tagged = [_apart("un", n) for n in range(10)]
    for annotated in tagged:
        annotated.document.extra["split"] = "train"
    before, after = split(documents, SHARES), split([*documents, *tagged], SHARES)
    assert after["train"] == [*before["train"], *tagged]
    assert (after["dev"], after["test"]) == (before["dev"], before["test"])


def test_a_split_that_is_none_is_refused():
    annotated = _apart("news", 0)
    annotated.document.extra["split"] = "learn"
    with pytest.raises(ValueError, match="learn"):
        split([annotated], SHARES)
