"""Numbers beside words that say an event only by name: sport, computers, fiction."""

from __future__ import annotations

import pytest

import tawthiq
from tawthiq.nlp import build
from tawthiq.types import Document


@pytest.fixture(scope="module")
def rules():
    return tawthiq.load(linker=None)


@pytest.mark.parametrize(
    "text",
    [
        "احتسب الحكم 3 ضربات جزاء لفريق النسور.",
        "صدّت أنظمة المصارف أكثر من 70 مليون هجوم إلكتروني العام الماضي.",
        "وفي الحلقة الأخيرة يُقتل خمسة أشخاص في كمين على طريق جبلية.",
        "وصفت سيدة الغناء صديقتها بأنها رائعة.",
    ],
)
def test_no_count(rules, text):
    [read] = build.extract([Document("quiet", text)], rules)
    assert not [count for event in read.events for count in event.counts]


def test_a_true_attack_beside_one_by_name(rules):
    [read] = build.extract([Document("both", "قُتل خمسة مدنيين في قصف مدفعي على بلدة سراقب بعد هجوم إلكتروني.")], rules)
    assert [(e.type, c.value) for e in read.events for c in e.counts] == [("killing", 5)]
