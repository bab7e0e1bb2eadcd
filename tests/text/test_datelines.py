"""The date that a text gives itself."""

from __future__ import annotations

from datetime import date

import pytest

from tawthiq.text.datelines import date_of
from tawthiq.text.words import split_words

HEADED = [
    ("صنعاء، 3 مارس 2020 - قُتل أربعة مدنيين أمس.", date(2020, 3, 3)),
    ("الرستن، 26 آذار 2017\nتقرير حادثة\n\nسقط صاروخ ظهر أمس على السوق.", date(2017, 3, 26)),
    ("حصاد الانتهاكات ليوم الجمعة 14/9/2018\n\nإدلب: قُتل مدني.", date(2018, 9, 14)),
    ("حصيلة الأسبوع من 14 إلى 20 تشرين الثاني 2016\nقُتل 5 يوم السبت.", date(2016, 11, 20)),
]
UNDATED = [
    "قُتل ثلاثة مدنيين في 26 آذار 2017 بقصف على السوق، وأصيب خمسة أمس.",
    "التقرير السنوي 2016\nقُتل 5 مدنيين أمس.",
    "ذكرى مجزرة السوق في 3 مارس 2012\nقُتل 5 مدنيين.",
    "",
]


@pytest.mark.parametrize(("text", "day"), HEADED)
def test_date_at_the_head(text: str, day: date) -> None:
    assert date_of(text, split_words(text)) == day


@pytest.mark.parametrize("text", UNDATED)
def test_no_date_at_the_head(text: str) -> None:
    assert date_of(text, split_words(text)) is None
