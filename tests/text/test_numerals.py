"""Numbers in text: the examples of `numerals.jsonl`, round trips, and limits."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from tawthiq.benchmarks.spellings import SPELLINGS
from tawthiq.lexicon import BOUNDS
from tawthiq.text.numeral_words import read_digits
from tawthiq.text.numerals import Number, bound_before, bound_behind, read_numbers
from tawthiq.text.words import Word, split_words

EXAMPLES = [
    json.loads(line) for line in Path(__file__).with_name("numerals.jsonl").read_text(encoding="utf-8").splitlines()
]


def shown(text: str, words: list[Word], number: Number) -> dict[str, Any]:
    return {
        "text": text[words[number.first].start : words[number.last - 1].end],
        "value": number.value,
        "upper": number.upper,
        "bound": number.bound,
        "kind": number.kind,
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_example(example: dict[str, Any]) -> None:
    words = split_words(example["text"])
    found = read_numbers(words)
    assert [shown(example["text"], words, number) for number in found] == example["found"]
    assert all(number.rule for number in found)


def split_plainly(text: str) -> list[Word]:
    """Words at white space alone: clitics stay on their words."""
    words, at = [], 0
    for part in text.split():
        start = text.index(part, at)
        at = start + len(part)
        words.append(Word(split_words(part)[0].norm if part.isdecimal() else part, start, at))
    return words


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("خمسه وعشرون رجلا", [25]),
        ("ثلاثه الاف ومايتين", [3200]),
        ("وثلاثون بيتا", [30]),
        ("بالثلاثه", [3]),
        ("بين عشره وعشرين", [10]),
    ],
)
def test_clitics_left_on_the_words(text: str, values: list[int]) -> None:
    assert [number.value for number in read_numbers(split_plainly(text))] == values


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_round_trip(spelling: str) -> None:
    num2words = pytest.importorskip("num2words").num2words
    draw = random.Random(0)
    missed = []
    for n in [*range(0, 1000, 3), *(draw.randrange(1000, 10 ** draw.randint(4, 12)) for _ in range(300))]:
        said = SPELLINGS[spelling](num2words(n, lang="ar"))
        if [number.value for number in read_numbers(split_words(said))] != [n]:
            missed.append((n, said))
    assert not missed


@pytest.mark.parametrize(
    ("norm", "value"),
    [
        ("1,109", 1109), ("1,109,000", 1109000), ("1.109.000", 1109000), ("1,109.5", 1109.5), ("1.109,5", 1109.5),
        ("1٬109", 1109), ("2.5", 2.5), ("2,5", 2.5), ("2٫5", 2.5), ("1٫500", 1.5), ("0.500", 0.5), ("00", 0),
        ("12,34,567", None), ("1.109.5", None), ("1,109.000.000", None), ("0096311", None), ("9" * 16, None),
        ("10:30", None), ("3/4", None), ("१२", 12), ("２５", 25),
    ],
)  # fmt: skip
def test_digits(norm: str, value: float | None) -> None:
    assert read_digits(norm) == value


def test_lead_is_the_first_word_of_the_bound_phrase() -> None:
    words = split_words("قتل ما لا يقل عن نحو (20) شخصا")
    (number,) = read_numbers(words)
    assert words[number.lead].norm == "ما"
    assert words[number.first].norm == "20"


def test_bound_readers() -> None:
    words = split_words("سقط أكثر من عشرين قتيلا على الأقل")
    (number,) = read_numbers(words)
    assert bound_before(words, number.first) == ("more_than", number.lead)
    assert bound_before(words, 1) is None
    assert bound_behind(words, number.last + 1) == ("at_least", len(words))
    assert bound_behind(words, 0) is None


@pytest.mark.parametrize(
    "said", ["خمسة", "خمسة وعشرون", "مئة و", "ألف مليون", "بين خمسة و", "من 5 إلى", "1 000", "5-", "%"]
)
def test_time_is_linear(said: str) -> None:
    words = split_words(" ".join([said] * 30_000))[:30_000]
    begin = time.perf_counter()
    read_numbers(words)
    assert time.perf_counter() - begin < 10


def test_any_words_give_ordered_numbers_inside_the_text() -> None:
    draw = random.Random(1)
    said = "خمسة عشر عشرين مئة ألف آلاف ألفا مليون نصف أرباع عشرات الأول و بين من إلى نحو على الأقل أكثر دولار"
    pool = [*said.split(), "5", "2.5", "20", "(", ")", "%", "-", "$"]
    for _ in range(2000):
        text = " ".join(draw.choices(pool, k=draw.randrange(1, 15)))
        words = split_words(text)
        end = 0
        for number in read_numbers(words):
            assert 0 <= number.lead <= number.first < number.last <= len(words)
            assert end <= number.first
            assert number.bound in BOUNDS
            assert number.upper is None or number.value <= number.upper
            end = number.last


@pytest.mark.parametrize("word", ["له", "لها", "لهم", "كتمان", "فاول", "لست", "كمية", "كميات", "اتساع", "تنعش"])
def test_words_that_look_like_numbers(word: str) -> None:
    assert read_numbers(split_words(f"قال إن {word} شأنا")) == []
