"""One sentence, one point of SPEC: what counts, what does not, and who did it."""

from __future__ import annotations

from datetime import date

import pytest

import tawthiq
from tawthiq.types import Document

# sentence -> [(type, assertion, [(value, bound, category, whole)], perpetrators, places)]
CASES = {
    # Bounds
    "لم يتجاوز عدد الجرحى 15 شخصاً في مدينة درعا.": [
        ("injury", "asserted", [(0, "at_most", "person", None)], [], ["درعا"])
    ],
    "لم يقل عدد القتلى عن 20 شخصاً في حلب.": [("killing", "asserted", [(20, "at_least", "person", None)], [], ["حلب"])],
    "قُتل ما بين 20 و30 شخصاً في حماة.": [("killing", "asserted", [(20, "range", "person", None)], [], ["حماة"])],
    "مقتل 103 جنود على الأقل في أبين.": [("killing", "asserted", [(103, "at_least", "combatant", None)], [], ["أبين"])],
    "نزحت نحو 300 عائلة من الحسكة.": [("displacement", "asserted", [(300, "about", "family", None)], [], ["الحسكة"])],
    # Assertion
    "ليس صحيحاً أن 20 شخصاً قُتلوا في حلب.": [
        ("killing", "denied", [(20, "exact", "person", None)], [], ["حلب"])
    ],
    "طالبت المنظمة بالإفراج عن 40 معتقلاً وبوقف قصف المدارس.": [],
    "حذّر التقرير من مقتل 500 مدني في حال استمر القصف.": [],
    "قضت محكمة عسكرية بإعدام 12 متهماً.": [],
    "أعلنت وزارة الصحة وفاة 60 شخصاً بالكوليرا.": [],
    "ارتفعت حصيلة القتلى إلى 1200، بعد حصيلة سابقة بلغت 900.": [
        ("killing", "asserted", [(1200, "exact", "person", None)], [], [])
    ],
    # Those who did it, or took part, are not counted
    "قتل أربعة مسلحين ثلاثة مدنيين في الأنبار.": [
        ("killing", "asserted", [(3, "exact", "civilian", None)], [], ["الأنبار"])
    ],
    "قُتل جندي في هجوم شارك فيه 60 مسلحاً في الموصل.": [
        ("killing", "asserted", [(1, "exact", "combatant", None)], [], ["الموصل"])
    ],
    # Dead and wounded in one number
    "سقط 31 شخصاً بين قتيل وجريح في بغداد.": [("casualty", "asserted", [(31, "exact", "person", None)], [], ["بغداد"])],
    "سقط عشرات القتلى والجرحى في حلب.": [("casualty", "asserted", [(10, "vague", "person", None)], [], ["حلب"])],
    # Side by side
    "قُتل 20 في حلب و25 في إدلب.": [
        ("killing", "asserted", [(20, "exact", "person", None)], [], ["حلب"]),
        ("killing", "asserted", [(25, "exact", "person", None)], [], ["إدلب"]),
    ],
    "قُتل 12 مدنياً في حماة ومثلهم في حمص.": [
        ("killing", "asserted", [(12, "exact", "civilian", None)], [], ["حماة"]),
        ("killing", "asserted", [(12, "exact", "civilian", None)], [], ["حمص"]),
    ],
    "مقتل رجل وزوجته وإصابة طفلين وسيدة في دوما.": [
        ("killing", "asserted", [(1, "exact", "man", None), (1, "exact", "woman", None)], [], ["دوما"]),
        ("injury", "asserted", [(2, "exact", "child", None), (1, "exact", "woman", None)], [], ["دوما"]),
    ],
    # Who did it
    "دمرت غارات روسية 12 مدرسة في ريف إدلب.": [
        ("destruction", "asserted", [(12, "exact", "school", None)], ["russia"], ["إدلب"])
    ],
    "ارتكبت قوات النظام 6 مجازر في إدلب، راح ضحيتها 73 مدنياً.": [
        ("massacre", "asserted", [(6, "exact", "massacre", None)], ["syrian_regime"], ["إدلب"]),
        ("killing", "asserted", [(73, "exact", "civilian", None)], ["syrian_regime"], ["إدلب"]),
    ],
    "تمكنت القوات العراقية أمس من قتل سبعة مسلحين في الرمادي.": [
        ("killing", "asserted", [(7, "exact", "combatant", None)], ["iraqi_forces"], ["الرمادي"])
    ],
    "أصيب خمسة صيادين برصاص الاحتلال الإسرائيلي في غزة.": [
        ("injury", "asserted", [(5, "exact", "worker", None)], ["israel"], ["غزة"])
    ],
    # A stock
    "لا يزال 400 شخص مختفين قسرياً في سوريا.": [
        ("enforced_disappearance", "asserted", [(400, "exact", "person", None)], [], ["سوريا"])
    ],
    # No counts
    "استمر القصف 16 ساعة على مسافة 45 كيلومتراً من دمشق بعد صدور القرار 2254.": [],
    "فاز الفريق بثلاثة أهداف أمام 20 ألف متفرج.": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def nlp():
    return tawthiq.load(linker=None)  # each sentence is a point of a rule


def counted(nlp, text, day=date(2020, 3, 1)):
    (extraction,) = tawthiq.extract([Document("d", text, day)], nlp)
    return [
        (
            e.type,
            e.assertion,
            [(c.value, c.bound, c.category, c.subset_of) for c in e.counts],
            [p.id for p in e.perpetrators],
            [p.name for p in e.places],
        )
        for e in extraction.events
        if e.counts
    ]


@pytest.mark.parametrize("text", CASES)
def test_a_sentence(nlp, text):
    assert counted(nlp, text) == CASES[text]


@pytest.mark.parametrize(
    ("day", "actor"), [(date(2018, 5, 1), "syrian_regime"), (date(2025, 5, 1), "syrian_government")]
)
def test_the_syrian_army_by_date(nlp, day, actor):
    (event,) = counted(nlp, "اعتقل الجيش السوري سبعة أشخاص في حمص.", day)
    assert event[3] == [actor]


def test_a_chain_of_places_is_one_place_with_its_governorate(nlp):
    (extraction,) = tawthiq.extract(["قُتل سبعة مدنيين في بلدة كفرنبودة في ريف حماة الشمالي."], nlp)
    (place,) = extraction.events[0].places
    assert (place.name, place.admin1, place.country) == ("كفرنبودة", "حماة", "SY")


def test_a_named_victim(nlp):
    (extraction,) = tawthiq.extract(["مقتل الطفل أحمد سعيد الخطيب في قصف على مدينة إدلب."], nlp)
    event = extraction.events[0]
    assert [(c.value, c.category) for c in event.counts] == [(1, "child")]
    assert [(v.id, v.name) for v in event.victims] == [("child", "أحمد سعيد الخطيب")]


def test_without_relations_there_are_no_records(nlp):
    with nlp.select_pipes(disable=["tawthiq_relations"]):
        assert nlp("قُتل ثلاثة مدنيين في حلب.")._.events == ()


def test_a_string_is_refused_where_documents_are_wanted(nlp):
    with pytest.raises(TypeError, match="list"):
        tawthiq.extract("قُتل ثلاثة مدنيين", nlp)


def test_very_long_numbers_break_nothing(nlp):
    assert counted(nlp, "قتل " + "1" * 5000 + " شخص") is not None
