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
        # What the text is about holds no event.
        "خسر الفريق المباراة بعدما سجل اللاعب نضال هدفين، وسقط خمسة لاعبين على أرض الملعب، وأصيب ثلاثة منهم في الركبة.",
        "في المسلسل الجديد للمخرج سهيل يقتل الممثل أربعة رجال، وتعرض القناة الحلقة الخامسة مساء الأحد.",
        "اخترق قراصنة خوادم ثلاث جامعات، ونفذوا سبع هجمات، ونسخوا بيانات الطلاب وكلمات المرور.",
        "ضربت هزة أرضية القرية ليلاً، ما أدى إلى مقتل ستة أشخاص وانهيار 12 منزلاً.",
        "نفذ الإطفائيون تدريباً وهمياً أصيب فيه خمسة متطوعين.",
        "يعاقب القانون من خطف طفلين أو قتل شخصاً.",
        "ستعتقل الشرطة 40 شخصاً.",
    ],
)
def test_no_count(rules, text):
    [read] = build.extract([Document("quiet", text)], rules)
    assert not [count for event in read.events for count in event.counts]


def test_a_true_attack_beside_one_by_name(rules):
    [read] = build.extract([Document("both", "قُتل خمسة مدنيين في قصف مدفعي على بلدة سراقب بعد هجوم إلكتروني.")], rules)
    assert [(e.type, c.value) for e in read.events for c in e.counts] == [("killing", 5)]


def test_a_true_attack_on_a_match(rules):
    text = "قُتل سبعة لاعبين في قصف مدفعي لقوات النظام على ملعب خلال مباراة في الدوري."
    [read] = build.extract([Document("match", text)], rules)
    assert [(e.type, c.value) for e in read.events for c in e.counts] == [("killing", 7)]
