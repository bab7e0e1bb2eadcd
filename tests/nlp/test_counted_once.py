"""Persons who are counted once, parts that name their toll, and dead and wounded in one number: composed sentences."""

from __future__ import annotations

import pytest

import tawthiq
from tawthiq.types import Document


@pytest.fixture(scope="module")
def nlp():
    return tawthiq.load(linker=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who a name was, how a victim was called, whose kin somebody is.
        ("أعلن التنظيم مقتل سالم الحداد نجل علي الحداد القيادي في الجبهة.", [("killing", 1)]),
        ("قُتل مقاتل آخر هو رامي نادر الدالي (أبو غيث) في سراقب.", [("killing", 1)]),
        ("اغتال ملثمون شقيق أحد النواب في لاهور.", [("killing", 1)]),
        ("قُتل 47 مقاتلاً معارضاً و13 مدنياً في حلب.", [("killing", 47), ("killing", 13)]),
        ("دمرت القوات عجلتين (سيارتين) في تكريت.", [("destruction", 2)]),
        # What became of the attacked.
        ("أطلق ملثمون النار على أحد السائقين شرقي كركوك فقتلوه وهربوا.", [("killing", 1)]),
        ("فتح مجهولون النار على امرأة في البصرة ما أسفر عن إصابتها بجروح.", [("injury", 1)]),
        # Dead and wounded in one number.
        ("سبعة من عناصر الشرطة سقطوا بين قتيل وجريح في الرمادي.", [("casualty", 7)]),
        ("ارتفعت حصيلة الهجوم إلى 15 قتيلاً وجريحاً.", [("casualty", 15)]),
        ("ذكر العقيد أن شخصاً قُتل وأصيب 14 آخرون في النجف.", [("killing", 1), ("injury", 14)]),
        # Numbers.
        ("نزح 8 .4 مليون شخص من البلاد.", [("displacement", 4_800_000)]),
        ("نزح 5ر2 مليون شخص من البلاد.", [("displacement", 2_500_000)]),
        ("ارتفع إلى 23 عدد الذين قضوا بقصف السوق في حلب.", [("killing", 23)]),
        ("قُتل أربعة أشخاص، اثنان 2 منهم في هجوم مسلح في كراتشي.", [("killing", 4), ("killing", 2)]),
    ],
)
def test_events_and_figures(nlp, text: str, expected: list[tuple[str, int]]):
    (extraction,) = tawthiq.extract([Document("one", text)], nlp)
    assert [(e.type, c.value) for e in extraction.events for c in e.counts] == expected


@pytest.mark.parametrize(
    ("text", "type", "whole", "part"),
    [
        ("خلف الانفجار 15 قتيلاً و22 جريحاً، ومن الضحايا 5 مغاربة.", "killing", 15, 5),
        ("قُتل تسعة وأصيب 12 آخرون. وبين المصابين أربع نساء.", "injury", 12, 4),
        ("أصيب 131 شخصاً في جنين، ومن بين الإصابات 17 فتى.", "injury", 131, 17),
    ],
)
def test_a_marker_names_the_toll_it_divides(nlp, text: str, type: str, whole: int, part: int):
    (extraction,) = tawthiq.extract([Document("one", text)], nlp)
    (event,) = (e for e in extraction.events if e.type == type)
    assert [(c.value, c.subset_of) for c in event.counts] == [(whole, None), (part, 0)]


@pytest.mark.parametrize("text", ["33 قتيلاً و54 جريحاً، القتلى 20 من", "قال إن بين الضحايا ستة من"])
def test_a_text_may_break_off_behind_a_number(nlp, text: str):
    (extraction,) = tawthiq.extract([Document("one", text)], nlp)
    assert any(event.counts for event in extraction.events)
