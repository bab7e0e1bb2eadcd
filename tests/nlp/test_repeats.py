"""Claims said twice, and claims that only look so: composed news with a lead, a body and invented names."""

from __future__ import annotations

import pytest

import tawthiq
from tawthiq.types import Document

LEAD_AND_BODY = (
    "قُتل أربعة أشخاص وأصيب عشرة آخرون في انفجار سيارة مفخخة أمس في العراق، بينما قُتل شرطيان في هجوم منفصل في الموصل. "
    "وذكر مصدر أمني أن السيارة انفجرت في سوق بناحية العظيم، وأن الحصيلة مقتل 4 أشخاص وإصابة 10 بجروح. "
    "وفي الموصل قتل مسلحون شرطيين اثنين عند حاجز."
)
TWO_OF_THREE = (
    "شهدت مدن عراقية أمس هجمات متفرقة نفذها مسلحون مجهولون في ساعات الصباح الأولى. "
    "وفي الحلة أسفر سقوط قذائف هاون عن مقتل ثلاث عاملات وإصابة أربع. "
    "كما قُتل ثلاثة جنود وجُرح خمسة بانفجار عبوة ناسفة قرب المسيب."
)
SAME_WOUNDED = (
    "شهدت مدن عراقية أمس هجمات متفرقة نفذها مسلحون مجهولون في ساعات الصباح الأولى. "
    "وقُتل شخصان وأصيب ستة في انفجار عبوة ناسفة في الحلة. وفي كربلاء قُتل أربعة وأصيب ستة بانفجار سيارة مفخخة."
)
BOUND_SAID_ONCE = (
    "لقي ما لا يقل عن 19 مدنياً حتفهم في غارة جوية على سوق في مدينة صعدة شمال اليمن أمس الثلاثاء. "
    "وقال طبيب في المستشفى إن الغارة أدت إلى مقتل 19 مدنياً."
)
NAMED_TWICE = (
    "أعلنت فصائل محلية أمس أن طائرة مسيّرة استهدفت سيارة على طريق ريفي قرب الحدود فجراً. "
    "وقُتل في الهجوم سامر خليل الحلو. وشُيّع لاحقاً جثمانه، وقال الأهالي إن سامر الحلو قُتل بصاروخ."
)


@pytest.fixture(scope="module")
def nlp():
    return tawthiq.load()


@pytest.mark.parametrize(
    ("text", "type", "values"),
    [
        (LEAD_AND_BODY, "killing", [2, 4]),
        (LEAD_AND_BODY, "injury", [10]),
        (TWO_OF_THREE, "killing", [3, 3]),
        (SAME_WOUNDED, "injury", [6, 6]),
        (BOUND_SAID_ONCE, "killing", [19]),
        (NAMED_TWICE, "killing", [1]),
    ],
)
def test_claims_are_told_apart(nlp, text: str, type: str, values: list[int]):
    (extraction,) = tawthiq.extract([Document("news", text)], nlp)
    assert sorted(c.value for e in extraction.events if e.type == type for c in e.counts) == values
