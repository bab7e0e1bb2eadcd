"""Weapons as mentions: words that stand apart, adjectives that add one, and what is coordinated."""

from __future__ import annotations

import pytest

import tawthiq
from tawthiq.nlp.candidates import Candidates
from tawthiq.nlp.state import Found, View, get


@pytest.fixture(scope="module")
def nlp():
    return tawthiq.load(linker=None)


MENTIONS = [
    ("أطلق جنديان من حرس الحدود النار على صياد.", ["small_arms"]),
    ("أطلقت عناصر الدورية أمس نيران رشاشاتها على المزارعين.", ["small_arms"]),
    ("أطلق المدير حملة لزراعة الأشجار.", []),
    ("فجّر شاب نفسه قرب الحاجز.", ["suicide_bombing"]),
    ("فجّر مسلحون شاحنة أمام المبنى.", ["ied"]),
    ("انفجر لغم بسيارة مدنية.", ["mine"]),
    ("قُتل راعٍ بلغم في البادية.", ["mine"]),
    ("قصف مدفعي وجوي على البلدة.", ["airstrike", "artillery"]),
    ("قصف جوي ومدفعي على البلدة.", ["airstrike", "artillery"]),
    ("سقط صاروخ عنقودي على الحي.", ["cluster_munition", "missile"]),
    ("قصفت راجمات الصواريخ الحي.", ["missile"]),
    ("أصيب متظاهر بالذخيرة الحية.", ["small_arms"]),
    ("قُتل سائق في هجوم بالمسيّرات.", ["drone"]),
]


@pytest.mark.parametrize(("text", "ids"), MENTIONS)
def test_mentions(nlp, text: str, ids: list[str]) -> None:
    assert sorted({f.id for f in get(nlp(text), Found) if f.label == "WEAPON"}) == ids


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("قصف بالمدفعية والصواريخ.", [{"artillery", "missile"}]),
        ("ألقت ستة براميل متفجرة وأطلقت صواريخ.", [{"barrel_bomb"}, {"missile"}]),
        ("أحصى المكتب 12 غارة و30 قذيفة.", [{"airstrike"}, {"artillery"}]),
    ],
)
def test_what_is_counted_apart_is_no_row(nlp, text: str, groups: list[set[str]]) -> None:
    doc = nlp(text)
    found = Candidates(View(doc), get(doc, Found)).inside["WEAPON"][0]
    assert [set(c.keys) for c in found] == groups


def test_what_is_destroyed_is_a_target_too(nlp) -> None:
    labels = {(f.label, f.id) for f in get(nlp("دمرت القوات دبابة شرق المدينة."), Found)}
    assert {("WEAPON", "artillery"), ("TARGET", "vehicle")} <= labels
