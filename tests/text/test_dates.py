"""Expressions of time, driven by the examples of `dates.jsonl`."""

from __future__ import annotations

import json
import random
import time
from calendar import monthrange
from datetime import date, datetime
from itertools import pairwise
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
    found = [
        {
            "text": text[words[e.first].start : words[e.last - 1].end],
            "from": e.said()[0],
            "to": e.said()[1],
            "kind": e.kind,
            **({"length": e.length} if e.length else {}),
            "rule": e.rule,
        }
        for e in read_dates(words, _reference(example["reference"]))
    ]
    assert found == example["found"]


def _reference(said: str | None) -> date | None:
    if said is None:
        return None
    return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)


_MONTHS = {
    "egyptian": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "levantine": "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    "maghrebi": "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "moroccan": "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر",
}
_HIJRI = "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة"


@pytest.mark.parametrize("family", _MONTHS)
@pytest.mark.parametrize("hamza", [True, False])
def test_months_of_every_country(family: str, hamza: bool) -> None:
    others = _MONTHS["egyptian" if family == "levantine" else "levantine"].split("|")
    for number, (month, other) in enumerate(zip(_MONTHS[family].split("|"), others), 1):
        for name in (
            month,
            *(f"{month}{joint}" for joint in (f"/ {other}", f" ({other})", f" / {other}", f"/{other}")),
        ):
            name = name if hamza else name.translate(str.maketrans("أإآ", "ااا"))
            whole = (date(2018, number, 1), date(2018, number, monthrange(2018, number)[1]))
            for phrase in (f"{name} 2018", f"شهر {name} ٢٠١٨", f"{name} من عام ۲۰۱۸"):
                assert _days(f"قتل 7 في {phrase} بغارة") == [whole]
            for phrase in (f"12 {name} 2018", f"١٢ {name} ٢٠١٨", f"۱۲ من {name} ۲۰۱۸", f"الثاني عشر من {name} 2018"):
                assert _days(f"قتل 7 في {phrase} بغارة") == [(date(2018, number, 12),) * 2]


def test_months_of_the_hijra() -> None:
    starts = [_days(f"في 1 {month} 1440 هـ") for month in _HIJRI.split("|")]
    wholes = [_days(f"خلال شهر {month} ١٤٤٠") for month in _HIJRI.split("|")]
    assert [len(found) for found in starts + wholes] == [1] * 24
    assert [found[0][0] for found in starts] == [found[0][0] for found in wholes]
    assert all((later[0][0] - one[0][0]).days in (29, 30) for one, later in pairwise(starts))
    assert starts[8] == [(date(2019, 5, 6),) * 2]


def _days(text: str) -> list[tuple[date | None, date | None]]:
    return [(e.start, e.end) for e in _read(text, None)]


def test_only_days_date_an_event() -> None:
    def dated(text: str) -> list[bool]:
        return [e.dates_events for e in _read(text, datetime(2019, 5, 15, 12, 30))]

    assert dated("أمس الساعة الثامنة مساء") == [True]
    assert dated("الساعة الثامنة مساء") == [False]
    assert dated("ثلاث ساعات") == [False]
    # Roughly a month ago, and ahead of the report.
    assert dated("قبل شهر") == dated("بعد يومين") == [False]
    assert dated("قبل ثلاثة أيام") == [True]


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
    pool += [
        "99999999999999",
        "0",
        "3.5",
        "نصف",
        "2015/3",
        "00/00/0000",
        "صباحا",
        "2019",
        "12/3/2019",
        "ال",
        "الثلاثة",
        "خمس",
        "قتيلا",
        "1440",
        "10:30",
        "آذار",
        "كانون",
        "الثاني",
    ]
    return " ".join(mixer.choice(pool) for _ in range(length))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("reference", [None, date(2020, 2, 29), datetime(2016, 11, 7, 16, 12), date(1, 1, 5), date.max])
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


@pytest.mark.parametrize(
    "text",
    ["3 و", "الأحد و", "آذار/", "من 3 إلى ", "منذ ", "أيام 3 ، ", "شهر و", "الساعة 5 و", "قبل ذلك ب", "أعوام 2012 و"],
)
def test_time_is_linear(text: str) -> None:
    def seconds(repeat: int) -> float:
        words = split_words(text * repeat)
        numbers = read_numbers(words)
        begin = time.perf_counter()
        read_dates(words, date(2020, 1, 1), numbers)
        return time.perf_counter() - begin

    seconds(10)
    assert seconds(8000) < 40 * seconds(1000) + 0.5
