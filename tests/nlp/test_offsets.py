"""Whatever the text: nothing crashes, the text is untouched, every span lies in it and reads as recorded."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tawthiq
from tawthiq import codec
from tawthiq.types import Document

# Words that wake every stage, to be thrown together in any order with any marks and signs between them.
WORDS = [
    "قُتل",
    "مقتل",
    "أصيب",
    "وإصابة",
    "اعتقلت",
    "قصف",
    "غارات",
    "هجوماً",
    "بينهم",
    "منهم",
    "من",
    "أصل",
    "على",
    "يد",
    "قوات",
    "النظام",
    "روسيا",
    "الجيش",
    "الإسرائيلي",
    "مجهولون",
    "طفل",
    "طفلان",
    "مدنياً",
    "مدنيين",
    "وامرأة",
    "قتيلاً",
    "جرحى",
    "مدرسة",
    "برميلاً",
    "متفجراً",
    "12",
    "١٢",
    "1,109",
    "٢٫٥",
    "48%",
    "ثلاثمئة",
    "وخمسة",
    "وأربعون",
    "آلاف",
    "عشرات",
    "مليون",
    "نحو",
    "أكثر",
    "من",
    "بين",
    "و30",
    "في",
    "إدلب",
    "بمحافظة",
    "حلب",
    "ريف",
    "خان",
    "شيخون",
    "آذار",
    "2019",
    "الشهر",
    "الماضي",
    "أمس",
    "طالب",
    "خوفاً",
    "نفى",
    "زعم",
    "وقال",
    "المرصد",
    "السوري",
    "أحمد",
    "سعيد",
    "الطفل",
    "آخرون",
    "ﻻ",
    "مُحـافظةٌ",
    "“",
    "”",
    "«",
    "»",
    "،",
    "؛",
    ".",
    "\n",
    "\t",
    "\u200f",
    "\u202b",
    "ـ",
    "(",
    ")",
    ":",
    "-",
    "/",
    "%",
    ".",
    ".",
    ".",
]
texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=15).map("".join),
)
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def nlp():
    return tawthiq.load()


@relaxed
@given(text=texts)
def test_the_text_is_never_altered(nlp, text):
    assert nlp(text).text == text


@relaxed
@given(text=texts)
def test_every_span_reads_as_recorded(nlp, text):
    (extraction,) = tawthiq.extract([Document("x", text)], nlp)
    spans = [m.span for m in extraction.entities] + [q.span for q in extraction.quantities]
    spans += [s for r in extraction.relations for s in (r.head, r.tail)]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    for event in extraction.events:
        # The codec refuses a record whose spans do not read as recorded, and a parent that is not there.
        assert codec.event_from_json(codec.event_to_json(event), text) == event
