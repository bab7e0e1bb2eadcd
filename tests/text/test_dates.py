"""Expressions of time, driven by the examples of `dates.jsonl`."""

from __future__ import annotations

import json
import random
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tawthiq.text.date_words import time_words
from tawthiq.text.dates import TimeExpression, read_dates
from tawthiq.text.numerals import read_numbers
from tawthiq.text.words import split_words

EXAMPLES = [
    json.loads(line) for line in Path(__file__).with_name("dates.jsonl").read_text(encoding="utf-8").splitlines()
]


def _read(text: str, reference: date | None) -> list[TimeExpression]:
    return read_dates(split_words(text), reference)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['text']} @{e['reference']}")
def test_example(example: dict[str, Any]) -> None:
    text = example["text"]
    words = split_words(text)
    reference = date.fromisoformat(example["reference"]) if example["reference"] else None
    found = [
        {
            "text": text[words[e.first].start : words[e.last - 1].end],
            "from": e.start and e.start.isoformat(),
            "to": e.end and e.end.isoformat(),
            "kind": e.kind,
        }
        for e in read_dates(words, reference)
    ]
    assert found == example["found"]


def test_numbers_given_and_read_agree() -> None:
    text = "قتل 12 خلال الأيام الثلاثة الماضية وقبل أربعة أشهر"
    words = split_words(text)
    assert read_dates(words, None, read_numbers(words)) == read_dates(words, None)


def test_every_expression_names_its_rule() -> None:
    assert all(e.rule for example in EXAMPLES for e in _read(example["text"], None))


def _soup(length: int, seed: int) -> str:
    """Words of time in random order: every construction meets every other, and breaks off anywhere."""
    mixer = random.Random(seed)
    pool = [word for word in sorted(time_words().starters) if word] + ["و", "من", "،", "/", "-", "(", ")", "3", "31"]
    pool += ["2019", "12/3/2019", "ال", "الثلاثة", "خمس", "قتيلا", "1440", "10:30", "آذار", "كانون", "الثاني"]
    return " ".join(mixer.choice(pool) for _ in range(length))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("reference", [None, date(2020, 2, 29)])
def test_any_words_give_ordered_spans(seed: int, reference: date | None) -> None:
    words = split_words(_soup(400, seed))
    last = 0
    for found in read_dates(words, reference):
        assert last <= found.first < found.last <= len(words)
        assert found.start is None or found.end is None or found.start <= found.end
        assert found.kind in ("date", "period", "time") or (found.start is None and found.end is None)
        assert found.kind == "duration" or found.length is None
        assert found.kind == "time" or found.clock is None
        last = found.last


@pytest.mark.parametrize("text", ["3 و", "الأحد و", "آذار/", "من 3 إلى ", "منذ ", "أيام 3 ، "])
def test_time_is_linear(text: str) -> None:
    def seconds(repeat: int) -> float:
        words = split_words(text * repeat)
        numbers = read_numbers(words)
        begin = time.perf_counter()
        read_dates(words, date(2020, 1, 1), numbers)
        return time.perf_counter() - begin

    seconds(10)
    assert seconds(8000) < 40 * seconds(1000) + 0.5
