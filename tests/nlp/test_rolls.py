"""Rolls of names: who is named one a line, or in a row, below a toll. Composed posts with invented names."""

from __future__ import annotations

import pytest

import tawthiq
from tawthiq.nlp.places import find_places
from tawthiq.nlp.rolls import entries, rows
from tawthiq.nlp.state import View
from tawthiq.types import Document

TOLL = "أسفرت غارات الطيران الروسي على مدينة كفرنبل عن استشهاد خمسة مدنيين وإصابة 12 آخرين بجروح"
LINES = f"""{TOLL}.
وعرف من الشهداء:
1 ـ سامر الحلو (٣٧سنة)
2ـ الطفلة رنيم الحلو... بنش
3- شهاب الدالي 7 سنوات
4_ طفل مجهول الهوية
واستهدفت الغارات كذلك أطراف البلدة."""
ROW = f"{TOLL}، والشهداء هم: سامر الحلو، نصرة علي الدالي وشهاب محمود الدالي."
BARE = f"""{TOLL}، وهذه أسماء بعض الشهداء:
سامر محمود الحلو
رهف علي الدالي وطفلها
عائلة سمير الحلو"""
GOVERNORATES = """حصيلة القتلى حسب المحافظات:
- ريف دمشق
- دير الزور"""


@pytest.fixture(scope="module")
def nlp():
    return tawthiq.load(linker=None)


def _events(nlp, text: str):
    (extraction,) = tawthiq.extract([Document("post", text)], nlp)
    return extraction.events


def _toll(nlp, text: str):
    return next(e for e in _events(nlp, text) if e.type == "killing" and e.counts[0].value > 1)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (LINES, ["سامر الحلو", "رنيم الحلو", "شهاب الدالي"]),
        (ROW, ["سامر الحلو", "نصرة علي الدالي", "شهاب محمود الدالي"]),
        (BARE, ["سامر محمود الحلو", "رهف علي الدالي"]),
    ],
)
def test_the_named_are_of_the_toll(nlp, text: str, named: list[str]) -> None:
    event = _toll(nlp, text)
    assert event.counts[0].value == 5
    assert [v.name for v in event.victims] == named
    assert {c.subset_of for c in event.counts[1:]} == {0}


def test_ages_and_titles_say_the_kind(nlp) -> None:
    kinds = {c.span.text: c.category for c in _toll(nlp, LINES).counts[1:]}
    assert kinds["الطفلة رنيم الحلو"] == kinds["شهاب الدالي"] == kinds["طفل"] == "child"


def test_numbers_of_items_count_nobody(nlp) -> None:
    values = [c.value for e in _events(nlp, LINES) for c in e.counts if e.type == "killing"]
    assert sorted(values) == [1, 1, 1, 1, 5]


def test_a_list_of_places_is_no_roll(nlp) -> None:
    view = View(nlp(GOVERNORATES))
    assert [view.norms[e.name : e.name_last] for e in entries(view) if e.name_last > e.name + 2] == []
    assert not list(rows(view))
    assert not _events(nlp, GOVERNORATES)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("#عاجل قصف على #حي_الشعار في #مدينة_حلب", ["الشعار", "حلب"]),
        ("قصف على #معرة_النعمان بريف #إدلب", ["معرة النعمان", "إدلب"]),
        ("قصف يستهدف مدينة #دوما", ["دوما"]),
    ],
)
def test_hashtags(nlp, text: str, places: list[str]) -> None:
    assert [p.name for p in find_places(View(nlp(text)))] == places


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("قتل 28 مدنياً في اليوم 337 للحرب على غزة.", [28]),
        ("استشهد أربعة مدنيين في غارة على قرية بليون.", [4]),
        ("قتل 4 مدنيين بعد قصف مدرسة حليمة السعدية في غزة.", [4]),
        ("مقتل ثلاثةمدنيين في قصف على مدينةالرقة.", [3]),
        ("استشـ ـهاد 3 مدنيين وإصـ.ابة 5 في قصـ.ف على كفرنبل.", [3, 5]),
    ],
)
def test_what_posts_count(nlp, text: str, values: list[int]) -> None:
    assert [c.value for e in _events(nlp, text) for c in e.counts] == values


def test_offsets_of_broken_words(nlp) -> None:
    text = "عاجل: 17 قتـ. يلا في قصف على إدلب"
    spans = [c.span for e in _events(nlp, text) for c in e.counts]
    assert [text[s.start : s.end] for s in spans] == [s.text for s in spans] == ["17 قتـ. يلا"]
